"""`python -m tests.evaluation [--json] [--part dev|final] [--misses]`: one table of everything.

Red flags, needs, places and times on messages that nobody trained on, each figure with n and its
95 % interval (Wilson). Exits with 1 if a figure lies below the floor (`floor.yml`).
`--misses` lists the development messages that went wrong, never those of the final part.
"""

from __future__ import annotations

import argparse
import json
import sys

from tests.evaluation.cases import EMERGENCY, Case, load_cases
from tests.evaluation.floor import below_floor
from tests.evaluation.hearing import Heard, hear
from tests.evaluation.measures import calibration_errors, count
from tests.evaluation.mutation import MUTATIONS, mutated
from tests.evaluation.shares import Shares
from tests.evaluation.table import misses, print_tables


def measure(cases: list[Case]) -> tuple[Shares, dict[str, float], dict[str, Heard]]:
    """Hear every message once, as it stands and mutated, and count."""
    emergencies = [
        case
        for case in cases
        if case.sort == "safety" and case.expected["kind"] == EMERGENCY and case.part == "final"
    ]
    variants = {name: mutated([case.text for case in emergencies], name) for name in MUTATIONS}
    texts = [case.text for case in cases]
    heard = hear([*texts, *(text for changed in variants.values() for text in changed)])
    shares = count(cases, heard)
    for name, changed in variants.items():
        for text in changed:
            for net in ("rules", "detector", "both"):
                shares.add(f"mutated/recall, {name}/{net}", heard[text].by(net) is not None)
    return shares, calibration_errors(cases, heard), heard


def main() -> int:
    """Measure, print, compare with the floor."""
    arguments = argparse.ArgumentParser(prog="python -m tests.evaluation")
    arguments.add_argument("--json", action="store_true", help="print figures as JSON")
    arguments.add_argument("--part", choices=("dev", "final"), help="one part only; no floor")
    arguments.add_argument("--misses", action="store_true", help="list what went wrong in dev")
    given = arguments.parse_args()
    cases = [case for case in load_cases() if given.part in (None, case.part)]
    shares, errors, heard = measure(cases)
    if given.json:
        print(json.dumps({"shares": shares.as_json(), "calibration_error": errors}, indent=1))
    else:
        print_tables(shares, errors)
    if given.misses:
        print("\n".join(misses([case for case in cases if case.part == "dev"], heard)))
    if given.part is not None:
        return 0
    lost = below_floor(shares, errors)
    for sentence in lost:
        print(sentence, file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
