"""Rules for opening hours in plain words, for what cannot be held as exact hours."""

from __future__ import annotations

from collections.abc import Sequence

from directory.domain.opening_text import clock_text
from directory.feeds.hours_times import Times

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def rule_in_words(
    days: Sequence[int],
    times: Times | None,
    monthly: Sequence[tuple[int, Sequence[int]]] = (),
    *,
    holidays: bool = False,
) -> str:
    """One rule: "First and third Wednesday of the month, 10am to midday".

    `days` and `monthly` are weekdays from 0 for Monday, `monthly` with their occurrences in the
    month (-1 is the last). `times` None: not said.
    """
    parts = [_runs_in_words(days)] if days else []
    parts += [_monthly_in_words(day, occurrences) for day, occurrences in monthly]
    if holidays:
        parts.append("public holidays")
    subject = _listed(parts)
    return f"{subject[0].upper()}{subject[1:]}, {_times_in_words(times)}"


def week_in_words(week: Sequence[tuple[int, Times]]) -> str:
    """The days of a week that are known: "Monday, 9am to 5pm. Tuesday, closed"."""
    return ". ".join(rule_in_words([day], times) for day, times in week)


def _runs_in_words(days: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{_DAY_NAMES[run[0]]} to {_DAY_NAMES[run[-1]]}")
        else:
            parts.extend(_DAY_NAMES[day] for day in run)
    return _listed(parts)


def _monthly_in_words(day: int, occurrences: Sequence[int]) -> str:
    ordinals = _listed([_ORDINALS[n] for n in occurrences])
    return f"{ordinals} {_DAY_NAMES[day]} of the month"


def _times_in_words(times: Times | None) -> str:
    if times is None:
        return "times not known"
    parts = [
        f"from {clock_text(opens.hour * 60 + opens.minute)}"
        if closes is None
        else f"{clock_text(opens.hour * 60 + opens.minute)} to "
        f"{clock_text(closes.hour * 60 + closes.minute)}"
        for opens, closes in times
    ]
    return ", then ".join(parts) or "closed"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
