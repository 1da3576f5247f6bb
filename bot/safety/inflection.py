"""Spells out the forms of a word, as people write them."""

from __future__ import annotations

import re

_DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]$")


def forms(entry: str) -> frozenset[str]:
    """Return the words that `entry` stands for: itself, or with a final `+` its inflections."""
    if not entry.endswith("+"):
        return frozenset({entry})
    base = entry[:-1]
    return frozenset({base, *_plurals(base), *_past(base), *_present(base)})


def _plurals(base: str) -> set[str]:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return {base + "es"}
    if _consonant_y(base):
        return {base[:-1] + "ies"}
    return {base + "s"}


def _past(base: str) -> set[str]:
    if base.endswith("e"):
        return {base + "d"}
    if _consonant_y(base):
        return {base[:-1] + "ied"}
    return {base + "ed", base + base[-1] + "ed"} if _DOUBLING.search(base) else {base + "ed"}


def _present(base: str) -> set[str]:
    if base.endswith("e") and not base.endswith("ee"):
        stems = {base[:-1]}
    elif _DOUBLING.search(base):
        stems = {base, base + base[-1]}
    else:
        stems = {base}
    endings = ("ing", "in") if len(base) >= 4 else ("ing",)
    return {stem + ending for stem in stems for ending in endings}


def _consonant_y(base: str) -> bool:
    return len(base) > 2 and base.endswith("y") and base[-2] not in "aeiou"
