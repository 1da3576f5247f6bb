"""Segments are counted as networks do, and typography does not double the cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.gsm7 import BASIC, EXTENSION, cost, downgraded, is_gsm7, segments

GSM = st.text(alphabet=sorted((BASIC | EXTENSION) - {"\f"}), max_size=700)


def test_the_alphabet_has_its_127_characters_beside_escape_and_ten_in_the_extension() -> None:
    assert len(BASIC) == 127
    assert len(EXTENSION) == 10


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", "GSM-7", 0, 1),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("é" * 160, "GSM-7", 160, 1),
        ("’" * 70, "UCS-2", 70, 1),
        ("’" * 71, "UCS-2", 71, 2),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 36, "UCS-2", 72, 2),
    ],
)
def test_limits(text: str, encoding: str, units: int, parts: int) -> None:
    counted = cost(text)

    assert (counted.encoding, counted.units, counted.segments) == (encoding, units, parts)


def test_an_escaped_character_is_not_torn_apart_between_parts() -> None:
    assert segments("a" * 152 + "€" + "a" * 151) == 2
    assert segments("a" * 152 + "€" + "a" * 152) == 3


def test_a_surrogate_pair_is_not_torn_apart_between_parts() -> None:
    assert segments("а" * 66 + "😀" + "а" * 65) == 2
    assert segments("а" * 66 + "😀" + "а" * 66) == 3


@given(GSM)
def test_the_count_agrees_with_cutting_the_text_into_parts(text: str) -> None:
    assert segments(text) == _parts_by_cutting(text)


def _parts_by_cutting(text: str) -> int:
    septets = [2 if character in EXTENSION else 1 for character in text]
    if sum(septets) <= 160:
        return 1
    parts = 0
    while septets:
        parts += 1
        size = 0
        while septets and size + septets[0] <= 153:
            size += septets.pop(0)
    return parts


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("it’s – “here”…", 'it\'s - "here"...'),
        ("Café Zoë", "Café Zoe"),
        ("Łódź", "Lodz"),
        ("a\u00a0b\u200bc", "a bc"),
        ("Chemist 💊 open", "Chemist  open"),
        ("ŵ ŷ", "w y"),
        ("Ünal Müller", "Ünal Müller"),
        ("½ mile", "1/2 mile"),
    ],
)
def test_typography_goes_and_the_accents_of_gsm_stay(text: str, plain: str) -> None:
    assert downgraded(text) == plain


@pytest.mark.parametrize("text", ["Телефонуйте 999", "ज्यान", "ਫ਼ੋਨ", "اتصل"])
def test_other_scripts_stay_as_they_are(text: str) -> None:
    assert not is_gsm7(downgraded(text))
    assert downgraded(text).replace("\u200d", "") == text.replace("\u200d", "") or segments(text)


@given(st.text(max_size=200))
def test_downgrading_is_settled_after_once(text: str) -> None:
    once = downgraded(text)

    assert downgraded(once) == once


@given(GSM)
def test_what_gsm_has_is_left_alone(text: str) -> None:
    assert downgraded(text) == text
