"""A service as the directory knows it, in the names of Open Referral's HSDS 3.0.

Pure values. What HSDS lacks (ways of access, dated exceptions, public-holiday policy, audience,
confidence) stands beside what it has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum


class AccessMode(str, Enum):
    """How somebody gets in, most open first."""

    WALK_IN = "walk_in"
    DROP_IN = "drop_in"
    SELF_REFERRAL = "self_referral"
    ONLINE_FORM = "online_form"
    PHONE_FIRST = "phone_first"
    BOOKING = "booking"
    GP_REFERRAL = "gp_referral"
    PROFESSIONAL_REFERRAL = "professional_referral"


class HolidayPolicy(str, Enum):
    """What a service does on a public holiday of England."""

    UNKNOWN = "unknown"
    AS_USUAL = "as_usual"
    CLOSED = "closed"
    SPECIAL = "special"
    """Other hours, given as dated exceptions; without one for that day: unknown."""


class Audience(str, Enum):
    """Who may see a record."""

    PUBLIC = "public"
    STAFF = "staff"


class Confidence(str, Enum):
    """How sure the directory is of a record's facts."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Cost(str, Enum):
    """What a service costs the person who uses it."""

    FREE = "free"
    NHS_CHARGE = "nhs_charge"
    CHARGE = "charge"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Session:
    """One weekly opening. `weekday` 0 is Monday; `closes` <= `opens` runs past midnight.

    00:00 to 00:00 is a whole day. Wall time of Europe/London.
    `closes` of None: the start is known ("from 09:00"), the end is not.
    """

    weekday: int
    opens: time
    closes: time | None


@dataclass(frozen=True, slots=True)
class OpeningException:
    """What holds on one date instead of the week: no sessions means closed all day."""

    day: date
    sessions: tuple[tuple[time, time], ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a service is open. `known` False: nobody has told the directory."""

    known: bool = False
    always: bool = False
    sessions: tuple[Session, ...] = ()
    exceptions: tuple[OpeningException, ...] = ()
    holiday_policy: HolidayPolicy = HolidayPolicy.UNKNOWN
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may use a service. None and empty mean no known limit."""

    minimum_age: float | None = None
    maximum_age: float | None = None
    sex: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Where a service is given; coordinates are WGS84 degrees."""

    address: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record comes from, and how old its facts are."""

    feed: str
    record_id: str
    title: str
    url: str | None = None
    licence: str | None = None
    fetched_at: datetime | None = None
    facts_from: date | None = None
    """The date that the source gives for its facts (first of the month or year if coarser)."""


@dataclass(frozen=True, slots=True)
class Service:
    """Something that a resident can use.

    `areas` are the districts that a service covers (`needs` may be met anywhere in them);
    `national` covers all of England. One with neither, but with a location, is a place on a map.
    """

    id: str
    name: str
    organization: str
    needs: tuple[str, ...]
    description: str = ""
    category: str | None = None
    subcategory: str | None = None
    location: Location = field(default_factory=Location)
    areas: frozenset[str] = frozenset()
    national: bool = False
    phone: str | None = None
    text_number: str | None = None
    email: str | None = None
    url: str | None = None
    hours: OpeningHours = field(default_factory=OpeningHours)
    access: tuple[AccessMode, ...] = ()
    eligibility: Eligibility = field(default_factory=Eligibility)
    cost: Cost = Cost.UNKNOWN
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    step_free: bool | None = None
    audience: Audience = Audience.PUBLIC
    sensitive: bool = False
    capacity: str | None = None
    confidence: Confidence = Confidence.MEDIUM
    last_verified: date | None = None
    source: Source | None = None
