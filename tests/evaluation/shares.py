"""Counts of hits among tries, by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.evaluation.wilson import wilson


@dataclass
class Shares:
    """`counts` holds hits and tries by name, in the order in which the names first came."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, name: str, hit: bool) -> None:
        """Count one try."""
        self.counts[name][0] += int(hit)
        self.counts[name][1] += 1

    def share(self, name: str) -> float:
        """Hits by tries. Raises `KeyError` for a name that was never counted."""
        if name not in self.counts:
            raise KeyError(name)
        hits, n = self.counts[name]
        return hits / n

    def as_json(self) -> dict[str, dict[str, float]]:
        """Every name with hits, n, share and its 95 % interval."""
        found = {}
        for name, (hits, n) in self.counts.items():
            low, high = wilson(hits, n)
            found[name] = {
                "hits": hits,
                "n": n,
                "share": round(hits / n, 4),
                "low": round(low, 4),
                "high": round(high, 4),
            }
        return found
