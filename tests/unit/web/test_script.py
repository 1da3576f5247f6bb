"""The page in a real browser: its script, its keyboard and its accessibility in every state."""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import async_playwright

from bot.web.views import ChatPage, ResidentTurn, Turn
from tests.required import AXE, require_assets, require_chromium

from .samples import ABUSE, EMERGENCY, MORNING, PAGES, QUESTION, SERVICES
from .standin import StandIn

CHROMIUM = require_chromium()
require_assets()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

pytestmark = pytest.mark.browser


@dataclasses.dataclass
class Visit:
    """One visitor's tab, and the server that it talks to."""

    server: StandIn
    tab: Any
    address: str
    context: Any

    async def send(self, words: str) -> None:
        await self.tab.fill("#text", words)
        await self.tab.press("#text", "Enter")

    async def count(self, selector: str) -> int:
        return int(await self.tab.locator(selector).count())

    async def focus(self) -> str:
        return str(
            await self.tab.evaluate("document.activeElement.id || document.activeElement.tagName")
        )

    async def violations(self) -> list[str]:
        await self.tab.add_script_tag(path=str(AXE))
        script = "tags => axe.run(document, {runOnly: tags})"
        report = await self.tab.evaluate(script, TAGS)
        return [f"{v['id']}: {v['nodes'][0]['html']}" for v in report["violations"]]


Opener = Callable[..., Awaitable[Visit]]


@pytest.fixture
async def browser() -> AsyncIterator[Any]:
    async with async_playwright() as driver:
        launched = await driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield launched
        await launched.close()


@pytest.fixture
async def open_page(browser: Any) -> AsyncIterator[Opener]:
    """Opens the page of a server in a tab of its own; closes both afterwards."""
    async with AsyncExitStack() as opened:

        async def opener(page: ChatPage, **options: Any) -> Visit:
            server = StandIn(page=page)
            served = await opened.enter_async_context(TestServer(server.application()))
            context = await browser.new_context(**({"bypass_csp": True} | options))
            opened.push_async_callback(context.close)
            tab = await context.new_page()
            address = str(served.make_url("/chat"))
            await tab.goto(address)
            return Visit(server, tab, address, context)

        yield opener


@pytest.fixture
async def visit(open_page: Opener) -> Visit:
    return await open_page(PAGES["first visit"])


async def test_a_message_is_answered_on_the_same_page(visit: Visit) -> None:
    await visit.send("my ear hurts")
    await visit.tab.wait_for_selector("[data-message]")
    assert [body["text"] for body in visit.server.received] == ["my ear hurts"]
    assert visit.server.received[0]["form_token"] == "token-1"
    assert visit.server.forms == []
    assert await visit.count("[data-said]") == 1
    assert await visit.tab.input_value("#text") == ""
    assert await visit.focus() == "text"
    assert await visit.count("[data-starters]") == 0
    assert await visit.tab.locator("[data-tools]").is_visible()


async def test_shift_and_enter_makes_a_new_line(visit: Visit) -> None:
    await visit.tab.fill("#text", "one")
    await visit.tab.press("#text", "Shift+Enter")
    await visit.tab.keyboard.type("two")
    assert await visit.tab.input_value("#text") == "one\ntwo"
    assert visit.server.received == []


async def test_after_the_button_the_text_box_is_ready_for_the_next_words(visit: Visit) -> None:
    await visit.tab.fill("#text", "my ear hurts")
    await visit.tab.click("[data-send]")
    await visit.tab.wait_for_selector("[data-message]")
    assert await visit.focus() == "text"


async def test_a_double_click_sends_once(visit: Visit) -> None:
    visit.server.delay = 0.3
    await visit.tab.fill("#text", "my ear hurts")
    await visit.tab.dblclick("[data-send]")
    await visit.tab.wait_for_selector("[data-message]")
    assert len(visit.server.received) == 1
    assert await visit.count("[data-said]") == 1


async def test_a_choice_sent_twice_counts_once_and_is_then_text(visit: Visit) -> None:
    visit.server.delay = 0.3
    await visit.tab.dblclick("button[value='start-1']")
    assert (
        await visit.tab.locator("button[value='start-2']").get_attribute("aria-disabled") == "true"
    )
    await visit.tab.wait_for_selector("[data-message]")
    assert [body["choice"] for body in visit.server.received] == ["start-1"]
    assert await visit.tab.locator("[data-said] p").inner_text() == "You chose: No"
    assert await visit.count("button[value^='start-']") == 0
    assert await visit.focus() == "text"
    assert await visit.tab.locator("#text").get_attribute("inputmode") == "none"


