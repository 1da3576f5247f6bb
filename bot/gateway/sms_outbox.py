"""One outbox for every text that does not go out in the answer to a webhook.

The number and the text are sealed, and gone once Twilio has the message. A message is taken by
one worker at a time; one whose worker died is looked up at Twilio before it is tried again.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.sms_inbox import ANSWERED, POSTED, RECEIVED, count_segments
from bot.gateway.sms_store import aware, reading, writing
from bot.gateway.sms_tables import sms_inbound, sms_outbox
from bot.sms.sealing import Seal
from bot.sms.states import DROPPED, EXPIRED, TAKEN, WAITING, is_final, rank
from directory.store.database import Database

TAKEN_FOR = timedelta(seconds=30)
VALID_FOR = timedelta(hours=4)
"""How long a text that somebody asked for is worth sending."""
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0


@dataclass(frozen=True, slots=True)
class Due:
    """A message to send. `begun`: it may have reached Twilio already."""

    id: str
    to: str
    body: str
    person: str
    created_at: datetime
    expires_at: datetime
    attempts: int
    begun: bool


class Outbox:
    """The table of outgoing texts. Every method may raise `TextsUnavailable`."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    async def enqueue(
        self, *, to: str, body: str, purpose: str, person: str, now: datetime
    ) -> tuple[str, int]:
        """Put one text in the queue; its id, and the day's segments with it."""
        row = self._row(secrets.token_urlsafe(12), to, body, purpose, person, now)
        async with writing(self._database) as connection:
            await connection.execute(insert(sms_outbox).values(row))
            return row["id"], await count_segments(connection, body, now)

    async def post_reply(
        self, sid: str, *, process: str, to: str, body: str, person: str, outcome: str,
        now: datetime, counted: bool,
    ) -> bool:  # fmt: skip
        """Queue the reply to an inbound text and mark it, both or neither; False if it had one.

        `counted`: its segments are in the day's total already.
        """
        row = self._row(f"reply-{sid}", to, body, "reply", person, now)
        try:
            async with writing(self._database) as connection:
                done = await connection.execute(
                    update(sms_inbound)
                    .where(
                        sms_inbound.c.message_sid == sid,
                        sms_inbound.c.claimed_by == process,
                        sms_inbound.c.status.in_((RECEIVED, ANSWERED)),
                    )
                    .values(status=POSTED, sealed=None, outcome=outcome)
                )
                if done.rowcount != 1:
                    return False
                await connection.execute(insert(sms_outbox).values(row))
                if not counted:
                    await count_segments(connection, body, now)
        except IntegrityError:
            return False
        return True

    async def take(self, now: datetime, *, most: int = 10) -> Sequence[Due]:
        """What is due, taken for this worker."""
        async with writing(self._database) as connection:
            rows = (
                await connection.execute(
                    select(sms_outbox)
                    .where(
                        sms_outbox.c.status.in_((WAITING, TAKEN)), sms_outbox.c.not_before <= now
                    )
                    .order_by(sms_outbox.c.not_before)
                    .limit(most)
                    .with_for_update(skip_locked=True)
                )
            ).all()
            ids = [row.id for row in rows]
            if ids:
                await connection.execute(
                    update(sms_outbox)
                    .where(sms_outbox.c.id.in_(ids))
                    .values(status=TAKEN, status_rank=rank(TAKEN), not_before=now + TAKEN_FOR)
                )
        return [self._due(row) for row in rows if row.sealed]

    async def sent(self, id_: str, *, twilio_sid: str, status: str) -> None:
        """Twilio has it: nothing of the number and the text is kept. Later states stay."""
        async with writing(self._database) as connection:
            await connection.execute(
                update(sms_outbox)
                .where(sms_outbox.c.id == id_)
                .values(twilio_sid=twilio_sid, sealed=None)
            )
            await _advance(connection, sms_outbox.c.id == id_, status, None)

    async def later(self, due: Due, now: datetime, *, code: int | None) -> None:
        """Try again after a wait that doubles, with jitter, until it is too late."""
        seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2**due.attempts) * random.uniform(0.5, 1.5)
        values: dict[str, Any] = {
            "status": WAITING,
            "status_rank": rank(WAITING),
            "attempts": due.attempts + 1,
            "not_before": now + timedelta(seconds=seconds),
            "error_code": code,
        }
        await self._set(due.id, values)

    async def give_up(self, id_: str, *, code: int | None, expired: bool = False) -> None:
        """It will never be sent; the number and the text go."""
        status = EXPIRED if expired else DROPPED
        values = {"status": status, "status_rank": rank(status), "sealed": None, "error_code": code}
        await self._set(id_, values)

    async def report(self, which: str, status: str, code: int | None) -> str | None:
        """A status callback for the message with our id or Twilio's; never a step back.

        Returns the person (a keyed hash), or None for a message that is not known.
        """
        match = (sms_outbox.c.id == which) | (sms_outbox.c.twilio_sid == which)
        async with writing(self._database) as connection:
            person: str | None = await connection.scalar(select(sms_outbox.c.person).where(match))
            if person is not None:
                await _advance(connection, match, status, code)
        return person

    async def status_of(self, id_: str) -> str | None:
        """The state of one message."""
        async with reading(self._database) as connection:
            status: str | None = await connection.scalar(
                select(sms_outbox.c.status).where(sms_outbox.c.id == id_)
            )
        return status

    async def purge(self, now: datetime, *, older_than: timedelta) -> None:
        """Delete what is old and over."""
        async with writing(self._database) as connection:
            await connection.execute(
                delete(sms_outbox).where(
                    sms_outbox.c.created_at < now - older_than, sms_outbox.c.sealed.is_(None)
                )
            )

    def _row(
        self, id_: str, to: str, body: str, purpose: str, person: str, now: datetime
    ) -> dict[str, Any]:
        return {
            "id": id_,
            "purpose": purpose,
            "person": person,
            "sealed": self._seal.seal({"to": to, "body": body}),
            "created_at": now,
            "not_before": now,
            "expires_at": now + VALID_FOR,
            "status": WAITING,
            "status_rank": rank(WAITING),
            "attempts": 0,
        }

    def _due(self, row: Any) -> Due:
        opened = self._seal.open(row.sealed)
        return Due(
            id=row.id,
            to=opened["to"],
            body=opened["body"],
            person=row.person,
            created_at=aware(row.created_at),
            expires_at=aware(row.expires_at),
            attempts=row.attempts,
            begun=row.status == TAKEN or row.attempts > 0,
        )

    async def _set(self, id_: str, values: dict[str, Any]) -> None:
        async with writing(self._database) as connection:
            await connection.execute(
                update(sms_outbox)
                .where(sms_outbox.c.id == id_, sms_outbox.c.sealed.is_not(None))
                .values(values)
            )


async def _advance(connection: AsyncConnection, match: Any, status: str, code: int | None) -> None:
    new = rank(status)
    if new is None:
        return
    values: dict[str, Any] = {"status": status, "status_rank": new}
    if code is not None:
        values["error_code"] = code
    if is_final(status):
        values["sealed"] = None
    await connection.execute(
        update(sms_outbox).where(match, sms_outbox.c.status_rank < new).values(values)
    )
