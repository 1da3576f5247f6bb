"""For whose district a service is."""

from __future__ import annotations

import pytest

from directory.domain.area import DISTRICTS, KENT_DISTRICTS
from directory.domain.coverage import Reach, reach, serves
from directory.domain.service import Service

from .builders import on_the_map, service

SWALE = frozenset({"Swale"})


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (service(areas=SWALE), True),
        (service(areas=frozenset({"Dover"})), False),
        (service(areas=frozenset(DISTRICTS)), True),
        (service(national=True), True),
        (service(location=on_the_map(district="Dover")), True),
        (service(areas=frozenset({"Dover"}), location=on_the_map()), False),
        (
            service(needs=("pharmacy",), areas=frozenset({"Dover"}), location=on_the_map()),
            True,
        ),
        (service(needs=("pharmacy",), areas=frozenset({"Dover"})), False),
    ],
)
def test_a_service_is_for_the_districts_that_it_covers(of: Service, expected: bool) -> None:
    assert serves(of, "Swale") is expected


@pytest.mark.parametrize("district", [None, "", "Kent & Medway"])
def test_nobody_is_turned_away_for_a_district_that_is_not_known(district: str | None) -> None:
    assert serves(service(areas=SWALE), district)


def test_reach_goes_from_narrow_to_wide() -> None:
    found = [
        reach(service(areas=SWALE)),
        reach(service(areas=SWALE | {"Dover"})),
        reach(service(areas=frozenset(KENT_DISTRICTS))),
        reach(service(national=True)),
        reach(service()),
    ]
    assert found == list(Reach)
