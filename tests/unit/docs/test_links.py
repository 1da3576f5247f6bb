"""The pages about safety, privacy and running: their links live, and what they name exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.gateway.settings import Settings
from directory.feeds.mapping import source_names

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *(DOCS / "clinical-safety").glob("*.md"),
        DOCS / "data-sources.md",
        DOCS / "operations.md",
        DOCS / "privacy.md",
    ]
)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
_PATH = re.compile(
    r"`((?:actions|bot|data|deploy|directory|docs|requirements|scripts|tests)/[\w./*-]+)`"
)
_SETTING = re.compile(r"\bFINGERPOST_([A-Z_]+)")


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


@pytest.fixture(params=PAGES, ids=names(PAGES))
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_links_between_pages_lead_somewhere(page: Path) -> None:
    dead = []
    for target, anchor in _LINK.findall(page.read_text(encoding="utf-8")):
        path = (page.parent / target) if target else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            dead.append(f"{target}#{anchor}")
    assert dead == []


def test_paths_that_are_named_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    gone = [path for path in _PATH.findall(text) if not any(ROOT.glob(path.rstrip("/")))]
    assert gone == []


def test_settings_that_are_named_are_read_somewhere(page: Path) -> None:
    wanted = set(_SETTING.findall(page.read_text(encoding="utf-8")))
    assert sorted(wanted - known_settings()) == []


def test_whatever_is_about_clinical_safety_says_on_top_that_it_is_not_signed_off() -> None:
    for path in (DOCS / "clinical-safety").glob("*.md"):
        head = path.read_text(encoding="utf-8")[:300].lower()
        assert "not signed off" in head, path.name
        assert "clinical safety officer" in head, path.name


def test_every_source_that_can_be_imported_is_described() -> None:
    text = (DOCS / "data-sources.md").read_text(encoding="utf-8")
    assert [name for name in source_names() if name not in text] == []


def test_the_retention_that_is_promised_is_the_default() -> None:
    hours = Settings.model_fields["retention_hours"].default
    assert f"(default {hours:.0f})" in (DOCS / "privacy.md").read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def known_settings() -> set[str]:
    return set(_read_by_name()) | {name.upper() for name in _settings_fields()}


def _read_by_name() -> Iterator[str]:
    for folder in ("actions", "bot", "directory", "scripts"):
        for source in (ROOT / folder).rglob("*.py"):
            yield from _SETTING.findall(source.read_text(encoding="utf-8"))


def _settings_fields() -> Iterator[str]:
    """Fields of every settings class with our prefix."""
    for source in (ROOT / "bot").rglob("*settings.py"):
        yield from re.findall(r"^    (\w+): ", source.read_text(encoding="utf-8"), re.MULTILINE)
