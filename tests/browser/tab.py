"""One tab at the chat page: what a person does, and what is wrong with the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from re import Pattern
from typing import Any

from playwright.async_api import Page

from tests.required import AXE

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ANSWERS = "[data-message]"


@dataclass
class Tab:
    """`complaints` are errors of the page and its policy, `asked` every address it asked for."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    async def open(self) -> None:
        """Load the chat page."""
        await self.page.goto(f"{self.url}/chat")

    async def say(self, words: str) -> str:
        """Type and press Enter; the answer's text."""
        before = await self.page.locator(ANSWERS).count()
        await self.page.fill("#text", words)
        await self.page.press("#text", "Enter")
        return await self.answer(before)

    async def press(self, name: str | Pattern[str]) -> str:
        """Press a button of the newest answer, or a starter; the answer's text."""
        before = await self.page.locator(ANSWERS).count()
        await self.page.get_by_role("button", name=name).last.click()
        return await self.answer(before)

    async def answer(self, before: int) -> str:
        """Wait for the answer after so many; its text."""
        newest = self.page.locator(ANSWERS).nth(before)
        await newest.wait_for(timeout=15_000)
        return await newest.inner_text()

    async def answers(self) -> list[str]:
        """The text of every answer on the page."""
        return await self.page.locator(ANSWERS).all_inner_texts()

    async def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and its best practices."""
        await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        script = "tags => axe.run(document, {runOnly: tags})"
        report: dict[str, Any] = await self.page.evaluate(script, STANDARDS)
        return [f"{each['id']}: {each['nodes'][0]['html']}" for each in report["violations"]]

    async def is_too_wide(self) -> bool:
        """Whether the page has to be scrolled sideways."""
        script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(await self.page.evaluate(script))

    async def focus(self) -> str:
        """The id of what has focus, or its element's name."""
        script = "document.activeElement.id || document.activeElement.tagName"
        return str(await self.page.evaluate(script))

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
