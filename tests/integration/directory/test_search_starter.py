"""The starter directory as a resident meets it, wherever they stand."""

from __future__ import annotations

import pytest

from directory.domain.area import DISTRICTS
from directory.domain.needs import Need
from directory.domain.query import OpenState, Person, Point, Query, Window
from directory.domain.service import Confidence
from directory.search import Directory
from tests.integration.directory.world import MARGATE, TONBRIDGE, TUESDAY_MORNING

TOWNS = {
    "Ashford": (51.1465, 0.8750),
    "Canterbury": (51.2802, 1.0789),
    "Dartford": (51.4462, 0.2169),
    "Dover": (51.1279, 1.3134),
    "Folkestone and Hythe": (51.0782, 1.1770),
    "Gravesham": (51.4419, 0.3708),
    "Maidstone": (51.2704, 0.5227),
    "Medway": (51.3868, 0.5500),
    "Sevenoaks": (51.2724, 0.1909),
    "Swale": (51.3400, 0.7300),
    "Thanet": (51.3850, 1.3860),
    "Tonbridge and Malling": (51.1956, 0.2757),
    "Tunbridge Wells": (51.1324, 0.2637),
}


def test_every_district_has_a_town_here() -> None:
    assert set(TOWNS) == set(DISTRICTS)


@pytest.mark.parametrize("need", [need.value for need in Need])
async def test_every_need_has_a_service_wherever_one_stands(starter: Directory, need: str) -> None:
    for district, (latitude, longitude) in TOWNS.items():
        point = Point(latitude, longitude, district, district)
        result = await starter.search(Query(needs=(need,), now=TUESDAY_MORNING, point=point))
        assert result.matches, f"{need} in {district}"
        assert result.relaxed == (), f"{need} in {district}"
        assert need in result.matches[0].service.needs


@pytest.mark.parametrize("need", [need.value for need in Need])
async def test_an_unsure_service_never_leads_a_surer_one(starter: Directory, need: str) -> None:
    for district, (latitude, longitude) in TOWNS.items():
        point = Point(latitude, longitude, district, district)
        result = await starter.search(
            Query(needs=(need,), now=TUESDAY_MORNING, point=point, limit=50)
        )
        unsure = [match.service.confidence is Confidence.LOW for match in result.matches]
        assert unsure == sorted(unsure), f"{need} in {district}"
        assert all(match.phone_first for match in result.matches if _is_low(match))


def _is_low(match) -> bool:  # type: ignore[no-untyped-def]
    return match.service.confidence is Confidence.LOW


async def test_emergency_rows_are_never_listed(starter: Directory) -> None:
    for need in Need:
        result = await starter.search(
            Query(needs=(need.value,), now=TUESDAY_MORNING, point=MARGATE, limit=50)
        )
        assert all(match.service.category != "emergency" for match in result.matches)


async def test_but_a_hospital_is_found_by_its_name(starter: Directory) -> None:
    found = await starter.by_name("where is medway maritime hospital")
    assert "Medway Maritime Hospital A&E" in [service.name for service in found]


async def test_the_nearest_urgent_treatment_centre_comes_first(starter: Directory) -> None:
    result = await starter.search(
        Query(needs=("utc_minor_injury",), now=TUESDAY_MORNING, point=MARGATE)
    )
    best = result.matches[0]
    assert "Margate" in best.service.name
    assert best.distance_km is not None
    assert best.distance_km < 2
    assert best.opening.state is OpenState.OPEN


async def test_of_pharmacies_late_at_night_the_open_one_comes_first(starter: Directory) -> None:
    late = TUESDAY_MORNING.replace(hour=21)
    result = await starter.search(Query(needs=("pharmacy",), now=late, point=TONBRIDGE))
    assert result.matches[0].opening.state is OpenState.OPEN


async def test_when_nothing_is_open_it_says_so_and_what_opens_next(starter: Directory) -> None:
    night = TUESDAY_MORNING.replace(hour=3)
    window = Window(night, night.replace(minute=1), "now", instant=True)
    query = Query(needs=("utc_minor_injury",), now=night, point=TONBRIDGE, window=window)
    result = await starter.search(query)
    assert result.matches
    for match in result.matches:
        assert match.opening.state in (OpenState.OPEN, OpenState.UNKNOWN) or any(
            each.criterion == "open" for each in result.relaxed
        )
    assert any(miss.failed == "open" for miss in result.near_misses)


async def test_a_child_is_not_sent_to_a_safe_haven_for_adults(starter: Directory) -> None:
    query = Query(
        needs=("mental_health_crisis",),
        now=TUESDAY_MORNING,
        point=MARGATE,
        person=Person(age_years=14),
        limit=30,
    )
    result = await starter.search(query)
    assert result.matches
    assert not any("Safe Haven" in match.service.name for match in result.matches)


async def test_more_continues_where_the_first_page_ended(starter: Directory) -> None:
    query = Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=TONBRIDGE, limit=3)
    whole = await starter.search(
        Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=TONBRIDGE, limit=6)
    )
    second = await starter.search(
        Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=TONBRIDGE, limit=3, offset=3)
    )
    first = await starter.search(query)
    assert whole.matches == first.matches + second.matches
    assert first.total == second.total >= 6


async def test_a_kind_that_was_named_is_preferred(starter: Directory) -> None:
    query = Query(
        needs=("voluntary_community",),
        now=TUESDAY_MORNING,
        point=TONBRIDGE,
        subcategories=frozenset({"food bank"}),
    )
    result = await starter.search(query)
    assert result.matches[0].service.subcategory == "food bank"


async def test_in_a_whole_district_distances_are_not_told(starter: Directory) -> None:
    swale = Point(51.34, 0.73, "Swale", "Swale", exact=False)
    result = await starter.search(Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=swale))
    assert {match.service.location.district for match in result.matches} == {"Swale"}
    assert all(match.distance_km is None for match in result.matches)


async def test_without_any_place_there_is_still_an_answer(starter: Directory) -> None:
    result = await starter.search(Query(needs=("pharmacy",), now=TUESDAY_MORNING))
    assert result.matches
    assert all(match.distance_km is None for match in result.matches)


async def test_sensitive_services_are_marked(starter: Directory) -> None:
    for need in ("domestic_abuse_support", "sexual_health", "mental_health_crisis"):
        result = await starter.search(
            Query(needs=(need,), now=TUESDAY_MORNING, point=TONBRIDGE, limit=50)
        )
        assert all(match.service.sensitive for match in result.matches), need


async def test_notes_for_maintainers_are_nowhere_to_be_seen(starter: Directory) -> None:
    result = await starter.search(
        Query(needs=("utc_minor_injury",), now=TUESDAY_MORNING, point=TONBRIDGE, limit=50)
    )
    assert "general knowledge" not in " ".join(m.service.description for m in result.matches)
