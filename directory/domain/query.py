"""What is asked of the directory, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from directory.domain.service import Service


@dataclass(frozen=True, slots=True)
class Point:
    """Where help is wanted: WGS84 degrees, the district it lies in, and how to say it.

    `exact` is False for a whole district or the whole area: distances mean nothing then.
    """

    latitude: float
    longitude: float
    district: str
    label: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """When help is wanted: aware instants, `start` < `end`.

    `instant` True: open at `start`. False: open at some time between the two.
    """

    start: datetime
    end: datetime
    label: str
    instant: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is for. None means not said."""

    age_years: float | None = None
    sex: str | None = None
    pregnant: bool | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the directory. `filters` are names such as `free` and `step_free`."""

    needs: tuple[str, ...]
    now: datetime
    point: Point | None = None
    window: Window | None = None
    person: Person = field(default_factory=Person)
    filters: frozenset[str] = frozenset()
    subcategories: frozenset[str] = frozenset()
    """Narrower kinds that the words named ("food bank"): preferred, never required."""
    limit: int = 3
    offset: int = 0
    staff: bool = False


class OpenState(str, Enum):
    """Three-valued, with a warning shortly before the end."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """The state at one instant. `until`: when an open service closes (None: not known, or never).

    `opens_at`: when a closed one opens next (None: not known, or not within fourteen days).
    `because` names a bank holiday or a dated exception that decided.
    """

    state: OpenState
    until: datetime | None = None
    opens_at: datetime | None = None
    always: bool = False
    because: str | None = None
    since: datetime | None = None
    """Unknown only: it opened then, but when it closes is not known."""


@dataclass(frozen=True, slots=True)
class Match:
    """A service that answers the question, with what to tell about it."""

    service: Service
    opening: Opening
    open_text: str
    """For people: "Open until 6pm", "Closed until 9am tomorrow", "Opening hours not known..."."""
    distance_km: float | None
    """Straight line; None for a service that covers an area, or without a known point."""
    reasons: tuple[str, ...]
    phone_first: bool
    """Facts are not sure enough to travel on."""
    last_checked: date | None
    checked_text: str
    source_text: str
    access_text: str
    """How to get in, as one imperative sentence ("Walk in. You do not need an appointment.")."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A service that failed exactly one criterion (`open`, `distance`, `age`, `sex`, a filter)."""

    match: Match
    failed: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A criterion that was given up so that there is an answer, and how to say so."""

    criterion: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Result:
    """Ranked answers. `total` counts all that match, so that `more` can be offered."""

    matches: tuple[Match, ...]
    near_misses: tuple[NearMiss, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    total: int = 0
    asked_on: date | None = None
