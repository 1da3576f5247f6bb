"""A small server that keeps to the contract of `/chat`, for the page's script to talk to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.web.assets import BUILD
from bot.web.render import render_chat_page, render_messages
from bot.web.views import ChatPage, Message, ResidentTurn

from .samples import MORNING, QUESTION

POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"


@dataclass
class StandIn:
    """What it shows and answers is set by a test; what reached it can be read afterwards."""

    page: ChatPage = field(default_factory=ChatPage)
    answer: Message = field(default_factory=lambda: QUESTION)
    status: int = 200
    delay: float = 0.0
    received: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, str]] = field(default_factory=list)
    deletions: int = 0

    def application(self) -> web.Application:
        """The routes of the chat page."""
        app = web.Application()
        app.router.add_get("/chat", self._show)
        app.router.add_post("/chat", self._form)
        app.router.add_delete("/chat", self._delete)
        app.router.add_post("/chat/messages", self._message)
        app.router.add_static("/static/", BUILD)
        return app

    async def _show(self, _: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": POLICY}
        html = render_chat_page(self.page)
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def _form(self, request: web.Request) -> web.Response:
        self.forms.append({key: str(value) for key, value in (await request.post()).items()})
        return await self._show(request)

    async def _delete(self, _: web.Request) -> web.Response:
        self.deletions += 1
        return web.Response(status=204)

    async def _message(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.received.append(body)
        await asyncio.sleep(self.delay)
        if self.status != 200:
            error = {"code": "no", "message": "Please use fewer words."}
            return web.json_response({"error": error}, status=self.status)
        resident = ResidentTurn(
            text=body.get("text") or "No", time=MORNING, chosen="choice" in body
        )
        html = render_messages([self.answer], resident)
        return web.json_response({"messages": [self.answer], "html": html})
