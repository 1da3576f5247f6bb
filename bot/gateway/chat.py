"""Web chat: the page, a message by form or by script, the transcript, and deletion."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.gateway.conversation import Inbound, StoredTurn
from bot.gateway.errors import (
    BadMessage,
    ConversationsUnavailable,
    SessionRefused,
    TooManyMessages,
)
from bot.gateway.identity import COOKIE
from bot.gateway.outcomes import DELETION_CHOSEN
from bot.gateway.parts import PARTS, Parts
from bot.gateway.requests import (
    Submitted,
    Visitor,
    address_of,
    draft,
    form_of,
    same_origin,
    submitted_form,
    submitted_json,
    visitor_of,
)
from bot.gateway.starters import starters
from bot.safety.screen import screen
from bot.web.render import render_chat_page, render_messages, render_text_transcript
from bot.web.views import ChatPage, ResidentTurn, Turn

CHANNEL = "web"
LONDON = ZoneInfo("Europe/London")
routes = web.RouteTableDef()


@routes.get("/")
@routes.get("/chat")
async def page(request: web.Request) -> web.Response:
    """The chat page with the conversation so far; a stale cookie is replaced."""
    parts = request.app[PARTS]
    visitor = visitor_of(request, parts.sessions, renew=True)
    notice = _NOTICES.get(request.query.get("notice", ""))
    return _page(request, visitor, await _transcript(parts, visitor), notice=notice)


@routes.post("/chat")
async def message_by_form(request: web.Request) -> web.Response:
    """A message from the plain form: answered, then shown by a redirect."""
    parts = request.app[PARTS]
    if not same_origin(request):
        raise SessionRefused
    visitor = visitor_of(request, parts.sessions, renew=True)
    form = await form_of(request)
    try:
        turn = await _answer(request, visitor, submitted_form(form))
    except (BadMessage, TooManyMessages) as error:
        turns = await _transcript(parts, visitor)
        return _page(
            request, visitor, turns, error=error.sentence, draft=draft(form), status=error.status
        )
    if turn.outcome == DELETION_CHOSEN:
        return _gone(_see_other("/chat?notice=deleted"))
    return _with_cookie(request, _see_other("/chat#latest"), visitor)


@routes.post("/chat/messages")
async def message_by_script(request: web.Request) -> web.Response:
    """A message as JSON; the answer carries its own HTML, made by the page's template."""
    parts = request.app[PARTS]
    if not same_origin(request):
        raise SessionRefused
    submitted = await submitted_json(request)
    visitor = visitor_of(request, parts.sessions)
    turn = await _answer(request, visitor, submitted)
    shown = _shown(turn)
    body = {
        "messages": turn.messages,
        "html": render_messages(shown.messages, shown.resident),
        "outcome": turn.outcome,
        "deleted": turn.outcome == DELETION_CHOSEN,
    }
    if turn.outcome == DELETION_CHOSEN:
        return _gone(web.json_response(body))
    return _with_cookie(request, web.json_response(body), visitor)


@routes.get("/chat/transcript.txt")
async def transcript(request: web.Request) -> web.Response:
    """The conversation as a text file to keep."""
    parts = request.app[PARTS]
    visitor = visitor_of(request, parts.sessions, renew=True)
    text = render_text_transcript([_shown(turn) for turn in await _transcript(parts, visitor)])
    return web.Response(
        text=text,
        headers={"Content-Disposition": 'attachment; filename="fingerpost.txt"'},
    )


@routes.post("/chat/delete")
async def delete_by_form(request: web.Request) -> web.Response:
    """Delete from the plain form, then show an empty page."""
    if not same_origin(request):
        raise SessionRefused
    done = await _delete(request)
    response = _see_other(f"/chat?notice={'deleted' if done else 'not-deleted'}")
    return _gone(response) if done else response


@routes.delete("/chat")
async def delete_by_script(request: web.Request) -> web.Response:
    """Delete the conversation everywhere."""
    if not same_origin(request):
        raise SessionRefused
    done = await _delete(request)
    response = web.json_response({"deleted": done}, status=200 if done else 503)
    return _gone(response) if done else response


_NOTICES = {
    "texted": "If we can text that number, the list is there in a minute.",
    "deleted": "Your conversation has been deleted.",
    "not-deleted": "We could not delete everything just now. Please try again in a minute.",
}


async def _answer(request: web.Request, visitor: Visitor, submitted: Submitted) -> StoredTurn:
    parts = request.app[PARTS]
    conversation_id = parts.pseudonyms.of(CHANNEL, visitor.session_id)
    screening = screen(submitted.text or "")
    urgent = screening.red_flag is not None or screening.check is not None
    address = address_of(request, trusted_proxies=parts.settings.trusted_proxies)
    if not urgent and not await parts.limits.allow(person=conversation_id, address=address):
        raise TooManyMessages
    inbound = Inbound(
        conversation_id=conversation_id,
        channel=CHANNEL,
        message_id=submitted.message_id,
        said=submitted.text or "",
        choice=submitted.choice,
        received_at=datetime.now(UTC),
        screening=screening,
    )
    return await parts.turns.answer(inbound)


async def _delete(request: web.Request) -> bool:
    parts = request.app[PARTS]
    visitor = visitor_of(request, parts.sessions, renew=True)
    return await parts.forget(parts.pseudonyms.of(CHANNEL, visitor.session_id))


async def _transcript(parts: Parts, visitor: Visitor) -> list[StoredTurn]:
    if visitor.cookie is not None:
        return []
    try:
        conversation_id = parts.pseudonyms.of(CHANNEL, visitor.session_id)
        return await parts.conversations.transcript(conversation_id)
    except ConversationsUnavailable:
        return []


def _page(
    request: web.Request,
    visitor: Visitor,
    turns: Sequence[StoredTurn],
    *,
    notice: str | None = None,
    error: str | None = None,
    draft: str = "",
    status: int = 200,
) -> web.Response:
    context = ChatPage(
        turns=[_shown(turn) for turn in turns],
        suggestions=starters(),
        draft=draft,
        error=error,
        notice=notice,
        message_id=secrets.token_urlsafe(12),
    )
    response = web.Response(text=render_chat_page(context), content_type="text/html", status=status)
    return _with_cookie(request, response, visitor)


def _shown(turn: StoredTurn) -> Turn:
    said = ResidentTurn(
        text=turn.said, time=turn.answered_at.astimezone(LONDON), chosen=turn.chosen
    )
    return Turn(resident=said, messages=turn.messages)


def _see_other(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})


def _gone[R: web.StreamResponse](response: R) -> R:
    response.del_cookie(COOKIE, path="/")
    return response


def _with_cookie[R: web.StreamResponse](request: web.Request, response: R, visitor: Visitor) -> R:
    if visitor.cookie is not None:
        parts = request.app[PARTS]
        response.set_cookie(
            COOKIE,
            visitor.cookie,
            max_age=parts.sessions.lifetime_seconds,
            httponly=True,
            samesite="Lax",
            secure=parts.settings.secure_cookies,
            path="/",
        )
    return response
