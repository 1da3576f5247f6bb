"""Counts of text messages for Prometheus: never a number, never a text."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge


class SmsMetrics:
    """What came, what went, what the day has cost, and how the signatures were."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._outbox = Counter(
            "fingerpost_sms_outbox",
            "Texts sent outside a webhook, by what became of them",
            ["result"],
            registry=registry,
        )
        self._states = Counter(
            "fingerpost_sms_states",
            "Status callbacks, by state and Twilio's error code",
            ["state", "code"],
            registry=registry,
        )
        self.refused = Counter(
            "fingerpost_sms_refused", "Webhooks without a good signature", registry=registry
        )
        self._segments = Gauge(
            "fingerpost_sms_segments_today", "Segments sent today", registry=registry
        )
        self._capped = Gauge(
            "fingerpost_sms_cap_reached", "1 when the daily cap is reached", registry=registry
        )

    def count_outbox(self, result: str) -> None:
        """Count one message of the outbox."""
        self._outbox.labels(result).inc()

    def count_state(self, state: str, code: int | None) -> None:
        """Count one status callback; states that are not known are "other"."""
        self._states.labels(state, str(code or "")).inc()

    def watch(self, segments: Callable[[], float], capped: Callable[[], bool]) -> None:
        """Read the day's cost when somebody asks for the metrics."""
        self._segments.set_function(segments)
        self._capped.set_function(lambda: float(capped()))
