"""Counts for Prometheus: outcomes and times, never a text or a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """A registry of its own, so that several gateways can live in one process (in tests)."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._outcomes = Counter(
            "fingerpost_turns",
            "Messages answered, by channel and what happened",
            ["channel", "outcome"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "fingerpost_request_seconds",
            "Time from request to response, by route",
            ["route"],
            registry=self._registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15),
        )

    @property
    def registry(self) -> CollectorRegistry:
        """Where other parts of the gateway put counts of their own."""
        return self._registry

    def count_outcome(self, channel: str, outcome: str) -> None:
        """Count one answered message."""
        self._outcomes.labels(channel, outcome).inc()

    def text(self) -> bytes:
        """The Prometheus text format."""
        return generate_latest(self._registry)
