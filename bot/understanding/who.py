"""Who the help is for: relation, age, sex, pregnancy, and whether the writer cares for them."""

from __future__ import annotations

import re

from bot.understanding.ages import Age, find_ages
from bot.understanding.model import Who
from bot.understanding.text import Text

_BABY = r"baby|newborn|new born|infant|bubba|bby|little one"
_SONS = r"son|little boy|lad|grandson|nephew|stepson|baby boy"
_DAUGHTERS = r"daughter|dghtr|little girl|granddaughter|niece|stepdaughter|baby girl"
_CHILD = (
    rf"{_SONS}|{_DAUGHTERS}|kids?|child|children|toddler|teenager|teen|grandchild|grandkids?"
    r"|grandchildren|boy|girl|youngest|eldest|twins"
)
_MOTHERS = (
    r"mum|mom|mam|mummy|mother|mother in law|mil|nan|nanny|nana|gran|granny|grandma|grandmother"
    r"|aunt|auntie|aunty"
)
_FATHERS = r"dad|daddy|father|father in law|fil|grandad|granddad|grandpa|grandfather|uncle"
_WIVES = r"wife|girlfriend|gf|missus|fiancee"
_HUSBANDS = r"husband|hubby|boyfriend|bf|fiance"
_SIBLINGS = r"brother|sister|cousin|sibling|relative"
_OWN = r"\b(?:my|our|his|her) (?:[\w/.-]+ ){0,4}?"
_OURS = r"\b(?:my|our) (?:[\w/.-]+ ){0,3}?"
_RELATIONS = {
    "baby": (
        rf"{_OWN}(?:{_BABY})\b|(?<!expecting )(?<!having )(?<!carrying )(?<!want )"
        rf"\b(?:a|an|the|this|for) (?:{_BABY})\b|\bnewborn\b"
        r"|\b\d+[ -](?:weeks?|wks?|days?)[ -]old\b|\bbaby (?:is|has|wont|won't|boy|girl)\b"
    ),
    "child": (
        rf"{_OWN}(?:{_CHILD})s?\b|\btoddlers?\b|\b(?:a|the) (?:child|toddler|teenager)\b"
        r"|\b(?:\d|1[0-7]) ?(?:yo|y/o|yr ?olds?|years?[ -]olds?)\b|^(?:son|daughter|child|kid)\b"
    ),
    "parent": (
        rf"{_OWN}(?:{_MOTHERS}|{_FATHERS}|parents?|grandparents?)\b"
        rf"|^(?:for )?(?:{_MOTHERS}|{_FATHERS})\b(?! and| n )"
        r"|\b(?:mum|dad|nan|grandad)(?:'?s| is| has)\b"
    ),
    "partner": (
        rf"{_OURS}(?:{_WIVES}|{_HUSBANDS}|partner|other half|oh|spouse)\b"
        rf"|^(?:for )?(?:{_WIVES}|{_HUSBANDS})\b|\b(?:husband|wife)(?:'?s| is| has)\b"
    ),
    "friend": (
        r"\b(?:my|a|our) (?:\w+ ){0,3}?(?:friend|mate|neighbou?r|colleague|flatmate|housemate)s?\b"
    ),
    "patient": r"\b(?:my|our|a|the) (?:patient|client|service user|resident|caller|tenant)\b",
    "other": (
        rf"{_OURS}(?:{_SIBLINGS})\b|\bfor (?:someone|somebody) else\b"
        r"|\bsomeone i (?:know|care for|look after)\b"
    ),
}
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _RELATIONS.items())
_ME = re.compile(
    r"\b(?:for|about) (?:me|myself)\b|\bits? (?:is )?(?:just )?(?:for )?(?:me|myself)\b"
    r"|\b(?:i have|i've|ive got|i got|i need|i feel|i am|i'm|im|i want|i cant|i can't)\b"
    r"|^(?:me|myself|just me)\b"
)
_I_AM_A = r"\b(?:i'?m|i am) (?:an? )?(?:\d+ (?:year|yr)s? old )?(?:\w+ ){0,2}?"
_I_AM_MALE = re.compile(
    rf"{_I_AM_A}(?:man|bloke|guy|male|boy|lad|widower|dad|father)\b|\b(?:male|man) \d\d\b"
    r"|\bi(?:'?m| am) male\b|\bas a man\b|\band (?:a man|male)\b|\bmy prostate\b"
)
_I_AM_FEMALE = re.compile(
    rf"{_I_AM_A}(?:woman|lady|female|girl|widow|mum|mother)\b|\b(?:woman|lady|female) \d\d\b"
    r"|\bi(?:'?m| am) female\b|\bas a woman\b|\band (?:a woman|female)\b|\bmy (?:period|smear)s?\b"
)
_MALE = re.compile(
    rf"{_OWN}(?:{_SONS}|{_FATHERS}|{_HUSBANDS}|brother)\b|{_I_AM_A}(?:man|bloke|guy|male|boy|lad)\b"
    r"|\b(?:male|man|gentleman)\b(?! ?-?only)|\bhe(?:'s| is| has|s)?\b|\bhim\b"
    rf"|^(?:for )?(?:{_FATHERS}|{_HUSBANDS}|{_SONS})\b|\bm ?\d\d\b$|\b\d\d ?m\b"
)
_FEMALE = re.compile(
    rf"{_OWN}(?:{_DAUGHTERS}|{_MOTHERS}|{_WIVES}|sister)\b|{_I_AM_A}(?:woman|lady|female|girl)\b"
    r"|\b(?:female|woman|lady)\b(?! ?-?(?:only|doctor|gp|nurse|dentist|physio|staff))"
    rf"|\bshe(?:'s| is| has|s)?\b|^(?:for )?(?:{_MOTHERS}|{_WIVES}|{_DAUGHTERS})\b|\b\d\d ?f\b"
)
_STATE = r"(?:pregnant|pregnat|pregnent|preg|preggers|pregers|expecting)"
_PREGNANT = re.compile(
    r"\b(?:pregnant|pregnat|pregnent|preg|preggers|pregers|expecting(?: a baby)?|with child"
    r"|(?:having|carrying) a baby|up the duff|my pregnancy|(?:weeks|months) gone"
    r"|(?:1st|2nd|3rd|first|second|third) trimester)\b"
)
_NOT_PREGNANT = re.compile(
    r"\b(?:not|isn'?t|aint|ain't|no longer|never|wasn'?t|can'?t be|aren'?t|unlikely to be"
    r"|trying to (?:get|be|become)|want to (?:get|be)|to get|get|getting|if you'?re|if|am i"
    r"|could i be|might be|maybe|think i'?m|could be|worried i'?m|was)(?: \w+)?"
    rf" {_STATE}\b|\bexpecting (?:to|it|a (?:call|letter|result|parcel|delivery)|my results"
    r"|someone|too much)"
)
_DENIES = re.compile(
    r"\b(?:not|isn'?t|aint|no longer|definitely not|can'?t be|aren'?t)(?: \w+)?"
    rf" {_STATE}\b"
)
_CARER = re.compile(
    r"\b(?:i(?:'?m| am)?(?: \w+)? (?:care for|caring for|look after|looking after)"
    r"|i(?:'?m| am) (?:an? |her |his |their |my \w+ )?(?:\w+ )?carer|carers? for my"
    r"|as (?:a|her|his|their) (?:\w+ )?carer|young carer|unpaid carer|full time carer"
    r"|(?:her|his|their|mum'?s|dad'?s) carer)\b"
)
_HARMED = re.compile(
    r"\b(?:hits?|hitting|beats?|hurts?|abus\w+|controls?|threaten\w*|shouts? at|strangl\w+"
    r"|rape[sd]|forces?|scares?|punche[sd]|kicks?|slaps?|bullies|nasty to|violent (?:to|towards))"
    r" (?:me|us)\b|\b(?:scared|afraid|frightened|terrified) of (?:my|him|her)\b"
    r"|\babusive (?:partner|husband|boyfriend|wife|girlfriend|relationship)"
    r"|\b(?:leave|left|leaving|escape|escaping|get away from) (?:my|him|her)\b"
)
_BEREAVED = re.compile(
    r"\b(?:died|passed (?:away|on)|los(?:t|ing) my|death of|bereave\w*|widow\w*|funeral|grief"
    r"|griev\w+|(?:his|her) own life|killed (?:himself|herself))\b"
)
_BABY_AGE, _OWN_WORDS_AGE, _CHILD_AGE = 1.0, 13.0, 18.0
"""Years below which somebody is a baby, hardly writes of their own age, is a child."""


