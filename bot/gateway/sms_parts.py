"""What the routes of text messages work with, made once at start."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.gateway.parts import Parts
from bot.gateway.reply import Replies
from bot.gateway.sms_answering import Answering
from bot.gateway.sms_door import Door
from bot.gateway.sms_guard import DailyCap, Loops, RateLimit
from bot.gateway.sms_inbox import Inbox
from bot.gateway.sms_metrics import SmsMetrics
from bot.gateway.sms_optouts import OptOuts
from bot.gateway.sms_outbox import Outbox
from bot.gateway.sms_posting import Postman
from bot.gateway.sms_practice import PracticeSender
from bot.gateway.sms_recovery import Keeper, Patience, Recovery
from bot.gateway.sms_service import SmsService
from bot.gateway.sms_settings import SmsSettings
from bot.gateway.sms_store import TextsUnavailable
from bot.gateway.turn import Turns
from bot.sms.sealing import Seal
from bot.sms.sender import Sender, TwilioSender

logger = logging.getLogger(__name__)

STATUS_PATH = "/sms/status"
_PURGE_EVERY_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Sms:
    """One of each for the whole process."""

    settings: SmsSettings
    service: SmsService
    inbox: Inbox
    outbox: Outbox
    opt_outs: OptOuts
    cap: DailyCap
    keeper: Keeper
    postman: Postman
    recovery: Recovery
    sender: Sender
    metrics: SmsMetrics


SMS: web.AppKey[Sms] = web.AppKey("sms")


def make_sms(parts: Parts, settings: SmsSettings) -> Sms:
    """Compose the parts. Opens no connection yet."""
    process, seal = secrets.token_hex(8), Seal(settings.sms_secret)
    inbox = Inbox(parts.database, seal, process=process)
    outbox, opt_outs = Outbox(parts.database, seal), OptOuts(parts.database)
    metrics = SmsMetrics(parts.metrics.registry)
    cap = DailyCap(segments=settings.sms_daily_segments)
    metrics.watch(lambda: cap.sent, lambda: cap.is_reached(datetime.now(UTC)))
    service = SmsService(
        inbox=inbox,
        answering=_answering(parts, settings, inbox, opt_outs, cap),
        pseudonyms=parts.pseudonyms,
        cap=cap,
        count=lambda outcome: parts.metrics.count_outcome("sms", outcome),
    )
    sender = _sender(parts, settings)
    postman = Postman(
        outbox=outbox,
        opt_outs=opt_outs,
        sender=sender,
        callback=lambda id_: f"{settings.address(STATUS_PATH)}?id={id_}",
        count=metrics.count_outbox,
    )
    patience = Patience(
        recover_after=timedelta(seconds=settings.sms_recover_after_seconds),
        apology_after=timedelta(seconds=settings.sms_apology_after_seconds),
    )
    return Sms(
        settings=settings,
        service=service,
        inbox=inbox,
        outbox=outbox,
        opt_outs=opt_outs,
        cap=cap,
        keeper=Keeper(inbox, lambda: service.at_work_on),
        postman=postman,
        recovery=Recovery(
            inbox=inbox,
            outbox=outbox,
            service=service,
            postman=postman,
            process=process,
            patience=patience,
        ),
        sender=sender,
        metrics=metrics,
    )


@asynccontextmanager
async def at_work(sms: Sms) -> AsyncIterator[None]:
    """Leases, recovery, the outbox and purging, for as long as the gateway runs."""
    try:
        sms.cap.heard(await sms.inbox.segments_today(datetime.now(UTC)), datetime.now(UTC))
    except TextsUnavailable:
        logger.warning("the day's count of texts cannot be read")
    runs = (sms.keeper.run(), sms.postman.run(), sms.recovery.run(), _purge(sms))
    tasks = [asyncio.create_task(run) for run in runs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await sms.keeper.round()


def _answering(
    parts: Parts, settings: SmsSettings, inbox: Inbox, opt_outs: OptOuts, cap: DailyCap
) -> Answering:
    turns = Turns(
        conversations=parts.conversations,
        replies=Replies(parts.engine, parts.forget),
        budget_seconds=settings.sms_budget_seconds,
        on_outcome=lambda channel, outcome: None,
    )
    door = Door(
        opt_outs=opt_outs,
        rate=RateLimit(an_hour=settings.sms_messages_an_hour, redis_url=parts.settings.redis_url),
        loops=Loops(limit=settings.sms_same_text_limit),
        cap=cap,
    )
    return Answering(turns=turns, inbox=inbox, door=door, forget=parts.forget)


def _sender(parts: Parts, settings: SmsSettings) -> Sender:
    if not settings.with_twilio:
        return PracticeSender()
    return TwilioSender(
        account_sid=settings.twilio_account_sid,
        tokens=settings.tokens,
        service_sid=settings.twilio_messaging_service_sid,
        http=parts.http,
        base_url=settings.twilio_api_url,
    )


async def _purge(sms: Sms) -> None:
    age = timedelta(hours=sms.settings.sms_retention_hours)
    while True:
        try:
            await sms.inbox.purge(datetime.now(UTC), older_than=age)
            await sms.outbox.purge(datetime.now(UTC), older_than=age)
        except TextsUnavailable:
            logger.warning("old texts could not be deleted")
        await asyncio.sleep(_PURGE_EVERY_SECONDS)
