"""The yes/no question that settles a doubtful red flag; what is unclear counts as yes."""

from __future__ import annotations

from typing import Any

from bot.gateway.compose import NO
from bot.safety.conversation import CheckAnswer, read_check_answer
from bot.safety.model import Disposition, RedFlag


def check_to(text: str, flag: RedFlag) -> dict[str, Any]:
    """The doubtful message and its flag, as JSON for the conversation's state."""
    return {
        "text": text,
        "rule": flag.rule,
        "family": flag.family,
        "disposition": flag.disposition.value,
    }


def check_from(check: dict[str, Any] | None) -> tuple[str, RedFlag]:
    """The inverse of `check_to`."""
    check = check or {}
    flag = RedFlag(
        rule=check["rule"],
        family=check["family"],
        disposition=Disposition(check["disposition"]),
        start=0,
        end=0,
    )
    return str(check["text"]), flag


def is_plain_no(said: str, payload: str | None) -> bool:
    """Only a plain no is a no; "not sure" and everything else counts as yes."""
    if payload is not None:
        return payload == NO
    return read_check_answer(said) is CheckAnswer.NO
