"""One source's account of one service, with the age of each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from directory.domain.service import Service
from directory.store.document import from_json, to_json

EVERYTHING_ELSE = ""
"""The key of `dates` for the parts that have no date of their own."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What one feed says of one service: `service.source` names the feed and the record.

    `dates` gives the age of the facts of each part (see `merge.PARTS`). Of two accounts of the
    same age, the one of higher `precedence` counts. `active` False: the source says it is closed.
    """

    service: Service
    dates: Mapping[str, date] = field(default_factory=dict)
    precedence: int = 0
    active: bool = True

    def date_of(self, part: str) -> date | None:
        """How old what it says of `part` is; None when the source does not tell."""
        return self.dates.get(part) or self.dates.get(EVERYTHING_ELSE)

    @property
    def label(self) -> str:
        """The feed and the record, for people who look after the directory."""
        source = self.service.source
        return f"{source.feed}:{source.record_id}" if source else "unknown"


def to_plain(record: SourceRecord) -> dict[str, Any]:
    """The record as values that JSON knows."""
    service = to_json(record.service)
    plain: dict[str, Any] = orjson.loads(
        orjson.dumps(
            {
                "service": service,
                "dates": record.dates,
                "precedence": record.precedence,
                "active": record.active,
            }
        )
    )
    return plain


def from_plain(plain: dict[str, Any]) -> SourceRecord:
    """The record that `to_plain` wrote."""
    return SourceRecord(
        service=from_json(plain["service"]),
        dates={part: date.fromisoformat(day) for part, day in plain["dates"].items()},
        precedence=plain["precedence"],
        active=plain["active"],
    )
