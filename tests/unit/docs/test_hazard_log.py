"""The hazard log: whole, rated by its matrix, and every link in it alive."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from scripts import hazard_log, hazard_page

STARTER = [f"H{number}" for number in range(1, 17)]


@pytest.fixture(scope="module")
def hazards() -> list[dict[str, Any]]:
    return hazard_log.read()


def test_every_field_is_there_and_every_link_leads_somewhere(hazards: list[dict[str, Any]]) -> None:
    assert hazard_log.problems(hazards) == []


def test_the_page_is_what_the_data_says(hazards: list[dict[str, Any]]) -> None:
    written = (hazard_log.ROOT / hazard_page.PAGE).read_text(encoding="utf-8")
    assert written == hazard_page.page(hazards), "run: python -m scripts.hazard_page"


def test_the_sixteen_starter_hazards_come_first(hazards: list[dict[str, Any]]) -> None:
    assert [hazard["id"] for hazard in hazards][:16] == STARTER


def test_the_page_says_on_top_that_nobody_has_signed_it_off(hazards: list[dict[str, Any]]) -> None:
    first_lines = hazard_page.page(hazards)[:200]
    assert "Not signed off" in first_lines
    assert "Clinical Safety Officer" in first_lines


def test_nothing_is_rated_safer_by_controls_that_no_test_proves(
    hazards: list[dict[str, Any]],
) -> None:
    lowered = [
        hazard
        for hazard in hazards
        if hazard["residual"]["risk"] < hazard["initial"]["risk"]
        and not any(control["tests"] for control in hazard["controls"])
    ]
    assert [hazard["id"] for hazard in lowered] == []


def test_controls_never_raise_a_risk(hazards: list[dict[str, Any]]) -> None:
    for hazard in hazards:
        assert hazard["residual"]["risk"] <= hazard["initial"]["risk"], hazard["id"]


@pytest.mark.parametrize("field", sorted(hazard_log.FIELDS))
def test_a_missing_field_is_told(hazards: list[dict[str, Any]], field: str) -> None:
    broken = copy.deepcopy(hazards[0])
    del broken[field]
    told = hazard_log.problems([broken])
    assert any(field in line for line in told)


@pytest.mark.parametrize(
    ("rating", "word"),
    [
        ({"severity": "dreadful", "likelihood": "low", "risk": 3}, "matrix"),
        ({"severity": "major", "likelihood": "now and then", "risk": 3}, "matrix"),
        ({"severity": "major", "likelihood": "low", "risk": 1}, "make 3"),
        ({"severity": "major", "likelihood": "low", "risk": 6}, "make 3"),
        (None, "missing"),
    ],
)
def test_a_risk_outside_the_matrix_is_told(
    hazards: list[dict[str, Any]], rating: object, word: str
) -> None:
    broken = {**hazards[0], "residual": rating}
    assert any(word in line for line in hazard_log.problems([broken]))


def test_a_dead_link_is_told(tmp_path: Path) -> None:
    source = tmp_path / "tests" / "test_something.py"
    source.parent.mkdir()
    source.write_text(
        "async def test_there(): ...\n\n\nclass TestIn:\n    def test_inner(self): ...\n",
        encoding="utf-8",
    )
    link = "tests/test_something.py"
    assert hazard_log.link_fault(link, tmp_path) is None
    assert hazard_log.link_fault(f"{link}::test_there", tmp_path) is None
    assert hazard_log.link_fault(f"{link}::TestIn::test_inner", tmp_path) is None
    assert "defines no test_gone" in str(hazard_log.link_fault(f"{link}::test_gone", tmp_path))
    assert "does not exist" in str(hazard_log.link_fault("tests/test_gone.py::test_x", tmp_path))


def test_a_test_that_is_only_mentioned_in_a_comment_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text('"""test_said"""\n# def test_said\n', encoding="utf-8")
    assert hazard_log.link_fault("test_it.py::test_said", tmp_path) is not None


def test_a_hazard_that_is_there_twice_is_told(hazards: list[dict[str, Any]]) -> None:
    assert any("twice" in line for line in hazard_log.problems([hazards[0], hazards[0]]))
