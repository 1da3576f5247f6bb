"""In which order services are shown, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.query import Person, Query, Window
from directory.domain.ranking import Candidate, distance_text, felt_km, only_unsure, rank, reasons
from directory.domain.service import (
    AccessMode,
    Confidence,
    Cost,
    Eligibility,
    Location,
    Service,
)

from .builders import NOON, at, candidate, hours, on_the_map, query, service

OPEN = hours("Mo-Su 09:00-18:00")
SHUT = hours("Sa 09:00-18:00")
KENT = frozenset(
    {"Swale", "Ashford", "Canterbury", "Dartford", "Dover", "Folkestone and Hythe"}
) | {
    "Gravesham",
    "Maidstone",
    "Sevenoaks",
    "Thanet",
    "Tonbridge and Malling",
    "Tunbridge Wells",
}


def names(candidates: list[Candidate], question: Query) -> list[str]:
    return [found.service.name for found in rank(candidates, question)]


def pharmacy(name: str, **fields: object) -> Service:
    defaults: dict[str, object] = {
        "needs": ("pharmacy",),
        "location": on_the_map(district="Swale"),
        "hours": OPEN,
        "access": (AccessMode.WALK_IN,),
    }
    return service(name, **(defaults | fields))


@given(st.lists(st.floats(0, 60), max_size=30))
def test_when_only_distance_differs_the_nearest_is_first(distances: list[float]) -> None:
    question = query("pharmacy")
    found = rank(
        [candidate(pharmacy(f"{n}", id=f"{n:03}"), question, km) for n, km in enumerate(distances)],
        question,
    )
    assert [one.distance_km for one in found] == sorted(distances)


@given(st.permutations(range(8)))
def test_the_order_in_which_services_are_found_does_not_matter(order: list[int]) -> None:
    question = query("pharmacy")
    same = [candidate(pharmacy("Same name", id=f"id-{n}"), question, 1.0) for n in range(8)]
    found = rank([same[n] for n in order], question)
    assert [one.service.id for one in found] == [f"id-{n}" for n in range(8)]


def test_open_now_goes_before_not_known_before_closed_for_a_need_of_now() -> None:
    question = query("pharmacy")
    found = [
        candidate(pharmacy("closed", hours=SHUT), question, 0.5),
        candidate(pharmacy("unknown", hours=hours("")), question, 1.0),
        candidate(pharmacy("open"), question, 5.0),
    ]
    assert names(found, question) == ["open", "unknown", "closed"]


def test_a_need_without_hurry_ignores_the_hour_unless_a_time_is_named() -> None:
    club = service("near", hours=SHUT, location=on_the_map())
    other = service("far", hours=OPEN, location=on_the_map())
    anytime = query()
    found = [candidate(club, anytime, 1.0), candidate(other, anytime, 4.0)]
    assert names(found, anytime) == ["near", "far"]
    window = Window(at("2026-11-29T14:00"), at("2026-11-29T18:00"), "on Sunday afternoon")
    on_sunday = query(window=window)
    found = [candidate(club, on_sunday, 1.0), candidate(other, on_sunday, 4.0)]
    assert names(found, on_sunday) == ["far", "near"]


def test_one_that_closes_in_minutes_gives_way_to_one_a_little_further() -> None:
    question = query("pharmacy", now=at("2026-11-25T17:45"))
    late = hours("Mo-Su 09:00-21:00")
    closing = candidate(pharmacy("closing"), question, 1.0)
    assert names([closing, candidate(pharmacy("late", hours=late), question, 1.8)], question) == [
        "late",
        "closing",
    ]
    assert names([closing, candidate(pharmacy("late", hours=late), question, 9.0)], question) == [
        "closing",
        "late",
    ]


def test_when_all_are_closed_the_one_that_opens_next_counts() -> None:
    question = query("pharmacy", now=at("2026-11-25T20:00"))
    sunday = pharmacy("sunday", hours=hours("Su 10:00-16:00"))
    tomorrow = pharmacy("tomorrow", hours=hours("Th 09:00-17:00"))
    found = [candidate(sunday, question, 1.0), candidate(tomorrow, question, 3.0)]
    assert names(found, question) == ["tomorrow", "sunday"]


@pytest.mark.parametrize("surely", [Confidence.HIGH, Confidence.MEDIUM])
def test_unsure_facts_never_lead_surer_ones(surely: Confidence) -> None:
    question = query("pharmacy")
    low = candidate(pharmacy("low", confidence=Confidence.LOW), question, 0.2)
    surer = candidate(pharmacy("surer", confidence=surely, hours=SHUT), question, 30.0)
    assert names([low, surer], question) == ["surer", "low"]
    assert only_unsure([low])
    assert not only_unsure([low, surer])
    assert not only_unsure([])


def test_old_facts_give_way_to_fresh_ones_about_as_near() -> None:
    question = query("pharmacy")
    old = candidate(pharmacy("old", last_verified=date(2023, 12, 1)), question, 2.0)
    fresh = candidate(pharmacy("fresh"), question, 2.5)
    far = candidate(pharmacy("far"), question, 8.0)
    assert names([old, fresh, far], question) == ["fresh", "old", "far"]


def test_older_is_never_felt_nearer() -> None:
    question = query("pharmacy")
    checked = [date(2026, 11, 1), date(2026, 8, 1), date(2026, 4, 1), date(2025, 1, 1), None]
    felt = [
        felt_km(candidate(pharmacy("p", last_verified=day), question, 4.0), question)
        for day in checked
    ]
    assert felt == sorted(felt)
    assert len(set(felt)) == 4


def test_one_that_does_not_take_the_person_is_last() -> None:
    question = query("pharmacy", person=Person(age_years=12))
    adults = pharmacy("adults", eligibility=Eligibility(minimum_age=18))
    found = [candidate(adults, question, 0.1), candidate(pharmacy("all"), question, 20.0)]
    assert names(found, question) == ["all", "adults"]


def test_a_full_service_is_after_those_with_room() -> None:
    question = query()
    full = candidate(service("full", capacity="full", location=on_the_map()), question, 1.0)
    room = candidate(service("room", location=on_the_map()), question, 5.0)
    assert names([full, room], question) == ["room", "full"]


def test_the_kind_that_was_named_goes_first() -> None:
    question = query(subcategories=frozenset({"food bank"}))
    bank = service("bank", subcategory="food bank", confidence=Confidence.LOW)
    lunch = service("lunch", subcategory="lunch club", location=on_the_map())
    found = [candidate(lunch, question, 0.5), candidate(bank, question)]
    assert names(found, question) == ["bank", "lunch"]
    assert reasons(found[1], question)[0] == "Food bank"


def stop_smoking(name: str, **fields: object) -> Service:
    return service(name, needs=("stop_smoking",), **fields)


def test_a_county_line_stands_between_a_place_next_door_and_a_place_far_away() -> None:
    question = query("stop_smoking")
    county = candidate(stop_smoking("county", areas=KENT), question)
    near = candidate(stop_smoking("near", location=on_the_map()), question, 1.0)
    far = candidate(stop_smoking("far", location=on_the_map()), question, 30.0)
    assert names([far, county, near], question) == ["near", "county", "far"]


def test_the_districts_own_service_goes_before_the_countys_before_the_nations() -> None:
    question = query("stop_smoking")
    found = [
        candidate(stop_smoking("nation", national=True), question),
        candidate(stop_smoking("county", areas=KENT), question),
        candidate(stop_smoking("own", areas=frozenset({"Swale"})), question),
    ]
    assert names(found, question) == ["own", "county", "nation"]


def test_a_line_does_not_push_out_a_pharmacy_down_the_road() -> None:
    question = query("pharmacy")
    line = service("line", needs=("pharmacy",), areas=KENT, hours=hours("24/7"))
    found = [candidate(line, question)]
    found += [candidate(pharmacy(f"{km} km"), question, km) for km in (1.0, 5.0, 30.0)]
    assert names(found, question) == ["1.0 km", "5.0 km", "line", "30.0 km"]


def test_a_place_without_a_point_is_somewhere_in_its_district() -> None:
    question = query()
    door = {"access": (AccessMode.DROP_IN,)}
    found = [
        candidate(service("there", location=Location(district="Dover"), **door), question),
        candidate(service("here", location=Location(district="Swale"), **door), question),
        candidate(service("near", location=on_the_map()), question, 2.0),
    ]
    assert names(found, question) == ["near", "here", "there"]


def test_without_a_place_those_that_cover_everywhere_go_first() -> None:
    question = query(point=None)
    found = [
        candidate(service("somewhere", location=on_the_map(district="Dover")), question),
        candidate(service("county", areas=KENT), question),
    ]
    assert names(found, question) == ["county", "somewhere"]


def test_a_line_for_everyone_day_and_night_goes_before_one_that_closes_or_asks_ages() -> None:
    question = query("mental_health_crisis")
    line = {"needs": ("mental_health_crisis",), "national": True, "hours": hours("24/7")}
    young = Eligibility(maximum_age=34)
    evening = {**line, "hours": hours("Mo-Su 10:00-24:00")}
    found = [
        candidate(service("a young line", **line, eligibility=young), question),
        candidate(service("an evening line", **evening), question),
        candidate(service("the line", **line), question),
    ]
    assert names(found, question) == ["the line", "an evening line", "a young line"]


def test_one_that_needs_a_referral_gives_way_to_one_that_does_not() -> None:
    question = query("physio_self_referral")
    by_gp = service("gp", access=(AccessMode.GP_REFERRAL,), areas=frozenset({"Swale"}))
    alone = service("alone", access=(AccessMode.SELF_REFERRAL,), areas=KENT)
    found = [candidate(by_gp, question), candidate(alone, question)]
    assert names(found, question) == ["alone", "gp"]


def test_the_need_that_was_named_first_counts_a_little_more() -> None:
    question = query("pharmacy_first", "pharmacy")
    plain = candidate(pharmacy("plain"), question, 1.0)
    first = candidate(pharmacy("first", needs=("pharmacy", "pharmacy_first")), question, 2.0)
    assert names([plain, first], question) == ["first", "plain"]


def test_reasons_tell_what_counted() -> None:
    question = query("pharmacy")
    of = pharmacy("p", cost=Cost.FREE)
    assert reasons(candidate(of, question, 1.93), question) == (
        "Open now until 6pm",
        "1.2 miles away in a straight line",
        "You can walk in",
        "Free",
    )


def test_reasons_of_a_service_for_an_area() -> None:
    question = query("stop_smoking", person=Person(age_years=40))
    of = stop_smoking(
        "s",
        areas=frozenset({"Swale", "Medway"}),
        access=(AccessMode.SELF_REFERRAL,),
        eligibility=Eligibility(minimum_age=18),
    )
    assert reasons(candidate(of, question), question) == (
        "Covers Swale",
        "You can refer yourself",
        "For people aged 18 and over",
    )


@pytest.mark.parametrize(
    ("areas", "national", "text"),
    [
        (KENT, False, "Covers all of Kent"),
        (KENT | {"Medway"}, False, "Covers all of Kent & Medway"),
        (frozenset(), True, "Covers all of England"),
        (frozenset({"Dover", "Ashford"}), False, "Covers Ashford, Dover"),
    ],
)
def test_coverage_is_told_in_words(areas: frozenset[str], national: bool, text: str) -> None:
    question = query()
    of = service(areas=areas, national=national)
    assert reasons(candidate(of, question), question) == (text,)


def test_a_named_time_is_told_as_it_was_named() -> None:
    window = Window(at("2026-11-29T14:00"), at("2026-11-29T18:00"), "on Sunday afternoon")
    question = query("pharmacy", window=window)
    assert reasons(candidate(pharmacy("p"), question, 1.0), question)[0] == (
        "Open on Sunday afternoon"
    )


def test_now_as_a_window_is_told_as_now() -> None:
    window = Window(NOON, at("2026-11-25T12:01"), "now", instant=True)
    question = query("pharmacy", window=window)
    found = candidate(pharmacy("p"), question, 1.0)
    assert reasons(found, question)[0] == "Open now until 6pm"
    always = candidate(pharmacy("p", hours=hours("24/7")), question, 1.0)
    assert reasons(always, question)[0] == "Open 24 hours"


def test_closed_or_unknown_is_no_reason() -> None:
    question = query("pharmacy")
    found = candidate(pharmacy("p", hours=SHUT, access=()), question, None)
    assert reasons(replace(found, distance_km=None), question) == ()


@pytest.mark.parametrize(
    ("km", "text"),
    [
        (None, None),
        (0.0, "Less than 0.1 miles away"),
        (1.609344, "1 mile away in a straight line"),
        (3.218688, "2 miles away in a straight line"),
        (0.8, "0.5 miles away in a straight line"),
        (40.0, "25 miles away in a straight line"),
    ],
)
def test_distances_are_told_in_miles(km: float | None, text: str | None) -> None:
    assert distance_text(km) == text
