"""Addresses of databases: the plain forms that people write, turned into async drivers."""

from __future__ import annotations

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from directory.store.errors import DatabaseUrlInvalid

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def async_url(text: str) -> URL:
    """The address with its async driver. Raises `DatabaseUrlInvalid`."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise DatabaseUrlInvalid("it is not an address of a database") from error
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        raise DatabaseUrlInvalid(f"databases of the kind {url.drivername!r} are not supported")
    return url.set(drivername=driver)


def is_sqlite(url: URL) -> bool:
    """Whether the address names a SQLite database."""
    return url.get_backend_name() == "sqlite"


def spoken(url: URL) -> str:
    """The address without its password, for messages."""
    return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
