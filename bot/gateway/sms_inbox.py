"""Inbound texts by their id: stored before they are answered, each answered once.

`received`: being answered by the process that holds the lease. `answered`: the reply is stored.
`handed`: the reply has gone out in the answer to the webhook. `posted`: it goes, or has gone,
through the outbox. A lease that has run out means that its process has died.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.sms_store import aware, reading, upsert, writing
from bot.gateway.sms_tables import sms_day, sms_inbound, sms_memory
from bot.sms.gsm7 import segments
from bot.sms.inbound import InboundText
from bot.sms.memory import Memory
from bot.sms.sealing import Seal
from directory.store.database import Database

RECEIVED, ANSWERED, HANDED, POSTED = "received", "answered", "handed", "posted"
LEASE = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers one text: the words (None: nothing is sent), and what happened."""

    text: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of the inbox. `message` and `reply` are gone once they are not needed any more."""

    sid: str
    conversation_id: str
    received_at: datetime
    status: str
    lease_until: datetime
    message: InboundText | None
    reply: str | None
    outcome: str | None


class Inbox:
    """The table of inbound texts, as one process sees it. Every method may raise
    `TextsUnavailable`."""

    def __init__(self, database: Database, seal: Seal, *, process: str) -> None:
        self._database = database
        self._seal = seal
        self._process = process

    async def begin(self, message: InboundText, conversation_id: str, now: datetime) -> bool:
        """Store a text before it is dealt with; False when its id is there already."""
        values = {
            "message_sid": message.sid,
            "conversation_id": conversation_id,
            "received_at": now,
            "status": RECEIVED,
            "claimed_by": self._process,
            "lease_until": now + LEASE,
            "sealed": self._seal.seal(message.as_json()),
        }
        try:
            async with writing(self._database) as connection:
                await connection.execute(insert(sms_inbound).values(values))
        except IntegrityError:
            return False
        return True

    async def find(self, sid: str) -> Kept | None:
        """One text by its id."""
        async with reading(self._database) as connection:
            row = (
                await connection.execute(
                    select(sms_inbound).where(sms_inbound.c.message_sid == sid)
                )
            ).first()
        return self._kept(row) if row is not None else None

    async def claim(self, sid: str, now: datetime) -> bool:
        """Take over a text whose process has died; False when another was quicker."""
        async with writing(self._database) as connection:
            done = await connection.execute(
                update(sms_inbound)
                .where(
                    sms_inbound.c.message_sid == sid,
                    sms_inbound.c.status.in_((RECEIVED, ANSWERED)),
                    sms_inbound.c.lease_until < now,
                )
                .values(claimed_by=self._process, lease_until=now + LEASE)
            )
        return bool(done.rowcount == 1)

    async def settle(
        self, sid: str, conversation_id: str, reply: Reply, memory: Memory | None, now: datetime
    ) -> int | None:
        """Store the reply, and what the conversation remembers after it, at once.

        Returns the day's segments so far, or None when the text was answered by another process
        in the meantime: then nothing is stored.
        """
        async with writing(self._database) as connection:
            done = await connection.execute(
                update(sms_inbound)
                .where(
                    sms_inbound.c.message_sid == sid,
                    sms_inbound.c.status == RECEIVED,
                    sms_inbound.c.claimed_by == self._process,
                )
                .values(
                    status=ANSWERED,
                    reply=self._sealed_reply(reply.text),
                    outcome=reply.outcome,
                    lease_until=now + LEASE,
                )
            )
            if done.rowcount != 1:
                return None
            if memory is not None:
                await _remember(connection, conversation_id, memory, now)
            return await count_segments(connection, reply.text, now)

    async def renew(self, sids: Iterable[str], now: datetime) -> None:
        """Tell the other processes that this one is still at work on these."""
        await self._update(sids, {"lease_until": now + LEASE}, sms_inbound.c.status == RECEIVED)

    async def handed(self, sids: Iterable[str]) -> None:
        """The replies have gone out; of the texts themselves nothing is kept."""
        await self._update(
            sids, {"status": HANDED, "sealed": None}, sms_inbound.c.status == ANSWERED
        )

    async def hand_again(self, sid: str) -> bool:
        """Take a stored reply for a copy of its text, so that recovery leaves it alone.

        False when the reply goes through the outbox.
        """
        async with writing(self._database) as connection:
            done = await connection.execute(
                update(sms_inbound)
                .where(
                    sms_inbound.c.message_sid == sid, sms_inbound.c.status.in_((ANSWERED, HANDED))
                )
                .values(status=HANDED, sealed=None)
            )
        return bool(done.rowcount == 1)

    async def left_over(self, now: datetime, *, older_than: timedelta) -> Sequence[Kept]:
        """Texts that a dead process left without a reply, or with one that did not go out."""
        async with reading(self._database) as connection:
            rows = await connection.execute(
                select(sms_inbound)
                .where(
                    sms_inbound.c.status.in_((RECEIVED, ANSWERED)),
                    sms_inbound.c.lease_until < now,
                    sms_inbound.c.received_at < now - older_than,
                )
                .order_by(sms_inbound.c.received_at)
                .limit(50)
            )
            return [self._kept(row) for row in rows]

    async def memory(self, conversation_id: str) -> Memory:
        """What the conversation remembers; a new memory if nothing is kept."""
        async with reading(self._database) as connection:
            state = await connection.scalar(
                select(sms_memory.c.state).where(sms_memory.c.conversation_id == conversation_id)
            )
        return Memory.from_json(orjson.loads(state)) if state else Memory()

    async def segments_today(self, now: datetime) -> int:
        """How many segments have been sent on this day (UTC)."""
        async with reading(self._database) as connection:
            sent = await connection.scalar(
                select(sms_day.c.segments).where(sms_day.c.day == f"{now:%Y-%m-%d}")
            )
        return int(sent or 0)

    async def forget(self, conversation_id: str) -> None:
        """Delete what a conversation said and was told. The ids stay, so that none counts twice."""
        async with writing(self._database) as connection:
            await connection.execute(
                delete(sms_memory).where(sms_memory.c.conversation_id == conversation_id)
            )
            await connection.execute(
                update(sms_inbound)
                .where(
                    sms_inbound.c.conversation_id == conversation_id,
                    sms_inbound.c.status.in_((HANDED, POSTED)),
                )
                .values(conversation_id="", sealed=None, reply=None)
            )

    async def purge(self, now: datetime, *, older_than: timedelta) -> None:
        """Delete what is old; a text that waits for its answer stays until it has had one."""
        async with writing(self._database) as connection:
            await connection.execute(
                delete(sms_inbound).where(
                    sms_inbound.c.received_at < now - older_than,
                    sms_inbound.c.status.in_((HANDED, POSTED)),
                )
            )
            await connection.execute(
                delete(sms_memory).where(sms_memory.c.updated_at < now - older_than)
            )
            await connection.execute(
                delete(sms_day).where(sms_day.c.day < f"{now - timedelta(days=40):%Y-%m-%d}")
            )

    async def counts(self) -> dict[str, int]:
        """How many texts are in each state."""
        async with reading(self._database) as connection:
            rows = await connection.execute(
                select(sms_inbound.c.status, func.count()).group_by(sms_inbound.c.status)
            )
            return {str(status): int(count) for status, count in rows}

    async def _update(
        self, sids: Iterable[str], values: dict[str, Any], which: ColumnElement[bool]
    ) -> None:
        wanted = list(sids)
        if not wanted:
            return
        async with writing(self._database) as connection:
            await connection.execute(
                update(sms_inbound)
                .where(
                    sms_inbound.c.message_sid.in_(wanted),
                    sms_inbound.c.claimed_by == self._process,
                    which,
                )
                .values(values)
            )

    def _sealed_reply(self, text: str | None) -> str | None:
        return None if text is None else self._seal.seal({"text": text})

    def _kept(self, row: Any) -> Kept:
        return Kept(
            sid=row.message_sid,
            conversation_id=row.conversation_id,
            received_at=aware(row.received_at),
            status=row.status,
            lease_until=aware(row.lease_until),
            message=InboundText.from_json(self._seal.open(row.sealed)) if row.sealed else None,
            reply=self._seal.open(row.reply)["text"] if row.reply else None,
            outcome=row.outcome,
        )


async def _remember(
    connection: AsyncConnection, conversation_id: str, memory: Memory, now: datetime
) -> None:
    values = {
        "conversation_id": conversation_id,
        "state": orjson.dumps(memory.as_json()).decode(),
        "updated_at": now,
    }
    await connection.execute(
        upsert(connection, sms_memory, values).on_conflict_do_update(
            index_elements=[sms_memory.c.conversation_id],
            set_={"state": values["state"], "updated_at": now},
        )
    )


async def count_segments(connection: AsyncConnection, text: str | None, now: datetime) -> int:
    """Add a text's segments to the day's count, in the caller's transaction; the day's total."""
    more = segments(text) if text else 0
    day = f"{now.astimezone(UTC):%Y-%m-%d}"
    total = await connection.scalar(
        upsert(connection, sms_day, {"day": day, "segments": more})
        .on_conflict_do_update(
            index_elements=[sms_day.c.day], set_={"segments": sms_day.c.segments + more}
        )
        .returning(sms_day.c.segments)
    )
    return int(total or 0)
