"""Who may use a service, from a starter row's words: exact limits become numbers, the rest text.

A limit with a condition ("min_age 18 for vape kit") stays text: as a number it would turn away
people whom the service takes.
"""

from __future__ import annotations

import re

from directory.domain.service import Eligibility

_MINIMUM = re.compile(r"min_age (\d+)")
_MAXIMUM = re.compile(r"max_age (\d+)")
_RANGE = re.compile(r"age (\d+)-(\d+)")
_WORDINGS = (
    (re.compile(r"min_age (\d+)"), r"aged \1 or over"),
    (re.compile(r"max_age (\d+)"), r"aged up to \1"),
    (re.compile(r"min_age usually"), "youngest age usually"),
    (re.compile(r"registered_gp_area"), "registered with a GP in"),
)


def parse_eligibility(text: str) -> Eligibility:
    """Limits from clauses with ";" between them. Ages are years, both ends included."""
    minimum: float | None = None
    maximum: float | None = None
    rest: list[str] = []
    for clause in filter(None, (part.strip() for part in text.split(";"))):
        if match := _MINIMUM.fullmatch(clause):
            minimum = float(match[1])
        elif match := _MAXIMUM.fullmatch(clause):
            maximum = float(match[1])
        elif match := _RANGE.fullmatch(clause):
            minimum, maximum = float(match[1]), float(match[2])
        else:
            rest.append(_in_words(clause))
    return Eligibility(minimum_age=minimum, maximum_age=maximum, text=_sentence("; ".join(rest)))


def _in_words(clause: str) -> str:
    for pattern, wording in _WORDINGS:
        clause = pattern.sub(wording, clause)
    return clause


def _sentence(text: str) -> str | None:
    return text[:1].upper() + text[1:] if text else None
