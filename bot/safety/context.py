"""One message prepared for matching: its words, and where each known word stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.safety.tokens import SENTENCE_END, Token

MAX_OCCURRENCES = 24
_SENTENCE_GAP = 1

FILLERS = frozenset(
    [
        "like",
        "really",
        "just",
        "so",
        "very",
        "actually",
        "literally",
        "kinda",
        "um",
        "umm",
        "er",
        "erm",
        "well",
        "quite",
        "proper",
        "bloody",
        "fucking",
        "fuckin",
        "flipping",
        "bleeding",
        "right",
        "pretty",
        "too",
        "basically",
        "suddenly",
        "totally",
        "completely",
        "absolutely",
        "all",
        "even",
        "ever",
        "soo",
        "sooo",
        "rather",
        "still",
        "now",
        "been",
        "always",
        "also",
        "both",
        "being",
        "is",
        "are",
        "am",
        "was",
        "the",
        "a",
        "an",
        "my",
        "his",
        "her",
        "their",
        "our",
        "your",
        "this",
        "that",
        "to",
        "of",
        "it",
        "its",
        "some",
        "any",
        "got",
        "have",
        "has",
        "had",
        "be",
        "i",
        "he",
        "she",
        "they",
    ]
)


@dataclass(frozen=True)
class Span:
    """A match: words `start` up to, not including, `end`; `mask` has a bit for each word used."""

    start: int
    end: int
    mask: int


@dataclass
class Context:
    """The words of one stretch of a message and the matches found in it so far."""

    tokens: list[Token]
    places: dict[int, list[Span]]
    memo: dict[int, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the words on a line where the end of a sentence counts as a step."""
        self.present = frozenset(self.places)
        self.line: list[int] = []
        step = -1
        for token in self.tokens:
            step += 1 + (_SENTENCE_GAP if token.boundary == SENTENCE_END else 0)
            self.line.append(step)

    def gap(self, left: Span, right: Span) -> int:
        """Steps between two spans that do not overlap; 0 if one lies inside the other."""
        if right.start >= left.end:
            return self.line[right.start] - self.line[left.end - 1] - 1
        if left.start >= right.end:
            return self.line[left.start] - self.line[right.end - 1] - 1
        return 0

    def next_places(self, position: int) -> Iterator[int]:
        """Where the next word of a phrase may stand: here, or after words that say nothing."""
        last = min(position + 3, len(self.tokens))
        for place in range(position, last):
            yield place
            if self.tokens[place].text not in FILLERS:
                return
