"""The words around a name that say whether it is meant as a place."""

from __future__ import annotations

import re

from bot.understanding.text import Text, vocabulary

NEAR = vocabulary(
    "in near nr near2 at from around round inside outside nearest nearer visiting reach "
    "leaving towards"
)
"""Words right before a place."""

SERVICES = vocabulary(
    "pharmacy pharmacies chemist chemists dentist dentists doctor doctors gp gps surgery physio "
    "physiotherapist optician opticians hospital clinic library foodbank bank utc miu nurse boots "
    "superdrug tesco asda hub centre center group groups club class classes service services "
    "shed cafe parkrun help support carers"
)
"""Kinds of service: "pharmacy deal" names a place, "deal" alone may not."""

AFTER = vocabulary("area town village kent district way centre postcode please pls")
"""Words right after a place."""

STREETS = vocabulary(
    "road rd street st lane ln avenue ave close drive crescent terrace gardens grove square "
    "court mews hill house cottages"
)

TITLES = vocabulary("mr mrs ms miss sir lady nurse")

_NOT = re.compile(
    r"(?:\bnot(?: in| near| from| at| to| around)?|\bisnt(?: in| near)|instead of|rather than"
    r"|anywhere but|\bexcept(?: for| in)?|used to (?:live|be|work) (?:in|at|near)"
    r"|moved (?:here )?(?:away |over |down )?(?:from|out of)|(?:moving|relocat\w+|came) from"
    r"|(?:moving|moved) away from|no longer (?:live )?(?:in|at|near)|born in|too far"
    r"|(?:back|returned|home) from|(?:holiday|holidays|trip|flight|cruise|honeymoon)(?: \w+)?"
    r" (?:in|to|from)|dont (?:live|want)(?: to go)?(?: in| to| near)?|can(?:t|not) (?:get|go) to)"
    r"(?: the)?$"
)
_LIVES = re.compile(
    r"\b(?:live|lives|living|based|staying|stay|moved|moving|visiting|visit|resident|home|house"
    r"|flat|work|working|town|city|village|currently|located)"
    r"(?: \w+)? (?:in|at|to|of|is|near)$|\b(?:near|nr|nearest|visiting|around)$"
)
_TROUBLE = re.compile(r"(?:with|trouble|difficulty|problems?|fell|slipped|kidney|sore) (?:in|at)$")
_POSTCODE = re.compile(
    r"(?:\b(?:in|near|nr|at|from|around|round|area|live|lives|living|based|is|its|code|to|for)"
    r"|postcode|post code)$"
)
_HOME = re.compile(r"(?:postcode|post code|postcode is|code is|live in|lives in|living in)$")

_FILLERS = vocabulary(
    "i im ive am we were are is its it us me my mine our live lives living lived in at near nr "
    "around round by close to just outside from the a post code postcode address area town village "
    "city place uk please pls plz thanks thank you ta ok okay yes yeah yep here currently "
    "staying based hi hello hey um er erm oh sorry well centre center somewhere that this and mum "
    "lives she he theyre shes hes so think mainly kent england based now for try would be "
    "located about nearest closest of"
)


def before(text: Text, index: int, width: int = 5) -> str:
    """Up to `width` words before token `index`, as one string."""
    return " ".join(text.words[max(0, index - width) : index])


def is_negated(text: Text, index: int) -> bool:
    """Whether the place at token `index` is named only to be ruled out."""
    return index > 0 and _NOT.search(before(text, index)) is not None


def is_cued(text: Text, first: int, after: int) -> bool:
    """Whether tokens `first` up to `after` stand where a place would stand."""
    previous = text.words[first - 1] if first else ""
    following = text.words[after] if after < len(text.words) else ""
    if following in {"of", "with"} or _TROUBLE.search(before(text, first)):
        return False
    if previous in NEAR or previous in SERVICES or is_named(text, first):
        return True
    if first == 0 and following in {"near", "nr"}:
        return True
    return (following in AFTER or following in SERVICES) and previous not in {"a", "the", "my"}


def is_strongly_cued(text: Text, first: int, after: int) -> bool:
    """The same for words that are hardly ever places: "in bath" will not do, "in Bath" will."""
    if after < len(text.words) and text.words[after] == "of":
        return False
    window = before(text, first)
    if _LIVES.search(window) is not None:
        return True
    return is_named(text, first) and (first == 0 or text.words[first - 1] in NEAR)


def is_named(text: Text, index: int) -> bool:
    """Whether the token is written as a name: a capital in mid-sentence, among small letters."""
    token = text.tokens[index]
    written = text.original[token.start : token.end]
    if index == 0 or not (written[:1].isupper() and written[1:].islower()):
        return False
    if any(mark in text.gap(index - 1) for mark in ".!?\n"):
        return False
    others = [text.original[other.start] for other in text.tokens if other is not token]
    return sum(letter.islower() for letter in others) * 2 > len(others)


def is_street(text: Text, after: int) -> bool:
    """Whether the word after the name makes it a street ("Canterbury Road")."""
    return after < len(text.words) and text.words[after] in STREETS


def is_person(text: Text, first: int) -> bool:
    """Whether a title stands before the name ("Mrs Chatham")."""
    return first > 0 and text.words[first - 1] in TITLES


def asks_for_postcode(text: Text, first: int) -> bool:
    """Whether a part of a postcode is to be expected at token `first`."""
    return first > 0 and _POSTCODE.search(before(text, first)) is not None


def gives_home(text: Text, first: int) -> bool:
    """Whether the words before can be followed by nothing but somebody's place."""
    return first > 0 and _HOME.search(before(text, first)) is not None


def is_filler(word: str) -> bool:
    """Whether a word adds nothing to a message that names a place."""
    return word in _FILLERS
