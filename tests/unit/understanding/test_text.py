"""Normalising keeps every word tied to where it was written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text import Text, normalise


def test_names_compare_alike_however_they_are_written() -> None:
    assert normalise("St. Margaret’s-at-Cliffe") == normalise("ST MARGARETS AT CLIFFE")
    assert normalise("Tonbridge & Malling") == "tonbridge and malling"


def test_invisible_and_wide_characters_do_not_split_a_word() -> None:
    assert Text("mar\u200bgate").words == ["margate"]
    assert Text("ＣＴ９").words == ["ct9"]


def test_stretched_words_are_shortened() -> None:
    assert Text("noooooo").words == ["noo"]


def test_accents_are_dropped() -> None:
    assert Text("café").words == ["cafe"]


@given(st.text(max_size=80))
def test_every_token_points_at_its_own_letters(original: str) -> None:
    text = Text(original)
    for token in text.tokens:
        written = original[token.start : token.end]
        assert written
        assert token.word in Text(written).words


@given(st.text(max_size=80), st.integers(0, 79), st.integers(1, 20))
def test_spans_stay_inside_the_message(original: str, start: int, length: int) -> None:
    text = Text(original)
    if start < len(text.clean):
        end = min(start + length, len(text.clean))
        first, last = text.span(start, end)
        assert 0 <= first < last <= len(original)
