"""What is counted, by name: `part/subject/figure`, such as `final/recall/both`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tests.evaluation.cases import EMERGENCY, Case
from tests.evaluation.hearing import Heard
from tests.evaluation.places import place_is_right, time_is_right
from tests.evaluation.shares import Shares

NETS = ("rules", "detector", "both")


def count(cases: Iterable[Case], heard: dict[str, Heard]) -> Shares:
    """Count everything but calibration."""
    shares = Shares()
    for case in cases:
        _COUNTERS[case.sort](case, heard[case.text], shares)
    return shares


def calibration_errors(cases: Iterable[Case], heard: dict[str, Heard]) -> dict[str, float]:
    """Expected calibration error of the needs by part, over ten equal-width bins."""
    bins: dict[str, dict[int, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        if case.sort == "needs":
            answer = heard[case.text].answer
            confidence = float(answer["confidence"])
            right = answer["need"] in _accepted(case)
            bins[case.part][min(int(confidence * 10), 9)].append((confidence, right))
    errors = {}
    for part, filled in bins.items():
        n = sum(map(len, filled.values()))
        gaps = [abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in filled.values()]
        errors[part] = sum(gaps) / n
    return errors


def _safety(case: Case, heard: Heard, shares: Shares) -> None:
    expected, part = case.expected, case.part
    for net in NETS:
        disposition = heard.by(net)
        if expected["kind"] != EMERGENCY:
            shares.add(f"{part}/false alarms, {expected['kind']}/{net}", disposition is not None)
            continue
        shares.add(f"{part}/recall/{net}", disposition is not None)
        shares.add(f"{part}/recall, {expected['family']}/{net}", disposition is not None)
        if disposition is not None:
            right = {expected["disposition"], *expected.get("accept", [])}
            shares.add(f"{part}/disposition/{net}", disposition in right)


def _needs(case: Case, heard: Heard, shares: Shares) -> None:
    answer, right = heard.answer, _accepted(case)
    shares.add(f"{case.part}/need/first guess", answer["need"] in right)
    shares.add(f"{case.part}/need/among three", bool(right & set(answer["alternatives"])))
    shares.add(f"{case.part}/need, {case.expected['need']}/first guess", answer["need"] in right)
    shares.add(f"{case.part}/false alarms, need/both", heard.both is not None)


def _places(case: Case, heard: Heard, shares: Shares) -> None:
    expected, answer = case.expected, heard.answer
    shares.add(f"{case.part}/place/right", place_is_right(expected, answer["place"]))
    shares.add(f"{case.part}/time/right", time_is_right(expected.get("when"), answer["when"]))


def _accepted(case: Case) -> set[str]:
    return {case.expected["need"], *case.expected.get("accept", [])}


_COUNTERS = {"safety": _safety, "needs": _needs, "places": _places}
