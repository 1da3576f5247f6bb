"""The fixed words that answer a red flag: one wording for each channel, family and disposition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from bot.safety.model import Disposition, RedFlag
from bot.safety.rulebook import read_yaml

Channel = Literal["web", "sms"]
SAFETY_NET: str = read_yaml("wording.yml")["safety_net"]


@dataclass(frozen=True)
class Wording:
    """One screen of emergency words; `sms` is the first text message (GSM-7, 160 septets).

    `lines` hold what to do, the action first; `actions` are (label, href) with `tel:` or `sms:`;
    `quick_exit` asks the page for a way to leave at once; `more` may stand below, smaller.
    """

    heading: str
    lines: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    sms: str
    quick_exit: bool
    more: tuple[str, ...]


@lru_cache(maxsize=1)
def _document() -> Mapping[str, Any]:
    return read_yaml("wording.yml")


def emergency_wording(flag: RedFlag, channel: Channel) -> Wording:
    """Return the fixed wording for `flag`; over SMS nothing follows the first message."""
    return _wording(_block_name(flag), channel)


def block_names() -> tuple[str, ...]:
    """Return the names of all wordings, for tests and review."""
    return tuple(_document()["blocks"])


def check_question(flag: RedFlag) -> str:
    """Return the yes-or-no question that settles a doubtful `flag`; unclear counts as yes."""
    return str(_document()["check"][flag.disposition.value])


def never_silent(channel: Channel) -> str:
    """Return the reply for when nothing else can answer: it always carries 999 and 111."""
    return str(_document()["never_silent"][channel])


def _block_name(flag: RedFlag) -> str:
    document = _document()
    by_rule: str | None = document["by_rule"].get(flag.rule)
    if by_rule is not None:
        return by_rule
    for_family: dict[str, str] = document["by_family"].get(flag.family, {})
    default: str = document["by_disposition"][Disposition(flag.disposition).value]
    return for_family.get(flag.disposition.value, default)


@lru_cache(maxsize=256)
def _wording(name: str, channel: Channel) -> Wording:
    block = _document()["blocks"][name]
    more = _document()["more"]
    return Wording(
        heading=block["heading"],
        lines=tuple(block["lines"]),
        actions=tuple((label, href) for label, href in block["actions"]),
        sms=block["sms"],
        quick_exit=bool(block.get("quick_exit", False)) and channel == "web",
        more=tuple(more[key] for key in block["more"]) if channel == "web" else (),
    )
