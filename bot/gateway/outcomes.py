"""What happened to a turn, in a word: for counting, without the text."""

from __future__ import annotations

import re
from typing import Any

from bot.safety.model import RedFlag

ENGINE_FAILED = "engine_failed"
ENGINE_SILENT = "engine_silent"
CHECK_ASKED = "check_asked"
EMERGENCY_CONTINUES = "emergency_continues"
TOO_LONG = "too_long"
DELETION_CHOSEN = "deletion_chosen"
NOT_DELETED = "not_deleted"
BUSY = "busy"

_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")


def emergency(flag: RedFlag) -> str:
    """`emergency:<disposition>`."""
    return f"emergency:{flag.disposition.value}"


def answered(reading: dict[str, Any]) -> str:
    """`answered:<intent>`."""
    intent = str(reading.get("intent") or "choice")
    return f"answered:{intent if _NAME.fullmatch(intent) else 'other'}"
