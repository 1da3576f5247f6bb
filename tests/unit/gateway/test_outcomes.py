"""An outcome says what happened, in a word of ours, and nothing that anybody wrote."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.gateway import outcomes
from bot.gateway.metrics import Metrics
from bot.safety.model import Disposition, RedFlag

NAME = re.compile(r"[a-z_]+(:[a-z0-9_]+)?")


def test_the_fixed_outcomes_are_words() -> None:
    fixed = [value for name, value in vars(outcomes).items() if name.isupper() and name[0] != "_"]
    assert len(fixed) == len(set(fixed)) >= 8
    assert all(NAME.fullmatch(value) for value in fixed)


def test_an_emergency_names_its_disposition_alone() -> None:
    for disposition in Disposition:
        flag = RedFlag("a rule", "a family", disposition, 0, 5)
        assert outcomes.emergency(flag) == f"emergency:{disposition.value}"


@given(st.text(min_size=1))
def test_what_was_written_is_no_part_of_an_outcome(text: str) -> None:
    reading = {"intent": "pharmacy", "text": text, "entities": [{"value": text}]}
    assert outcomes.answered(reading) == "answered:pharmacy"


@given(st.text(min_size=1))
def test_an_intent_that_is_no_name_is_not_repeated(intent: str) -> None:
    assert NAME.fullmatch(outcomes.answered({"intent": intent}))


def test_a_choice_has_no_intent() -> None:
    assert outcomes.answered({}) == "answered:choice"


def test_metrics_count_by_channel_and_outcome() -> None:
    metrics = Metrics()
    metrics.count_outcome("web", "answered:pharmacy")
    metrics.count_outcome("web", "answered:pharmacy")
    text = metrics.text().decode()
    assert 'fingerpost_turns_total{channel="web",outcome="answered:pharmacy"} 2.0' in text
