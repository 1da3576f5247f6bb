"""The action server: rasa-sdk's executor behind a small application of our own.

rasa-sdk's own application listens on every interface, asks for no token, and answers an exception
with the whole conversation in its body. This one does none of that.
"""

from __future__ import annotations

import hmac
import logging
import os
import zlib
from typing import Any

import orjson
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from actions.context import context
from directory.domain.errors import DirectoryError

logger = logging.getLogger(__name__)

DEVELOPMENT_SECRET = "development-only"
App = Sanic[Any, Any]


class ActionServerSettingsError(RuntimeError):
    """The action server cannot start with these settings; the message says what to change."""


def make_app() -> App:
    """The application with every action of this package."""
    secret = _secret()
    executor = ActionExecutor()
    executor.register_package("actions")
    app: App = Sanic("fingerpost_actions", configure_logging=False)
    _require_token(app, secret)
    _serve(app, executor)
    _hide_errors(app)
    app.register_listener(_warm, "before_server_start")
    return app


def _secret() -> str:
    secret = os.environ.get("FINGERPOST_ENGINE_SECRET", DEVELOPMENT_SECRET)
    production = os.environ.get("FINGERPOST_MODE", "development") == "production"
    if production and secret in ("", DEVELOPMENT_SECRET):
        raise ActionServerSettingsError(
            "FINGERPOST_ENGINE_SECRET is not set. Set it to a long random text, the same for the "
            "engine, the actions and the gateway."
        )
    return secret


def _serve(app: App, executor: ActionExecutor) -> None:
    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        try:
            result = await executor.run(_action_call(request))
        except ActionExecutionRejection as error:
            return _refusal(400, error.message, error.action_name)
        except ActionNotFoundException as error:
            return _refusal(404, error.message, error.action_name)
        return response.raw(
            orjson.dumps(result.model_dump() if result else None), content_type="application/json"
        )


def _action_call(request: Request) -> Any:
    body = request.body
    if request.headers.get("Content-Encoding") == "deflate":
        body = zlib.decompress(body)
    return orjson.loads(body)


def _refusal(status: int, message: str, action: str) -> HTTPResponse:
    return response.json({"error": message, "action_name": action}, status=status)


def _require_token(app: App, secret: str) -> None:
    @app.on_request
    async def check_token(request: Request) -> HTTPResponse | None:
        if request.path == "/health":
            return None
        given = str(request.args.get("token", ""))
        if hmac.compare_digest(given.encode(), secret.encode()):
            return None
        return response.json({"error": "forbidden"}, status=403)


def _hide_errors(app: App) -> None:
    @app.exception(Exception)
    async def answer_without_details(request: Request, error: Exception) -> HTTPResponse:
        logger.error("an action failed", exc_info=error)
        return response.json({"error": "the action failed"}, status=500)


async def _warm(app: App) -> None:
    """Load the places and reach the directory once, so that the first turn is as fast as others."""
    try:
        await context().directory.status()
    except DirectoryError as error:
        logger.warning("the directory is not ready: %s", error)


def main() -> None:
    """Serve on `FINGERPOST_ACTIONS_HOST` (loopback) and `FINGERPOST_ACTIONS_PORT` (5055)."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    make_app().run(
        host=os.environ.get("FINGERPOST_ACTIONS_HOST", "127.0.0.1"),
        port=int(os.environ.get("FINGERPOST_ACTIONS_PORT", "5055")),
        single_process=True,
        motd=False,
        access_log=False,
    )


if __name__ == "__main__":
    main()
