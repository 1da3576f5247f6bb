"""Who a service takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.eligibility import (
    Answer,
    needs_111_for_under_five,
    overlaps_ages,
    verdict,
    who_it_is_for,
)
from directory.domain.query import Person
from directory.domain.service import Eligibility

from .builders import service


@pytest.mark.parametrize(
    ("limits", "person", "answer", "reason"),
    [
        (Eligibility(), Person(), Answer.YES, None),
        (Eligibility(minimum_age=18), Person(30), Answer.YES, "For people aged 18 and over"),
        (Eligibility(minimum_age=18), Person(17), Answer.NO, "For people aged 18 and over"),
        (Eligibility(minimum_age=18), Person(), Answer.UNKNOWN, "For people aged 18 and over"),
        (Eligibility(maximum_age=17), Person(17.9), Answer.YES, "For people aged 17 and under"),
        (Eligibility(maximum_age=17), Person(18), Answer.NO, "For people aged 17 and under"),
        (Eligibility(10, 25), Person(25), Answer.YES, "For people aged 10 to 25"),
        (Eligibility(sex="female"), Person(sex="female"), Answer.YES, "For women"),
        (Eligibility(sex="female"), Person(sex="male"), Answer.NO, "For women"),
        (Eligibility(50, sex="male"), Person(60), Answer.UNKNOWN, "For men aged 50 and over"),
        (
            Eligibility(text="voucher from a local agency"),
            Person(30),
            Answer.UNKNOWN,
            "Check first: voucher from a local agency",
        ),
    ],
)
def test_a_verdict_says_why(
    limits: Eligibility, person: Person, answer: Answer, reason: str | None
) -> None:
    found = verdict(service(eligibility=limits), person)
    assert (found.answer, found.reason) == (answer, reason)


def test_a_no_names_the_criterion() -> None:
    adults = service(eligibility=Eligibility(minimum_age=18, sex="female"))
    assert verdict(adults, Person(12, "female")).failed == "age"
    assert verdict(adults, Person(30, "male")).failed == "sex"


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
def test_age_ranges_overlap_if_some_whole_age_is_in_both(a: int, b: int, c: int, d: int) -> None:
    limits = Eligibility(minimum_age=min(a, b), maximum_age=max(a, b))
    youngest, oldest = min(c, d), max(c, d)
    shared = set(range(min(a, b), max(a, b) + 1)) & set(range(youngest, oldest + 1))
    assert overlaps_ages(limits, youngest=youngest, oldest=oldest) is bool(shared)


def test_no_end_of_a_range_is_no_limit() -> None:
    assert overlaps_ages(Eligibility(minimum_age=18), youngest=5)
    assert not overlaps_ages(Eligibility(minimum_age=18), oldest=5)
    assert overlaps_ages(Eligibility())
    assert who_it_is_for(Eligibility()) is None


@pytest.mark.parametrize(
    ("need", "age", "sent_to_111"),
    [
        ("pharmacy_first", 3, True),
        ("gp", 4.9, True),
        ("pharmacy", 5, False),
        ("pharmacy", None, False),
        ("health_visitor_child", 1, False),
        ("voluntary_community", 2, False),
    ],
)
def test_a_child_under_five_with_a_symptom_goes_to_111(
    need: str, age: float | None, sent_to_111: bool
) -> None:
    assert needs_111_for_under_five((need,), Person(age)) is sent_to_111
