"""What the red-flag screen says about a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Disposition(str, Enum):
    """Where somebody is sent, after the outcome groups of NHS 111 online."""

    EMERGENCY_999 = "999"
    A_AND_E_NOW = "a_and_e_now"
    CRISIS = "crisis_999_or_samaritans"
    MATERNITY_TRIAGE_NOW = "maternity_triage_now"
    SARC = "sarc"
    URGENT_111 = "111_now"

    @property
    def urgency(self) -> int:
        """Rank of urgency: the higher, the sooner help is needed."""
        return _URGENCY[self]


_ORDER = (
    Disposition.URGENT_111,
    Disposition.SARC,
    Disposition.MATERNITY_TRIAGE_NOW,
    Disposition.CRISIS,
    Disposition.A_AND_E_NOW,
    Disposition.EMERGENCY_999,
)
_URGENCY = {disposition: rank for rank, disposition in enumerate(_ORDER, start=1)}


@dataclass(frozen=True)
class RedFlag:
    """One sign of danger: the rule that saw it and the characters `start` to `end` of the text."""

    rule: str
    family: str
    disposition: Disposition
    start: int
    end: int


@dataclass(frozen=True)
class Screening:
    """What one message holds.

    `red_flag` is the most urgent sign that nothing speaks against; `check` is a sign for and
    against which the message speaks: ask one yes-or-no question and list no services (an unclear
    answer counts as yes). `others` are the further signs, most urgent first.
    """

    red_flag: RedFlag | None = None
    check: RedFlag | None = None
    others: tuple[RedFlag, ...] = ()
