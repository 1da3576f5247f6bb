"""A real browser at the real service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from typing import Any, Protocol

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.tab import QUIET, Tab
from tests.required import require_chromium
from tests.service import RunningService


class Opener(Protocol):
    """Opens the page in a tab of its own, with a cookie jar of its own."""

    def __call__(self, **options: Any) -> Awaitable[Tab]: ...


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium, closed afterwards."""
    path = require_chromium()
    async with async_playwright() as driver:
        launched = await driver.chromium.launch(executable_path=str(path), args=QUIET)
        yield launched
        await launched.close()


@pytest.fixture
async def open_tab(browser: Browser, service: RunningService) -> AsyncIterator[Opener]:
    """`await open_tab(**options of a browser context)`."""
    async with AsyncExitStack() as opened:

        async def opener(**options: Any) -> Tab:
            context = await browser.new_context(**options)
            opened.push_async_callback(context.close)
            tab = Tab(await context.new_page(), service.url)
            await tab.open()
            return tab

        yield opener


@pytest.fixture
async def tab(open_tab: Opener) -> Tab:
    """A tab at desktop size."""
    return await open_tab(viewport={"width": 1280, "height": 900})
