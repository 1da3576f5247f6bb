"""How a text travels: GSM-7 or UCS-2, how many segments it takes, and how to keep it in GSM-7.

Rules: 3GPP TS 23.038 (the alphabet and its extension table) and TS 23.040 (a part of a longer text
holds 153 septets or 67 UTF-16 units, and neither an escaped character nor a surrogate pair is
torn apart).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
_EVERY = BASIC | EXTENSION
GSM7_ONE, GSM7_PART = 160, 153
UCS2_ONE, UCS2_PART = 70, 67

_DOWNGRADE = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    "\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", ""),
    "\u00ad": "",
    "…": "...",
    "•": "-",
    "·": "-",
    "×": "x",
    "÷": "/",
    "→": "->",
    "≤": "<=",
    "≥": ">=",
    "™": "",
    "®": "",
    "©": "",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "œ": "oe",
    "Œ": "OE",
    "°": " degrees",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What sending a text takes: its encoding, its units (septets or UTF-16) and its segments."""

    encoding: str
    units: int
    segments: int


def is_gsm7(text: str) -> bool:
    """Whether every character is in the alphabet or its extension table."""
    return _EVERY.issuperset(text)


def cost(text: str) -> Cost:
    """Count exactly, as a network and Twilio do. An empty text is one segment."""
    if is_gsm7(text):
        if EXTENSION.isdisjoint(text):
            return Cost("GSM-7", len(text), _plain_parts(len(text)))
        sizes = [2 if character in EXTENSION else 1 for character in text]
        return _cost("GSM-7", sizes, GSM7_ONE, GSM7_PART)
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in text]
    return _cost("UCS-2", sizes, UCS2_ONE, UCS2_PART)


def segments(text: str) -> int:
    """How many segments `text` takes."""
    return cost(text).segments


def downgraded(text: str) -> str:
    """`text` with typographic characters in GSM-7 spelling.

    Accents stay where GSM-7 has them and go where it does not. Other scripts stay as they are:
    such a text travels as UCS-2. Pictures go, unless the text is in another script anyway.
    """
    if is_gsm7(text):
        return text
    text = unicodedata.normalize("NFC", text)
    spelt = "".join(_spelt(character) for character in text)
    if is_gsm7(spelt):
        return spelt
    without = "".join(character for character in spelt if not _is_picture(character))
    return without if is_gsm7(without) else spelt


def _spelt(character: str) -> str:
    if character in BASIC or character in EXTENSION:
        return character
    if character in _DOWNGRADE:
        return _DOWNGRADE[character]
    kept = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    return kept if kept and is_gsm7(kept) else character


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) in ("So", "Sk", "Cf", "Mn", "Me")


def _plain_parts(septets: int) -> int:
    return 1 if septets <= GSM7_ONE else -(-septets // GSM7_PART)


def _cost(encoding: str, sizes: Iterable[int], one: int, part: int) -> Cost:
    sizes = list(sizes)
    units = sum(sizes)
    if units <= one:
        return Cost(encoding, units, 1)
    parts, room = 1, part
    for size in sizes:
        if size > room:
            parts, room = parts + 1, part
        room -= size
    return Cost(encoding, units, parts)
