"""Values that several tests use."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
CARD: dict[str, Any] = {
    "id": "s1",
    "number": 1,
    "name": "A Pharmacy",
    "needs": ["pharmacy"],
    "open_state": "open",
    "phone": "01622 000000",
    "sensitive": True,
    "details": '/service_details{"number": "1"}',
}
