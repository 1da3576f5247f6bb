"""Every word that a rule mentions, and the way from a written word to it."""

from __future__ import annotations

from functools import lru_cache

from bot.safety.context import MAX_OCCURRENCES, Context, Span
from bot.safety.folding import fold
from bot.safety.fuzzy import ONE_SLIP, FuzzyIndex
from bot.safety.inflection import forms
from bot.safety.tokens import Spellings, Token

_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_MIN_PART = 3
_MIN_JOINED = 7


class Lexicon:
    """Words by number. Fill it with `word`, `prefix` and `number`, then call `close`."""

    def __init__(self, real_words: frozenset[str], spellings: Spellings) -> None:
        self._real_words = real_words
        self._spellings = spellings
        self._leaves: dict[str, int] = {}
        self._words: dict[str, set[int]] = {}
        self._fuzzy_words: dict[str, set[int]] = {}
        self._prefixes: dict[str, set[int]] = {}
        self._numbers: list[tuple[float, float, int]] = []
        self._fuzzy: FuzzyIndex | None = None
        self._look_up = lru_cache(maxsize=16_384)(self._look_up_afresh)

    def word(self, entry: str) -> int:
        """Return the number of `entry`: a word, `word+` (inflected), `word!` (exact), `wor*`."""
        entry = fold(entry)[0]
        known = self._leaves.get(entry)
        if known is not None:
            return known
        leaf = self._leaves[entry] = len(self._leaves)
        if entry.endswith("*"):
            self._prefixes.setdefault(entry[:-1], set()).add(leaf)
            return leaf
        exact = entry.endswith("!")
        for form in self._as_read(forms(entry.rstrip("!"))):
            self._words.setdefault(form, set()).add(leaf)
            if not exact and len(form) >= ONE_SLIP:
                self._fuzzy_words.setdefault(form, set()).add(leaf)
        return leaf

    def _as_read(self, written: frozenset[str]) -> set[str]:
        """Return the forms as the tokeniser hands them on."""
        read = {self._spellings.words.get(form, (form,)) for form in written}
        return set(written) | {words[0] for words in read if len(words) == 1}

    def number(self, low: float, high: float) -> int:
        """Return the number of the numerals from `low` to `high`."""
        entry = f"{{{low}-{high}}}"
        known = self._leaves.get(entry)
        if known is None:
            known = self._leaves[entry] = len(self._leaves)
            self._numbers.append((low, high, known))
        return known

    def close(self) -> None:
        """Build the index of misspellings: after this no word may be added."""
        self._fuzzy = FuzzyIndex(self._fuzzy_words, self._real_words)

    def words_of(self, leaf: int) -> frozenset[str]:
        """Return the written words that answer to the number `leaf` without a misspelling."""
        return frozenset(word for word, leaves in self._words.items() if leaf in leaves)

    def leaves(self, word: str) -> frozenset[int]:
        """Return the numbers that `word` answers to, misspelt or not."""
        return self._look_up(word)

    def _look_up_afresh(self, word: str) -> frozenset[int]:
        found = set(self._words.get(word, ()))
        if word[0].isdecimal() or word in _NUMBER_WORDS:
            value = _NUMBER_WORDS[word] if word in _NUMBER_WORDS else float(word)
            found.update(leaf for low, high, leaf in self._numbers if low <= value <= high)
        for length in range(3, len(word) + 1):
            found.update(self._prefixes.get(word[:length], ()))
        if not found and self._fuzzy is not None:
            for near in self._fuzzy.nearest(word):
                found |= self._fuzzy_words[near]
        return frozenset(found)

    def split(self, word: str) -> tuple[str, str] | None:
        """Return the two known words that `word` runs together, if it is none itself."""
        if len(word) < _MIN_JOINED or word in self._real_words or word in self._words:
            return None
        for cut in range(len(word) - _MIN_PART, _MIN_PART - 1, -1):
            left, right = word[:cut], word[cut:]
            if left in self._words and right in self._words:
                return left, right
        return None

    def context(self, tokens: list[Token]) -> Context:
        """Return `tokens` prepared for matching."""
        tokens = self._without_runs(tokens)
        places: dict[int, list[Span]] = {}
        for index, token in enumerate(tokens):
            span = Span(index, index + 1, 1 << index)
            for leaf in self.leaves(token.text):
                held = places.setdefault(leaf, [])
                if len(held) < MAX_OCCURRENCES:
                    held.append(span)
        return Context(tokens, places)

    def _without_runs(self, tokens: list[Token]) -> list[Token]:
        cut: list[Token] = []
        for token in tokens:
            parts = self.split(token.text)
            if parts is None:
                cut.append(token)
                continue
            cut.append(Token(parts[0], token.start, token.end, token.boundary))
            cut.append(Token(parts[1], token.start, token.end, 0))
        return cut
