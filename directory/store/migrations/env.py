"""How Alembic reaches the database: a connection handed over by the program, or the settings'."""

from __future__ import annotations

import asyncio
import importlib

from alembic import context
from sqlalchemy import Connection, MetaData

from directory.store.database import Database

MODULES = context.config.get_main_option("metadata_modules") or "directory.store.working_tables"


def known_metadata() -> list[MetaData]:
    """Every MetaData that shares this history, by the names in `metadata_modules`."""
    found = [importlib.import_module(name).metadata for name in MODULES.split()]
    return list(dict.fromkeys(found))


def run(connection: Connection) -> None:
    """Bring the connected database up to date."""
    context.configure(
        connection=connection,
        target_metadata=known_metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_from_the_command_line() -> None:
    """`alembic upgrade head`: connect by the environment's address."""
    database = Database.from_environment()
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(run)
    finally:
        await database.close()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    asyncio.run(run_from_the_command_line())
else:
    run(handed_over)
