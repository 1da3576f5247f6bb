"""The chat page, parts of it and its plain-text copy, from the values in `bot.web.views`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from bot.web import filters
from bot.web.assets import asset_url
from bot.web.transcript import transcript_text
from bot.web.views import ChatPage, Message, ResidentTurn, Turn

SENSITIVE_NEED = "domestic_abuse_support"


def render_chat_page(context: ChatPage) -> str:
    """The whole page for `GET /` and `GET /chat`. Works without script."""
    return _environment().get_template("chat.html.jinja").render(page=context)


def render_messages(messages: Sequence[Message], turn: ResidentTurn) -> str:
    """The newest turn as list items of the transcript: what was said, then what was answered.

    The same template as in the page, for the `html` of `POST /chat/messages`.
    """
    template = _environment().get_template("turn.html.jinja")
    return template.render(turn=Turn(resident=turn, messages=messages), newest=True).strip()


def render_error_page(status: int, sentence: str) -> str:
    """A page for an error: one sentence, what to do next, and always 999 and 111."""
    template = _environment().get_template("error.html.jinja")
    return template.render(status=status, sentence=sentence)


def render_text_me_page(*, mobile: str, error: str | None) -> str:
    """The form for a mobile number on a page of its own, with what was wrong."""
    template = _environment().get_template("text_me_page.html.jinja")
    return template.render(mobile=mobile, error=error)


def render_phone_page(*, number: str, bubbles: Sequence[object]) -> str:
    """The practice phone of development, with its texts oldest first."""
    template = _environment().get_template("sms_phone.html.jinja")
    return template.render(number=number, bubbles=bubbles)


def render_text_transcript(turns: Sequence[Turn]) -> str:
    """The conversation as plain text, for `GET /chat/transcript.txt`."""
    return transcript_text(turns)


def leaves_quickly(message: Message) -> bool:
    """Whether a message needs a way to leave the page at once."""
    emergency = message.get("emergency")
    if emergency:
        return emergency.get("quick_exit", False)
    cards = message.get("services") or []
    return any(SENSITIVE_NEED in card.get("needs", []) for card in cards)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("bot.web"), PackageLoader("nhsuk_frontend_jinja")]),
        # The macros of the design system reach into parameters that were not given.
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset_url=asset_url, leaves_quickly=leaves_quickly)
    for helper in (
        filters.as_list,
        filters.clock,
        filters.dial,
        filters.iso,
        filters.long_date,
        filters.open_colour,
        filters.open_words,
        filters.paragraphs,
        filters.safe_href,
        filters.sentence,
        filters.web_href,
        filters.web_host,
    ):
        environment.filters[helper.__name__] = helper
    return environment
