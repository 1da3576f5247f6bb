"""Who the help is for."""

from __future__ import annotations

import pytest

from bot.understanding.model import Who
from bot.understanding.who import find_who

PEOPLE = [
    ("my 3 year old has a temperature", Who(relation="child", age_years=3)),
    ("3yo with earache", Who(relation="child", age_years=3)),
    ("my 6 month old wont feed", Who(relation="baby", age_years=0.5)),
    ("baby 7 months temp 38.4", Who(relation="baby", age_years=0.583)),
    ("I'm 67 and fell", Who(relation="self", age_years=67)),
    ("my mum is 82", Who(relation="parent", age_years=82, sex="female")),
    ("nan needs help", Who(relation="parent", sex="female")),
    ("toddler with rash", Who(relation="child", age_years=2)),
    ("my teenage son is depressed", Who(relation="child", age_years=15, sex="male")),
    ("newborn has jaundice", Who(relation="baby", age_years=0.05)),
    ("my daughter, 14, is self harming", Who(relation="child", age_years=14, sex="female")),
    ("my son (8) has earache", Who(relation="child", age_years=8, sex="male")),
    ("my 30 year old son", Who(relation="other", age_years=30, sex="male")),
    ("my 45 year old husband", Who(relation="partner", age_years=45, sex="male")),
    ("in my 50s", Who(age_years=55)),
    ("aged 70", Who(age_years=70)),
    ("78 yr old man", Who(age_years=78, sex="male")),
    ("my friend is drinking too much", Who(relation="friend")),
    ("my patient is 88", Who(relation="patient", age_years=88)),
    ("its for me", Who(relation="self")),
    ("I'm 30 weeks pregnant", Who(relation="self", sex="female", pregnant=True)),
    ("expecting a baby in may", Who(sex="female", pregnant=True)),
    ("my wife is pregnant", Who(relation="partner", sex="female", pregnant=True)),
    ("not pregnant", Who(pregnant=False)),
    ("trying to get pregnant", Who()),
    ("I am expecting a letter", Who(relation="self")),
    ("i'm a carer", Who(relation="self", carer=True)),
    (
        "I care for my husband who has dementia",
        Who(relation="partner", sex="male", carer=True),
    ),
    ("my mum is being shouted at by my stepdad im 15", Who("self", 15)),
    ("I'm 68 and my son has no job", Who(relation="self", age_years=68)),
    ("my husband hits me", Who(relation="self")),
    ("I need a refuge, my partner beats me and he is 45", Who(relation="self")),
    ("my dad died, he was 82", Who(relation="self")),
    ("I'm a 45 year old man", Who(relation="self", age_years=45, sex="male")),
    ("my little boy is 6 and his dad died", Who(relation="child", age_years=6, sex="male")),
]
NOBODY = [
    "back pain for 3 weeks",
    "pharmacy open now",
    "2 tablets a day",
    "female doctor",
    "lost the use of my left hand 4 years ago",
    "",
]


@pytest.mark.parametrize(("message", "who"), PEOPLE)
def test_people_are_read(message: str, who: Who) -> None:
    assert find_who(message) == who


@pytest.mark.parametrize("message", NOBODY)
def test_nobody_has_an_age_where_none_is_given(message: str) -> None:
    who = find_who(message)
    assert who.age_years is None
    assert who.sex is None
    assert who.pregnant is None


@pytest.mark.parametrize("message", ["lost our baby at 21 weeks", "left him, with a baby at home"])
def test_a_baby_in_the_story_is_not_who_it_is_for(message: str) -> None:
    assert find_who(message).age_years is None
