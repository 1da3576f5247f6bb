"""Making names and sentences shorter without tearing a word."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"\s*\([^)]*\)")
_SHORTER = (
    (re.compile(r"\bNHS Foundation Trust\b"), "NHS"),
    (re.compile(r"\bNHS Trust\b"), "NHS"),
    (re.compile(r"\bKent Community Health\b"), "Kent Comm Health"),
    (re.compile(r"\bMedical (?:Centre|Practice)\b"), "Medical Ctr"),
    (re.compile(r"\bHealth Centre\b"), "Health Ctr"),
    (re.compile(r"\bCommunity (?:Centre|Hub)\b"), "Community Ctr"),
    (re.compile(r"\b[Cc]entre\b"), "Ctr"),
    (re.compile(r"\b[Ss]ervices?\b"), "svc"),
    (re.compile(r"\b[Aa]ssociation\b"), "Assoc"),
    (re.compile(r"\s+and\s+"), " & "),
    (re.compile(r"\s*/\s*"), "/"),
)
_LOOSE_ENDS = frozenset(
    {
        *("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"),
        *("with", "your", "&", "-", ",", "/", ":", "."),
    }
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+(?=[A-Z0-9])")
_NEVER_DROP = re.compile(r"\b(?:999|111|18000|85258|116 123)\b")


def shortened(name: str, most: int) -> str:
    """`name` in at most `most` characters where whole words allow it; the first word always stays.

    What stands in brackets goes first, then long words give way to usual short forms, then whole
    words are left off at the end, with no "of the" left hanging.
    """
    name = " ".join(name.split())
    if len(name) <= most:
        return name
    name = _BRACKETED.sub("", name) or name
    for pattern, short in _SHORTER:
        if len(name) <= most:
            return name
        name = pattern.sub(short, name)
    words = name.split(" ")
    while len(words) > 1 and (len(" ".join(words)) > most or _hangs(words[-1])):
        words.pop()
    return " ".join(words).rstrip(" ,;:-&/")


def _hangs(word: str) -> bool:
    return word.lower().rstrip(",.;:") in _LOOSE_ENDS


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return [part.strip() for part in _SENTENCE.split(" ".join(text.split())) if part.strip()]


def fewer_sentences(text: str) -> list[str]:
    """`text`, then ever shorter ones: the last sentence that may go is left out each time.

    The first sentence stays, and so does every sentence with an emergency number.
    """
    kept = sentences(text)
    versions = [" ".join(kept)]
    while True:
        spare = [i for i, part in enumerate(kept) if i > 0 and not _NEVER_DROP.search(part)]
        if not spare:
            return versions
        del kept[spare[-1]]
        versions.append(" ".join(kept))
