"""Loading the starter directory: at first run, and again without doubling anything."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from directory import holidays
from directory.domain.errors import ImportRejected
from directory.records import SourceRecord
from directory.repository import Stored, store_records
from directory.seed.needs_map import NeedsMap, load_needs_map
from directory.seed.rows import record_of
from directory.store.database import Database

FOLDER = Path(__file__).parent
FILES = ("starter_services.csv", "pharmacies.csv", "ways_in.csv")


async def load_starter(database: Database, *, now: datetime) -> Stored:
    """Store every starter row in one transaction. Raises `ImportRejected` for a row unusable."""
    records = list(starter_records())
    async with database.write() as connection:
        return await store_records(connection, records, fetched_at=now)


def starter_records() -> Iterator[SourceRecord]:
    """Every row of the starter files as a record."""
    needs = load_needs_map()
    bank_holidays = holidays.england().bank_holidays
    for name in FILES:
        yield from _records_of(FOLDER / name, needs, bank_holidays)


def _records_of(
    path: Path, needs: NeedsMap, bank_holidays: Mapping[date, str]
) -> Iterator[SourceRecord]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                yield record_of(row, needs, holidays=bank_holidays)
            except ValueError as error:
                raise ImportRejected(f"{path.name}: row {row['id']}: {error}") from error
