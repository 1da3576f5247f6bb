"""The conversation for everyone: any width, keyboard alone, a screen reader, on paper."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.tab import Tab

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(180)]

STATES: dict[str, list[str]] = {
    "the empty page": [],
    "a safety question": ["i have toothache"],
    "a question about the place": ["i need a chemist"],
    "an ambiguous place": ["i need a chemist in Minster"],
    "a list": ["i need a chemist in Deal"],
    "details": ["i need a chemist in Deal", "the first one"],
    "an emergency": ["my dad's face has gone droopy"],
    "after an emergency": ["my dad's face has gone droopy", "i need a chemist in Deal"],
    "a crisis": ["i want to kill myself"],
    "abuse at home": ["he controls everything i do and i'm scared of him"],
    "an answer between questions": ["i need a chemist", "hello"],
    "a deletion": ["delete my data"],
    "a very long word": ["a" * 300],
}
Look = Callable[[Tab, str], Awaitable[None]]


async def every_state(tab: Tab, look: Look) -> None:
    """Look at the page in each state, in a conversation of its own."""
    for state, steps in STATES.items():
        await tab.page.context.clear_cookies()
        await tab.open()
        for step in steps:
            if tab.page.url and await has_script(tab):
                await tab.say(step)
            else:
                await tab.page.fill("#text", step)
                await tab.page.get_by_role("button", name="Send").click()
                await tab.page.wait_for_url("**/chat#latest")
        await look(tab, state)


async def has_script(tab: Tab) -> bool:
    return await tab.page.locator("[data-script-only][hidden]").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
async def test_axe_finds_nothing_in_any_state(open_tab: Opener, width: int) -> None:
    tab = await open_tab(
        viewport={"width": width, "height": 800}, bypass_csp=True, reduced_motion="reduce"
    )

    async def look(tab: Tab, state: str) -> None:
        assert await tab.violations() == [], state
        assert not await tab.is_too_wide(), state

    await every_state(tab, look)


async def test_axe_finds_nothing_without_script(open_tab: Opener) -> None:
    # axe itself is a script: so the page is drawn without any, and looked at with it.
    plain = await open_tab(java_script_enabled=False)
    looking = await open_tab(bypass_csp=True)

    async def look(tab: Tab, state: str) -> None:
        markup = (await tab.page.content()).replace('type="module"', 'type="text/none"')
        await looking.page.route("**/chat", lambda route: route.fulfill(body=markup))
        await looking.open()
        assert await looking.violations() == [], state
        await looking.page.unroute("**/chat")

    await every_state(plain, look)


async def test_the_page_asks_nobody_else_and_breaks_no_policy(open_tab: Opener) -> None:
    tab = await open_tab()

    async def look(tab: Tab, state: str) -> None:
        assert tab.complaints == [], state

    await every_state(tab, look)
    assert {address.split("/")[2] for address in tab.asked} == {tab.url.split("/")[2]}


async def test_with_the_keyboard_alone(tab: Tab) -> None:
    keys = tab.page.keyboard
    await keys.press("Tab")
    await keys.press("Tab")
    await keys.press("Enter")
    assert await tab.focus() == "text"
    await keys.type("i have toothache")
    await keys.press("Enter")
    await tab.answer(0)
    assert await tab.focus() == "text"
    for _ in range(12):
        await keys.press("Shift+Tab")
        words = await tab.page.evaluate("document.activeElement.textContent.trim()")
        if words == "No, none of these":
            break
    else:
        raise AssertionError("the choices are not reached from the text box")
    await keys.press("Enter")
    assert "Where are you?" in await tab.answer(1)
    assert await tab.focus() == "text"
    await keys.type("Margate")
    await keys.press("Enter")
    assert "Dental help near Margate" in await tab.answer(2)


async def test_focus_is_always_seen(tab: Tab) -> None:
    await tab.say("i need a chemist in Deal")
    unseen = await tab.page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, textarea')]
            .filter((part) => part.offsetParent)
            .filter((part) => {
              part.focus();
              const style = getComputedStyle(part);
              return style.outlineStyle === 'none' && style.boxShadow === 'none';
            })
            .map((part) => part.outerHTML.slice(0, 80))"""
    )
    assert unseen == []


async def test_an_answer_is_announced_once_and_takes_no_focus(tab: Tab) -> None:
    await tab.page.evaluate(
        """() => {
          window.announced = [];
          for (const region of document.querySelectorAll('[aria-live], [role=status]')) {
            new MutationObserver((changes) => {
              for (const change of changes)
                for (const node of change.addedNodes)
                  if (node.textContent.trim()) window.announced.push(node.textContent.trim());
            }).observe(region, {childList: true, subtree: true});
          }
        }"""
    )
    await tab.say("i need a chemist in Deal")
    assert await tab.focus() == "text"
    await tab.page.wait_for_timeout(1200)
    announced = await tab.page.evaluate("window.announced")
    about = [words for words in announced if "Pharmacies near Deal" in words]
    assert len(about) == 1
    assert await tab.page.locator("[aria-live] *").count() == 0


async def test_the_box_can_be_typed_in_while_waiting(tab: Tab) -> None:
    await tab.page.fill("#text", "i need a chemist in Deal")
    await tab.page.press("#text", "Enter")
    await tab.page.keyboard.type("and one in Margate")
    await tab.answer(0)
    assert await tab.page.input_value("#text") == "and one in Margate"
    assert await tab.focus() == "text"


async def test_on_paper_there_is_the_conversation_and_nothing_to_press(tab: Tab) -> None:
    await tab.say("i need a chemist in Deal")
    await tab.page.emulate_media(media="print")
    for hidden in ("[data-composer]", "[data-choices]", "[data-tools]"):
        for part in await tab.page.locator(hidden).all():
            await expect(part).to_be_hidden()
    await expect(tab.page.get_by_text("Pharmacies near Deal").first).to_be_visible()
    await expect(tab.page.get_by_text("i need a chemist in Deal")).to_be_visible()
    assert len(await tab.page.pdf()) > 5_000


async def test_zoomed_to_twice_the_size_nothing_is_cut_off(open_tab: Opener) -> None:
    tab = await open_tab(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    await tab.say("i need a chemist in Deal")
    assert not await tab.is_too_wide()
    await expect(tab.page.locator("#text")).to_be_visible()