def find_who(text: str | Text) -> Who:
    """What the message says of the person; None wherever it does not say."""
    clean = (text if isinstance(text, Text) else Text(text)).clean
    ages = find_ages(clean)
    relation = _relation(clean, ages)
    years = _age_of(relation, ages)
    pregnant = _pregnant(clean)
    return Who(
        relation=relation,
        age_years=years,
        sex=_sex(clean, relation, pregnant),
        pregnant=pregnant,
        carer=True if _CARER.search(clean) else None,
    )


def _relation(clean: str, ages: list[Age]) -> str | None:
    found = [
        (match.start(), name)
        for name, pattern in _COMPILED
        if (match := pattern.search(clean)) is not None
    ]
    if _is_own_child_voice(ages):
        return "self"
    young = _young(ages)
    if young is not None and (not found or min(found)[1] not in {"friend", "patient"}):
        return young
    if _HARMED.search(clean) or _BEREAVED.search(clean):
        return "self"
    if found and not _ME.match(clean):
        return _grown(min(found)[1], ages)
    return "self" if _ME.search(clean) else None


def _young(ages: list[Age]) -> str | None:
    """A small child whose age is given is who it is about, whoever else is mentioned."""
    years = next((age.years for age in ages if not age.own), None)
    if years is None or years >= _OWN_WORDS_AGE:
        return None
    return "baby" if years < _BABY_AGE else "child"


