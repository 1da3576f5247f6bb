"""The yes/no question that settles a doubtful red flag; what is unclear counts as yes."""

from __future__ import annotations

from enum import Enum
from typing import Any

from bot.gateway.compose import NO
from bot.safety.model import Disposition, RedFlag
from bot.understanding.answers import read_answer


class CheckAnswer(Enum):
    """The answer as it counts."""

    YES = "yes"
    NO = "no"


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


def answer_to_check(said: str, payload: str | None) -> CheckAnswer:
    """Only a plain no is a no."""
    if payload is not None:
        return CheckAnswer.NO if payload == NO else CheckAnswer.YES
    is_no = read_answer(said, "safety_answer") == "deny"
    return CheckAnswer.NO if is_no else CheckAnswer.YES
