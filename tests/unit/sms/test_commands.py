"""Short replies are read when they are the whole message."""

from __future__ import annotations

import pytest

from bot.sms.commands import Command, Verb, read_command


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("2", Command(Verb.CHOOSE, 2)),
        (" 2. ", Command(Verb.CHOOSE, 2)),
        ("number 3", Command(Verb.CHOOSE, 3)),
        ("two please", Command(Verb.CHOOSE, 2)),
        ("#1", Command(Verb.CHOOSE, 1)),
        ("MORE", Command(Verb.MORE)),
        ("more please", Command(Verb.MORE)),
        ("HOURS 2", Command(Verb.HOURS, 2)),
        ("hours for 2", Command(Verb.HOURS, 2)),
        ("opening times 1", Command(Verb.HOURS, 1)),
        ("hours", Command(Verb.HOURS)),
        ("MAP 2", Command(Verb.MAP, 2)),
        ("map2", Command(Verb.MAP, 2)),
        ("Back", Command(Verb.BACK)),
        ("OK thanks", Command(Verb.OK)),
    ],
)
def test_commands(text: str, command: Command) -> None:
    assert read_command(text) == command


@pytest.mark.parametrize(
    "text",
    ["2 days of fever", "my back hurts", "back pain", "no", "nope", "more pain than yesterday",
     "for 2 hours", "2 hours", "map of my symptoms", "", "ME14", "I am ok but my dad is not"],
)  # fmt: skip
def test_sentences_are_not_commands(text: str) -> None:
    assert read_command(text) is None
