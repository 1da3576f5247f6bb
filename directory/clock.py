"""What time it is: the real clock, or one that stands still for demonstrations and tests."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from directory.domain.errors import DirectoryError
from directory.domain.london import LONDON


class ClockSettingInvalid(DirectoryError):
    """`FINGERPOST_CLOCK` says something that cannot be, or may not be in service."""


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """This moment, aware, in London's time."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, aware, in London's time."""
        return datetime.now(LONDON)


@dataclass(frozen=True, slots=True)
class FrozenClock:
    """A clock that always shows `at` (aware)."""

    at: datetime

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.at.astimezone(LONDON)


def clock_from_environment() -> Clock:
    """The clock that `FINGERPOST_CLOCK` asks for. Raises `ClockSettingInvalid`."""
    text = os.environ.get("FINGERPOST_CLOCK")
    return make_clock(text, production=os.environ.get("FINGERPOST_MODE") == "production")


def make_clock(text: str | None, *, production: bool) -> Clock:
    """The real clock, or one frozen at `text`. Raises `ClockSettingInvalid`."""
    if not text:
        return SystemClock()
    if production:
        raise ClockSettingInvalid(
            "FINGERPOST_CLOCK must not be set when FINGERPOST_MODE is production."
        )
    try:
        return FrozenClock(london_moment(text))
    except ValueError as error:
        raise ClockSettingInvalid(
            f"FINGERPOST_CLOCK is {text!r}; write it as 2026-12-25T10:00:00."
        ) from error


def london_moment(text: str) -> datetime:
    """An ISO date and time as an aware instant; without an offset it is London's wall time.

    Raises `ValueError` for text that is neither.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)
