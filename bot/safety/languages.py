"""Notices a message in another language and has the emergency line in that language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.safety.model import RedFlag
from bot.safety.rulebook import read_yaml

_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff])+")
_SCRIPTS = (
    (re.compile(r"[\u0a00-\u0a7f]"), ("pa",)),
    (re.compile(r"[\u0900-\u097f]"), ("ne",)),
    (re.compile(r"[\u0400-\u052f]"), ("uk", "bg")),
)
_LETTER_WEIGHT = 2
_SHORT = 4
_MOST_CHARACTERS = 2_000


@dataclass(frozen=True)
class Language:
    """A language spoken here: `line` says when to call 999 and 111, in that language."""

    code: str
    english_name: str
    own_name: str
    letters: frozenset[str]
    words: frozenset[str]
    line: str


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """Return the languages that have an emergency line, by ISO 639-1 code."""
    entries = read_yaml("languages.yml")["languages"]
    return {
        code: Language(
            code=code,
            english_name=entry["english_name"],
            own_name=entry["own_name"],
            letters=frozenset(entry["letters"]),
            words=frozenset(entry["words"].split()),
            line=entry["line"],
        )
        for code, entry in entries.items()
    }


def notice(text: str) -> Language | None:
    """Return the language of `text` if it is one of these and not English, else None."""
    lowered = text[:_MOST_CHARACTERS].lower()
    by_script = next((codes for script, codes in _SCRIPTS if script.search(lowered)), None)
    known = languages()
    if by_script is not None and len(by_script) == 1:
        return known[by_script[0]]
    candidates = [known[code] for code in by_script or known]
    scores = {language.code: _score(lowered, language) for language in candidates}
    best = max(scores, key=lambda code: scores[code])
    if by_script is not None:
        return known[best]
    return known[best] if scores[best] >= _needed(lowered) else None


def language_of(flag: RedFlag) -> Language | None:
    """Return the language that the rule behind `flag` is written in, None for English."""
    ending = flag.rule.rpartition(".")[2]
    return next((x for x in languages().values() if x.english_name.lower() == ending), None)


def emergency_line(language: Language) -> str:
    """Return when to call 999 and 111, in `language`, and how to be understood there."""
    return language.line


def access_line() -> str:
    """Return, in plain English, how to reach 999 and 111 through an interpreter, relay or BSL."""
    return str(read_yaml("languages.yml")["access"])


def _score(lowered: str, language: Language) -> int:
    words = set(_WORD.findall(lowered))
    letters = len(language.letters & set(lowered))
    return len(words & language.words) + _LETTER_WEIGHT * letters


def _needed(lowered: str) -> int:
    """Evidence asked for: less where the whole message is a few words."""
    most = int(read_yaml("languages.yml")["threshold"])
    return most - 1 if len(_WORD.findall(lowered)) <= _SHORT else most
