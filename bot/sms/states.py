"""The states of a sent message, in rank order: a callback that comes late never goes back.

Twilio's states: queued and accepted, then sending, sent, then delivered, undelivered or failed
(also read, canceled, partially_delivered). Ours before that: waiting, sending out; and at the end
expired and dropped, for what never reached Twilio.
"""

from __future__ import annotations

WAITING, TAKEN, EXPIRED, DROPPED = "waiting", "taken", "expired", "dropped"
_RANKS = {
    WAITING: 0,
    TAKEN: 1,
    "accepted": 2,
    "scheduled": 2,
    "queued": 3,
    "sending": 4,
    "sent": 5,
    "partially_delivered": 6,
    "delivered": 7,
    "undelivered": 7,
    "failed": 7,
    "canceled": 7,
    EXPIRED: 7,
    DROPPED: 7,
    "read": 8,
}


def rank(state: str) -> int | None:
    """The rank of a state, None for a word that Twilio has not told anybody about."""
    return _RANKS.get(state)


def is_final(state: str) -> bool:
    """Whether nothing more is expected, so that nothing need be kept of the text."""
    return _RANKS.get(state, 0) >= _RANKS["delivered"]