async def test_used_choices_go_when_the_next_answer_comes(visit: Visit) -> None:
    await visit.send("one")
    await visit.tab.wait_for_selector("button[value='yes']")
    visit.server.answer = SERVICES
    await visit.tab.click("button[value='no']")
    await visit.tab.wait_for_selector("button[value='more']")
    assert await visit.count("button[value='yes']") == 0
    assert await visit.count("#latest") == 1


async def test_the_live_region_gets_a_copy_without_buttons_and_is_emptied(visit: Visit) -> None:
    visit.server.answer = SERVICES
    await visit.send("pharmacy")
    spoken = visit.tab.locator("[data-announcer] > div")
    await spoken.wait_for(state="attached")
    text = await spoken.inner_text()
    assert text.startswith("Fingerpost said:")
    assert "Week Street Pharmacy" in text
    assert await visit.count("[data-announcer] :is(a, button, input, [id])") == 0
    await spoken.wait_for(state="detached", timeout=3000)


async def test_a_slow_answer_is_announced_in_words(visit: Visit) -> None:
    visit.server.delay = 1.0
    await visit.send("my ear hurts")
    status = visit.tab.locator("[data-status]")
    assert await status.inner_text() == ""
    await visit.tab.wait_for_function("document.querySelector('[data-status]').textContent")
    assert "Looking for services" in await status.inner_text()
    await visit.tab.wait_for_selector("[data-message]")
    assert await status.inner_text() == ""


async def test_words_typed_while_waiting_are_kept(visit: Visit) -> None:
    visit.server.delay = 0.5
    await visit.send("first")
    await visit.send("second")
    await visit.tab.wait_for_selector("[data-message]")
    assert [body["text"] for body in visit.server.received] == ["first"]
    assert await visit.tab.input_value("#text") == "second"


async def test_a_refused_message_stays_in_the_box_with_the_reason(visit: Visit) -> None:
    visit.server.status = 413
    await visit.send("far too long")
    await visit.tab.wait_for_selector("#text-error")
    assert await visit.tab.input_value("#text") == "far too long"
    error = visit.tab.locator("#text-error")
    assert await error.text_content() == "Error: Please use fewer words."
    assert await visit.tab.locator("#text").get_attribute("aria-describedby") == "text-error"
    assert await visit.count("[data-transcript] li") == 0
    assert await visit.violations() == []
    visit.server.status = 200
    await visit.send("short")
    await visit.tab.wait_for_selector("[data-message]")
    assert await visit.count("#text-error") == 0


async def test_after_a_failure_the_plain_form_sends_the_same_message_with_the_same_id(
    visit: Visit,
) -> None:
    visit.server.status = 500
    await visit.send("my ear hurts")
    error = visit.tab.locator("#text-error")
    await error.wait_for()
    assert "call 999" in await error.inner_text()
    assert await visit.tab.input_value("#text") == "my ear hurts"
    async with visit.tab.expect_navigation():
        await visit.tab.click("[data-send]")
    failed = visit.server.received[0]["message_id"]
    expected = {"text": "my ear hurts", "message_id": failed, "form_token": "token-1"}
    assert visit.server.forms == [expected]


async def test_a_session_that_has_run_out_is_renewed_by_the_plain_form(visit: Visit) -> None:
    visit.server.status = 403
    await visit.send("my ear hurts")
    await visit.tab.wait_for_selector("#text-error")
    async with visit.tab.expect_navigation():
        await visit.tab.click("[data-send]")
    assert [form["text"] for form in visit.server.forms] == ["my ear hurts"]


async def test_other_words_after_a_failure_get_an_id_of_their_own(visit: Visit) -> None:
    visit.server.status = 500
    await visit.send("my ear hurts")
    await visit.tab.wait_for_selector("#text-error")
    await visit.tab.fill("#text", "my eye hurts")
    async with visit.tab.expect_navigation():
        await visit.tab.click("[data-send]")
    ids = {visit.server.received[0]["message_id"], visit.server.forms[0]["message_id"]}
    assert len(ids) == 2
    assert "page-1" not in ids


async def test_a_choice_can_be_made_again_after_a_failure(visit: Visit) -> None:
    await visit.context.set_offline(True)
    await visit.tab.click("button[value='start-1']")
    await visit.tab.wait_for_selector("#text-error")
    await visit.context.set_offline(False)
    button = visit.tab.locator("button[value='start-1']")
    assert await button.get_attribute("aria-disabled") is None
    async with visit.tab.expect_navigation():
        await button.click()
    assert [form["choice"] for form in visit.server.forms] == ["start-1"]


