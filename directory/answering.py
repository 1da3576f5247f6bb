"""From a question to an answer: gather, judge, rank, and give up wishes rather than say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from sqlalchemy.ext.asyncio import AsyncConnection

from directory.domain.holidays import HolidayCalendar
from directory.domain.needs import Need
from directory.domain.query import NearMiss, Query, Relaxation, Result
from directory.domain.ranking import Candidate, only_unsure, rank, time_matters
from directory.domain.relaxation import AREA, DISTANCE, OPEN, relaxations, without
from directory.domain.service import Confidence
from directory.judging import Judged, judge, missed, shown
from directory.pool import FAR_KM, Pool, Scope, gather
from directory.snapshot import Snapshot

PLACES_FIRST = 40
PLACES_MOST = 640
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
    """One question, one connection, one version of the directory."""

    connection: AsyncConnection
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
        """Judge the nearest places, and more of them while too few of them answer."""
        scope = _scope(attempt, PLACES_FIRST)
        while True:
            pool = await gather(self.connection, self.snapshot, attempt.query, scope)
            judgement = self._judge_all(pool, attempt)
            if pool.complete or scope.places >= PLACES_MOST or _enough(judgement, attempt.query):
                return judgement
            scope = replace(scope, places=scope.places * 4)

    def _judge_all(self, pool: Pool, attempt: Attempt) -> Judgement:
        query = attempt.query
        everywhere = AREA in attempt.criteria
        judged = [
            judge(service, km, query, self.calendar, every_district=everywhere)
            for service, km in pool.services
        ]
        matches = [each.candidate for each in judged if not each.failed]
        return Judgement(rank(matches, query), [each for each in judged if each.failed])

    def _result(
        self, query: Query, attempt: Attempt, judgement: Judgement, first: Judgement
    ) -> Result:
        matches = judgement.matches
        if OPEN in attempt.criteria:
            matches = _soonest_first(matches)
        page = matches[query.offset : query.offset + query.limit]
        shown_ids = {candidate.service.id for candidate in page}
        return Result(
            matches=tuple(shown(candidate, attempt.query) for candidate in page),
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
        return tuple(missed(by_id[candidate.service.id], query) for candidate in best)

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
            matches=tuple(shown(candidate, plain) for candidate in page),
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


def _scope(attempt: Attempt, places: int) -> Scope:
    wanted = max(places, attempt.query.offset + 2 * attempt.query.limit)
    if DISTANCE in attempt.criteria:
        return Scope(wanted, within_km=FAR_KM, every_district=AREA in attempt.criteria)
    return Scope(wanted, every_district=AREA in attempt.criteria)


def _enough(judgement: Judgement, query: Query) -> bool:
    """Whether the page can be filled, with services open then where that decides the order."""
    wanted = query.offset + query.limit
    found = judgement.matches
    if time_matters(query):
        found = [candidate for candidate in found if candidate.open_when_wanted]
    return len(found) >= wanted


def _soonest_first(matches: Sequence[Candidate]) -> list[Candidate]:
    """By when they open, as the sentence says; unsure ones last; of equals the better one first."""

    def opens(candidate: Candidate) -> tuple[bool, float]:
        opens_at = candidate.opening.opens_at
        later = opens_at.timestamp() if opens_at else float("inf")
        unsure = candidate.service.confidence is Confidence.LOW
        return unsure, 0.0 if candidate.open_when_wanted else later

    return sorted(matches, key=opens)
