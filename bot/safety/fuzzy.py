"""Finds the known word that a misspelt one stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

ONE_SLIP = 5
TWO_SLIPS = 8
MAX_LENGTH = 18


def allowed_slips(length: int) -> int:
    """Edits forgiven in a word of `length` letters."""
    if length >= TWO_SLIPS:
        return 2
    return 1 if length >= ONE_SLIP else 0


def distance(left: str, right: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap neighbours) between two words; `limit` + 1 if more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, a in enumerate(left, start=1):
        current = [row]
        for column, b in enumerate(right, start=1):
            best = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (a != b),
            )
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


def _deletions(word: str, slips: int) -> Iterator[str]:
    yield word
    seen = {word}
    layer = {word}
    for _ in range(slips):
        layer = {w[:i] + w[i + 1 :] for w in layer for i in range(len(w))} - seen
        seen |= layer
        yield from layer


class FuzzyIndex:
    """Known words by what is left of them when letters are dropped (symmetric deletion)."""

    def __init__(self, words: Iterable[str], real_words: frozenset[str]) -> None:
        self._real_words = real_words
        self._by_deletion: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            for part in _deletions(word, allowed_slips(len(word))):
                self._by_deletion.setdefault(part, []).append(word)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Known words at the least distance, none if `word` is a real word of its own."""
        slips = allowed_slips(len(word))
        if slips == 0 or len(word) > MAX_LENGTH or word in self._real_words:
            return ()
        best = slips + 1
        found: list[str] = []
        for candidate in self._candidates(word, slips):
            limit = min(slips, allowed_slips(len(candidate)))
            edits = distance(word, candidate, limit)
            if edits > limit or edits > best or (edits > 1 and word[0] != candidate[0]):
                continue
            if edits < best:
                best, found = edits, []
            found.append(candidate)
        return tuple(found)

    def _candidates(self, word: str, slips: int) -> set[str]:
        candidates: set[str] = set()
        for part in _deletions(word, slips):
            candidates.update(self._by_deletion.get(part, ()))
        return candidates
