"""Many conversations in the same state: reached once, then copied in both stores.

Getting somewhere takes turns of the engine; a copy takes none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from uuid import uuid4

import aiohttp

from bot.gateway.identity import COOKIE, Pseudonyms, Sessions
from bot.gateway.settings import DEVELOPMENT_SECRET
from tests.service import RunningService
from tests.talking import Caller, Resident

_SESSIONS = Sessions(DEVELOPMENT_SECRET, lifetime_seconds=86_400)
_PSEUDONYMS = Pseudonyms(DEVELOPMENT_SECRET)
_COLUMNS = {
    "conversation": ("id", "channel, state, created_at, updated_at"),
    "conversation_turn": (
        "conversation_id",
        "message_id, said, chosen, messages, outcome, answered_at",
    ),
}


@asynccontextmanager
async def copy_of(original: Resident, service: RunningService) -> AsyncIterator[Resident]:
    """Somebody new who has said, and been told, all that `original` has."""
    session_id, cookie = _SESSIONS.new()
    found = {each.key: each.value for each in original.http.cookie_jar}
    before = _PSEUDONYMS.of("web", _SESSIONS.read(found[COOKIE]))
    after = _PSEUDONYMS.of("web", session_id)
    path = service.environment["FINGERPOST_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        for table, (key, columns) in _COLUMNS.items():
            database.execute(
                f"INSERT INTO {table} ({key}, {columns}) "
                f"SELECT ?, {columns} FROM {table} WHERE {key} = ?",
                (after, before),
            )
    _copy_in_engine(service, before, after)
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar, cookies={COOKIE: cookie}) as http:
        yield Resident(original.url, http, last=original.last)


def copy_at_engine(original: Caller) -> Caller:
    """The same for somebody at the engine's own channel."""
    after = uuid4().hex
    _copy_in_engine(original.service, original.sender, after)
    return Caller(original.service, original.http, sender=after, expecting=original.expecting)


def _copy_in_engine(service: RunningService, before: str, after: str) -> None:
    path = service.environment["FINGERPOST_CONVERSATIONS_PATH"]
    with closing(sqlite3.connect(path, timeout=20)) as database, database:
        database.execute(
            "INSERT INTO conversation (sender, dialogue, updated_at) "
            "SELECT ?, dialogue, updated_at FROM conversation WHERE sender = ?",
            (after, before),
        )
