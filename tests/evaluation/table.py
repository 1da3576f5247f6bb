"""Prints the figures so that a person can read them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.evaluation.cases import EMERGENCY, Case
from tests.evaluation.hearing import Heard
from tests.evaluation.measures import NETS
from tests.evaluation.places import place_is_right, time_is_right
from tests.evaluation.shares import Shares
from tests.evaluation.wilson import percent


def print_tables(shares: Shares, errors: dict[str, float]) -> None:
    """One table a part: emergencies by net, then needs, places and times."""
    for part in dict.fromkeys(name.split("/")[0] for name in shares.counts):
        print(f"\n## {part}\n\n| | {' | '.join(NETS)} |\n|---|---|---|---|")
        for subject, figures in _subjects(shares, part).items():
            if set(figures) & set(NETS):
                cells = [percent(*figures[net]) if net in figures else "" for net in NETS]
                print(f"| {subject} | {' | '.join(cells)} |")
        print("\n| | |\n|---|---|")
        for subject, figures in _subjects(shares, part).items():
            for figure, (hits, n) in figures.items():
                if figure not in NETS:
                    print(f"| {subject}, {figure} | {percent(hits, n)} |")
        if part in errors:
            print(f"| calibration error of the needs | {100 * errors[part]:.1f} % |")


def misses(cases: list[Case], heard: dict[str, Heard]) -> Iterator[str]:
    """One line for each message that went wrong."""
    for case in cases:
        hearing, expected = heard[case.text], case.expected
        answer = hearing.answer
        if case.sort == "safety":
            escalated = hearing.both is not None
            if escalated != (expected["kind"] == EMERGENCY):
                yield f"{expected.get('family', expected['kind'])}: {case.text}"
        elif case.sort == "needs":
            if answer["need"] not in (expected["need"], *expected.get("accept", [])):
                yield f"{expected['need']} heard as {answer['need']}: {case.text}"
        elif not place_is_right(expected, answer["place"]):
            yield f"place {expected.get('place')}: {case.text}"
        elif not time_is_right(expected.get("when"), answer["when"]):
            yield f"time {expected.get('when')}: {case.text}"


def _subjects(shares: Shares, part: str) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for name, (hits, n) in shares.counts.items():
        first, subject, figure = name.split("/")
        if first == part:
            found.setdefault(subject, {})[figure] = (hits, n)
    return found
