"""Where a message is cut when somebody begins to speak of something else."""

import pytest

from bot.engine.learning.clauses import SHORTEST, clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "my tooth is killing me and where can mum get her hearing aid fixed",
            ["my tooth is killing me", "where can mum get her hearing aid fixed"],
        ),
        (
            "Need the repeat collected. Also is there a group for carers",
            ["Need the repeat collected", "is there a group for carers"],
        ),
        ("i want to stop smoking, can i see a dentist too", None),
    ],
)
def test_two_wishes_are_two_clauses(text: str, expected: list[str] | None) -> None:
    found = clauses(text)
    assert len(found) == 2
    if expected is not None:
        assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "back and neck pain",
        "hello. thanks",
        "my mum fell and hurt her wrist",
        "somewhere warm and friendly for old people",
    ],
)
def test_one_wish_is_not_cut(text: str) -> None:
    assert clauses(text) == []


def test_clauses_that_are_too_short_to_mean_anything_are_left_out() -> None:
    found = clauses("hi. my ear is blocked up. thanks. i also need new glasses")
    assert all(len(clause.split()) >= SHORTEST for clause in found)
    assert len(found) == 2
