"""Databases of their own for tests: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from tests.required import require_postgres

KINDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))


@contextmanager
def database_of(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'fingerpost.db'}"
        return
    server = require_postgres()
    name = f"fingerpost_test_{uuid4().hex}"
    asyncio.run(_execute(server, f"CREATE DATABASE {name}"))
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def _execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
