"""What the tests of the safety screen share."""

from __future__ import annotations

from pathlib import Path

from bot.safety.model import Disposition, RedFlag
from bot.safety.screen import screen

CORPUS = Path(__file__).parent / "corpus"
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "^{}\\[~]|€\f"


def septets(text: str) -> int:
    """Length of `text` in GSM-7 septets; AssertionError where a character is not GSM-7."""
    strange = [char for char in text if char not in BASIC and char not in EXTENDED]
    assert not strange, f"not GSM-7: {strange!r}"
    return sum(2 if char in EXTENDED else 1 for char in text)


def families(text: str) -> set[str]:
    """The families of all flags that stand in `text`."""
    seen = screen(text)
    return {flag.family for flag in (seen.red_flag, *seen.others) if flag is not None}


def flag_of(family: str, disposition: Disposition, rule: str = "test") -> RedFlag:
    """A flag as the screen would give it."""
    return RedFlag(rule, family, disposition, 0, 4)


def lines(name: str) -> list[str]:
    """The lines of a file of the corpus."""
    return [line for line in (CORPUS / name).read_text(encoding="utf-8").splitlines() if line]
