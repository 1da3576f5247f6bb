"""The buttons of an empty page."""

from __future__ import annotations

import json

from bot.gateway.starters import starter, starters
from bot.understanding.needs import NEEDS
from bot.understanding.safety_questions import asks_safety_question


def test_every_starter_names_a_need_and_whether_to_ask_first() -> None:
    assert len(starters()) >= 4
    for button in starters():
        offered = starter(button["id"])
        assert offered is not None
        assert offered.label == button["label"]
        need, _, rest = offered.payload.removeprefix("/").partition("{")
        assert need in NEEDS
        asks = asks_safety_question(need, "")
        assert json.loads("{" + rest) == {"safety_answer": None if asks else "not_needed"}


def test_nothing_else_is_a_starter() -> None:
    assert starter("start-anything") is None
