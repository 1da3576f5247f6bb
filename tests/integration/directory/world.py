"""Services and records for tests of the directory, with only what a test cares about spelt out."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from directory.domain.london import LONDON
from directory.domain.query import Point
from directory.domain.service import (
    AccessMode,
    Confidence,
    Location,
    OpeningHours,
    Service,
    Source,
)
from directory.identity import service_id
from directory.records import SourceRecord
from directory.repository import Stored, store_records
from directory.store.database import Database

ROOT = Path(__file__).resolve().parents[3]
TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=LONDON)
TONBRIDGE = Point(51.1956, 0.2757, "Tonbridge and Malling", "Tonbridge")
MARGATE = Point(51.3850, 1.3860, "Thanet", "Margate")
ALWAYS = OpeningHours(known=True, always=True)
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)


def place(name: str, *, latitude: float, longitude: float, **told: Any) -> Service:
    """A pharmacy on the map, open day and night, of high confidence."""
    plain = Service(
        id=service_id(feed="test", record_id=name),
        name=name,
        organization="A company",
        needs=("pharmacy",),
        location=Location(latitude=latitude, longitude=longitude),
        hours=ALWAYS,
        access=(AccessMode.WALK_IN,),
        confidence=Confidence.HIGH,
        last_verified=date(2026, 11, 1),
        source=Source(feed="test", record_id=name, title="a test"),
    )
    return replace(plain, **told)


def line(name: str, **told: Any) -> Service:
    """A phone line for all of England."""
    plain = place(name, latitude=0, longitude=0, location=Location(), phone="0300 123 1220")
    return replace(plain, **{"national": True, "access": (AccessMode.PHONE_FIRST,)} | told)


async def store(database: Database, *services: Service) -> Stored:
    """Keep services as one feed's records."""
    async with database.write() as connection:
        records = [SourceRecord(service=service) for service in services]
        return await store_records(connection, records, fetched_at=FETCHED)


def shared_data(name: str) -> Path:
    """A big real file for development; the test is skipped where it is not at hand."""
    folder = Path(os.environ.get("FINGERPOST_SHARED_DATA") or ROOT.parent / "shared" / "data")
    path = folder / name
    if not path.exists():
        pytest.skip(f"{name} is not in {folder}; set FINGERPOST_SHARED_DATA")
    return path