async def test_nothing_typed_is_not_sent(visit: Visit) -> None:
    await visit.send("   ")
    await visit.tab.wait_for_selector("#text-error")
    assert visit.server.received == visit.server.forms == []


@pytest.mark.parametrize("way", ["button", "escape"])
async def test_leaving_quickly_deletes_the_conversation_and_goes(visit: Visit, way: str) -> None:
    async def elsewhere(route: Any) -> None:
        await route.fulfill(body="<title>Weather</title>", content_type="text/html")

    await visit.context.route(re.compile("^https:"), elsewhere)
    visit.server.answer = ABUSE
    await visit.send("he hits me")
    await visit.tab.wait_for_selector("[data-quick-exit]")
    if way == "button":
        await visit.tab.click("[data-quick-exit]")
    else:
        for _ in range(3):
            await visit.tab.keyboard.press("Escape")
    await visit.tab.wait_for_url(re.compile("^https:"))
    await asyncio.sleep(0.1)
    assert visit.server.deletions == 1
    assert not await visit.tab.evaluate("history.length > 2")


async def test_the_whole_way_works_with_the_keyboard_alone(visit: Visit) -> None:
    await visit.tab.keyboard.press("Tab")
    assert (
        await visit.tab.evaluate("document.activeElement.textContent.trim()")
        == "Skip to main content"
    )
    await visit.tab.keyboard.press("Tab")
    await visit.tab.keyboard.press("Enter")
    assert await visit.focus() == "text"
    await visit.tab.keyboard.type("my ear hurts")
    await visit.tab.keyboard.press("Enter")
    await visit.tab.wait_for_selector("button[value='yes']")
    await visit.tab.focus("button[value='no']")
    await visit.tab.keyboard.press("Enter")
    await visit.tab.wait_for_function("document.querySelectorAll('[data-said]').length === 2")
    assert [body.get("choice") for body in visit.server.received] == [None, "no"]


async def test_the_policy_lets_the_page_work_and_nothing_is_asked_of_other_sites(
    open_page: Opener,
) -> None:
    visit = await open_page(PAGES["first visit"], bypass_csp=False)
    complaints: list[str] = []
    asked: list[str] = []
    visit.tab.on("console", lambda said: complaints.append(said.text))
    visit.tab.on("request", lambda request: asked.append(request.url))
    await visit.tab.goto(visit.address)
    visit.server.answer = EMERGENCY
    await visit.send("chest pain")
    await visit.tab.wait_for_selector("[data-message]")
    assert complaints == []
    assert {url.split("/")[2] for url in asked} == {visit.address.split("/")[2]}


async def test_without_script_the_plain_form_sends_and_shows(open_page: Opener) -> None:
    visit = await open_page(PAGES["first visit"], java_script_enabled=False)
    await visit.tab.fill("#text", "my ear hurts")
    await visit.tab.click("[data-send]")
    assert visit.server.forms[0]["text"] == "my ear hurts"
    assert visit.server.forms[0]["message_id"] == "page-1"
    assert not await visit.tab.locator("[data-print]").is_visible()


@pytest.mark.parametrize("width", [320, 375, 1280])
async def test_every_state_is_accessible_and_fits_its_window(open_page: Opener, width: int) -> None:
    visit = await open_page(ChatPage(), viewport={"width": width, "height": 800})
    for name, page in PAGES.items():
        visit.server.page = page
        await visit.tab.goto(visit.address)
        assert await visit.violations() == [], name
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await visit.tab.evaluate(wide), name


async def test_what_can_be_pressed_is_big_enough_and_can_be_read(open_page: Opener) -> None:
    turns = [
        Turn(resident=ResidentTurn(text="help", time=MORNING), messages=[answer])
        for answer in (ABUSE, EMERGENCY, QUESTION, SERVICES)
    ]
    visit = await open_page(ChatPage(turns=turns), viewport={"width": 375, "height": 800})
    measured = await visit.tab.evaluate(
        """() => [...document.querySelectorAll(
             '.fp-chat a, .fp-chat button, .fp-chat summary, .fp-chat textarea')]
           .filter((part) => part.offsetParent)
           .map((part) => [part.textContent.trim(), part.getBoundingClientRect().height,
             getComputedStyle(part).color, getComputedStyle(part).backgroundColor])"""
    )
    assert len(measured) > 10
    assert [part for part in measured if part[1] < 44] == []
    assert [part for part in measured if part[2] == part[3]] == []
