"""Is a time spoken of as past (when it began) or as wished for (when help is wanted)?"""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[.,;:!?\n]|\b(?:and|but|so|because|then)\b")
_PAST = re.compile(
    r"\b(?:since|last|ago|fell|started?|begun?|began|happened|twisted|cut|broke|burn(?:t|ed)"
    r"|banged|hit|bit(?:ten)?|was|were|had|saw|went|came|got|took|taken|did|felt|hurt|injured"
    r"|sprained|died|ate|drank|gave|woke|been|vomited|missed|ran|slept|born|told|stung|tripped"
    r"|passed|due|finished|stopped|rang|called|phoned|prescribed|discharged"
    r"|noticed|found|diagnosed|expired|lost|arrived|moved|left|kicked|dropped"
    r"|bumped|scalded|knocked)\b"
)
_WISH = re.compile(
    r"\b(?:open|need|needs|want|wants|wanna|can|could|where|anyone|anywhere|somewhere|somebody"
    r"|someone|available|appointments?|appt|apts?|book|find|nearest|closest|looking|is there"
    r"|are there|any|what time|shut|closed?|opening|visit|class|session|group|help|get|see|go"
    r"|free|if)\b"
)
_SYMPTOM = re.compile(
    r"\b(?:worse|bad|hurts?|hurting|pain\w*|ach\w+|sore|stiff\w*|cough\w*|cramps?|sle\w+|wak\w+"
    r"|woke|itch\w*|sweat\w*|dizzy|sick|every|all|last|during|through|bleed\w*|mostly|especially"
    r"|wee\w*|up|crying|cries|good|most|heartburn"
    r"|shakes|upset|wheez\w*|breathless|fever|restless|panic\w*|confused"
    r"|wander\w*|works?|working|some)(?: \w+){0,2}$"
)
_BEFORE_NOW = re.compile(
    r"\b(?:open|available|right|rite|anything|anyone|someone|somebody|anywhere|somewhere|help"
    r"|appointment|today|there|it)$"
)
_NOT_NOW = re.compile(
    r"\b(?:weeks?|wks?|days?|months?|years?|hours?|ages|while|time|by|till|until|just|hurts?"
    r"|hurting|aching|sore|bleeding|worse|pain|up to|from|is|are|im|i'm|its|it's|gone|old|not)$"
)
_FILLED = re.compile(
    r" (?:i|my|he|she|his|her|we|they|it|it's|its|for|and then|that|the|a|im|i'm)\b"
)


def is_past(clean: str, start: int, end: int) -> bool:
    """Whether the time at `clean[start:end]` tells when something began or happened."""
    before = clean[max(0, start - 60) : start]
    clause = _CLAUSE.split(before)[-1]
    if re.search(
        r"\b(?:since|last|past|previous|(?:un)?till?|after|before|week|every|most|each|some|all)\s*$",
        clause,
    ):
        return True
    if re.match(r"\s*(?:just gone|gone|ago)\b", clean[end : end + 12]):
        return True
    verbs = list(_PAST.finditer(clause))
    return bool(verbs) and _WISH.search(clause, verbs[-1].end()) is None


_IT_IS = re.compile(
    r"\b(?:it'?s|it is|time is|now)"
    r"(?: (?:now|about|gone|past|only|already|like|nearly|almost|just|half))*$"
)


def tells_the_time(clean: str, start: int) -> bool:
    """Whether the time that follows is what the clock says now ("it's 2am")."""
    return _IT_IS.search(clean[max(0, start - 40) : start].rstrip()) is not None


def is_wished(clean: str) -> bool:
    """Whether the message asks for something at all."""
    return _WISH.search(clean) is not None


def is_symptom(clean: str, start: int) -> bool:
    """Whether the words before say that a symptom comes at that time of day."""
    return _SYMPTOM.search(clean[max(0, start - 40) : start].rstrip()) is not None


def means_now(clean: str, start: int, end: int) -> bool:
    """Whether a plain "now" asks for help now, and is not "for weeks now" or "now my leg"."""
    before, rest = clean[:start].rstrip(" ,"), clean[end:]
    if not before and not rest.strip(" ?!.,"):
        return True
    if _BEFORE_NOW.search(before) and not re.search(r"\b(?:is|are) it$", before):
        return True
    if _NOT_NOW.search(before) or _FILLED.match(rest):
        return False
    return _WISH.search(_CLAUSE.split(before)[-1]) is not None
