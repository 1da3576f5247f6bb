"""Conversations in one SQLite file: a row each, written once a turn, forgotten in time.

Rasa's own SQL store keeps every event for ever, commits with a full sync and cannot delete.
"""

import json
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.settings import engine_settings

_KEPT_IN_MEMORY = 2_000
_PURGE_EVERY_SECONDS = 300.0


class ConversationStore(TrackerStore, SerializedTrackerAsText):
    """Keeps the serialised tracker by sender; a small cache spares the file most reads."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        settings = engine_settings()
        self._retention_seconds = settings.retention_hours * 3600
        self._cache: OrderedDict[str, str] = OrderedDict()
        self._purged_at = 0.0
        self._database = _open(settings.conversations_path)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation; older ones than the retention are dropped now and then."""
        serialised = self.serialise_tracker(tracker)
        self._remember(tracker.sender_id, serialised)
        now = time.time()
        with self._database:
            self._database.execute(
                "INSERT INTO conversation (sender, dialogue, updated_at) VALUES (?, ?, ?) "
                "ON CONFLICT (sender) DO UPDATE SET dialogue = excluded.dialogue, "
                "updated_at = excluded.updated_at",
                (tracker.sender_id, serialised, now),
            )
            self._purge(now)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None if there is none (any more)."""
        serialised = self._cache.get(sender_id) or self._read(sender_id)
        if serialised is None:
            return None
        self._remember(sender_id, serialised)
        events = json.loads(serialised)["events"]
        return DialogueStateTracker.from_dict(
            sender_id, events, self.domain.slots, self.max_event_history
        )

    async def delete(self, sender_id: str) -> None:
        """Forget one conversation."""
        self._cache.pop(sender_id, None)
        with self._database:
            self._database.execute("DELETE FROM conversation WHERE sender = ?", (sender_id,))

    async def keys(self) -> Iterable[str]:
        """All senders that have a conversation."""
        rows = self._database.execute("SELECT sender FROM conversation")
        return [row[0] for row in rows]

    def _read(self, sender_id: str) -> str | None:
        row = self._database.execute(
            "SELECT dialogue FROM conversation WHERE sender = ?", (sender_id,)
        ).fetchone()
        return row[0] if row else None

    def _remember(self, sender_id: str, serialised: str) -> None:
        self._cache[sender_id] = serialised
        self._cache.move_to_end(sender_id)
        while len(self._cache) > _KEPT_IN_MEMORY:
            self._cache.popitem(last=False)

    def _purge(self, now: float) -> None:
        if now - self._purged_at < _PURGE_EVERY_SECONDS:
            return
        self._purged_at = now
        oldest = now - self._retention_seconds
        self._database.execute("DELETE FROM conversation WHERE updated_at < ?", (oldest,))
        self._cache.clear()


async def forget_conversation(store: Any, sender_id: str) -> None:
    """Delete a conversation from our store, in whatever Rasa has wrapped it, and from stand-ins.

    Rasa's wrapper has no `delete`, and keeps in memory what could not be saved.
    """
    while not isinstance(store, ConversationStore):
        stand_in = getattr(store, "_fallback_tracker_store", None)
        if stand_in is not None:
            stand_in.store.pop(sender_id, None)
        store = store._tracker_store
    await store.delete(sender_id)


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(str(path), timeout=5.0, check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    # A power cut may cost the last turn, never the file: a conversation is worth no more.
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute(
        "CREATE TABLE IF NOT EXISTS conversation "
        "(sender TEXT PRIMARY KEY, dialogue TEXT NOT NULL, updated_at REAL NOT NULL)"
    )
    database.execute("CREATE INDEX IF NOT EXISTS conversation_age ON conversation (updated_at)")
    return database
