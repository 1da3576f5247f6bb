"""The number of a result: "the second one", "no 3", "option 2", "2nd pls"."""

from __future__ import annotations

import re

from bot.understanding.text import Text

_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
LARGEST = 20
_CARDINAL = rf"(?P<cardinal>\d{{1,2}}|{'|'.join(_WORDS)})"
_ORDINAL = rf"(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})"
_KIND = (
    r"(?:one|1|option|result|choice|pharmacy|chemist|dentist|doctors?|surgery|place|group|clinic"
    r"|service|number|on the list|in the list|listed)"
)
_LABELLED = re.compile(
    rf"(?<![a-z0-9])(?:option|number|num|no\.?|nr|choice|result|#|choose|pick|select|press) ?#?"
    rf" ?{_CARDINAL}(?![a-z0-9:%/]|\.\d)(?! (?:weeks?|days?|years?|months?|hours?|times?|mg"
    r"|tablets?|kids?|children|people|of (?:them|us|my)))"
)
_ORDERED = re.compile(
    rf"(?<![a-z0-9])(?:the |your |ur )?{_ORDINAL} {_KIND}(?![a-z0-9])"
    rf"|(?<![a-z0-9])the {_ORDINAL.replace('ordinal', 'alone')}(?= ?(?:$|[?.!,]|please|pls|thanks))"
)
_NOBODY = re.compile(r"\bno (?:1|one)\b(?! ?(?:$|[.,!?]|please|pls|on the list))|^no one$")
_POLITE = (
    r"(?:(?:please|pls|plz|thanks|thank you|ta|ok|okay|yes|yeah|i'?ll (?:have|take|go (?:for|with))"
    r"|i (?:want|choose|pick|like|would like)|i'?d like|can i have|go (?:for|with)"
    r"|more (?:about|on)"
    r"|tell me (?:more )?about|what about|show me|details (?:of|for)|info on|the|and|number|option"
    r"|no\.?|one|then|it'?s|lets? (?:go )?(?:for|with)|send me)[ ,.!]*)*"
)
_BARE = re.compile(
    rf"[\s(#]*{_POLITE}(?:{_CARDINAL}|{_ORDINAL})(?: (?:one|option))?[\s.,!?)]*{_POLITE}[\s.,!?)]*"
)


def find_number(text: str | Text) -> int | None:
    """The number, 1 to 20, if the message chooses one; None for quantities ("2 weeks")."""
    read = text if isinstance(text, Text) else Text(text)
    bare = bare_number(read)
    if bare is not None or _NOBODY.search(read.clean):
        return bare
    for pattern in (_LABELLED, _ORDERED):
        match = pattern.search(read.clean)
        if match is not None:
            return _value(match)
    return None


def bare_number(text: str | Text) -> int | None:
    """The number, if the message is nothing else ("2", "the second one please")."""
    read = text if isinstance(text, Text) else Text(text)
    if len(read.tokens) > 8 or _NOBODY.search(read.clean):
        return None
    match = _BARE.fullmatch(read.clean)
    return None if match is None else _value(match)


def _value(match: re.Match[str]) -> int | None:
    said = match.groupdict()
    written = said.get("cardinal") or said.get("ordinal") or said.get("alone")
    if written is None:
        return None
    number = _WORDS.get(written) or _ORDINALS.get(written)
    number = number or int(re.sub(r"\D", "", written) or 0)
    return number if 1 <= number <= LARGEST else None
