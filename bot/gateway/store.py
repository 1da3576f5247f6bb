"""Reading and writing conversations. Every failure is `ConversationsUnavailable`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Executable, Row, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.gateway.conversation import ConversationState, StoredTurn
from bot.gateway.errors import ConversationsUnavailable
from bot.gateway.tables import conversation, conversation_turn
from directory.domain.errors import DirectoryError
from directory.store.database import Database

logger = logging.getLogger(__name__)

_PATIENCE_SECONDS = 1.0
_PATIENCE_WITH_SAVING_SECONDS = 0.5
_PATIENCE_WITH_DELETION_SECONDS = 5.0
_UNSAVED_KEPT = 1_000


class Conversations:
    """The conversations in the service's database, by conversation id (a pseudonym).

    Nobody waits long for a slow or locked database: what takes longer goes on by itself, so that a
    turn may still be stored after its reply. Until a state is stored it is kept in memory, because
    an emergency has to stay in view.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._late: set[asyncio.Task[Any]] = set()
        self._unsaved: dict[str, tuple[ConversationState, datetime]] = {}

    async def load(
        self, conversation_id: str, message_id: str
    ) -> tuple[ConversationState | None, StoredTurn | None]:
        """The state (None: a new conversation) and the turn, if this message was answered."""
        unsaved = self._unsaved.get(conversation_id)
        try:
            state, turn = await self._soon(self._load(conversation_id, message_id))
        except ConversationsUnavailable:
            if unsaved is None:
                raise
            return unsaved[0], None
        return unsaved[0] if unsaved else state, turn

    async def save(
        self, conversation_id: str, channel: str, state: ConversationState, turn: StoredTurn
    ) -> None:
        """Keep one answered turn and the state after it. A turn that is already there stays."""
        self._unsaved[conversation_id] = state, turn.answered_at
        while len(self._unsaved) > _UNSAVED_KEPT:
            del self._unsaved[next(iter(self._unsaved))]
        await self._soon(
            self._save(conversation_id, channel, state, turn),
            patience_seconds=_PATIENCE_WITH_SAVING_SECONDS,
        )
        self._unsaved.pop(conversation_id, None)

    async def transcript(self, conversation_id: str) -> list[StoredTurn]:
        """All turns, oldest first."""
        return await self._soon(self._transcript(conversation_id))

    async def forget(self, conversation_id: str) -> None:
        """Delete one conversation with all its turns."""
        self._unsaved.pop(conversation_id, None)
        await self._soon(
            self._forget(conversation_id), patience_seconds=_PATIENCE_WITH_DELETION_SECONDS
        )

    async def settle(self) -> None:
        """Wait for what is late, at shutdown."""
        if self._late:
            await asyncio.wait(self._late, timeout=_PATIENCE_WITH_DELETION_SECONDS)

    async def _soon[T](
        self, work: Coroutine[Any, Any, T], *, patience_seconds: float = _PATIENCE_SECONDS
    ) -> T:
        task = asyncio.create_task(work)
        done, _ = await asyncio.wait({task}, timeout=patience_seconds)
        if done:
            return task.result()
        self._late.add(task)
        task.add_done_callback(self._settled)
        raise ConversationsUnavailable

    def _settled(self, task: asyncio.Task[Any]) -> None:
        self._late.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("the database did not answer in the end")

    async def _load(
        self, conversation_id: str, message_id: str
    ) -> tuple[ConversationState | None, StoredTurn | None]:
        async with self._reading() as connection:
            state = await connection.scalar(
                select(conversation.c.state).where(conversation.c.id == conversation_id)
            )
            if state is None:
                return None, None
            row = (
                await connection.execute(
                    _TURNS.where(
                        conversation_turn.c.conversation_id == conversation_id,
                        conversation_turn.c.message_id == message_id,
                    )
                )
            ).first()
        known = ConversationState.from_json(orjson.loads(state))
        return known, _turn(row) if row is not None else None

    async def _save(
        self, conversation_id: str, channel: str, state: ConversationState, turn: StoredTurn
    ) -> None:
        values = {
            "id": conversation_id,
            "channel": channel,
            "state": orjson.dumps(state.as_json()).decode(),
            "created_at": turn.answered_at,
            "updated_at": turn.answered_at,
        }
        try:
            async with self._writing() as connection:
                await connection.execute(_upsert(connection, values))
                await connection.execute(
                    insert(conversation_turn).values(
                        conversation_id=conversation_id,
                        message_id=turn.message_id,
                        said=turn.said,
                        chosen=turn.chosen,
                        messages=orjson.dumps(turn.messages).decode(),
                        outcome=turn.outcome,
                        answered_at=turn.answered_at,
                    )
                )
        except IntegrityError:
            return

    async def _transcript(self, conversation_id: str) -> list[StoredTurn]:
        async with self._reading() as connection:
            rows = await connection.execute(
                _TURNS.where(conversation_turn.c.conversation_id == conversation_id).order_by(
                    conversation_turn.c.id
                )
            )
            return [_turn(row) for row in rows]

    async def _forget(self, conversation_id: str) -> None:
        async with self._writing() as connection:
            await _delete(connection, conversation.c.id == conversation_id)

    async def purge(self, *, older_than: timedelta) -> None:
        """Delete what nobody has used for so long."""
        oldest = datetime.now(UTC) - older_than
        self._unsaved = {key: kept for key, kept in self._unsaved.items() if kept[1] >= oldest}
        async with self._writing() as connection:
            await _delete(connection, conversation.c.updated_at < oldest)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.read() as connection:
                yield connection
        except (DirectoryError, SQLAlchemyError, OSError, TimeoutError) as error:
            raise ConversationsUnavailable from error

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._database.engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            raise ConversationsUnavailable from error


_TURNS = select(
    conversation_turn.c.message_id,
    conversation_turn.c.said,
    conversation_turn.c.chosen,
    conversation_turn.c.messages,
    conversation_turn.c.outcome,
    conversation_turn.c.answered_at,
)


def _turn(row: Row[Any, Any, Any, Any, Any, Any]) -> StoredTurn:
    message_id, said, chosen, messages, outcome, answered_at = row
    moment = answered_at if answered_at.tzinfo else answered_at.replace(tzinfo=UTC)
    return StoredTurn(
        message_id=message_id,
        said=said,
        chosen=chosen,
        messages=orjson.loads(messages),
        outcome=outcome,
        answered_at=moment,
    )


def _upsert(connection: AsyncConnection, values: dict[str, object]) -> Executable:
    is_sqlite = connection.dialect.name == "sqlite"
    statement = (sqlite.insert if is_sqlite else postgresql.insert)(conversation).values(values)
    return statement.on_conflict_do_update(
        index_elements=[conversation.c.id],
        set_={"state": values["state"], "updated_at": values["updated_at"]},
        # What was late must not undo what came after it.
        where=conversation.c.updated_at <= statement.excluded.updated_at,
    )


async def _delete(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    chosen = select(conversation.c.id).where(which)
    await connection.execute(
        delete(conversation_turn).where(conversation_turn.c.conversation_id.in_(chosen))
    )
    await connection.execute(delete(conversation).where(which))
