"""From a question to an answer: gather, judge, rank, and give up wishes rather than say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from directory.domain.holidays import HolidayCalendar
from directory.domain.needs import Need
from directory.domain.query import Match, NearMiss, Query, Relaxation, Result
from directory.domain.ranking import Candidate, felt_km, only_unsure, rank, time_matters
from directory.domain.relaxation import AREA, DISTANCE, OPEN, relaxations, without
from directory.domain.service import Confidence
from directory.judging import Judged, judge, missed, shown, with_opening
from directory.open_week import Glance
from directory.pool import FAR_KM, NEARBY_KM, Frontier, Gatherer, Pool, Scope, Standing
from directory.snapshot import Snapshot
from directory.store.reading import Reads

PLACES_FIRST = 24
PLACES_MOST = 216
NEAR_MISSES = 3

_WORTH_GIVING_UP_FOR_SURENESS = frozenset({DISTANCE, OPEN})
"""An unsure service that fits stands better alone than beside one that cannot take the person."""

LAST_RESORT = Relaxation(
    "need", "We found nothing for this in our list. NHS 111 can tell you where to turn."
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everything that came into question, judged; `matches` are ranked."""

    matches: list[Candidate]
    others: list[Judged]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question with some wishes given up."""

    query: Query
    given_up: tuple[Relaxation, ...] = ()

    def giving_up(self, relaxation: Relaxation) -> Attempt:
        """The same with one more wish given up."""
        return Attempt(without(self.query, relaxation.criterion), (*self.given_up, relaxation))

    @property
    def criteria(self) -> frozenset[str]:
        """The names of what was given up."""
        return frozenset(relaxation.criterion for relaxation in self.given_up)


@dataclass(frozen=True, slots=True)
class Answering:
    """One question, one reads, one version of the directory."""

    reads: Reads
    snapshot: Snapshot
    calendar: HolidayCalendar

    async def answer(self, query: Query) -> Result:
        """Never empty while 111 is in the directory; what was given up is in `relaxed`."""
        first = await self._judged(Attempt(query))
        attempt, judgement = Attempt(query), first
        if not first.matches or only_unsure(first.matches):
            attempt, judgement = await self._relaxed(query, first)
        if not judgement.matches:
            return await self._last_resort(query, first)
        return self._result(query, attempt, judgement, first)

    async def _relaxed(self, query: Query, first: Judgement) -> tuple[Attempt, Judgement]:
        """The first way of giving something up that leads to an answer that is not all unsure."""
        unsure = (Attempt(query), first)
        for attempt in _attempts(query):
            if first.matches and not attempt.criteria <= _WORTH_GIVING_UP_FOR_SURENESS:
                continue
            judgement = await self._judged(attempt)
            if judgement.matches and not only_unsure(judgement.matches):
                return attempt, judgement
            if judgement.matches and not unsure[1].matches:
                unsure = (attempt, judgement)
        return unsure

    async def _judged(self, attempt: Attempt) -> Judgement:
        """Judge the nearest places, and more until none further out could be on the page."""
        query, places = attempt.query, PLACES_FIRST
        gatherer = Gatherer(self.reads, self.snapshot, query, self.calendar, _scope(attempt))
        while True:
            pool = await gatherer.gather(max(places, query.offset + 2 * query.limit))
            judgement = self._judge_all(pool, attempt)
            if places >= PLACES_MOST or _is_settled(judgement, pool.frontier, query):
                return judgement
            places *= 3

    def _judge_all(self, pool: Pool, attempt: Attempt) -> Judgement:
        query = attempt.query
        everywhere = AREA in attempt.criteria
        judged = [
            judge(found, query, self.calendar, every_district=everywhere) for found in pool.services
        ]
        matches = [each.candidate for each in judged if not each.failed]
        return Judgement(rank(matches, query), [each for each in judged if each.failed])

    def _result(
        self, query: Query, attempt: Attempt, judgement: Judgement, first: Judgement
    ) -> Result:
        matches = judgement.matches
        if OPEN in attempt.criteria:
            known = [with_opening(each, attempt.query, self.calendar) for each in matches]
            matches = _soonest_first(known)
        page = matches[query.offset : query.offset + query.limit]
        shown_ids = {candidate.service.id for candidate in page}
        return Result(
            matches=tuple(self._shown(candidate, attempt.query) for candidate in page),
            near_misses=self._near_misses(query, first, shown_ids),
            relaxed=attempt.given_up,
            total=len(matches),
            asked_on=query.now.date(),
        )

    def _near_misses(
        self, query: Query, judgement: Judgement, shown_ids: set[str]
    ) -> tuple[NearMiss, ...]:
        by_id = {
            each.candidate.service.id: each
            for each in judgement.others
            if len(each.failed) == 1 and each.candidate.service.id not in shown_ids
        }
        best = rank((each.candidate for each in by_id.values()), query)[:NEAR_MISSES]
        return tuple(missed(by_id[c.service.id], self._shown(c, query)) for c in best)

    def _shown(self, candidate: Candidate, query: Query) -> Match:
        return shown(with_opening(candidate, query, self.calendar), query)

    async def _last_resort(self, query: Query, first: Judgement) -> Result:
        """NHS 111, when everything else was given up in vain."""
        plain = replace(
            query,
            needs=(Need.GP_OUT_OF_HOURS_111.value,),
            window=None,
            filters=frozenset(),
            subcategories=frozenset(),
        )
        judgement = await self._judged(Attempt(plain))
        page = judgement.matches[:1]
        return Result(
            matches=tuple(self._shown(candidate, plain) for candidate in page),
            near_misses=self._near_misses(query, first, set()),
            relaxed=(LAST_RESORT,) if page else (),
            total=len(page),
            asked_on=query.now.date(),
        )


def _attempts(query: Query) -> Iterator[Attempt]:
    """One wish given up at a time; then the first, the first two, and so on, all together."""
    steps = relaxations(query)
    for step in steps:
        yield Attempt(query).giving_up(step)
    together = accumulate(steps, Attempt.giving_up, initial=Attempt(query))
    yield from list(together)[2:]


def _scope(attempt: Attempt) -> Scope:
    wide = FAR_KM if DISTANCE in attempt.criteria else NEARBY_KM
    return Scope(within_km=wide, every_district=AREA in attempt.criteria)


def _is_settled(judgement: Judgement, frontier: Frontier | None, query: Query) -> bool:
    """Whether no place beyond the frontier can belong on the page.

    One further out than its radius is felt to be at least as far as it is.
    """
    if frontier is None:
        return True
    wanted = query.offset + query.limit
    if len(judgement.matches) < wanted:
        return False
    last = judgement.matches[wanted - 1]
    standing = _standing(last, query)
    if standing != frontier.standing:
        return standing < frontier.standing
    return felt_km(last, query) <= frontier.radius_km


def _standing(candidate: Candidate, query: Query) -> Standing:
    unsure = candidate.service.confidence is Confidence.LOW
    if not time_matters(query):
        return Standing(unsure, Glance.MAY_BE_OPEN)
    return Standing(unsure, _GLANCES[candidate.open_when_wanted])


_GLANCES = {True: Glance.MAY_BE_OPEN, None: Glance.NOT_KNOWN, False: Glance.CLOSED}


def _soonest_first(matches: Sequence[Candidate]) -> list[Candidate]:
    """By when they open, as the sentence says; unsure ones last; of equals the better one first."""

    def opens(candidate: Candidate) -> tuple[bool, float]:
        opens_at = candidate.opening.opens_at
        later = opens_at.timestamp() if opens_at else float("inf")
        unsure = candidate.service.confidence is Confidence.LOW
        return unsure, 0.0 if candidate.open_when_wanted else later

    return sorted(matches, key=opens)
