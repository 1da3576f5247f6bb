"""Whole conversations in a real browser with the real service, script on and off."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.tab import ANSWERS, Tab

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(180)]

PHONE = {"width": 320, "height": 640}
BACK_PAIN = "my back's been bad for weeks, can I see a physio, I'm in Margate"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_conversation(open_tab: Opener, script: bool) -> None:
    tab = await open_tab(java_script_enabled=script)
    if not script:
        await without_script(tab)
        return
    assert "Do you, or the person" in await tab.say(BACK_PAIN)
    assert "near Margate" in await tab.press("No, none of these")
    assert "Tell me your town" not in await tab.say("what about Deal")
    assert len(await tab.answers()) == 3
    assert "Call 999" in await tab.say("my dad's face has gone droopy")
    assert tab.complaints == []


async def without_script(tab: Tab) -> None:
    for act, words in (
        ("say", BACK_PAIN),
        ("press", "No, none of these"),
        ("say", "my dad's face has gone droopy"),
    ):
        if act == "say":
            await tab.page.fill("#text", words)
            await tab.page.get_by_role("button", name="Send").click()
        else:
            await tab.page.get_by_role("button", name=words).click()
        await tab.page.wait_for_url("**/chat#latest")
    answers = await tab.answers()
    assert [len(answers)] == [3]
    assert "Do you, or the person" in answers[0]
    assert "near Margate" in answers[1]
    assert "Call 999" in answers[2]
    await expect(tab.page.get_by_role("link", name="999").first).to_be_visible()


async def test_a_starter_begins_a_conversation(tab: Tab) -> None:
    assert "Where are you?" in await tab.press("A pharmacy near me")
    assert "Pharmacies near Deal" in await tab.say("Deal")
    assert await tab.page.locator("[data-starters]").count() == 0


async def test_details_of_one_service(tab: Tab) -> None:
    await tab.say("i need a pharmacy open now near ME14 1XX")
    answer = await tab.press(re.compile("More about this.*Medipharmacy"))
    assert "Monday 23 November" in answer
    link = tab.page.get_by_role("link", name=re.compile("Call 01622 750785")).last
    assert await link.get_attribute("href") == "tel:01622750785"


async def test_a_reload_shows_the_same_and_goes_on(tab: Tab) -> None:
    await tab.say("i need a chemist in Deal")
    shown = await tab.page.locator("[data-transcript]").inner_text()
    await tab.page.reload()
    again = await tab.page.locator("[data-transcript]").inner_text()
    assert re.sub(r"\s+", " ", again) == re.sub(r"\s+", " ", shown)
    assert "Pharmacies near Deal" in await tab.press("Show more")


async def test_two_tabs_of_one_browser_share_a_conversation(tab: Tab) -> None:
    await tab.say("i need a chemist in Deal")
    other = Tab(await tab.page.context.new_page(), tab.url)
    await other.open()
    assert len(await other.answers()) == 1


@pytest.mark.parametrize("way", ["the form at the end", "asking for it"])
async def test_deleting_leaves_nothing(tab: Tab, way: str) -> None:
    await tab.say("i need a chemist in Deal")
    if way == "asking for it":
        await tab.say("delete my data")
        await tab.page.get_by_role("button", name="Delete this conversation").click()
    else:
        await tab.page.get_by_text("Delete this conversation", exact=True).click()
        await tab.page.get_by_role("button", name="Yes, delete it").click()
    await tab.page.wait_for_url("**/chat?notice=deleted")
    await expect(tab.page.get_by_text("Your conversation has been deleted.")).to_be_visible()
    assert await tab.answers() == []
    await tab.open()
    assert await tab.answers() == []
    assert "chemist" not in await tab.page.content()
    assert "Where are you" in await tab.say("i need a chemist")


async def test_a_message_while_the_service_is_away_keeps_the_words(tab: Tab) -> None:
    await tab.page.context.set_offline(True)
    await tab.page.fill("#text", "i need a chemist in Deal")
    await tab.page.press("#text", "Enter")
    error = tab.page.locator("#text-error")
    await error.wait_for()
    assert "999" in await error.inner_text()
    assert await tab.page.input_value("#text") == "i need a chemist in Deal"
    await tab.page.context.set_offline(False)
    await tab.page.get_by_role("button", name="Send").click()
    await expect(tab.page.locator(ANSWERS)).to_have_count(1, timeout=15_000)


async def test_markup_in_a_message_stays_words(tab: Tab) -> None:
    await tab.say("<img src=x onerror=\"document.title='broken'\"> chemist in Deal")
    await tab.page.reload()
    assert "broken" not in await tab.page.title()
    assert await tab.page.locator("[data-transcript] img").count() == 0
    assert tab.complaints == []


async def test_the_saved_text_holds_the_conversation(tab: Tab) -> None:
    await tab.say("i need a chemist in Deal")
    async with tab.page.expect_download() as started:
        await tab.page.get_by_role("link", name="Save as text").click()
    download = await started.value
    text = (await download.path()).read_text(encoding="utf-8")
    assert "i need a chemist in Deal" in text
    assert "Pharmacies near Deal" in text
    assert "Phone:" in text
