"""What the actions work with, made once a process: the directory, the places, the clock."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.reading import Reader
from directory.clock import Clock
from directory.domain.holidays import HolidayCalendar
from directory.holidays import england
from directory.search import Directory
from directory.settings import load_settings
from directory.store.database import Database


@dataclass(frozen=True, slots=True)
class Context:
    """The parts; all are safe to share between turns."""

    directory: Directory
    gazetteer: Gazetteer
    reader: Reader
    clock: Clock
    holidays: HolidayCalendar


_context: Context | None = None


def context() -> Context:
    """The process's parts, made at the first use."""
    global _context
    if _context is None:
        _context = _make_context()
    return _context


def _make_context() -> Context:
    gazetteer = Gazetteer.from_files(
        Path(os.environ.get("FINGERPOST_GAZETTEER_PATH", "var/gazetteer.bin"))
    )
    settings = load_settings()
    holidays = england()
    return Context(
        directory=Directory(Database(settings.database_url), holidays),
        gazetteer=gazetteer,
        reader=Reader(gazetteer),
        clock=settings.clock,
        holidays=holidays,
    )
