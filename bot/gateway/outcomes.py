"""What happened to a turn, in a word: for counting, without the text."""

from __future__ import annotations

from typing import Any

from bot.safety.model import RedFlag

ENGINE_FAILED = "engine_failed"
ENGINE_SILENT = "engine_silent"
CHECK_ASKED = "check_asked"
EMERGENCY_CONTINUES = "emergency_continues"
TOO_LONG = "too_long"
DELETED = "deleted"
NOT_DELETED = "not_deleted"
BUSY = "busy"


def emergency(flag: RedFlag) -> str:
    """`emergency:<disposition>`."""
    return f"emergency:{flag.disposition.value}"


def answered(reading: dict[str, Any]) -> str:
    """`answered:<intent>`."""
    return f"answered:{reading.get('intent') or 'choice'}"
