"""Cuts a message where somebody may begin to speak of something else."""

from __future__ import annotations

import re

SHORTEST = 3
"""Words that a clause must have to say what somebody needs."""

_ASKS = (
    "can|could|do|does|did|is|are|am|was|where|wheres|who|when|how|what|which|any|anywhere|"
    "i|im|ive|id|we|my|our|he|hes|she|shes|they|need|needs|want|wants|looking|also|then|"
    "please|pls|tell|help|find"
)
_CUT = re.compile(
    r"[.!?;\n]+|\s-+\s|,?\s(?:also|plus|as well as)\s"
    rf"|,?\s(?:and|an|n|but|&|oh and)\s(?=(?:{_ASKS})\b)"
    rf"|,\s(?=(?:{_ASKS})\b)",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """The parts of a message that are long enough to mean something; none for a single clause."""
    parts = [part.strip(" ,") for part in _CUT.split(text) if part]
    long_enough = [part for part in parts if len(part.split()) >= SHORTEST]
    return long_enough if len(long_enough) > 1 else []
