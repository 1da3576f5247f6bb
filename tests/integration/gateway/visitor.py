"""Somebody who writes to the gateway."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.gateway.identity import COOKIE
from bot.gateway.parts import PARTS, Parts


@dataclass
class Visitor:
    """One cookie jar, and short ways of writing."""

    client: TestClient[Any, Any]

    @property
    def parts(self) -> Parts:
        """The inside of the gateway, to look at what was kept."""
        return self.client.app[PARTS]  # type: ignore[no-any-return, index]

    @property
    def cookie(self) -> str | None:
        """The session cookie, if one was handed out."""
        found = self.client.session.cookie_jar.filter_cookies(self.client.make_url("/"))
        return found[COOKIE].value if COOKIE in found else None

    @property
    def conversation_id(self) -> str:
        """What the gateway and the engine call this visitor."""
        session_id = self.parts.sessions.read(self.cookie or "")
        return self.parts.pseudonyms.of("web", session_id)

    async def post(self, body: Any, **options: Any) -> ClientResponse:
        """Send JSON; the response as it came."""
        return await self.client.post("/chat/messages", json=body, **options)

    async def say(self, text: str, *, message_id: str | None = None) -> dict[str, Any]:
        """Send a text; the one message in reply."""
        return await self._one({"text": text, "message_id": message_id})

    async def choose(self, choice: str) -> dict[str, Any]:
        """Press a button; the one message in reply."""
        return await self._one({"choice": choice})

    async def page(self, path: str = "/chat") -> str:
        """A page's text."""
        async with self.client.get(path) as response:
            assert response.status == 200
            return await response.text()

    async def outcomes(self) -> dict[str, float]:
        """What the metrics have counted, by outcome."""
        lines = (await self.page("/metrics")).splitlines()
        counted = [line for line in lines if line.startswith("fingerpost_turns_total{")]
        return {
            line.split('outcome="')[1].split('"')[0]: float(line.split()[-1]) for line in counted
        }

    async def _one(self, body: dict[str, Any]) -> dict[str, Any]:
        async with await self.post(body) as response:
            data = await response.json()
            assert response.status == 200, data
        assert len(data["messages"]) == 1
        message: dict[str, Any] = data["messages"][0]
        return message


class Opener(Protocol):
    """Starts a gateway on a database."""

    def __call__(self, url: str, **settings: Any) -> Awaitable[Visitor]: ...
