"""Short ways to write services, hours and instants in tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from directory.domain.eligibility import verdict
from directory.domain.opening import is_open_at, is_open_in, state_at
from directory.domain.query import Point, Query
from directory.domain.ranking import Candidate
from directory.domain.service import Location, OpeningHours, Service, Source
from directory.feeds.osm_hours import parse_osm_hours
from directory.holidays import england

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=LONDON)
"""An ordinary Wednesday."""
SITTINGBOURNE = Point(51.341, 0.731, "Swale", "Sittingbourne")


def at(text: str) -> datetime:
    """An instant in London from ISO text."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def hours(text: str, **more: Any) -> OpeningHours:
    """Hours from their OpenStreetMap text."""
    return parse_osm_hours(text, **more)


def service(name: str = "A service", **fields: Any) -> Service:
    """A service with facts checked on the day before `NOON`."""
    fields.setdefault("needs", ("voluntary_community",))
    fields.setdefault("last_verified", date(2026, 11, 24))
    fields.setdefault("id", name.lower().replace(" ", "-"))
    return Service(name=name, organization="Somebody", **fields)


def on_the_map(**fields: Any) -> Location:
    """A location with a point; what matters of it is the distance that a test gives."""
    return Location(latitude=51.3, longitude=0.7, **fields)


def from_source(day: date | None) -> Source:
    """A source that dates its facts."""
    fetched = datetime(2026, 11, 1, tzinfo=UTC)
    return Source(feed="f", record_id="1", title="A list", fetched_at=fetched, facts_from=day)


def query(*needs: str, **fields: Any) -> Query:
    """A question at `NOON`, from Sittingbourne unless said otherwise."""
    fields.setdefault("point", SITTINGBOURNE)
    fields.setdefault("now", NOON)
    return Query(needs=needs or ("voluntary_community",), **fields)


def candidate(of: Service, question: Query, distance_km: float | None = None) -> Candidate:
    """A candidate with its opening and its verdict worked out."""
    wanted = question.window.start if question.window else question.now
    opening = state_at(of.hours, wanted, england())
    if question.window is not None:
        is_open = is_open_in(of.hours, question.window, england())
    else:
        is_open = is_open_at(of.hours, question.now, england())
    return Candidate(of, opening, is_open, distance_km, verdict(of, question.person))
