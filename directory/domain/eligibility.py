"""Whether a service takes a person: yes, no, or not known, with the reason in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from directory.domain.needs import Need
from directory.domain.query import Person
from directory.domain.service import Eligibility, Service

UNDER_FIVE_YEARS = 5.0

SYMPTOM_NEEDS = frozenset(
    {
        Need.PHARMACY.value,
        Need.PHARMACY_FIRST.value,
        Need.PHYSIO_SELF_REFERRAL.value,
        Need.GP.value,
        Need.GP_OUT_OF_HOURS_111.value,
        Need.UTC_MINOR_INJURY.value,
        Need.DENTAL.value,
        Need.OPTICIAN.value,
        Need.HEARING.value,
    }
)
"""Needs that a symptom may lie behind."""


class Answer(str, Enum):
    """Three-valued: a filter that does not know does not guess."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a service takes somebody. `failed` names the criterion of a "no": `age` or `sex`."""

    answer: Answer
    reason: str | None = None
    failed: str | None = None


TAKES_ANYONE = Verdict(Answer.YES)


def verdict(service: Service, person: Person) -> Verdict:
    """Whether `service` takes `person`, as far as both are known.

    A limit that nothing is known about the person for, or that only words describe, is not known.
    """
    limits = service.eligibility
    if limits == _NO_LIMITS:
        return TAKES_ANYONE
    ages, sexes = _age_answer(limits, person), _sex_answer(limits, person)
    who = who_it_is_for(limits)
    if ages is Answer.NO:
        return Verdict(Answer.NO, who, failed="age")
    if sexes is Answer.NO:
        return Verdict(Answer.NO, who, failed="sex")
    if limits.text is not None or Answer.UNKNOWN in (ages, sexes):
        return Verdict(Answer.UNKNOWN, who)
    return Verdict(Answer.YES, who)


def overlaps_ages(
    limits: Eligibility, *, youngest: float | None = None, oldest: float | None = None
) -> bool:
    """Whether a service takes anyone from `youngest` to `oldest` years, both included.

    Overlap, and not containment: a class for ages 10 to 25 is for children too. None is no end.
    """
    too_old = youngest is not None and not _within_maximum(limits, youngest)
    minimum = limits.minimum_age
    too_young = oldest is not None and minimum is not None and oldest < minimum
    return not (too_old or too_young)


def who_it_is_for(limits: Eligibility) -> str | None:
    """The limits in words: "For women aged 18 and over". None: no limit is known."""
    people = {"female": "women", "male": "men"}.get(limits.sex or "", "people")
    ages = _ages_in_words(limits)
    plain = f"For {people}{ages}" if ages or people != "people" else None
    if limits.text is None:
        return plain
    return f"{plain}. Check first: {limits.text}" if plain else f"Check first: {limits.text}"


def is_under_five(person: Person) -> bool:
    """Whether the person is known to be younger than five years."""
    return person.age_years is not None and person.age_years < UNDER_FIVE_YEARS


def needs_111_for_under_five(needs: tuple[str, ...], person: Person) -> bool:
    """Whether to send a child under five to 111 by phone instead of to a service.

    NHS 111 online does not assess children under five: it has them phone 111. Only for needs
    that a symptom may lie behind; health visitors and groups are found as for anyone.
    """
    return is_under_five(person) and bool(SYMPTOM_NEEDS.intersection(needs))


_NO_LIMITS = Eligibility()


def _age_answer(limits: Eligibility, person: Person) -> Answer:
    if limits.minimum_age is None and limits.maximum_age is None:
        return Answer.YES
    if person.age_years is None:
        return Answer.UNKNOWN
    fits = overlaps_ages(limits, youngest=person.age_years, oldest=person.age_years)
    return Answer.YES if fits else Answer.NO


def _within_maximum(limits: Eligibility, age: float) -> bool:
    """A person is 17 until the eighteenth birthday."""
    return limits.maximum_age is None or age < limits.maximum_age + 1


def _sex_answer(limits: Eligibility, person: Person) -> Answer:
    if limits.sex is None:
        return Answer.YES
    if person.sex is None:
        return Answer.UNKNOWN
    return Answer.YES if person.sex == limits.sex else Answer.NO


def _ages_in_words(limits: Eligibility) -> str:
    youngest, oldest = limits.minimum_age, limits.maximum_age
    if youngest and oldest is not None:
        return f" aged {youngest:g} to {oldest:g}"
    if youngest:
        return f" aged {youngest:g} and over"
    if oldest is not None:
        return f" aged {oldest:g} and under"
    return ""
