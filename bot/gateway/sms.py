"""Twilio's webhooks: a text that has come in, and what became of one that has gone out."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime

import aiohttp
from aiohttp import web

from bot.gateway.parts import PARTS
from bot.gateway.sms_parts import SMS, STATUS_PATH, Sms, at_work, make_sms
from bot.gateway.sms_phone import add_phone
from bot.gateway.sms_settings import SmsSettings
from bot.gateway.sms_share import add_share
from bot.gateway.sms_store import TextsUnavailable
from bot.sms.errors import NotAMessage
from bot.sms.inbound import read_inbound
from bot.sms.sender import OPTED_OUT
from bot.sms.signature import HEADER, Fields, fields_of, is_signed
from bot.sms.states import rank
from bot.sms.twiml import CONTENT_TYPE, twiml

logger = logging.getLogger(__name__)

INBOUND_PATH = "/sms/inbound"
routes = web.RouteTableDef()


def add_sms(app: web.Application, settings: SmsSettings) -> None:
    """Put text messages into the gateway. In production without an account there are none."""
    if not settings.enabled:
        return
    app.add_routes(routes)
    add_share(app)
    if settings.mode == "development":
        add_phone(app)

    async def working(app: web.Application) -> AsyncIterator[None]:
        app[SMS] = make_sms(app[PARTS], settings)
        async with at_work(app[SMS]):
            yield

    app.cleanup_ctx.append(working)


@routes.post(INBOUND_PATH)
async def inbound(request: web.Request) -> web.StreamResponse:
    """One text in, TwiML with one message out."""
    sms = request.app[SMS]
    fields = await _signed_fields(request, sms)
    if fields is None:
        return web.Response(status=403)
    try:
        message = read_inbound(fields)
    except NotAMessage:
        return web.Response(status=400)
    reply = await sms.service.reply(message)
    response = web.Response(text=twiml(reply.text), content_type=CONTENT_TYPE)
    with suppress(ConnectionError, aiohttp.ClientError):
        await response.prepare(request)
        await response.write_eof()
        if request.transport is not None and not request.transport.is_closing():
            sms.keeper.handed(message.sid)
    return response


@routes.post(STATUS_PATH)
async def status(request: web.Request) -> web.Response:
    """What became of a text. Known by our id, because Twilio may be quicker than its own answer."""
    sms = request.app[SMS]
    signed = await _signed_fields(request, sms)
    if signed is None:
        return web.Response(status=403)
    fields = dict(signed)
    state = (fields.get("MessageStatus") or fields.get("SmsStatus") or "").lower()
    given = fields.get("ErrorCode") or ""
    code = int(given) if given.isdigit() else None
    sms.metrics.count_state(state if rank(state) is not None else "other", code)
    if rank(state) is None:
        return web.Response(status=204)
    which = request.query.get("id") or fields.get("MessageSid") or ""
    try:
        person = await sms.outbox.report(which, state, code)
        if person is not None and code == OPTED_OUT:
            await sms.opt_outs.add(person, datetime.now(UTC))
    except TextsUnavailable:
        return web.Response(status=503)
    return web.Response(status=204)


async def _signed_fields(request: web.Request, sms: Sms) -> Fields | None:
    """The form's fields, if Twilio signed them."""
    body = await request.read()
    url = sms.settings.address(request.raw_path.split("#", 1)[0])
    try:
        fields = fields_of(body)
    except ValueError:
        fields = ()
    given = request.headers.get(HEADER, "")
    if fields and is_signed(sms.settings.tokens, url, fields, given):
        return fields
    sms.metrics.refused.inc()
    return None
