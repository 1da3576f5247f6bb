"""Reads the pattern language of the rules.

breath+            a word in all its forms, misspelt or not (`word!`: to the letter; `wor*`)
passed out         words that follow one another, but for words that say nothing
chest|ribs         one of these;  ( passed out | on the floor ) for longer ones
@pain              a concept
{38-43}            a number
a .. b   a ... b   b after a, within 3 or 7 words;  a >> b within 14
a & b    a && b    in either order, within 7 or 14 words;  a &* b anywhere in the message
a #4               a, in a message of at most four words
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.safety.errors import RuleError
from bot.safety.lexicon import Lexicon
from bot.safety.nodes import AnyWord, Either, Leaf, Near, Node, Phrase, Short

_OPERATORS = {
    "..": (3, True),
    "...": (7, True),
    ">>": (14, True),
    "&": (7, False),
    "&&": (14, False),
    "&*": (90, False),
}
_NUMBER = re.compile(r"\{(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)\}")
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0dff])+[+*!]?")
Resolve = Callable[[str], Node]


def parse(text: str, lexicon: Lexicon, resolve: Resolve) -> Node:
    """Return the node of the pattern `text`; `resolve` gives the node of a named concept.

    Raises RuleError if the pattern is not well formed.
    """
    words = text.split()
    most = None
    if words and words[-1].startswith("#"):
        most = int(words.pop()[1:])
    reader = _Reader(words, lexicon, resolve)
    node = reader.sequence()
    if reader.rest:
        raise RuleError(f"unexpected {reader.rest[0]!r} in pattern {text!r}")
    return node if most is None else Short(node, most)


class _Reader:
    def __init__(self, words: list[str], lexicon: Lexicon, resolve: Resolve) -> None:
        self.rest = words
        self._lexicon = lexicon
        self._resolve = resolve

    def sequence(self) -> Node:
        """Read phrases joined by operators, from the left."""
        node = self._phrase()
        while self.rest and self.rest[0] in _OPERATORS:
            reach, ordered = _OPERATORS[self.rest.pop(0)]
            node = Near(node, self._phrase(), reach=reach, ordered=ordered)
        return node

    def _phrase(self) -> Node:
        parts: list[Node] = []
        while self.rest and self.rest[0] not in _OPERATORS and self.rest[0] not in {")", "|"}:
            word = self.rest.pop(0)
            parts.append(self._group() if word == "(" else self._choice(word))
        if not parts:
            raise RuleError("a pattern lacks a word")
        return parts[0] if len(parts) == 1 else Phrase(parts)

    def _group(self) -> Node:
        options = [self.sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            options.append(self.sequence())
        if not self.rest or self.rest.pop(0) != ")":
            raise RuleError("a bracket is not closed")
        return Either(options)

    def _choice(self, word: str) -> Node:
        options = [self._single(part) for part in word.split("|")]
        return options[0] if len(options) == 1 else Either(options)

    def _single(self, word: str) -> Node:
        if word == "_":
            return AnyWord()
        if "_" in word and not word.startswith("@"):
            return Phrase([self._single(part) for part in word.split("_")])
        if word.startswith("@"):
            return self._resolve(word[1:])
        number = _NUMBER.fullmatch(word)
        if number:
            return Leaf(self._lexicon.number(float(number[1]), float(number[2])))
        if not _WORD.fullmatch(word):
            raise RuleError(f"{word!r} is no word of the pattern language")
        return Leaf(self._lexicon.word(word))
