"""Bringing a database up to the tables that this program expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from directory.store.database import Database
from directory.store.errors import DatabaseUnreachable

MIGRATIONS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> None:
    """Create or update all tables at `url`. Safe to repeat.

    Raises `DatabaseUrlInvalid`, or `DatabaseUnreachable` when the database cannot be reached.
    """
    database = Database(url)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except OSError as error:
        raise DatabaseUnreachable(database.where, str(error)) from error
    finally:
        await database.close()


async def is_current(database: Database) -> bool:
    """Whether the database has every migration of this program."""
    async with database.read() as connection:
        return await connection.run_sync(_is_at_head)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_at_head(connection: Connection) -> bool:
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads
