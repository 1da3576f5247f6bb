"""Shares with their intervals."""

from __future__ import annotations

import math

_Z = 1.959964


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927), between 0 and 1; (0, 1) for n = 0."""
    if n == 0:
        return 0.0, 1.0
    share = hits / n
    centre = share + _Z**2 / (2 * n)
    spread = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    whole = 1 + _Z**2 / n
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def percent(hits: int, n: int) -> str:
    """`92.4 % [90.1, 94.2] of 640`."""
    if n == 0:
        return "none"
    low, high = wilson(hits, n)
    return f"{100 * hits / n:.1f} % [{100 * low:.1f}, {100 * high:.1f}] of {n}"
