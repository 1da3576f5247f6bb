"""`make bench`: a full turn beside the same on the bot that `rasa init` makes, in one run."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figures, table
from benchmarks.starter_bot import StarterBot
from benchmarks.turns import measure_ours, measure_starter
from tests.service import RunningService

CLOCK = "2026-11-24T10:00:00"


def main() -> int:
    """Measure and print one table."""
    arguments = _arguments()
    rows = []
    with tempfile.TemporaryDirectory(prefix="fingerpost-bench-") as folder:
        service = RunningService(Path(folder) / "service", clock=CLOCK)
        try:
            service.start()
            print("measuring Fingerpost ...", file=sys.stderr, flush=True)
            rows.append(asyncio.run(measure_ours(service, turns=arguments.turns)))
        finally:
            service.stop()
        if not arguments.ours_only:
            print("training and measuring Rasa's starter bot ...", file=sys.stderr, flush=True)
            starter = StarterBot(Path(folder) / "starter")
            try:
                starter.start()
                rows.append(asyncio.run(measure_starter(starter, turns=arguments.turns)))
            finally:
                starter.stop()
    sys.stdout.write(table(rows) + "\n")
    if len(rows) == 2:
        sys.stdout.write(_comparison(*rows) + "\n")
    return 0


def _comparison(ours: Figures, starter: Figures) -> str:
    return (
        f"\nA full turn takes {ours.median_ms / starter.median_ms:.2f} of the starter bot's time; "
        f"throughput is {ours.turns_a_second / starter.turns_a_second:.1f} times its own."
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=200, help="turns to time (default 200)")
    parser.add_argument("--ours-only", action="store_true", help="leave the starter bot out")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
