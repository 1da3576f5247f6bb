"""An engine that says what a test tells it to, over HTTP as the real one does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.gateway.engine import SECRET_HEADER

SECRET = "test-secret"
HELLO: dict[str, Any] = {"custom": {"kind": "text", "text": "Hello from the engine."}}


@dataclass
class FakeEngine:
    """`mode`: `answers`, `slow`, `broken` (500), `garbage`, `wrong shape`, `silent`, `hangs up`.

    `turns` and `forgotten` are what reached it.
    """

    mode: str = "answers"
    answer: list[dict[str, Any]] = field(default_factory=lambda: [HELLO])
    intent: str | None = "smalltalk"
    delay: float = 0.0
    forgets: bool = True
    turns: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    server: TestServer | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self.server is not None
        return str(self.server.make_url("")).rstrip("/")

    @property
    def texts(self) -> list[str]:
        """What it was given to read, in order."""
        return [turn["text"] for turn in self.turns]

    async def start(self) -> FakeEngine:
        """Listen on a free port."""
        app = web.Application()
        app.router.add_post("/turn", self._turn)
        app.router.add_delete("/conversations/{sender}", self._forget)
        app.router.add_get("/ready", self._ready)
        self.server = TestServer(app)
        await self.server.start_server()
        return self

    async def stop(self) -> None:
        """Stop listening."""
        if self.server is not None:
            await self.server.close()

    async def _turn(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get(SECRET_HEADER) != SECRET:
            return web.json_response({"error": "forbidden"}, status=403)
        self.turns.append(await request.json())
        await asyncio.sleep(3600 if self.mode == "slow" else self.delay)
        match self.mode:
            case "broken":
                return web.Response(status=500, text="Traceback: everything")
            case "garbage":
                return web.Response(text="<html>not JSON")
            case "wrong shape":
                return web.json_response(["messages"])
            case "silent":
                return web.json_response({"messages": [], "reading": {}})
            case "hangs up":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
        reading = {"intent": self.intent, "confidence": 0.9}
        return web.json_response({"messages": self.answer, "reading": reading})

    async def _forget(self, request: web.Request) -> web.Response:
        if not self.forgets:
            return web.Response(status=500)
        self.forgotten.append(request.match_info["sender"])
        return web.json_response({"deleted": True})

    async def _ready(self, request: web.Request) -> web.Response:
        return web.json_response({"ready": True})
