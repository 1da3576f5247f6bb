"""How messages are put before they are learned from."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.learning.joining import join
from bot.engine.learning.masking import COUNTED, EMBEDDED, masked
from bot.engine.learning.wording import for_ngrams, plain
from bot.understanding.model import PlaceMention, PlaceStatus, Reading, When, WhenMention


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("I CAN’T   breathe", "i can't breathe"),
        ("heeeeelp", "heelp"),
        ("1000 times", "1000 times"),
        ("  new\nline ", "new line"),
    ],
)
def test_plain_wording(typed: str, read: str) -> None:
    assert plain(typed) == read


@given(st.text())
def test_plain_wording_is_stable(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_apostrophes_do_not_matter_to_counting() -> None:
    assert for_ngrams("I’m sure she can't") == for_ngrams("im sure she cant")


def reading_of(text: str, place: str | None, time: str | None) -> Reading:
    def span(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Reading(
        text=text,
        place=PlaceMention(
            status=PlaceStatus.AMBIGUOUS, text=place, start=span(place)[0], end=span(place)[1]
        )
        if place
        else None,
        when=WhenMention(when=When(now=True), text=time, start=span(time)[0], end=span(time)[1])
        if time
        else None,
    )


def test_place_and_time_are_put_as_one_word_each() -> None:
    reading = reading_of(
        "dentist in Herne Bay on sunday evening pls", "Herne Bay", "sunday evening"
    )
    assert masked(reading, EMBEDDED) == "dentist in town on today pls"
    assert masked(reading, COUNTED) == "dentist in xplace on xtime pls"


def test_a_message_without_place_or_time_stays_as_it_is() -> None:
    assert masked(reading_of("blocked ear", None, None), EMBEDDED) == "blocked ear"


@given(st.integers(), st.text(min_size=1), st.text(min_size=1))
def test_joined_messages_hold_both(seed: int, message: str, request: str) -> None:
    joined = join(message, request, random.Random(seed))
    assert message.rstrip(".") in joined
    assert request.rstrip(".") in joined


def test_joining_comes_out_alike_for_the_same_seed() -> None:
    assert join("a b", "c d", random.Random(7)) == join("a b", "c d", random.Random(7))
