"""How old facts are, and when to phone first."""

from __future__ import annotations

from datetime import date

import pytest

from directory.domain.freshness import age_in_months, checked_text, demotion, phone_first
from directory.domain.service import AccessMode, Confidence, Location, Service

from .builders import from_source, on_the_map, service

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("checked", "step"),
    [
        (date(2026, 11, 24), 0),
        (date(2026, 8, 26), 0),
        (date(2026, 8, 25), 1),
        (date(2026, 5, 25), 2),
        (date(2025, 11, 26), 2),
        (date(2025, 11, 25), 3),
        (date(2018, 1, 1), 3),
        (None, 3),
        (date(2027, 1, 1), 0),
    ],
)
def test_facts_are_demoted_at_three_six_and_twelve_months(checked: date | None, step: int) -> None:
    assert demotion(service(last_verified=checked), TODAY) == step


def test_months_are_whole_at_the_end_of_a_month() -> None:
    assert age_in_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert age_in_months(date(2026, 1, 28), date(2026, 2, 28)) == 1


@pytest.mark.parametrize(
    ("of", "text"),
    [
        (service(last_verified=date(2026, 9, 3)), "Details checked in September 2026"),
        (
            service(last_verified=date(2023, 12, 1), location=on_the_map()),
            "Details checked in December 2023: phone first",
        ),
        (
            service(
                last_verified=None, source=from_source(date(2018, 1, 1)), location=on_the_map()
            ),
            "Details from 2018: phone first",
        ),
        (
            service(last_verified=None, source=from_source(date(2026, 10, 1))),
            "Details from October 2026",
        ),
        (
            service(
                last_verified=None,
                source=from_source(date(2020, 1, 1)),
                confidence=Confidence.HIGH,
            ),
            "Details from 2020",
        ),
        (service(last_verified=None), "Date of details not known"),
        (service(last_verified=None, source=from_source(None)), "Date of details not known"),
    ],
)
def test_the_age_of_facts_in_words(of: Service, text: str) -> None:
    assert checked_text(of, TODAY) == text


@pytest.mark.parametrize(
    ("confidence", "checked", "location", "expected"),
    [
        (Confidence.LOW, date(2026, 11, 1), Location(), True),
        (Confidence.MEDIUM, date(2026, 11, 1), on_the_map(), True),
        (Confidence.MEDIUM, date(2026, 11, 1), Location(address="1 High Street"), True),
        (Confidence.MEDIUM, date(2018, 1, 1), Location(), False),
        (Confidence.HIGH, date(2026, 11, 1), on_the_map(), False),
        (Confidence.HIGH, date(2025, 11, 1), on_the_map(), True),
        (Confidence.HIGH, date(2018, 1, 1), Location(), False),
    ],
)
def test_when_to_phone_before_going(
    confidence: Confidence, checked: date, location: Location, expected: bool
) -> None:
    of = service(confidence=confidence, last_verified=checked, location=location)
    assert phone_first(of, TODAY) is expected


def test_a_drop_in_without_an_address_is_still_somewhere_to_travel_to() -> None:
    of = service(access=(AccessMode.DROP_IN,), last_verified=date(2026, 11, 1))
    assert phone_first(of, TODAY)
