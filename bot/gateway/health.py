"""Is it alive, is it ready, and what has it done."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.gateway.engine import answers
from bot.gateway.parts import PARTS, Parts
from bot.safety.screen import rules_version
from directory.domain.errors import DirectoryError

routes = web.RouteTableDef()


@routes.get("/health/live")
async def live(request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"live": True})


@routes.get("/health/ready")
async def ready(request: web.Request) -> web.Response:
    """Every part answers: 200; else 503. The red-flag screen works in either case."""
    parts = request.app[PARTS]
    engine, actions, directory = await asyncio.gather(
        parts.engine.ready(),
        answers(parts.http, f"{parts.settings.actions_url}/health"),
        _directory_ready(parts),
    )
    is_ready = engine and actions and directory
    body = {
        "ready": is_ready,
        "engine": engine,
        "actions": actions,
        "directory": directory,
        "rules": rules_version(),
    }
    return web.json_response(body, status=200 if is_ready else 503)


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Prometheus text."""
    return web.Response(
        body=request.app[PARTS].metrics.text(),
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
    )


async def _directory_ready(parts: Parts) -> bool:
    try:
        await parts.database.version()
    except DirectoryError:
        return False
    return True
