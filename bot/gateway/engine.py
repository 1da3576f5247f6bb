"""Asking the engine, with a budget; and telling it things that need no answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from bot.gateway.errors import EngineUnavailable

SECRET_HEADER = "X-Fingerpost-Secret"
_TELL_SECONDS = 3.0
_UNTOLD_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """The engine's messages as they came, and what it read in the text (intent, confidence)."""

    messages: list[dict[str, Any]]
    reading: dict[str, Any] = field(default_factory=dict)


class Engine:
    """The engine's internal channel. One client session for the whole process."""

    def __init__(self, url: str, secret: str, http: aiohttp.ClientSession) -> None:
        self._url = url.rstrip("/")
        self._headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
        self._http = http
        self._telling: dict[asyncio.Task[None], str] = {}
        self._untold: dict[str, str] = {}

    async def ask(
        self,
        *,
        sender: str,
        text: str,
        channel: str,
        message_id: str,
        expecting: str | None,
        budget_seconds: float,
    ) -> EngineAnswer:
        """One turn. What it could not be told before, it is told first.

        Raises:
            EngineUnavailable: no answer within the budget, or not a good one.
        """
        if (untold := self._untold.pop(sender, None)) is not None:
            await self._tell(sender, untold, channel, f"{message_id}-before")
        return await self._turn(sender, text, channel, message_id, expecting, budget_seconds)

    async def _turn(
        self,
        sender: str,
        text: str,
        channel: str,
        message_id: str,
        expecting: str | None,
        budget_seconds: float,
    ) -> EngineAnswer:
        body = {
            "sender": sender,
            "text": text,
            "channel": channel,
            "message_id": message_id,
            "expecting": expecting,
        }
        try:
            async with self._http.post(
                f"{self._url}/turn",
                data=orjson.dumps(body),
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=budget_seconds),
            ) as answer:
                if answer.status != 200:
                    raise EngineUnavailable(f"status {answer.status}")
                return _answer(orjson.loads(await answer.read()))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise EngineUnavailable(type(error).__name__) from error

    def tell(self, *, sender: str, text: str, channel: str, message_id: str) -> None:
        """Let the engine know, without waiting; if it cannot hear now, before its next turn."""
        task = asyncio.create_task(self._tell(sender, text, channel, message_id))
        self._telling[task] = sender
        task.add_done_callback(lambda done: self._telling.pop(done, None))

    async def _tell(self, sender: str, text: str, channel: str, message_id: str) -> None:
        try:
            await self._turn(sender, text, channel, message_id, None, _TELL_SECONDS)
        except EngineUnavailable:
            self._untold[sender] = text
            while len(self._untold) > _UNTOLD_KEPT:
                del self._untold[next(iter(self._untold))]

    async def forget(self, sender: str) -> bool:
        """Delete the engine's part of a conversation; False if it could not be reached."""
        # What it is being told now would bring the conversation back.
        told = [task for task, about in self._telling.items() if about == sender]
        await asyncio.gather(*told, return_exceptions=True)
        self._untold.pop(sender, None)
        try:
            async with self._http.delete(
                f"{self._url}/conversations/{sender}",
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=_TELL_SECONDS),
            ) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def ready(self) -> bool:
        """Whether the engine has its model loaded."""
        return await answers(self._http, f"{self._url}/ready")

    async def settle(self) -> None:
        """Wait for what was told, at shutdown."""
        await asyncio.gather(*self._telling, return_exceptions=True)


def _answer(data: Any) -> EngineAnswer:
    """The engine's JSON. Raises ValueError if it is of another shape."""
    messages = data.get("messages") if isinstance(data, dict) else None
    if not isinstance(messages, list) or not all(isinstance(each, dict) for each in messages):
        raise ValueError("not a turn")
    return EngineAnswer(messages=messages, reading=data.get("reading") or {})


async def answers(http: aiohttp.ClientSession, url: str) -> bool:
    """Whether a GET is answered with 200 within two seconds."""
    try:
        async with http.get(url, timeout=aiohttp.ClientTimeout(total=2.0)) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False
