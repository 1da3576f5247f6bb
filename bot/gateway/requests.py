"""Reading what a browser sends: who it is, and one message, checked."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.gateway.errors import BadMessage, EmptyMessage, SessionRefused, WrongShape
from bot.gateway.identity import COOKIE, Sessions

Form = Mapping[str, str | bytes | bytearray | web.FileField]
LONGEST_BODY = 64 * 1024
_LONGEST_ID = 80
_PLAIN_ID = re.compile(rf"[A-Za-z0-9_.-]{{1,{_LONGEST_ID}}}")


@dataclass(frozen=True, slots=True)
class Submitted:
    """One message as it was sent: a text or a choice, and an id that makes it count once."""

    text: str | None
    choice: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """A session; `cookie` is set when it is new and has to be handed out."""

    session_id: str
    cookie: str | None = None


def visitor_of(request: web.Request, sessions: Sessions, *, renew: bool = False) -> Visitor:
    """The visitor behind a request; a new one if there is no cookie.

    Raises:
        SessionRefused: a forged or expired cookie, unless `renew` asks for a new session then.
    """
    cookie = request.cookies.get(COOKIE)
    if cookie is not None:
        try:
            return Visitor(sessions.read(cookie))
        except SessionRefused:
            if not renew:
                raise
    session_id, cookie = sessions.new()
    return Visitor(session_id, cookie)


async def submitted_json(request: web.Request) -> Submitted:
    """The JSON of `POST /chat/messages`.

    Raises:
        BadMessage: not JSON, not of the contract's shape, or empty.
    """
    if request.content_type != "application/json":
        raise WrongShape
    try:
        body: Any = orjson.loads(await request.read())
    except orjson.JSONDecodeError as error:
        raise WrongShape from error
    if not isinstance(body, dict):
        raise WrongShape
    return _submitted(body.get("text"), body.get("choice"), body.get("message_id"))


async def form_of(request: web.Request) -> Form:
    """The fields of the plain form.

    Raises:
        BadMessage: not a form.
    """
    try:
        return await request.post()
    except (ValueError, LookupError, AssertionError, HttpProcessingError) as error:
        raise BadMessage from error


def submitted_form(form: Form) -> Submitted:
    """The message in the plain form. Raises `BadMessage`."""
    return _submitted(form.get("text"), form.get("choice"), form.get("message_id"))


def draft(form: Form) -> str:
    """What was written, to be given back."""
    text = form.get("text")
    return readable(text) if isinstance(text, str) else ""


def address_of(request: web.Request, *, trusted_proxies: int) -> str:
    """The caller's address; behind proxies, the one that the outermost trusted proxy saw."""
    if trusted_proxies:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        hops = [hop for hop in hops if hop]
        if len(hops) >= trusted_proxies:
            return hops[-trusted_proxies]
    return request.remote or "unknown"


def same_origin(request: web.Request) -> bool:
    """Whether a form came from our own page, as far as the browser tells."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _submitted(text: object, choice: object, message_id: object) -> Submitted:
    if choice not in (None, ""):
        if not isinstance(choice, str):
            raise WrongShape
        return Submitted(text=None, choice=choice[:_LONGEST_ID], message_id=_id(message_id))
    if not isinstance(text, str):
        raise WrongShape
    text = readable(text)
    if not text.strip():
        raise EmptyMessage
    return Submitted(text=text, choice=None, message_id=_id(message_id))


def readable(text: str) -> str:
    """The text with line ends of one kind and without the characters that stand for nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )


def _id(given: object) -> str:
    """The sender's id for a message, in plain characters; one of our own if there is none."""
    if not isinstance(given, str) or not given:
        return secrets.token_urlsafe(12)
    if _PLAIN_ID.fullmatch(given):
        return given
    return hashlib.sha256(given.encode(errors="replace")).hexdigest()
