"""Cuts a message into words, in the spelling that the rules use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.safety.folding import fold

# Combining vowel signs of Indic scripts are no letters to `re`, yet belong to the word.
# Chinese runs its words together, so each of its characters counts as a word.
_TOKEN = re.compile(
    r"[\u3400-\u9fff]|\b(?:b4|m8|l8r|2day|2nite|2night|2moro|2morrow)\b|\d+(?:\.\d+)?"
    r"|(?:[^\W\d_]|[\u0900-\u0dff])+(?:'(?:[^\W\d_])+)*|[.!?;\n]+|,|:|\u0964"
)
_RUN = re.compile(r"(.)\1{2,}")
SENTENCE_END = 2
CLAUSE_END = 1
MAX_TOKEN = 40


@dataclass(frozen=True)
class Spellings:
    """How words are written: single words, pairs that make one word, and endings."""

    words: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class Token:
    """One word: `text` as the rules spell it, its place in the message, the break before it."""

    text: str
    start: int
    end: int
    boundary: int


def tokenise(text: str, spellings: Spellings) -> list[Token]:
    """Return the words of `text`; punctuation stays behind as the `boundary` of the next word."""
    folded, origins = fold(text)
    tokens: list[Token] = []
    boundary = 0
    for found in _TOKEN.finditer(folded):
        raw = found.group()
        if not (raw[0].isalnum() or "\u0900" <= raw[0] <= "\u0dff"):
            boundary = max(boundary, CLAUSE_END if raw in ",:" else SENTENCE_END)
            continue
        start, end = found.start(), found.end()
        if origins is not None:
            start, end = origins[start], origins[end - 1] + 1
        for word in _spell(raw[:MAX_TOKEN], spellings):
            _append(tokens, Token(word, start, end, boundary), spellings)
            boundary = 0
    return tokens


def _append(tokens: list[Token], token: Token, spellings: Spellings) -> None:
    if tokens and token.boundary != SENTENCE_END:
        merged = spellings.pairs.get((tokens[-1].text, token.text))
        if merged is not None:
            last = tokens.pop()
            tokens.append(Token(merged, last.start, token.end, last.boundary))
            return
    tokens.append(token)


def _spell(raw: str, spellings: Spellings) -> tuple[str, ...]:
    known = spellings.words.get(raw)
    if known is not None:
        return known
    if raw.replace(".", "").isdigit():
        return (raw,)
    if "'" in raw:
        raw = _without_apostrophe(raw)
    word = _RUN.sub(r"\1\1", raw)
    return spellings.words.get(word, (word,))


def _without_apostrophe(raw: str) -> str:
    stem, _, ending = raw.rpartition("'")
    if ending == "s":
        return stem.replace("'", "")
    if ending in {"re", "ll", "ve", "d", "m"}:
        return stem.replace("'", "")
    return raw.replace("'", "")
