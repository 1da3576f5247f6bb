"""What is measured of a bot, and how it is printed."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds for one turn, turns a second with eight people, seconds to start, MB."""

    name: str
    turns: int
    median_ms: float
    p95_ms: float
    turns_a_second: float
    start_seconds: float
    memory_mb: dict[str, float]


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def summarised(
    name: str,
    seconds: list[float],
    *,
    turns_a_second: float,
    start_seconds: float,
    memory_mb: dict[str, float],
) -> Figures:
    """Figures from single turns."""
    return Figures(
        name=name,
        turns=len(seconds),
        median_ms=statistics.median(seconds) * 1000,
        p95_ms=percentile(seconds, 0.95) * 1000,
        turns_a_second=turns_a_second,
        start_seconds=start_seconds,
        memory_mb=memory_mb,
    )


def memory_mb(pid: int) -> float:
    """Resident memory of a process with its children, in megabytes."""
    process = psutil.Process(pid)
    total = process.memory_info().rss
    total += sum(child.memory_info().rss for child in process.children(recursive=True))
    return float(total) / 1e6


def table(rows: list[Figures]) -> str:
    """A table of all rows, as Markdown."""
    lines = [
        "| bot | turns | median ms | p95 ms | turns/s, 8 people | start s | memory MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        parts = " + ".join(f"{name} {mb:.0f}" for name, mb in row.memory_mb.items())
        memory = f"{sum(row.memory_mb.values()):.0f} ({parts})"
        lines.append(
            f"| {row.name} | {row.turns} | {row.median_ms:.1f} | {row.p95_ms:.1f} "
            f"| {row.turns_a_second:.1f} | {row.start_seconds:.1f} | {memory} |"
        )
    return "\n".join(lines)
