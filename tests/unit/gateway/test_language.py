"""Somebody who writes in another language reads the emergency line in it."""

from __future__ import annotations

from bot.gateway.language import with_their_language
from bot.safety.languages import languages
from bot.web.views import Message

PLAIN: Message = {"kind": "text", "text": "Sorry?", "notices": ["A notice."]}


def test_english_is_left_as_it_is() -> None:
    assert with_their_language(PLAIN, "where is the chemist please") is PLAIN


def test_polish_gets_the_line_before_other_notices() -> None:
    shown = with_their_language(PLAIN, "gdzie jest apteka proszę, potrzebuję leku")
    assert shown.get("notices") == [languages()["pl"].line, "A notice."]


def test_an_emergency_says_what_to_do_first_and_then_the_line() -> None:
    emergency: Message = {
        "kind": "emergency",
        "text": "",
        "emergency": {"heading": "Call 999 now", "lines": ["Call 999.", "Stay."], "actions": []},
    }
    shown = with_their_language(emergency, "moja żona nie oddycha, proszę o pomoc")
    assert shown["emergency"] is not None
    assert shown["emergency"]["lines"] == ["Call 999.", languages()["pl"].line, "Stay."]
