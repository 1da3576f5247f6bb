"""How a message is put before it is embedded or cut into n-grams."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = str.maketrans("‘’‛`´“”„–—‐‑‒", "'''''\"\"\"-----")
_STRETCHED = re.compile(r"([^\W\d_])\1\1+")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Lower case, straight quotes, single spaces, no letter more than twice in a row."""
    straight = unicodedata.normalize("NFKC", text).translate(_QUOTES).lower()
    return _SPACES.sub(" ", _STRETCHED.sub(r"\1\1", straight)).strip()


def for_embedding(text: str) -> str:
    """The message as the embedding model should see it."""
    return plain(text)


def for_ngrams(text: str) -> str:
    """The message as words and letters are counted in it: apostrophes left out ("im", "dont")."""
    return plain(text).replace("'", "")
