"""The instruments that measure the product measure rightly themselves."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.cases import Case
from tests.evaluation.hearing import Heard
from tests.evaluation.measures import calibration_errors, count
from tests.evaluation.mutation import MUTATIONS, mutated
from tests.evaluation.shares import Shares
from tests.evaluation.wilson import percent, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (45, 50, 0.7864, 0.9565), (0, 0, 0.0, 1.0)],
)
def test_wilson_interval_against_published_values(
    hits: int, n: int, low: float, high: float
) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 500), st.integers(1, 500))
def test_wilson_interval_holds_the_share(hits: int, n: int) -> None:
    hits = min(hits, n)
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1


def test_a_share_of_nothing_is_none() -> None:
    assert percent(0, 0) == "none"
    with pytest.raises(KeyError):
        Shares().share("never counted")


def _heard(*, need: str = "gp", confidence: float = 1.0, flag: str | None = None) -> Heard:
    answer = {
        "need": need,
        "confidence": confidence,
        "alternatives": [need, "dental"],
        "red_flag": {"disposition": flag} if flag else None,
    }
    return Heard(answer=answer, ruled=flag, detected=None)


def _emergency(text: str) -> Case:
    expected = {
        "kind": "emergency",
        "family": "stroke",
        "disposition": "999",
        "accept": ["a_and_e_now"],
    }
    return Case(text, "dev", "safety", expected)


def test_emergencies_are_counted_by_net_and_disposition() -> None:
    cases = [_emergency("a"), _emergency("b"), _emergency("c")]
    heard = {"a": _heard(flag="a_and_e_now"), "b": _heard(flag="111_now"), "c": _heard()}
    shares = count(cases, heard)
    assert shares.counts["dev/recall/both"] == [2, 3]
    assert shares.counts["dev/recall, stroke/detector"] == [0, 3]
    assert shares.counts["dev/disposition/rules"] == [1, 2]


def test_needs_count_what_is_accepted() -> None:
    expected = {"need": "optician", "accept": ["gp"]}
    cases = [Case("a", "final", "needs", expected), Case("b", "final", "needs", expected)]
    heard = {"a": _heard(need="gp"), "b": _heard(need="hearing")}
    shares = count(cases, heard)
    assert shares.counts["final/need/first guess"] == [1, 2]
    assert shares.counts["final/need/among three"] == [1, 2]


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    cases = [Case(str(n), "dev", "needs", {"need": "gp"}) for n in range(4)]
    heard = {
        case.text: _heard(need="gp" if number < 2 else "dental", confidence=0.9)
        for number, case in enumerate(cases)
    }
    assert calibration_errors(cases, heard)["dev"] == pytest.approx(0.4)


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutations_change_texts_and_always_alike(name: str) -> None:
    texts = ["My mum's collapsed on the kitchen floor, she can't speak properly."] * 5
    assert mutated(texts, name) == mutated(texts, name)
    assert mutated(texts, name) != texts


@given(st.text(), st.sampled_from(sorted(MUTATIONS)), st.integers())
def test_mutations_take_any_text(text: str, name: str, seed: int) -> None:
    assert isinstance(MUTATIONS[name](text, random.Random(seed)), str)
