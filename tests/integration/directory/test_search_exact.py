"""Looking at only the nearest and likeliest gives the page that looking at everything gives."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from directory.domain.area import DISTRICTS, haversine_km
from directory.domain.london import LONDON
from directory.domain.query import Person, Point, Query, Window
from directory.domain.ranking import rank
from directory.domain.service import (
    AccessMode,
    Confidence,
    Cost,
    Eligibility,
    Location,
    OpeningHours,
    Service,
    Session,
)
from directory.holidays import england
from directory.judging import judge
from directory.pool import NEARBY_KM, Found
from directory.search import Directory
from directory.store.database import Database
from tests.integration.directory.world import place, store

SERVICES = 700
QUESTIONS = 60


@pytest.mark.parametrize("need", ["pharmacy", "dental"])
async def test_search_is_what_judging_every_service_gives(
    database: Database, directory: Directory, need: str
) -> None:
    chance = random.Random(need)
    services = [_service(chance, number, need) for number in range(SERVICES)]
    await store(database, *services)
    for _ in range(QUESTIONS):
        query = _query(chance, need)
        expected = _by_looking_at_everything(services, query)
        if not expected or all(s.confidence is Confidence.LOW for s in expected):
            continue
        result = await directory.search(query)
        assert result.relaxed == ()
        assert [m.service.id for m in result.matches] == [s.id for s in expected[: query.limit]]


def _by_looking_at_everything(services: list[Service], query: Query) -> list[Service]:
    judged = []
    for service in services:
        km = None if service.areas else _km(service, query.point)
        if km is None or km <= NEARBY_KM:
            judged.append(judge(Found(service, km, False), query, england()))
    return [each.service for each in rank((j.candidate for j in judged if not j.failed), query)]


def _km(service: Service, point: Point | None) -> float:
    place = service.location
    assert point is not None
    assert place.latitude is not None
    assert place.longitude is not None
    return haversine_km(
        from_latitude=point.latitude,
        from_longitude=point.longitude,
        to_latitude=place.latitude,
        to_longitude=place.longitude,
    )


def _service(chance: random.Random, number: int, need: str) -> Service:
    plain = place(
        f"{number:03}",
        latitude=chance.uniform(50.95, 51.45),
        longitude=chance.uniform(0.05, 1.4),
        needs=(need,),
        hours=_hours(chance),
        confidence=chance.choice(list(Confidence)),
        access=(chance.choice([AccessMode.WALK_IN, AccessMode.GP_REFERRAL]),),
        cost=chance.choice(list(Cost)),
        eligibility=Eligibility(minimum_age=18) if chance.random() < 0.3 else Eligibility(),
    )
    if chance.random() < 0.04:
        areas = frozenset(chance.sample(DISTRICTS, 3))
        return replace(plain, location=Location(), areas=areas)
    return plain


def _hours(chance: random.Random) -> OpeningHours:
    if chance.random() < 0.2:
        return OpeningHours()
    opens, closes = time(chance.choice([7, 9, 10])), time(chance.choice([12, 17, 22]))
    days = range(chance.choice([1, 5, 7]))
    return OpeningHours(known=True, sessions=tuple(Session(day, opens, closes) for day in days))


def _query(chance: random.Random, need: str) -> Query:
    now = datetime(2026, 11, 23, tzinfo=LONDON) + timedelta(minutes=chance.randrange(40 * 24 * 60))
    window = chance.choice(
        [
            None,
            Window(now, now + timedelta(minutes=1), "now", instant=True),
            Window(now + timedelta(hours=20), now + timedelta(hours=26), "tomorrow"),
        ]
    )
    return Query(
        needs=(need,),
        now=now,
        point=Point(
            chance.uniform(51.0, 51.4), chance.uniform(0.1, 1.3), chance.choice(DISTRICTS), "here"
        ),
        window=window,
        person=Person(age_years=chance.choice([None, 9, 40])),
        filters=frozenset({"free"}) if chance.random() < 0.2 else frozenset(),
        limit=chance.choice([1, 3, 6]),
    )