def _is_own_child_voice(ages: list[Age]) -> bool:
    """A child who gives their own age writes for themselves, whoever else they mention."""
    return len(ages) == 1 and ages[0].own and ages[0].years < _CHILD_AGE


def _grown(relation: str, ages: list[Age]) -> str:
    """A baby of two is a child, and a son of thirty is somebody else to look after."""
    years = next((age.years for age in ages if not age.own), None)
    if years is None or relation not in {"child", "baby"}:
        return relation
    return "other" if years >= _CHILD_AGE else "child"


def _age_of(relation: str | None, ages: list[Age]) -> float | None:
    """The age of the person whom the message is about: not the writer's, if that is another."""
    fitting = [age for age in ages if age.own == (relation == "self")]
    if relation in {None, "self"}:
        fitting = fitting or [age for age in ages if relation is None or not age.theirs]
    return fitting[0].years if fitting else None


def _sex(clean: str, relation: str | None, pregnant: bool | None) -> str | None:
    """The sex of the person it is for: of somebody else's, the first that is named."""
    if pregnant:
        return "female"
    patterns = (_I_AM_MALE, _I_AM_FEMALE) if relation == "self" else (_MALE, _FEMALE)
    male, female = (pattern.search(clean) for pattern in patterns)
    if male is not None and female is not None:
        return "male" if male.start() < female.start() else "female"
    if male is not None:
        return "male"
    return "female" if female is not None else None


def _pregnant(clean: str) -> bool | None:
    if _DENIES.search(clean):
        return False
    if _PREGNANT.search(clean) is None or _NOT_PREGNANT.search(clean):
        return None
    return True
