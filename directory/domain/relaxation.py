"""Never a dead end: which criterion to give up next when nothing matches, and how to say so.

Soft wishes go first, one by one, the least binding first; then distance; then the time; then the
district. Age and sex are never given up: a service that does not take somebody is no answer.
"""

from __future__ import annotations

from dataclasses import replace

from directory.domain.query import Query, Relaxation

OPEN = "open"
DISTANCE = "distance"
AREA = "area"

_FILTER_SENTENCES = {
    "parking": "We found nothing with parking, so these may not have any.",
    "walk_in": "We found nothing that you can walk into, so you need to contact these first.",
    "self_referral": "We found nothing that you can refer yourself to, so ask your GP about these.",
    "remote": "We found nothing by phone or online, so you need to go to these.",
    "online": "We found nothing online, so these work in other ways.",
    "phone": "We found nothing by phone, so these work in other ways.",
    "home_visit": "We found nobody who visits at home, so you need to go to these.",
    "face_to_face": "We found nothing in person, so these are by phone or online.",
    "free": "We found nothing that we know is free, so ask these what they cost.",
    "language": "We found nothing in that language, so ask these for an interpreter.",
    "step_free": "We do not know of any with step-free access, so ask these before you go.",
    "wheelchair": "We do not know of any with wheelchair access, so ask these before you go.",
    "for_child": "We found nothing only for children, so ask these if they see children.",
    "men_only": "We found nothing only for men, so these are for everyone.",
    "women_only": "We found nothing only for women, so these are for everyone.",
}
"""In the order in which wishes are given up."""

_MISSED = {
    OPEN: "Not open then",
    DISTANCE: "Further away than you asked",
    AREA: "Does not cover your area",
    "age": "Not for this age",
    "sex": "Not for this person's sex",
}


def relaxations(query: Query) -> tuple[Relaxation, ...]:
    """What may be given up for a query, first to last, each with the sentence that says it."""
    given_up = [Relaxation(name, _filter_sentence(name)) for name in _filters_in_order(query)]
    if query.point is not None:
        sentence = "Nothing matches nearby, so these are further away."
        given_up.append(Relaxation(DISTANCE, sentence))
    if query.window is not None:
        given_up.append(Relaxation(OPEN, _open_sentence(query)))
    if query.point is not None:
        sentence = f"Nothing covers {query.point.label}, so ask these if they can still help you."
        given_up.append(Relaxation(AREA, sentence))
    return tuple(given_up)


def without(query: Query, criterion: str) -> Query:
    """The query with one filter, or the wish for a time, given up.

    `distance` and `area` stand in no field of the query: the search itself widens them. Rank what
    is found by the question as it was asked, so that what opens soonest after then goes first.
    """
    if criterion in query.filters:
        return replace(query, filters=query.filters - {criterion})
    return replace(query, window=None) if criterion == OPEN else query


def missed_text(criterion: str) -> str:
    """Why a near miss is none of the answers, in a few words."""
    return _MISSED.get(criterion) or f"Not known to be {_in_words(criterion)}"


def _filters_in_order(query: Query) -> list[str]:
    order = list(_FILTER_SENTENCES)
    known = [name for name in order if name in query.filters]
    return sorted(query.filters.difference(known)) + known


def _filter_sentence(name: str) -> str:
    fallback = f"We found nothing that is {_in_words(name)}, so these may not be."
    return _FILTER_SENTENCES.get(name, fallback)


def _open_sentence(query: Query) -> str:
    window = query.window
    if window is None or (window.instant and window.start == query.now):
        return "Nothing is open now, so these open next."
    return f"Nothing is open {window.label}, so these are open at other times."


def _in_words(criterion: str) -> str:
    return criterion.replace("_", " ")
