"""Every response, every need and every service of the starter directory fits in a text."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from actions.asked import Asked
from actions.needs import COMMON_NEEDS, need_wordings
from actions.presenting import card, services_message
from bot.gateway.compose import check_message, from_engine
from bot.gateway.conversation import ConversationState
from bot.safety.model import Disposition, RedFlag
from bot.safety.wording import check_question
from bot.sms.composing import shared_text, text_of
from bot.sms.gsm7 import cost, segments
from bot.understanding.model import Place, PlaceKind, Who
from bot.understanding.safety_questions import safety_questions
from bot.web.views import Message
from directory.domain.opening_text import fortnight
from directory.domain.query import Match, Point, Query
from directory.holidays import england
from directory.search import Directory
from directory.seed.starter import load_starter
from directory.store.database import Database
from directory.store.migrate import migrate

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 12, 24, 19, 0, tzinfo=ZoneInfo("Europe/London"))
PLACES = (
    Place(
        "town:tunbridge", "Royal Tunbridge Wells", PlaceKind.TOWN, 51.13, 0.26, "Tunbridge Wells"
    ),
    Place("town:margate", "Margate", PlaceKind.TOWN, 51.389, 1.382, "Thanet"),
)  # fmt: skip
REMINDER = (
    "First: In danger, call 999. To talk now, call Samaritans on 116 123, or 111 and option 2."
)


async def _fill(url: str) -> None:
    await migrate(url)
    database = Database(url)
    await load_starter(database, now=NOW)
    await database.close()


@pytest.fixture(scope="module")
def starter_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the starter directory."""
    url = f"sqlite:///{tmp_path_factory.mktemp('starter') / 'fingerpost.db'}"
    asyncio.run(_fill(url))
    return url


@pytest.fixture
async def directory(starter_url: str) -> AsyncIterator[Directory]:
    """The starter directory."""
    database = Database(starter_url)
    yield Directory(database, england())
    await database.close()


def answer(said: dict[str, Any]) -> Message:
    """What an action says, as the gateway's message."""
    composed, _ = from_engine([{"custom": said}], "sms", ConversationState())
    assert composed is not None
    return composed


async def pages(directory: Directory, need: str, place: Place) -> AsyncIterator[dict[str, Any]]:
    """All that "more" would show."""
    point = Point(place.latitude, place.longitude, place.district, place.label, exact=True)
    for offset in range(0, 60, 3):
        query = Query(needs=(need,), now=NOW, point=point, limit=3, offset=offset)
        result = await directory.search(query)
        if not result.matches:
            return
        yield services_message(result, Asked(need=need), place, Who(), offset=offset)


@pytest.mark.parametrize("need", sorted(need_wordings()))
async def test_every_list_fits_and_keeps_every_phone_number(
    directory: Directory, need: str
) -> None:
    for place in PLACES:
        async for said in pages(directory, need, place):
            text = text_of(answer(said), more=True)
            assert cost(text).encoding == "GSM-7", text
            assert segments(text) <= 2, text
            assert segments(shared_text(answer(said))) <= 2
            reminded = text_of(answer({**said, "notices": [REMINDER, *said["notices"]]}), more=True)
            assert segments(reminded) <= 3
            assert reminded.startswith(REMINDER)
            for one in said["services"]:
                assert (one["phone"] or "") in text
                assert (one["phone"] or "") in reminded


@pytest.mark.parametrize("need", sorted(need_wordings()))
async def test_every_service_fits_with_details_and_with_hours(
    directory: Directory, need: str
) -> None:
    query = Query(needs=(need,), now=NOW, point=None, limit=200)
    for match in (await directory.search(query)).matches:
        said = details(match)
        for hours in (False, True):
            text = text_of(answer(said), hours=hours)
            assert cost(text).encoding == "GSM-7", text
            assert segments(text) <= 2, text
            assert (match.service.phone or "") in text


def details(match: Match) -> dict[str, Any]:
    """One service with its hours."""
    shown = card(match, 12)
    shown["hours"] = [
        {"day": f"{day.weekday} {day.day.day} {day.day:%B}", "text": day.text}
        for day in fortnight(match.service.hours, NOW.date(), england())
    ]
    return {
        "kind": "services",
        "heading": match.service.name,
        "text": match.access_text,
        "services": [shown],
    }


@pytest.mark.parametrize("need", sorted(safety_questions()))
def test_every_safety_question_fits_with_all_its_signs(need: str) -> None:
    question = safety_questions()[need]
    choices = [{"label": label, "payload": "/x"} for label in ("Yes", "No", "Not sure")]
    said = {"kind": "question", "text": "First.", "signs": list(question.signs), "choices": choices}
    text = text_of(answer(said))

    assert segments(text) <= 2, text
    assert all(sign in text for sign in question.signs)


@pytest.mark.parametrize("disposition", list(Disposition))
def test_every_doubt_fits(disposition: Disposition) -> None:
    question = check_question(RedFlag("x", "x", disposition, 0, 1))
    text = text_of(check_message(question, ConversationState()))

    assert segments(text) <= 2, text


def sentences_of_the_actions() -> list[str]:
    """Every text that an action may say, and every response of the domain."""
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    found = [entry["text"] for entries in domain.get("responses", {}).values() for entry in entries]
    for path in sorted((ROOT / "actions").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return [text for text in found if len(text) > 40 and " " in text and "{" not in text]


@pytest.mark.parametrize("text", sentences_of_the_actions())
def test_every_response_fits_alone_and_with_a_menu(text: str) -> None:
    labels = [need_wordings()[need].label for need in COMMON_NEEDS]
    menu = [{"label": label, "payload": "/x"} for label in labels]

    assert segments(text_of(answer({"kind": "text", "text": text}))) <= 2
    asked = text_of(answer({"kind": "question", "text": text, "choices": menu}))
    assert segments(asked) <= 3
    assert "6 " in asked
