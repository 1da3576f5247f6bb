"""Plain words out of what people type, each still tied to its place in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_QUOTES = str.maketrans("‘’‛′`´“”„″–—‐‑‒−", "''''''\"\"\"\"------")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u2060\ufeff") | frozenset(
    chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*|&")
_STRETCHED = re.compile(r"([a-z])\1\1")


class Token(NamedTuple):
    """A word in lower case without apostrophes; `start` and `end` point into the original."""

    word: str
    start: int
    end: int


class Text:
    """A message in three forms: `original`, `clean` (lower case, plain characters) and `tokens`.

    `clean` keeps punctuation but may be shorter or longer than `original`; `span` maps back.
    """

    __slots__ = ("_offsets", "clean", "original", "tokens", "words")

    def __init__(self, original: str) -> None:
        self.original = original
        lowered = original.lower() if original.isascii() else ""
        self._offsets: list[int] | None = None
        if original.isascii() and not _STRETCHED.search(lowered):
            self.clean = lowered
        else:
            self.clean, self._offsets = _clean(original)
        self.tokens = [
            Token(match.group().replace("'", ""), *self.span(match.start(), match.end()))
            for match in _TOKEN.finditer(self.clean)
        ]
        self.words = [token.word for token in self.tokens]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of `clean` into the span of `original` that it came from."""
        if self._offsets is None:
            return start, end
        if end <= start:
            return self._offsets[start], self._offsets[start]
        return self._offsets[start], self._offsets[end - 1] + 1

    def gap(self, index: int) -> str:
        """The original characters between token `index` and the next one."""
        following = index + 1
        end = self.tokens[following].start if following < len(self.tokens) else None
        return self.original[self.tokens[index].end : end]


def _clean(original: str) -> tuple[str, list[int]]:
    """Normalise character by character, so that every result keeps the index it came from."""
    letters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(original):
        if character in _INVISIBLE:
            continue
        for plain in _plain(character):
            if plain.isalpha() and letters[-2:] == [plain, plain]:
                continue
            letters.append(plain)
            offsets.append(index)
    offsets.append(len(original))
    return "".join(letters), offsets


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    decomposed = unicodedata.normalize("NFKC", character).translate(_QUOTES).lower()
    stripped = unicodedata.normalize("NFD", decomposed)
    return "".join(part for part in stripped if not unicodedata.combining(part))


def normalise(text: str) -> str:
    """The words of a text with single spaces between: `St. Margaret’s` is `st margarets`.

    An ampersand reads as `and`. Used for comparing names, never for showing them.
    """
    return " ".join("and" if word == "&" else word for word in Text(text).words)


def vocabulary(words: str) -> frozenset[str]:
    """The words of a space-separated list, for membership tests."""
    return frozenset(words.split())
