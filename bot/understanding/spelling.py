"""Names of places that are spelt nearly right."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.understanding import cues
from bot.understanding.names import SHORTEST_FUZZY, Name, Names
from bot.understanding.text import Text

_WORDS = Path(__file__).parent / "data" / "not_places.txt"


def nearest(text: Text, index: int, names: Names, *, bare: bool) -> tuple[int, list[Name]] | None:
    """The misspelt name that begins at this word: the token after it, and its meanings.

    A word that is itself a name, but was not meant as one, is no misspelling of another.

    Two words are tried before one. Without a cue such as "in" only long words are tried, with
    fewer slips, and never words of everyday English.
    """
    if names.exact(text.words[index]):
        return None
    sure = bare or cues.is_cued(text, index, index + 1)
    for width in (2, 1):
        after = index + width
        if after > len(text.words):
            continue
        words = text.words[index:after]
        spelling = " ".join(words)
        slips = _slips(spelling, sure=sure)
        if slips == 0 or not spelling.replace(" ", "").isalpha():
            continue
        if any(word in everyday_words() for word in (spelling, words[0])):
            continue
        found = names.nearest(spelling, slips=slips)
        if found is None or (found[1][0].place is None and not sure):
            continue
        if width == 1 or _word_by_word(words, found[0].split(" ")):
            return after, found[1]
    return None


def _word_by_word(written: list[str], known: list[str]) -> bool:
    """Whether each of two words is nearly the known one: "cot death" is not Cox Heath."""
    return all(
        word[0] == name[0] and OSA.distance(word, name) <= (1 if len(name) < 8 else 2)
        for word, name in zip(written, known, strict=True)
    )


def _slips(spelling: str, *, sure: bool) -> int:
    """How many edits a spelling of this length may be away from a name."""
    length = len(spelling)
    if length < SHORTEST_FUZZY:
        return 0
    if sure:
        return 1 if length < 8 else 2
    if length < 7:
        return 0
    return 1 if length < 9 else 2


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Ordinary words that are within a slip or two of some name ("breathing", "charging")."""
    return frozenset(_WORDS.read_text(encoding="utf-8").split())
