"""Rows that cannot be used, kept with the reason until a later import brings them right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import orjson
from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from directory.feeds.table_file import NumberedRow
from directory.store.working_tables import quarantine


class Refused(NamedTuple):
    """A row and why it was refused."""

    row: NumberedRow
    reason: str


async def put(
    connection: AsyncConnection,
    refused: Sequence[Refused],
    *,
    feed: str,
    run_id: int,
    now: datetime,
) -> None:
    """Keep the rows; one that was refused before is kept once, with the newest reason."""
    if not refused:
        return
    rows = {_fingerprint(feed, each.row): each for each in refused}
    await connection.execute(
        delete(quarantine).where(
            quarantine.c.feed == feed, quarantine.c.fingerprint.in_(sorted(rows))
        )
    )
    await connection.execute(
        insert(quarantine),
        [
            {
                "feed": feed,
                "fingerprint": fingerprint,
                "row_number": each.row.number,
                "reason": each.reason,
                "source_row": each.row.cells,
                "run_id": run_id,
                "put_at": now,
            }
            for fingerprint, each in rows.items()
        ],
    )


async def release_older(connection: AsyncConnection, *, feed: str, run_id: int) -> None:
    """Let go of the feed's rows that a whole newer import no longer contains or refuses."""
    await connection.execute(
        delete(quarantine).where(quarantine.c.feed == feed, quarantine.c.run_id < run_id)
    )


def _fingerprint(feed: str, row: NumberedRow) -> str:
    plain = orjson.dumps([feed, row.cells, row.fault], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(plain).hexdigest()
