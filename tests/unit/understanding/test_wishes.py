"""Filters, kinds of help and numbers of results."""

from __future__ import annotations

import pytest

from bot.understanding.filters import FILTERS, find_filters
from bot.understanding.kinds import KINDS, find_kinds
from bot.understanding.number import bare_number, find_number

FILTERED = [
    ("is it free", {"free"}),
    ("can't afford it", {"free"}),
    ("step free access", {"step_free"}),
    ("she can't manage stairs", {"step_free"}),
    ("wheelchair access", {"wheelchair"}),
    ("women only", {"women_only"}),
    ("is there a ladies group", {"women_only"}),
    ("men only", {"men_only"}),
    ("no appointment needed", {"walk_in"}),
    ("can I just turn up", {"walk_in"}),
    ("by phone please", {"phone"}),
    ("online counselling", {"online"}),
    ("a home visit for mum", {"home_visit"}),
    ("face to face", {"face_to_face"}),
    ("can I refer myself", {"self_referral"}),
    ("free parking", {"parking"}),
    ("groups for kids", {"for_child"}),
    ("BSL", {"bsl"}),
    ("I don't speak english", {"language"}),
    ("polish speaking dentist", {"language:polish"}),
    ("does anyone speak Mandarin", {"language:chinese"}),
    ("free women only group with step-free access", {"free", "women_only", "step_free"}),
]
UNFILTERED = [
    "I'm free on monday",
    "sugar free sweets",
    "feel free to call",
    "I need a polish restaurant",
    "the pharmacy in margate",
    "my back hurts",
    "",
]


@pytest.mark.parametrize(("message", "names"), FILTERED)
def test_filters_are_read(message: str, names: set[str]) -> None:
    assert find_filters(message) == names


@pytest.mark.parametrize("message", UNFILTERED)
def test_no_filter_is_made_up(message: str) -> None:
    assert find_filters(message) == frozenset()


def test_every_filter_has_a_phrase() -> None:
    assert {name for _, names in FILTERED for name in names if ":" not in name} <= set(FILTERS)


KIND_MESSAGES = [
    ("food bank in dover", "food bank"),
    ("men's shed", "men's shed"),
    ("mens sheds near me", "men's shed"),
    ("befriending for my mum", "befriending"),
    ("carers group", "carer support"),
    ("somewhere warm to sit", "warm space"),
    ("is there a parkrun", "parkrun"),
    ("citizens advice", "citizens advice"),
    ("help with debt", "debt"),
    ("i need a lift to hospital", "community transport"),
    ("lunch club for nan", "lunch club"),
    ("memory cafe", "memory cafe"),
    ("ex-army, need help", "veterans"),
    ("lgbt youth", "LGBTQ+"),
    ("asylum seeker", "refugees"),
    ("been made homeless", "homelessness"),
    ("autism support", "autism and learning disability"),
]


@pytest.mark.parametrize(("message", "kind"), KIND_MESSAGES)
def test_kinds_of_help_are_read(message: str, kind: str) -> None:
    assert kind in KINDS
    assert kind in find_kinds(message)


@pytest.mark.parametrize("message", ["pharmacy open now", "my back hurts", "i drive a cab", ""])
def test_no_kind_is_made_up(message: str) -> None:
    assert find_kinds(message) == frozenset()


NUMBERS = [
    ("2", 2),
    ("2.", 2),
    ("#3", 3),
    ("the second one", 2),
    ("the 2nd", 2),
    ("no 3", 3),
    ("option 2", 2),
    ("number one please", 1),
    ("i'll take 2", 2),
    ("what time does the 2nd one open", 2),
    ("tell me about the second pharmacy", 2),
    ("number 4 opening times", 4),
]
QUANTITIES = [
    "2 weeks",
    "2 tablets",
    "I have 2 kids",
    "no one can help",
    "no 1 can help me",
    "second opinion",
    "25",
    "0",
    "no",
    "at 2pm",
    "",
]


@pytest.mark.parametrize(("message", "number"), NUMBERS)
def test_numbers_of_results(message: str, number: int) -> None:
    assert find_number(message) == number


@pytest.mark.parametrize("message", QUANTITIES)
def test_quantities_choose_nothing(message: str) -> None:
    assert find_number(message) is None


def test_a_bare_number_is_the_whole_message() -> None:
    assert bare_number("the second one please") == 2
    assert bare_number("the second one is shut") is None
