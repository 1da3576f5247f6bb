""" "Text this to me": the last list of a web conversation, in one text to a number typed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from aiohttp import web
from limits import RateLimitItemPerDay, RateLimitItemPerHour
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.gateway.conversation import StoredTurn
from bot.gateway.errors import ConversationsUnavailable, SessionRefused
from bot.gateway.parts import PARTS
from bot.gateway.requests import same_origin, visitor_of
from bot.gateway.sms_parts import SMS, Sms
from bot.gateway.sms_store import TextsUnavailable
from bot.sms.composing import shared_text
from bot.sms.errors import NotAMobile
from bot.sms.numbers import e164, is_uk_mobile
from bot.web.render import render_text_me_page
from bot.web.views import Message

PATH = "/chat/text-me"
NOT_NOW = "We cannot send texts just now. You can print this page or save it as text instead."
NOTHING_YET = "There is no list to send yet. Ask for what you need first."
TOO_OFTEN = "That is as many texts as we can send in one hour. Please try again later."
routes = web.RouteTableDef()


class ShareLimits:
    """So many texts an hour from one conversation, and a day to one number."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._from = RateLimitItemPerHour(3)
        self._to = RateLimitItemPerDay(5)

    async def allow(self, *, conversation: str, person: str) -> bool:
        """Count one text; False when it is one too many."""
        if not await self._limiter.hit(self._from, "from", conversation):
            return False
        return await self._limiter.hit(self._to, "to", person)


_limits: web.AppKey[ShareLimits] = web.AppKey("share_limits")


async def text_services(sms: Sms, *, number: str, message: Message, purpose: str) -> str:
    """Send a list of services to a mobile number in one text; the id of the message.

    For the web chat and the call handlers' page alike. Somebody who has opted out gets nothing,
    and the caller is not told: that would tell strangers who has.

    Raises:
        NotAMobile: not a UK mobile number.
        TextsUnavailable: it could not be queued, or the day's allowance is used up.
    """
    to = e164(number)
    if to is None or not is_uk_mobile(to):
        raise NotAMobile
    now = datetime.now(UTC)
    if sms.cap.is_reached(now):
        raise TextsUnavailable
    id_, total = await sms.outbox.enqueue(
        to=to,
        body=shared_text(message),
        purpose=purpose,
        person=sms.service.person(to),
        now=now,
    )
    sms.cap.heard(total, now)
    sms.postman.wake()
    return id_


@routes.post(PATH)
async def text_me(request: web.Request) -> web.Response:
    """The form under "text this to me"."""
    if not same_origin(request):
        raise SessionRefused
    parts, sms = request.app[PARTS], request.app[SMS]
    visitor = visitor_of(request, parts.sessions)
    conversation_id = parts.pseudonyms.of("web", visitor.session_id)
    mobile = str((await request.post()).get("mobile") or "").strip()[:30]
    try:
        message = last_list(await parts.conversations.transcript(conversation_id))
        if message is None:
            return _page(mobile, NOTHING_YET)
        limits = request.app[_limits]
        number = e164(mobile)
        if number is None or not is_uk_mobile(number):
            raise NotAMobile
        person = sms.service.person(number)
        if not await limits.allow(conversation=conversation_id, person=person):
            return _page(mobile, TOO_OFTEN)
        await text_services(sms, number=mobile, message=message, purpose="share")
    except NotAMobile as error:
        return _page(mobile, error.sentence)
    except (TextsUnavailable, ConversationsUnavailable):
        return _page(mobile, NOT_NOW)
    raise web.HTTPSeeOther("/chat?notice=texted")


def last_list(turns: Sequence[StoredTurn]) -> Message | None:
    """The last list of services that was shown, or the one service of which more was shown."""
    for turn in reversed(turns):
        for message in turn.messages:
            if message.get("services"):
                return message
    return None


def _page(mobile: str, error: str) -> web.Response:
    return web.Response(
        text=render_text_me_page(mobile=mobile, error=error), content_type="text/html", status=400
    )


async def _remember_limits(app: web.Application) -> None:
    app[_limits] = ShareLimits()


def add_share(app: web.Application) -> None:
    """Put the form's route into the gateway."""
    app.add_routes(routes)
    app.on_startup.append(_remember_limits)
