"""Where texts go in development without a Twilio account: to the phone page, and no further."""

from __future__ import annotations

import secrets
from collections import defaultdict, deque
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.sms.sender import Sent

_KEPT = 100


class PracticeSender:
    """Keeps the latest texts to each number in memory."""

    def __init__(self) -> None:
        self._sent: defaultdict[str, deque[Sent]] = defaultdict(lambda: deque(maxlen=_KEPT))

    async def send(self, to: str, body: str, *, callback: str, valid_seconds: int) -> Sent:
        """Deliver at once."""
        sent = Sent(f"SM{secrets.token_hex(16)}", "delivered", body, datetime.now(UTC))
        self._sent[to].append(sent)
        return sent

    async def sent_to(self, to: str, since: datetime) -> Sequence[Sent]:
        """What went to a number since an aware time."""
        return [one for one in self._sent.get(to, ()) if one.made_at and one.made_at >= since]
