"""The store: what is written comes back, versions rise, and errors say what to do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url

from directory.domain.query import Query
from directory.domain.service import (
    Audience,
    Cost,
    Eligibility,
    HolidayPolicy,
    OpeningException,
    OpeningHours,
    Session,
)
from directory.holidays import england
from directory.search import Directory
from directory.store import tables
from directory.store.database import Database
from directory.store.errors import DatabaseNotReady, DatabaseUnreachable, DatabaseUrlInvalid
from directory.store.migrate import is_current, migrate
from directory.store.tables import metadata
from tests.integration.directory.world import TONBRIDGE, TUESDAY_MORNING, line, place, store

FULL = replace(
    place("Every field", latitude=51.2, longitude=0.3),
    description="What it does",
    category="pharmacy",
    subcategory="community pharmacy",
    needs=("pharmacy", "pharmacy_first"),
    text_number="82111",
    email="desk@example.org",
    url="https://example.org",
    phone="01732 355956",
    hours=OpeningHours(
        known=True,
        sessions=(Session(0, time(9), time(13)), Session(5, time(22), time(2))),
        exceptions=(
            OpeningException(date(2026, 12, 24), ((time(9), time(12)),), "early closing"),
            OpeningException(date(2026, 12, 25)),
        ),
        holiday_policy=HolidayPolicy.SPECIAL,
        note="Ring the bell",
    ),
    eligibility=Eligibility(16, 64, "female", "Registered patients"),
    cost=Cost.NHS_CHARGE,
    languages=("Punjabi", "English"),
    accessibility=("ground floor",),
    step_free=True,
    sensitive=True,
    capacity="full",
)


async def test_a_service_comes_back_as_it_was_stored(
    database: Database, directory: Directory
) -> None:
    await store(database, FULL)
    assert await directory.service(FULL.id) == FULL


async def test_hsds_rows_tell_the_same_as_the_service(database: Database) -> None:
    await store(database, FULL)
    async with database.read() as connection:
        days = (await connection.execute(select(tables.schedule.c.byday))).scalars().all()
        kinds = (await connection.execute(select(tables.phone.c.type))).scalars().all()
        needs = (
            (
                await connection.execute(
                    select(tables.taxonomy_term.c.code)
                    .join(tables.attribute)
                    .order_by(tables.attribute.c.position)
                )
            )
            .scalars()
            .all()
        )
        closed = (
            await connection.execute(
                select(tables.opening_exception.c.sessions).where(
                    tables.opening_exception.c.day == date(2026, 12, 25)
                )
            )
        ).scalar_one()
    assert sorted(days) == ["MO", "SA"]
    assert sorted(kinds) == ["text", "voice"]
    assert tuple(needs) == FULL.needs
    assert closed == []


async def test_storing_again_doubles_nothing(database: Database) -> None:
    first = await store(database, FULL)
    again = await store(database, FULL)
    changed = await store(database, replace(FULL, phone="01732 000000"))
    assert (first.new, again.unchanged, changed.updated) == (1, 1, 1)
    async with database.read() as connection:
        for table in (tables.service, tables.location, tables.organization, tables.cost_option):
            count = await connection.execute(select(func.count()).select_from(table))
            assert count.scalar_one() == 1, table.name


async def test_each_write_raises_the_version_and_a_failed_one_leaves_nothing(
    database: Database, directory: Directory
) -> None:
    before = await database.version()
    await store(database, FULL)
    assert await database.version() == before + 1
    with pytest.raises(RuntimeError):
        async with database.write() as connection:
            await connection.execute(tables.service.update().values(name="wrong"))
            raise RuntimeError
    assert await database.version() == before + 1
    assert await directory.service(FULL.id) == FULL


async def test_a_reader_elsewhere_sees_what_was_written(
    database: Database, directory: Directory
) -> None:
    query = Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=TONBRIDGE)
    near = place("Near", latitude=51.196, longitude=0.276)
    await store(database, near)
    assert [m.service.name for m in (await directory.search(query)).matches] == ["Near"]
    other = Database(database.url.render_as_string(hide_password=False))
    await store(other, replace(near, name="Renamed"), line("NHS line"))
    await other.close()
    names = {match.service.name for match in (await directory.search(query)).matches}
    assert names == {"Renamed", "NHS line"}


async def test_writers_at_the_same_time_wait_for_each_other(database: Database) -> None:
    services = [place(f"{n}", latitude=51 + n / 100, longitude=0.5) for n in range(12)]
    before = await database.version()
    await asyncio.gather(*(store(database, service) for service in services))
    assert await database.version() == before + 12


async def test_staff_only_services_are_for_staff(database: Database, directory: Directory) -> None:
    secret = replace(place("Desk", latitude=51.196, longitude=0.276), audience=Audience.STAFF)
    phone = line("Staff line", audience=Audience.STAFF)
    await store(database, secret, phone, line("Public line"))
    query = Query(needs=("pharmacy",), now=TUESDAY_MORNING, point=TONBRIDGE)
    public, staff = (
        await directory.search(query),
        await directory.search(replace(query, staff=True)),
    )
    assert [match.service.name for match in public.matches] == ["Public line"]
    assert {match.service.name for match in staff.matches} == {"Desk", "Staff line", "Public line"}
    assert await directory.service(secret.id) is None
    assert await directory.service(secret.id, staff=True) == secret
    assert await directory.match(secret.id, query) is None
    assert await directory.by_name("Desk") == []
    assert await directory.by_name("Desk", staff=True) == [secret]


async def test_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in metadata.tables

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        return list(compare_metadata(context, metadata))

    assert await is_current(database)
    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    await migrate(empty_url)
    await migrate(empty_url)


async def test_without_tables_it_says_how_to_make_them(empty_url: str) -> None:
    database = Database(empty_url)
    with pytest.raises(DatabaseNotReady, match="fingerpost directory setup"):
        await Directory(database, england()).status()
    await database.close()


async def test_a_server_that_does_not_answer_is_told_with_its_address() -> None:
    database = Database("postgresql://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnreachable) as caught:
        await Directory(database, england()).status()
    assert "127.0.0.1:1/none" in str(caught.value)
    assert "secret" not in str(caught.value)
    await database.close()


@pytest.mark.postgres
async def test_a_database_that_does_not_exist_is_told_as_such(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        pytest.skip("SQLite makes the file")
    database = Database(make_url(empty_url).set(database="no_such_database").render_as_string())
    with pytest.raises(DatabaseUnreachable, match="no_such_database"):
        await Directory(database, england()).status()
    await database.close()


async def test_a_file_that_is_no_database_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear directory, " * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(DatabaseUnreachable, match="not a database"):
        await Directory(database, england()).status()
    await database.close()
    assert path.read_text().startswith("Dear")


@pytest.mark.parametrize("text", ["", "fingerpost.db", "mysql://host/name", "sqlite+pysqlite:///x"])
def test_addresses_of_other_databases_are_refused(text: str) -> None:
    with pytest.raises(DatabaseUrlInvalid, match="FINGERPOST_DATABASE_URL"):
        Database(text)
