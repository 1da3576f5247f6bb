"""The small helpers of the templates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.web import filters


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("tel:999", "tel:999"),
        (" https://example.org/a ", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("www.example.org", None),
        ("//example.org", None),
        ("ftp://example.org", None),
        ("https://example.org/a b", None),
        ("", None),
        (None, None),
    ],
)
def test_only_calls_texts_and_web_pages_become_links(
    address: str | None, expected: str | None
) -> None:
    assert filters.safe_href(address) == expected


def test_a_website_may_be_given_without_its_scheme_but_is_never_a_phone_number() -> None:
    assert filters.web_href("www.example.org") == "https://www.example.org"
    assert filters.web_href("tel:999") is None
    assert filters.web_host("https://www.example.org/a/b") == "example.org"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("01622 496 000", "01622496000"), ("+44 (0)1622", "+441622"), ("ring us", ""), (None, "")],
)
def test_a_number_is_dialled_by_its_digits(number: str | None, expected: str) -> None:
    assert filters.dial(number) == expected


def test_times_are_shown_in_london_time_in_summer_and_winter() -> None:
    assert filters.clock(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "12:05pm"
    assert filters.clock(datetime(2026, 12, 1, 0, 5, tzinfo=UTC)) == "12:05am"
    assert filters.iso(datetime(2026, 7, 1, 11, 5, 59, tzinfo=UTC)) == "2026-07-01T12:05+01:00"


def test_a_date_is_written_out_and_anything_else_is_left_alone() -> None:
    assert filters.long_date("2026-05-04") == "4 May 2026"
    assert filters.long_date("spring 2026") == "spring 2026"
    assert filters.long_date(None) == ""


def test_a_state_that_nobody_knows_is_shown_as_unknown() -> None:
    assert filters.open_words("perhaps") == filters.OPEN_WORDS["unknown"]
    assert filters.open_colour("perhaps") == "grey"
    assert filters.OPEN_WORDS.keys() == filters.OPEN_COLOURS.keys()


def test_a_sentence_ends_with_one_mark() -> None:
    assert filters.sentence("Checked ") == "Checked."
    assert filters.sentence("Checked?") == "Checked?"
