"""The screen is quick for every message, however strange, and never fails."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.screen import screen

from .support import lines

ADVERSARIAL = [
    "chest pain " * 100,
    "cant breathe not breathing " * 40,
    "no " * 330,
    "a" * 1000,
    "zqxjkvbw " * 110,
    "i want to die not want to die but " * 30,
    "my baby is floppy blue hot sick bleeding now " * 22,
    " ".join(f"qwertyu{chr(97 + i % 26)}{chr(97 + i // 26)}op" for i in range(80)),
    "999" * 333,
    "!?.," * 250,
    "\u0301" * 1000,
    "पानी " * 200,
]


def seconds(text: str) -> float:
    best = 1.0
    for _ in range(3):
        began = time.perf_counter()
        screen(text)
        best = min(best, time.perf_counter() - began)
    return best


def test_a_message_takes_less_than_a_millisecond() -> None:
    said = [line.split("|", 1)[1] for line in lines("emergencies.txt")[::4]]
    said += lines("harmless.txt")[::4]
    times = sorted(seconds(text) for text in said)
    assert times[len(times) // 2] < 0.002  # twice the aim: the machine is shared


@pytest.mark.parametrize("text", ADVERSARIAL)
def test_no_thousand_characters_take_long(text: str) -> None:
    assert seconds(text[:1000]) < 0.04  # twice the aim: the machine is shared


def test_ten_thousand_characters_are_read_whole_and_in_time() -> None:
    filler = "we went to the shops and had a cup of tea with the neighbours. " * 155
    text = filler[:9900] + " my dad has crushing chest pain"
    flag = screen(text).red_flag
    assert flag is not None
    assert flag.start > 9000
    assert seconds(text) < 0.4


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_screened(text: str) -> None:
    flag = screen(text).red_flag
    if flag is not None:
        assert 0 <= flag.start < flag.end <= len(text)


PIECES = ["chest", "pain", "cant", "breathe", "no", "not", "but", "my", "baby", "die", "."]
PIECES += [",", "blood", "pills", "want", "blue", "{}", "38", "week"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_jumble_of_signs_gives_the_same_answer_twice(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert screen(text) == screen(text)
