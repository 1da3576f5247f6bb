"""What is given up when nothing matches, and in which order."""

from __future__ import annotations

import pytest

from directory.domain.query import Person, Window
from directory.domain.relaxation import missed_text, relaxations, without

from .builders import NOON, at, query

SUNDAY = Window(at("2026-11-29T14:00"), at("2026-11-29T18:00"), "on Sunday afternoon")
NOW = Window(NOON, at("2026-11-25T12:01"), "now", instant=True)


def test_wishes_go_one_by_one_then_distance_then_time_then_area() -> None:
    question = query(
        filters=frozenset({"women_only", "free", "walk_in", "step_free"}), window=SUNDAY
    )
    assert [step.criterion for step in relaxations(question)] == [
        "walk_in",
        "free",
        "step_free",
        "women_only",
        "distance",
        "open",
        "area",
    ]


def test_age_and_sex_are_never_given_up() -> None:
    question = query(person=Person(age_years=12, sex="female", pregnant=True), window=NOW)
    assert {"age", "sex"}.isdisjoint(step.criterion for step in relaxations(question))


def test_nothing_is_given_up_that_was_not_asked() -> None:
    assert relaxations(query(point=None)) == ()


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        (NOW, "Nothing is open now, so these open next."),
        (
            SUNDAY,
            "Nothing is open on Sunday afternoon, so these are open at other times.",
        ),
    ],
)
def test_the_sentence_says_which_time_was_given_up(window: Window, sentence: str) -> None:
    steps = {step.criterion: step.explanation for step in relaxations(query(window=window))}
    assert steps["open"] == sentence


def test_a_wish_that_nobody_foresaw_goes_first_and_still_has_a_sentence() -> None:
    first = relaxations(query(filters=frozenset({"dog_friendly", "free"})))[0]
    assert first.criterion == "dog_friendly"
    assert first.explanation == "We found nothing that is dog friendly, so these may not be."


def test_every_sentence_is_one_that_a_text_message_can_carry() -> None:
    filters = frozenset(
        {"parking", "walk_in", "self_referral", "remote", "free", "language", "women_only"}
    )
    for step in relaxations(query(filters=filters, window=SUNDAY)):
        assert step.explanation.isascii()
        assert step.explanation.endswith(".")
        assert len(step.explanation) <= 100


def test_a_query_without_a_criterion_keeps_the_rest() -> None:
    question = query(filters=frozenset({"free", "step_free"}), window=SUNDAY)
    assert without(question, "free").filters == {"step_free"}
    assert without(question, "free").window == SUNDAY
    assert without(question, "open").window is None
    assert without(question, "distance") == question


@pytest.mark.parametrize(
    ("criterion", "text"),
    [("open", "Not open then"), ("age", "Not for this age"), ("free", "Not known to be free")],
)
def test_a_near_miss_says_what_it_missed(criterion: str, text: str) -> None:
    assert missed_text(criterion) == text
