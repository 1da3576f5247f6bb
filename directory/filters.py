"""What a filter asks of a service. A service that is not known to have it does not pass."""

from __future__ import annotations

from collections.abc import Callable

from directory.domain.coverage import is_a_place
from directory.domain.errors import UnknownCriterion
from directory.domain.service import AccessMode, Cost, Service

CHILD_MAXIMUM_AGE = 25.0
"""A service with a limit no higher is for children and young people."""

_BY_PHONE = {AccessMode.PHONE_FIRST, AccessMode.SELF_REFERRAL, AccessMode.BOOKING}
_IN_PERSON = {AccessMode.WALK_IN, AccessMode.DROP_IN}


def passes(service: Service, name: str) -> bool:
    """Whether the service is known to meet the filter. Raises `UnknownCriterion`."""
    return _filter(name)(service)


def check_filters(names: frozenset[str]) -> None:
    """Raises `UnknownCriterion` for a name that is no filter."""
    for name in names:
        _filter(name)


def _filter(name: str) -> Callable[[Service], bool]:
    if name in FILTERS:
        return FILTERS[name]
    if name.startswith("language:"):
        return _speaks(name.removeprefix("language:"))
    raise UnknownCriterion(f"There is no filter {name!r}. There are: {', '.join(sorted(FILTERS))}.")


def _speaks(language: str) -> Callable[[Service], bool]:
    wanted = language.casefold()
    return lambda service: any(wanted in spoken.casefold() for spoken in service.languages)


def _says(*words: str) -> Callable[[Service], bool]:
    def says(service: Service) -> bool:
        text = " ".join((*service.accessibility, service.eligibility.text or "")).casefold()
        return any(word in text for word in words)

    return says


def _is_by_phone(service: Service) -> bool:
    by_phone = bool(service.phone or service.text_number)
    return by_phone and bool(_BY_PHONE & set(service.access)) and not is_a_place(service)


def _is_online(service: Service) -> bool:
    return AccessMode.ONLINE_FORM in service.access


def _is_for_children(service: Service) -> bool:
    highest = service.eligibility.maximum_age
    if highest is not None:
        return highest <= CHILD_MAXIMUM_AGE
    return _says("child", "young people", "family", "families")(service)


FILTERS: dict[str, Callable[[Service], bool]] = {
    "free": lambda service: service.cost is Cost.FREE,
    "step_free": lambda service: service.step_free is True,
    "wheelchair": lambda s: s.step_free is True or _says("wheelchair")(s),
    "parking": _says("parking"),
    "walk_in": lambda service: bool(_IN_PERSON & set(service.access)),
    "self_referral": lambda service: AccessMode.SELF_REFERRAL in service.access,
    "phone": _is_by_phone,
    "online": _is_online,
    "remote": lambda service: _is_by_phone(service) or _is_online(service),
    "face_to_face": lambda s: bool(_IN_PERSON & set(s.access)) or is_a_place(s),
    "home_visit": lambda s: "home" in f"{s.subcategory} {s.description}".casefold(),
    "women_only": lambda service: service.eligibility.sex == "female",
    "men_only": lambda service: service.eligibility.sex == "male",
    "for_child": _is_for_children,
    "language": lambda service: bool(service.languages),
    "bsl": lambda s: (
        any("sign" in l.casefold() or l == "BSL" for l in s.languages)  # noqa: E741
        or _says("bsl")(s)
    ),
}
