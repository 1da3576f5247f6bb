"""Whatever is sent gets a clear reply or a refusal with a sentence, and nothing is lost."""

from __future__ import annotations

import asyncio
import html
import re
from typing import Any

import pytest
from aiohttp import FormData
from itsdangerous import URLSafeTimedSerializer

from bot.gateway.identity import COOKIE
from tests.fakes.engine import FakeEngine
from tests.integration.gateway.visitor import Visitor

TAGS = re.compile(r"<[^>]+>")

WRONG_SHAPES: list[Any] = [
    None,
    [],
    ["text"],
    "text",
    7,
    True,
    {},
    {"text": None},
    {"text": 7},
    {"text": ["a", "b"]},
    {"text": {"text": "nested"}},
    {"choice": 7},
    {"choice": ["c1"]},
    {"choice": {"id": "c1"}},
    {"message_id": "only"},
    {"texts": "pharmacy"},
]
ODD_BODIES = [
    b"",
    b"{",
    b"text=pharmacy",
    b'{"text": "a"',
    b'{"text": "\xff\xfe"}',
    b"\xff\xfe",
    b'{"text": "\\ud800"}',
    b'{"text": NaN}',
    b"[" * 5000,
]


async def refused(response: Any, status: int, code: str | None = None) -> str:
    """The sentence of a refusal, held to its form."""
    assert response.status == status, await response.text()
    error = (await response.json())["error"]
    assert set(error) == {"code", "message"}
    assert error["message"].endswith(".")
    assert "Traceback" not in error["message"]
    if code is not None:
        assert error["code"] == code
    sentence: str = error["message"]
    return sentence


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00", "\x01\x02\x1b", "\t \r\n"], ids=ascii)
async def test_nothing_written_is_asked_for_again(
    visitor: Visitor, engine: FakeEngine, text: str
) -> None:
    sentence = await refused(await visitor.post({"text": text}), 400, "empty")
    assert "write what you need" in sentence
    assert engine.turns == []


@pytest.mark.parametrize("body", WRONG_SHAPES, ids=repr)
async def test_json_of_another_shape(visitor: Visitor, engine: FakeEngine, body: Any) -> None:
    await refused(await visitor.post(body), 400)
    assert engine.turns == []


@pytest.mark.parametrize("body", ODD_BODIES, ids=lambda body: repr(body[:24]))
async def test_what_is_not_json(visitor: Visitor, engine: FakeEngine, body: bytes) -> None:
    response = await visitor.client.post(
        "/chat/messages", data=body, headers={"Content-Type": "application/json"}
    )
    await refused(response, 400)
    assert engine.turns == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_json_that_a_foreign_form_could_send(visitor: Visitor, kind: str) -> None:
    response = await visitor.client.post(
        "/chat/messages", data=b'{"text": "pharmacy"}', headers={"Content-Type": kind}
    )
    await refused(response, 400, "wrong_shape")


async def test_a_huge_body_is_refused_in_words(visitor: Visitor) -> None:
    sentence = await refused(await visitor.post({"text": "a" * 200_000}), 413)
    assert "fewer words" in sentence


async def test_ten_thousand_characters_are_answered_and_kept(
    visitor: Visitor, engine: FakeEngine
) -> None:
    text = "my knee " * 1250
    message = await visitor.say(text)
    assert "few words" in message["text"]
    assert "999" in message["text"]
    assert engine.turns == []
    assert "my knee my knee" in await visitor.page()


async def test_a_red_flag_at_the_end_of_a_long_message_is_still_seen(visitor: Visitor) -> None:
    message = await visitor.say("and then we went to the shops. " * 60 + "my dad has collapsed")
    assert message["kind"] == "emergency"


@pytest.mark.parametrize(
    "text", ["😀", "👍🏽👍🏽", "🦷🦷", "❤️", "¿?", "...", "الصيدلية", "\u200b\u200b"]
)
async def test_odd_but_honest_messages_are_passed_on(
    visitor: Visitor, engine: FakeEngine, text: str
) -> None:
    assert (await visitor.say(text))["text"] == "Hello from the engine."
    assert len(engine.texts) == 1
    assert engine.texts[0].strip()


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        " /restart",
        "\u200b/restart",
        "\x00/restart",
        '/inform{"place": "town:margate"}',
        "/session_start",
        "//red_flag",
        "\\/back",
    ],
)
async def test_the_engines_own_commands_are_only_words(
    visitor: Visitor, engine: FakeEngine, text: str
) -> None:
    await visitor.say(text)
    assert len(engine.texts) == 1
    assert not engine.texts[0].lstrip("\u200b \x00").startswith("/")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</li></ol><h1>hello",
        "{{ 7 * 7 }} {% raw %}",
        "&lt;b&gt;",
        "\"'><svg/onload=alert(1)>",
    ],
)
async def test_markup_is_shown_as_it_was_written(visitor: Visitor, text: str) -> None:
    async with await visitor.post({"text": text}) as response:
        answer = await response.json()
    page = await visitor.page()
    for markup in (answer["html"], page):
        assert html.escape(text, quote=False) in markup.replace("&#39;", "'").replace("&#34;", '"')
    assert not re.search("<(script|img|svg/onload|h1)[^>]*>(alert|hello)?", answer["html"])
    assert text in await visitor.page("/chat/transcript.txt")


