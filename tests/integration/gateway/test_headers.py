"""Every response keeps the page to itself, and the page runs no script but its own."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.gateway.identity import COOKIE
from bot.web.assets import asset_url
from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Opener, Visitor
from tests.required import require_assets

require_assets()

WAYS: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/", {}),
    ("GET", "/chat", {}),
    ("GET", "/chat/transcript.txt", {}),
    ("GET", asset_url("app.css"), {}),
    ("GET", asset_url("chat.js"), {}),
    ("GET", "/static/nothing.css", {}),
    ("GET", "/nothing", {}),
    ("PUT", "/chat", {}),
    ("POST", "/chat", {"data": {"text": "pharmacy"}, "allow_redirects": False}),
    ("POST", "/chat", {"data": {"text": ""}}),
    ("POST", "/chat/messages", {"json": {"text": "pharmacy"}}),
    ("POST", "/chat/messages", {"json": {}}),
    ("POST", "/chat/messages", {"json": {"text": "a" * 100_000}}),
    ("POST", "/chat/messages", {"json": {}, "headers": {"Cookie": f"{COOKIE}=forged"}}),
    ("DELETE", "/chat", {}),
    ("POST", "/chat/delete", {"allow_redirects": False}),
    ("GET", "/health/live", {}),
    ("GET", "/health/ready", {}),
    ("GET", "/metrics", {}),
]


@pytest.mark.parametrize(("method", "path", "options"), WAYS)
async def test_the_headers_are_on_every_response(
    visitor: Visitor, method: str, path: str, options: dict[str, Any]
) -> None:
    response = await visitor.client.request(method, path, **options)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Strict-Transport-Security" not in response.headers


async def test_over_https_the_cookie_is_secure_and_browsers_remember_it(
    open_gateway: Opener, file_url: str
) -> None:
    visitor = await open_gateway(file_url, public_url="https://fingerpost.example")
    response = await visitor.client.get("/chat")
    assert "max-age" in response.headers["Strict-Transport-Security"]
    cookie = response.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))


async def test_a_conversation_is_never_kept_by_caches(visitor: Visitor) -> None:
    await visitor.say("my knee hurts")
    for path in ("/", "/chat", "/chat/transcript.txt"):
        response = await visitor.client.get(path)
        assert "no-store" in response.headers["Cache-Control"], path
    async with await visitor.post({"text": "again"}) as response:
        assert "no-store" in response.headers["Cache-Control"]


async def test_no_page_has_inline_script_or_style(visitor: Visitor, engine: FakeEngine) -> None:
    engine.answer = [{"custom": {"kind": "question", "text": "Which?", "choices": []}}]
    await visitor.say("pharmacy")
    await visitor.say("my dad has collapsed")
    for path in ("/chat", "/nothing"):
        markup = await (await visitor.client.get(path)).text()
        for script in re.findall(r"<script[^>]*>.*?</script>", markup, re.DOTALL):
            assert re.fullmatch(r'<script type="module" src="/static/[^"]+"></script>', script)
        assert not re.search(r"\s(on\w+|style)=", markup)
        assert "javascript:" not in markup
        assert "<style" not in markup


async def test_the_page_asks_nothing_of_other_sites(visitor: Visitor) -> None:
    markup = await visitor.page()
    loaded = re.findall(r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=\"([^\"]+)\"", markup)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
