"""Reading and writing conversations. Every failure is `ConversationsUnavailable`."""

from __future__ import annotations

from collections.abc import AsyncIterator
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


class Conversations:
    """The conversations in the service's database, by conversation id (a pseudonym)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(
        self, conversation_id: str, message_id: str
    ) -> tuple[ConversationState | None, StoredTurn | None]:
        """The state (None: a new conversation) and the turn, if this message was answered."""
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

    async def save(
        self, conversation_id: str, channel: str, state: ConversationState, turn: StoredTurn
    ) -> None:
        """Keep one answered turn and the state after it. A turn that is already there stays."""
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

    async def transcript(self, conversation_id: str) -> list[StoredTurn]:
        """All turns, oldest first."""
        async with self._reading() as connection:
            rows = await connection.execute(
                _TURNS.where(conversation_turn.c.conversation_id == conversation_id).order_by(
                    conversation_turn.c.id
                )
            )
            return [_turn(row) for row in rows]

    async def forget(self, conversation_id: str) -> None:
        """Delete one conversation with all its turns."""
        async with self._writing() as connection:
            await _delete(connection, conversation.c.id == conversation_id)

    async def purge(self, *, older_than: timedelta) -> None:
        """Delete what nobody has used for so long."""
        async with self._writing() as connection:
            await _delete(connection, conversation.c.updated_at < datetime.now(UTC) - older_than)

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
    )


async def _delete(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    chosen = select(conversation.c.id).where(which)
    await connection.execute(
        delete(conversation_turn).where(conversation_turn.c.conversation_id.in_(chosen))
    )
    await connection.execute(delete(conversation).where(which))
