"""Wishes about how a service works: free, step-free, women only, walk in, in Polish."""

from __future__ import annotations

import re

from bot.understanding.phrases import load
from bot.understanding.text import Text

_PATTERNS = load("filters.txt")
FILTERS = tuple(_PATTERNS)
"""Names of the filters that are read."""

_OTHER_NAMES = {
    "panjabi": "punjabi",
    "nepalese": "nepali",
    "gurkhali": "nepali",
    "persian": "farsi",
    "slovakian": "slovak",
    "mandarin": "chinese",
    "cantonese": "chinese",
    "tagalog": "filipino",
    "sylheti": "bengali",
}
_LANGUAGES = (
    "polish romanian bulgarian punjabi urdu hindi bengali gujarati nepali tamil arabic farsi dari"
    " pashto kurdish turkish ukrainian russian lithuanian latvian slovak czech hungarian albanian"
    " spanish portuguese french italian german greek chinese vietnamese thai filipino malayalam"
    " somali tigrinya amharic yoruba igbo swahili welsh"
)
LANGUAGES = frozenset(_LANGUAGES.split())
"""Languages that people ask for; the filter is `language:polish`."""

_NEGATED = re.compile(
    r"(?:\bnot|\bisn'?t|\bdon'?t (?:need|want|mind)|\bdont (?:need|want|mind)|\bno need for"
    r"|\bdoesn'?t (?:have to|need to) be|\bdoesnt (?:have|need) to be|\bstep"
    r"|\bsugar|\bgluten|\bsymptom"
    r"|\bpain|\bsmoke|\bfeel|\bfeeling|\bfever|\bdairy|\balcohol|\bdrug|\bfat|\blactose|\bbreak"
    r"|\bam|\bi'?m|\bim|\btoll|\bhands)[ -]*(?:a |an |the )?$"
)
_TONGUES = "|".join(sorted({*LANGUAGES, *_OTHER_NAMES}))
_LANGUAGE = re.compile(
    rf"\b(?:speaks?|speaking|in|understands?|talks?|only|language is|language|translate to|into)"
    rf" (?:only |good |fluent )?(?P<a>{_TONGUES})\b|\b(?P<b>{_TONGUES})[ -](?:speak\w*|language"
    r"|interpreter|translator|translation|doctor|gp|dentist|group|community|only|nurse|worker|woman"
    r"|man|support)"
)


def find_filters(text: str | Text) -> frozenset[str]:
    """Names from `FILTERS`, and such as `language:polish`, that the message asks for."""
    clean = (text if isinstance(text, Text) else Text(text)).clean
    found = {name for name, pattern in _PATTERNS.items() if _asked(pattern, clean)}
    for match in _LANGUAGE.finditer(clean):
        said = match["a"] or match["b"]
        found.add(f"language:{_OTHER_NAMES.get(said, said)}")
    return frozenset(found)


def _asked(pattern: re.Pattern[str], clean: str) -> bool:
    return any(
        _NEGATED.search(clean[max(0, match.start() - 24) : match.start()]) is None
        for match in pattern.finditer(clean)
    )
