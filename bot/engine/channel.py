"""The one way into the engine: a turn from the gateway, with a shared secret."""

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine import swift
from bot.engine.settings import engine_settings
from bot.engine.tracker_store import forget_conversation
from bot.safety.screen import rules_version

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Fingerpost-Secret"
CHANNELS = ("web", "sms", "terminal")

# Rasa imports the channel before it handles a message: its earliest hook for a project.
swift.apply()


class TurnOutput(CollectingOutputChannel):
    """Collects one turn's messages; `name` selects the channel's wording of a response."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self.channel = channel

    def name(self) -> str:
        return self.channel


class InternalChannel(InputChannel):
    """`POST /turn` with `{"sender", "text", "channel", "message_id", "expecting"}`."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    @classmethod
    def name(cls) -> str:
        return "fingerpost"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls(engine_settings().secret)

    def url_prefix(self) -> str:
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[None]]) -> Blueprint:
        """The routes: `/turn`, `/conversations/<sender>` (DELETE) and `/ready`."""
        blueprint = Blueprint("fingerpost_internal", __name__)

        def allowed(request: Request) -> bool:
            given = request.headers.get(SECRET_HEADER, "")
            return hmac.compare_digest(given.encode(), self.secret.encode())

        @blueprint.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            if not allowed(request):
                return response.json({"error": "forbidden"}, status=403)
            body = request.json
            output = TurnOutput(_channel_of(body))
            message = UserMessage(
                body["text"],
                output,
                body["sender"],
                input_channel=output.channel,
                message_id=body.get("message_id"),
                metadata={"expecting": body.get("expecting"), "channel": output.channel},
            )
            await on_new_message(message)
            return response.json(
                {"messages": output.messages, "reading": await _reading(request, body["sender"])}
            )

        @blueprint.route("/conversations/<sender>", methods=["DELETE"])
        async def forget(request: Request, sender: str) -> HTTPResponse:
            if not allowed(request):
                return response.json({"error": "forbidden"}, status=403)
            await forget_conversation(request.app.ctx.agent.tracker_store, sender)
            return response.json({"deleted": True})

        @blueprint.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            loaded = agent is not None and agent.is_ready()
            return response.json(
                {"ready": loaded, "rules": rules_version()}, status=200 if loaded else 503
            )

        return blueprint


def _channel_of(body: dict[str, Any]) -> str:
    channel = body.get("channel")
    return channel if channel in CHANNELS else "web"


async def _reading(request: Request, sender: str) -> dict[str, Any]:
    """What the engine made of the message, for the outcome that the gateway records."""
    tracker = await request.app.ctx.agent.tracker_store.retrieve(sender)
    latest = tracker.latest_message if tracker is not None else None
    if latest is None:
        return {}
    parsed: dict[str, Any] = latest.parse_data or {}
    ranking: list[dict[str, Any]] = parsed.get("intent_ranking") or []
    return {
        "intent": (parsed.get("intent") or {}).get("name"),
        "confidence": (parsed.get("intent") or {}).get("confidence"),
        "alternatives": [entry.get("name") for entry in ranking[:3]],
        "red_flag": parsed.get("red_flag"),
        "detector": parsed.get("detector"),
    }
