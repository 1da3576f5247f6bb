"""A phone to practise with, in development only: each text goes the way that Twilio's would."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.gateway.parts import PARTS
from bot.gateway.sms_parts import SMS
from bot.gateway.sms_practice_post import NotAnswered, inbound_fields, post_text
from bot.sms.gsm7 import Cost, cost
from bot.sms.numbers import e164
from bot.web.render import render_phone_page

PATH = "/sms/phone"
NUMBER = "+447700900123"
ACCOUNT = "AC" + "0" * 32
_KEPT = 200
_STYLE = Path(__file__).parent / "sms_phone.css"
_LONDON = ZoneInfo("Europe/London")
routes = web.RouteTableDef()


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text on the screen; `mine`: from the person who holds the phone."""

    mine: bool
    text: str
    at: datetime
    cost: Cost


class Screens(defaultdict[str, deque[Bubble]]):
    """The latest texts of each number, in memory."""

    def __init__(self) -> None:
        super().__init__(lambda: deque(maxlen=_KEPT))


SCREENS: web.AppKey[Screens] = web.AppKey("phone_screens")


def add_phone(app: web.Application) -> None:
    """Put the page into the gateway."""
    app[SCREENS] = Screens()
    app.add_routes(routes)


@routes.get(PATH)
async def phone(request: web.Request) -> web.Response:
    """The conversation of one number, with what each text costs."""
    number = e164(request.query.get("number", "").strip()) or NUMBER
    bubbles: list[Bubble] = [*request.app[SCREENS][number], *await _pushed(request, number)]
    bubbles.sort(key=lambda bubble: bubble.at)
    page = render_phone_page(number=number, bubbles=bubbles)
    return web.Response(text=page, content_type="text/html", headers={"Cache-Control": "no-store"})


@routes.post(PATH)
async def send(request: web.Request) -> web.Response:
    """Send one text and show the reply."""
    form = await request.post()
    number = e164(str(form.get("number") or "")) or NUMBER
    text = str(form.get("text") or "")[:1600]
    screen, sms, parts = request.app[SCREENS][number], request.app[SMS], request.app[PARTS]
    screen.append(_bubble(text, mine=True))
    fields = inbound_fields(sender=number, body=text, account=ACCOUNT)
    try:
        reply = await post_text(
            parts.http, sms.settings, fields, base_url=f"http://127.0.0.1:{parts.settings.port}"
        )
    except NotAnswered as error:
        reply = f"({error})"
    if reply is not None:
        screen.append(_bubble(reply, mine=False))
    raise web.HTTPSeeOther(f"{PATH}?number={number.replace('+', '%2B')}#write")


@routes.get("/sms/phone.css")
async def style(request: web.Request) -> web.Response:
    """The looks of the phone."""
    return web.Response(text=_STYLE.read_text(encoding="utf-8"), content_type="text/css")


async def _pushed(request: web.Request, number: str) -> list[Bubble]:
    """Texts that came through the outbox."""
    sender = request.app[SMS].sender
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    if request.app[SMS].settings.with_twilio:
        return []
    return [
        Bubble(False, sent.body, sent.made_at.astimezone(_LONDON), cost(sent.body))
        for sent in await sender.sent_to(number, long_ago)
        if sent.made_at is not None
    ]


def _bubble(text: str, *, mine: bool) -> Bubble:
    return Bubble(mine, text, datetime.now(_LONDON), cost(text))
