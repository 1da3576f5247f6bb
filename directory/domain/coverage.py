"""Which part of the area a service is for, and whether it is for somebody's district."""

from __future__ import annotations

from enum import IntEnum

from directory.domain.area import AREA_NAME, DISTRICTS, KENT_DISTRICTS
from directory.domain.needs import Need
from directory.domain.service import AccessMode, Service

OPEN_TO_ALL_NEEDS = frozenset(
    {
        Need.PHARMACY.value,
        Need.PHARMACY_FIRST.value,
        Need.UTC_MINOR_INJURY.value,
        Need.OPTICIAN.value,
        Need.DENTAL.value,
    }
)
"""Places that take anyone in England, from whichever side of a border they come."""


class Reach(IntEnum):
    """How wide the area of a service is, narrowest first."""

    DISTRICT = 0
    DISTRICTS = 1
    COUNTY = 2
    NATIONAL = 3
    UNKNOWN = 4


def is_on_the_map(service: Service) -> bool:
    """Whether the service has a point that a distance can be measured to."""
    return service.location.latitude is not None and service.location.longitude is not None


def is_a_place(service: Service) -> bool:
    """Whether people go to it: it is on the map, has an address, or a door to walk in at."""
    place = service.location
    if is_on_the_map(service) or place.address or place.postcode:
        return True
    return AccessMode.WALK_IN in service.access or AccessMode.DROP_IN in service.access


def reach(service: Service) -> Reach:
    """How wide an area a service is for."""
    if service.areas:
        if len(service.areas) == 1:
            return Reach.DISTRICT
        return Reach.COUNTY if service.areas.issuperset(KENT_DISTRICTS) else Reach.DISTRICTS
    return Reach.NATIONAL if service.national else Reach.UNKNOWN


def serves(service: Service, district: str | None) -> bool:
    """Whether a service is for people of `district`; for a district not known, it may be.

    A service without an area of its own is for anyone who gets there, and so is a pharmacy or
    an urgent treatment centre whatever area its record names.
    """
    if district not in DISTRICTS or service.national or not service.areas:
        return True
    if is_on_the_map(service) and not OPEN_TO_ALL_NEEDS.isdisjoint(service.needs):
        return True
    return district in service.areas


def coverage_text(service: Service, district: str | None) -> str | None:
    """ "Covers Swale", "Covers all of Kent", "Covers all of England"; None if not known."""
    width = reach(service)
    if width is Reach.NATIONAL:
        return "Covers all of England"
    if width is Reach.COUNTY:
        whole = AREA_NAME if service.areas.issuperset(DISTRICTS) else "Kent"
        return f"Covers all of {whole}"
    if district in service.areas:
        return f"Covers {district}"
    return f"Covers {', '.join(sorted(service.areas))}" if service.areas else None
