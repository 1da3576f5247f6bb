"""What somebody has asked for so far, gathered from the slots of the conversation."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from actions.context import Context
from bot.understanding.model import Place
from bot.understanding.slots import filters_from_text, who_from_text
from bot.understanding.whencode import from_code
from directory import asking
from directory.domain.query import Query, Window

AREA_CODE = "area:kent-and-medway"
PAGE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """Slot texts, as `bot.understanding` writes them; None and empty for what was not said."""

    need: str | None = None
    place: str | None = None
    when: str | None = None
    who: str | None = None
    filters: str | None = None
    kinds: str | None = None


def asked_from(tracker: Tracker) -> Asked:
    """The slots as they are."""
    return Asked(**{name: tracker.get_slot(name) for name in Asked.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Shown:
    """The list on the screen: its question, the ids it has shown so far, and how many there are.

    `focus`: the one service that the last answer was about, which "it" means now.
    """

    asked: Asked = field(default_factory=Asked)
    ids: tuple[str, ...] = ()
    total: int = 0
    focus: str | None = None

    @property
    def has_more(self) -> bool:
        """Whether services of the list have not been shown yet."""
        return len(self.ids) < self.total

    def as_slot(self) -> dict[str, Any]:
        """Plain JSON for the slot `shown`."""
        return {**asdict(self), "ids": list(self.ids)}


def shown_before(tracker: Tracker) -> Shown:
    """What was shown last; nothing at the start."""
    stored = dict(tracker.get_slot("shown") or {})
    return Shown(
        asked=Asked(**stored.get("asked", {})),
        ids=tuple(stored.get("ids", ())),
        total=int(stored.get("total", 0)),
        focus=stored.get("focus"),
    )


def merged(before: Asked, now: Asked) -> Asked:
    """`before`, with whatever `now` says anew. Wishes add up."""
    filters = filters_from_text(before.filters) | filters_from_text(now.filters)
    return replace(
        before,
        need=now.need or before.need,
        place=now.place or before.place,
        when=now.when or before.when,
        who=now.who or before.who,
        filters=",".join(sorted(filters)) or None,
        kinds=now.kinds or before.kinds,
    )


def place_of(asked: Asked, context: Context) -> Place | None:
    """The place of the slot, or None when it is unknown, ambiguous or elsewhere."""
    return context.gazetteer.by_code(asked.place) if asked.place else None


def query_for(asked: Asked, context: Context, *, offset: int = 0) -> Query:
    """The question to the directory. Without a place it is about the whole area."""
    place = place_of(asked, context) or context.gazetteer.by_code(AREA_CODE)
    return Query(
        needs=(asked.need,) if asked.need else (),
        now=context.clock.now(),
        point=asking.point_of(place) if place else None,
        window=window_of(asked.when, context),
        person=asking.person_of(who_from_text(asked.who)),
        filters=filters_from_text(asked.filters),
        subcategories=filters_from_text(asked.kinds),
        limit=PAGE,
        offset=offset,
    )


def window_of(when: str | None, context: Context) -> Window | None:
    """The slot text of a time, tied to the calendar; None when no time was said."""
    wanted = from_code(when) if when else None
    return asking.window_of(wanted, context.clock.now(), context.holidays)
