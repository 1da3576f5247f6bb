"""The one safety question that comes before a list of services.

Data: `data/safety_questions.yml`. A need that is not in it is never asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.understanding.symptoms import mentions_symptom

_DATA = Path(__file__).parent / "data" / "safety_questions.yml"
ALWAYS, SYMPTOM, NEVER = "always", "symptom", "never"


@dataclass(frozen=True)
class SafetyQuestion:
    """`signs` are alternatives: any one of them is a yes, with this disposition and family."""

    need: str
    ask: str
    signs: tuple[str, ...]
    disposition: str | None
    family: str | None


@lru_cache(maxsize=1)
def safety_questions() -> dict[str, SafetyQuestion]:
    """All questions by need."""
    with _DATA.open(encoding="utf-8") as file:
        raw = yaml.safe_load(file)
    return {
        need: SafetyQuestion(
            need=need,
            ask=entry["ask"],
            signs=tuple(entry.get("signs", ())),
            disposition=entry.get("disposition"),
            family=entry.get("family"),
        )
        for need, entry in raw.items()
    }


def asks_safety_question(need: str | None, text: str) -> bool:
    """Whether this need, put in these words, calls for its question first."""
    question = safety_questions().get(need or "")
    if question is None or question.ask == NEVER:
        return False
    return question.ask == ALWAYS or mentions_symptom(text)
