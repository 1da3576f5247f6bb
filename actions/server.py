"""The action server: rasa-sdk's, on loopback, with a token, and with errors that give nothing away.

rasa-sdk listens on every interface, asks for no token, and answers an exception with the whole
conversation in its body. This one does none of that.
"""

from __future__ import annotations

import hmac
import logging
import os
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Request, response
from sanic import Sanic as SanicApp
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

Sanic = SanicApp[Any, Any]

DEVELOPMENT_SECRET = "development-only"


class ActionServerSettingsError(RuntimeError):
    """The action server cannot start with these settings; the message says what to change."""


def make_app() -> Sanic:
    """The Sanic application with every action of this package registered."""
    executor = ActionExecutor()
    executor.register_package("actions")
    app: Sanic = create_app(executor, cors_origins=[])
    _require_token(app, _secret())
    _hide_errors(app)
    _warm(app)
    return app


def _secret() -> str:
    secret = os.environ.get("FINGERPOST_ENGINE_SECRET", DEVELOPMENT_SECRET)
    production = os.environ.get("FINGERPOST_MODE", "development") == "production"
    if production and secret == DEVELOPMENT_SECRET:
        raise ActionServerSettingsError(
            "FINGERPOST_ENGINE_SECRET is not set. Set it to a long random text, the same for the "
            "engine, the actions and the gateway."
        )
    return secret


def _require_token(app: Sanic, secret: str) -> None:
    @app.on_request
    async def check_token(request: Request) -> HTTPResponse | None:
        if request.path == "/health":
            return None
        if hmac.compare_digest(str(request.args.get("token", "")).encode(), secret.encode()):
            return None
        return response.json({"error": "forbidden"}, status=403)


def _hide_errors(app: Sanic) -> None:
    @app.exception(Exception)
    async def answer_without_details(request: Request, error: Exception) -> HTTPResponse:
        logger.error("an action failed", exc_info=error, extra={"path": request.path})
        return response.json({"error": "the action failed"}, status=500)


def _warm(app: Sanic) -> None:
    @app.before_server_start
    async def make_parts(_: Sanic) -> None:
        from actions.context import context

        await context().directory.status()


def main() -> None:
    """Serve on `FINGERPOST_ACTIONS_HOST` (loopback) and `FINGERPOST_ACTIONS_PORT` (5055)."""
    app = make_app()
    app.config.ACCESS_LOG = False
    app.run(
        host=os.environ.get("FINGERPOST_ACTIONS_HOST", "127.0.0.1"),
        port=int(os.environ.get("FINGERPOST_ACTIONS_PORT", "5055")),
        single_process=True,
        motd=False,
        access_log=False,
    )


if __name__ == "__main__":
    main()