async def test_control_characters_are_dropped_and_the_words_kept(
    any_visitor: Visitor, engine: FakeEngine
) -> None:
    await any_visitor.say("phar\x00ma\x1b[31mcy\x7f in\x85 Deal")
    assert engine.texts == ["pharma[31mcy in Deal"]
    assert "pharma[31mcy in Deal" in html.unescape(await any_visitor.page())


@pytest.mark.parametrize("choice", ["nothing", "start-", "../../etc/passwd", "c" * 5000, "\x00"])
async def test_a_choice_that_was_never_offered(
    visitor: Visitor, engine: FakeEngine, choice: str
) -> None:
    sentence = await refused(await visitor.post({"choice": choice}), 400, "unknown_choice")
    assert "choose again" in sentence
    assert engine.turns == []


async def test_a_choice_of_somebody_else_means_nothing(
    visitor: Visitor, engine: FakeEngine
) -> None:
    choices = [{"label": "Margate", "payload": "/give_place"}]
    engine.answer = [{"custom": {"kind": "question", "text": "Where?", "choices": choices}}]
    offered = (await visitor.say("pharmacy"))["choices"][0]["id"]
    visitor.client.session.cookie_jar.clear()
    await refused(await visitor.post({"choice": offered}), 400, "unknown_choice")


@pytest.mark.parametrize(
    "cookie",
    [
        "forged",
        "",
        "a.b.c",
        "é",
        URLSafeTimedSerializer("another", salt="fingerpost-web-session").dumps("x"),
    ],
)
async def test_a_forged_cookie_is_refused_by_the_api_and_replaced_by_the_page(
    visitor: Visitor, engine: FakeEngine, cookie: str
) -> None:
    headers = {"Cookie": f'{COOKIE}="{cookie}"'}
    sentence = await refused(
        await visitor.post({"text": "pharmacy"}, headers=headers), 403, "session_refused"
    )
    assert "999" in sentence
    assert engine.turns == []
    response = await visitor.client.get("/chat", headers=headers)
    assert response.status == 200
    assert COOKIE in response.cookies


async def test_an_expired_cookie_is_refused_and_the_plain_form_still_sends(
    open_gateway: Any, file_url: str, engine: FakeEngine
) -> None:
    visitor: Visitor = await open_gateway(file_url, retention_hours=0.0003)
    await visitor.say("pharmacy")
    cookie = visitor.cookie
    await asyncio.sleep(2.2)
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    await refused(await visitor.post({"text": "more"}, headers=headers), 403)
    form = {"text": "a pharmacy in Deal"}
    response = await visitor.client.post("/chat", data=form, headers=headers, allow_redirects=False)
    assert response.status == 303
    assert engine.texts[-1] == "a pharmacy in Deal"


async def test_the_plain_form_gives_the_words_back_with_the_reason(visitor: Visitor) -> None:
    response = await visitor.client.post("/chat", data={"choice": "unknown", "text": "my words"})
    page = await response.text()
    assert response.status == 400
    assert "That choice is no longer there" in page
    assert "my words" in page


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
        (b"text=%FF%FE", "application/x-www-form-urlencoded"),
        (b"no boundary", "multipart/form-data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"{}", "application/json"),
        (b"text=a", "application/x-www-form-urlencoded; charset=nonsense"),
    ],
)
async def test_a_broken_form_is_a_page_with_a_sentence(
    visitor: Visitor, data: bytes, content_type: str
) -> None:
    response = await visitor.client.post("/chat", data=data, headers={"Content-Type": content_type})
    page = html.unescape(TAGS.sub(" ", await response.text()))
    assert 400 <= response.status < 500 or "Hello from the engine." in page
    assert "999" in page
    assert "Traceback" not in page


async def test_a_file_in_the_place_of_words(visitor: Visitor) -> None:
    form = FormData()
    form.add_field("text", b"raw", filename="a.txt", content_type="text/plain")
    response = await visitor.client.post("/chat", data=form)
    assert response.status == 400
    assert "999" in await response.text()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/static/../app.py", 404),
        ("PUT", "/chat", 405),
        ("GET", "/chat/messages", 405),
        ("POST", "/metrics", 405),
    ],
)
async def test_other_addresses_are_refused_in_words(
    visitor: Visitor, method: str, path: str, status: int
) -> None:
    response = await visitor.client.request(method, path)
    assert response.status == status
    text = html.unescape(TAGS.sub(" ", await response.text()))
    assert "no page at this address" in text or "cannot be done here" in text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_site_can_neither_send_nor_delete(
    visitor: Visitor, engine: FakeEngine, site: str
) -> None:
    headers = {"Sec-Fetch-Site": site}
    await refused(await visitor.post({"text": "pharmacy"}, headers=headers), 403)
    for path in ("/chat", "/chat/delete"):
        response = await visitor.client.post(path, data={"text": "pharmacy"}, headers=headers)
        assert response.status == 403
    assert (await visitor.client.delete("/chat", headers=headers)).status == 403
    assert engine.turns == []
    assert engine.forgotten == []


async def test_after_all_that_the_next_message_is_answered(
    visitor: Visitor, engine: FakeEngine
) -> None:
    await visitor.say("first")
    for body in WRONG_SHAPES:
        await visitor.post(body)
    await visitor.post({"choice": "unknown"})
    await visitor.say("second")
    assert engine.texts == ["first", "second"]
    page = await visitor.page()
    assert "first" in page
    assert "second" in page
