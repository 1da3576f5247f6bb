"""Who wants no texts: keyed hashes of numbers, from which nobody gets back to a number."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from bot.gateway.sms_store import reading, upsert, writing
from bot.gateway.sms_tables import sms_opt_out
from directory.store.database import Database


class OptOuts:
    """The list. Kept until the person comes back. Every method may raise `TextsUnavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def has(self, person: str) -> bool:
        """Whether this person has opted out."""
        async with reading(self._database) as connection:
            found = await connection.scalar(
                select(sms_opt_out.c.person).where(sms_opt_out.c.person == person)
            )
        return found is not None

    async def add(self, person: str, now: datetime) -> None:
        """No more texts to this person. Safe to repeat."""
        async with writing(self._database) as connection:
            await connection.execute(
                upsert(
                    connection, sms_opt_out, {"person": person, "since": now}
                ).on_conflict_do_nothing()
            )

    async def remove(self, person: str) -> None:
        """Texts again."""
        async with writing(self._database) as connection:
            await connection.execute(delete(sms_opt_out).where(sms_opt_out.c.person == person))
