"""What a message says about place, time, person and wishes: the values that reading yields.

Pure values, Python 3.10 syntax: the engine and the services both use them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import Enum


class PlaceKind(str, Enum):
    """How fine a place is."""

    POSTCODE = "postcode"
    SECTOR = "sector"
    OUTCODE = "outcode"
    TOWN = "town"
    LANDMARK = "landmark"
    DISTRICT = "district"
    AREA = "area"


class PlaceStatus(str, Enum):
    """What became of the place that somebody named."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    OUTSIDE_AREA = "outside_area"
    UNKNOWN_POSTCODE = "unknown_postcode"


@dataclass(frozen=True)
class Place:
    """A point (WGS84 degrees) that stands for what somebody named, with the district it lies in.

    `code` is stable text such as `postcode:TN9 1BE`, `outcode:ME14`, `town:margate`,
    `district:swale` or `area:kent-and-medway`; `Gazetteer.by_code` turns it back.
    """

    code: str
    label: str
    kind: PlaceKind
    latitude: float
    longitude: float
    district: str


@dataclass(frozen=True)
class PlaceMention:
    """A place as somebody wrote it: `text` is `message[start:end]`."""

    status: PlaceStatus
    text: str
    start: int
    end: int
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    outside_name: str | None = None


@dataclass(frozen=True)
class When:
    """A time as somebody put it, not yet tied to a calendar (see `when.resolve`).

    `day` is `today`, `tomorrow`, `weekend`, `bank_holiday`, a weekday name (`monday`) or an
    ISO date, or one of the further forms of `days` (`christmas_day`, `--12-25`); `part` is
    `morning`, `afternoon`, `evening` or `night`. `now` means this minute.
    """

    now: bool = False
    day: str | None = None
    part: str | None = None
    at: time | None = None
    after: time | None = None
    before: time | None = None


@dataclass(frozen=True)
class WhenMention:
    """A time as somebody wrote it: `text` is `message[start:end]`."""

    when: When
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class TimeWindow:
    """Aware Europe/London instants, `start` < `end`, and how to say them ("on Sunday evening")."""

    start: datetime
    end: datetime
    label: str
    instant: bool = False
    """True when a single moment was meant (now, "at 6"): open then, not sometime between."""


@dataclass(frozen=True)
class Who:
    """The person a service is for. `None` means not said."""

    relation: str | None = None
    """`self`, `child`, `baby`, `parent`, `partner`, `friend`, `patient` or `other`."""
    age_years: float | None = None
    sex: str | None = None
    pregnant: bool | None = None
    carer: bool | None = None


@dataclass(frozen=True)
class Reading:
    """Everything but the need and the red flags."""

    text: str
    place: PlaceMention | None = None
    when: WhenMention | None = None
    who: Who = field(default_factory=Who)
    filters: frozenset[str] = frozenset()
    """Names from `filters.FILTERS`: `free`, `step_free`, `women_only`, `walk_in` and so on."""
    number: int | None = None
    """A result's number ("the second one" is 2)."""
    kinds: frozenset[str] = frozenset()
    """Names from `kinds.KINDS`: narrower kinds of help such as `food bank`."""
