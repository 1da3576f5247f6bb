"""Residents who talk to the running service over HTTP, and callers who reach its engine."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp

from tests.service import RunningService

SECRET_HEADER = "X-Fingerpost-Secret"


@dataclass
class Resident:
    """One person with one cookie jar. `last` is the last message in reply."""

    url: str
    http: aiohttp.ClientSession
    last: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""
    seconds: float = 0.0

    async def say(self, text: str) -> dict[str, Any]:
        """Send a text; the one message in reply."""
        return await self.send({"text": text})

    async def choose(self, label: str) -> dict[str, Any]:
        """Press the button whose label begins with `label`."""
        for choice in self.last.get("choices", []):
            if choice["label"].lower().startswith(label.lower()):
                return await self.send({"choice": choice["id"]})
        offered = [choice["label"] for choice in self.last.get("choices", [])]
        raise AssertionError(f"no choice {label!r} among {offered}")

    async def do(self, step: str) -> dict[str, Any]:
        """Say it, or choose it if it begins with `>`."""
        return await (self.choose(step[1:].strip()) if step.startswith(">") else self.say(step))

    async def send(self, body: dict[str, str]) -> dict[str, Any]:
        """Post one message, and hold the answer to the contract: one message, status 200."""
        began = time.monotonic()
        async with self.http.post(f"{self.url}/chat/messages", json=body) as answer:
            data = await answer.json()
            assert answer.status == 200, data
        self.seconds = time.monotonic() - began
        assert len(data["messages"]) == 1, "one message per turn"
        self.last, self.outcome = data["messages"][0], data["outcome"]
        return self.last


@asynccontextmanager
async def resident(service: RunningService) -> AsyncIterator[Resident]:
    """Somebody new at the running service."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        yield Resident(service.url, http)


@dataclass
class Caller:
    """Somebody who reaches the engine itself, without the gateway and its screen before it."""

    service: RunningService
    http: aiohttp.ClientSession
    sender: str = field(default_factory=lambda: uuid4().hex)
    expecting: str | None = None

    async def say(self, text: str) -> list[dict[str, Any]]:
        """One turn at the internal channel: all messages, as the actions gave them."""
        body = {"sender": self.sender, "text": text, "channel": "web", "expecting": self.expecting}
        secret = self.service.environment["FINGERPOST_ENGINE_SECRET"]
        url = self.service.environment["FINGERPOST_ENGINE_URL"]
        async with self.http.post(
            f"{url}/turn", json=body, headers={SECRET_HEADER: secret}
        ) as answer:
            assert answer.status == 200, await answer.text()
            messages = (await answer.json())["messages"]
        said = [each.get("custom") or {"kind": "text", **each} for each in messages]
        self.expecting = said[-1].get("expects") if said else None
        return said

    def events(self) -> list[dict[str, Any]]:
        """What the engine has stored of the conversation."""
        path = self.service.environment["FINGERPOST_CONVERSATIONS_PATH"]
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            row = database.execute(
                "SELECT dialogue FROM conversation WHERE sender = ?", (self.sender,)
            ).fetchone()
        events: list[dict[str, Any]] = json.loads(row[0])["events"] if row else []
        return events

    def slots(self) -> dict[str, Any]:
        """The slots that are filled now."""
        found = {}
        for event in self.events():
            if event["event"] == "slot":
                found[event["name"]] = event["value"]
            if event["event"] == "reset_slots":
                found.clear()
        return {name: value for name, value in found.items() if value not in (None, "")}

    def active_form(self) -> str | None:
        """The form that waits for an answer, if one does."""
        loops = [event["name"] for event in self.events() if event["event"] == "active_loop"]
        return loops[-1] if loops else None


@asynccontextmanager
async def caller(service: RunningService) -> AsyncIterator[Caller]:
    """Somebody new at the engine's own channel."""
    async with aiohttp.ClientSession() as http:
        yield Caller(service, http)
