"""What the handlers work with, made once at start."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.gateway.engine import Engine
from bot.gateway.errors import ConversationsUnavailable
from bot.gateway.identity import Pseudonyms, Sessions
from bot.gateway.limits import MessageLimits
from bot.gateway.metrics import Metrics
from bot.gateway.reply import Forget, Replies
from bot.gateway.settings import Settings
from bot.gateway.store import Conversations
from bot.gateway.turn import Turns
from directory.store.database import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """One of each for the whole process."""

    settings: Settings
    sessions: Sessions
    pseudonyms: Pseudonyms
    limits: MessageLimits
    engine: Engine
    conversations: Conversations
    forget: Forget
    turns: Turns
    metrics: Metrics
    database: Database
    http: aiohttp.ClientSession


PARTS: web.AppKey[Parts] = web.AppKey("parts")


async def make_parts(settings: Settings) -> Parts:
    """Compose the real parts. Opens no connection yet."""
    http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=200))
    database = Database(settings.database_url)
    metrics = Metrics()
    engine = Engine(settings.engine_url, settings.engine_secret, http)
    conversations = Conversations(database)
    forget = forgetting(engine, conversations)
    return Parts(
        settings=settings,
        sessions=Sessions(
            settings.session_secret, lifetime_seconds=int(settings.retention_hours * 3600)
        ),
        pseudonyms=Pseudonyms(settings.pseudonym_secret),
        limits=MessageLimits(
            per_person=settings.messages_a_minute,
            per_address=settings.messages_a_minute_per_address,
            redis_url=settings.redis_url,
        ),
        engine=engine,
        conversations=conversations,
        forget=forget,
        turns=Turns(
            conversations=conversations,
            replies=Replies(engine, forget),
            budget_seconds=settings.web_budget_seconds,
            on_outcome=metrics.count_outcome,
        ),
        metrics=metrics,
        database=database,
        http=http,
    )


def forgetting(engine: Engine, conversations: Conversations) -> Forget:
    """What deletes a conversation everywhere, and says whether it could."""

    async def forget(conversation_id: str) -> bool:
        forgotten = await engine.forget(conversation_id)
        try:
            await conversations.forget(conversation_id)
        except ConversationsUnavailable:
            return False
        return forgotten

    return forget
