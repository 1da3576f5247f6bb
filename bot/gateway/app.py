"""The gateway's application: routes, errors in words, headers, start and end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from datetime import timedelta

from aiohttp import web

from bot.gateway import chat, health
from bot.gateway.errors import ConversationsUnavailable, GatewayError
from bot.gateway.parts import PARTS, make_parts
from bot.gateway.requests import LONGEST_BODY
from bot.gateway.security import Handler, security_headers
from bot.gateway.settings import Settings
from bot.gateway.sms import add_sms
from bot.gateway.sms_settings import SmsSettings, read_sms_settings
from bot.web.render import render_error_page

logger = logging.getLogger(__name__)

_PURGE_EVERY_SECONDS = 600.0
_SENTENCES = {
    404: "There is no page at this address.",
    405: "That cannot be done here.",
    413: "That message is too long to read. Please send it in fewer words.",
}
_OTHERWISE = GatewayError.sentence


def make_app(settings: Settings, sms_settings: SmsSettings | None = None) -> web.Application:
    """The application; its parts are made when it starts. Without `sms_settings` those of the
    environment count.

    Raises:
        SettingsError: the settings of text messages cannot be used.
    """
    app = web.Application(
        client_max_size=LONGEST_BODY,
        middlewares=[
            security_headers(https=settings.secure_cookies),
            measure,
            errors_in_words,
        ],
    )
    app.add_routes(chat.routes)
    app.add_routes(health.routes)
    if settings.static_path.is_dir():
        app.router.add_static("/static/", settings.static_path)

    async def parts(app: web.Application) -> AsyncIterator[None]:
        app[PARTS] = await make_parts(settings)
        purging = asyncio.create_task(_purge(app))
        yield
        purging.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await purging
        await app[PARTS].engine.settle()
        await app[PARTS].conversations.settle()
        await app[PARTS].limits.close()
        await app[PARTS].http.close()
        await app[PARTS].database.close()

    app.cleanup_ctx.append(parts)
    add_sms(app, sms_settings or read_sms_settings())
    return app


@web.middleware
async def errors_in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error is one sentence: JSON for scripts, a page for people, never a traceback."""
    try:
        return await handler(request)
    except GatewayError as error:
        return _error(request, error.status, error.sentence, error.code)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        sentence = _SENTENCES.get(error.status, _OTHERWISE)
        return _error(request, error.status, sentence, f"http_{error.status}")
    except Exception:
        logger.exception("a request failed", extra={"path": request.path})
        return _error(request, 500, _OTHERWISE, "error")


@web.middleware
async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Time each route."""
    began = time.perf_counter()
    try:
        return await handler(request)
    finally:
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "none"
        parts = request.app.get(PARTS)
        if parts is not None:
            parts.metrics.seconds.labels(route).observe(time.perf_counter() - began)


def _error(request: web.Request, status: int, sentence: str, code: str) -> web.Response:
    wants_json = request.path == "/chat/messages" or "application/json" in request.headers.get(
        "Accept", ""
    )
    if wants_json:
        return web.json_response({"error": {"code": code, "message": sentence}}, status=status)
    return web.Response(
        text=render_error_page(status, sentence), content_type="text/html", status=status
    )


async def _purge(app: web.Application) -> None:
    parts = app[PARTS]
    age = timedelta(hours=parts.settings.retention_hours)
    while True:
        try:
            await parts.conversations.purge(older_than=age)
        except ConversationsUnavailable:
            logger.warning("old conversations could not be deleted")
        await asyncio.sleep(_PURGE_EVERY_SECONDS)
