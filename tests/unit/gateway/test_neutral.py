"""Whatever comes in, the engine never sees its own control language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.gateway.neutral import neutralised

AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from('/\\ \t\n\r\x00\x0b\x0c\x1b\x85\xa0\u200b\u200e\u2028\u2060\ufeff{}":x'),
        st.characters(),
    ),
    max_size=40,
)


@given(AWKWARD)
@example("/restart")
@example("\u200b/restart")
@example(" \x00 / / \n/intent{}")
@example("\xa0/restart")
@example("\u2028/restart")
@example("\x85/restart")
@example("\ufeff\ufeff//x")
def test_what_the_engine_sees_never_starts_with_a_slash(text: str) -> None:
    seen = neutralised(text).strip()
    assert seen
    assert not seen.startswith("/")


@given(AWKWARD)
def test_neutralising_twice_changes_nothing_more(text: str) -> None:
    assert neutralised(neutralised(text)) == neutralised(text)


@given(st.from_regex(r"[a-z]+( [a-z']+){0,6}[?!.]?", fullmatch=True))
def test_ordinary_words_pass_unchanged(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("/restart", "restart"),
        ('/inform{"place": "x"}', 'inform{"place": "x"}'),
        ("and/or a dentist", "and/or a dentist"),
        ("my\nback\thurts", "my back hurts"),
        ("he\x00llo", "hello"),
        ("///", "…"),
        ("\u200b", "…"),
    ],
)
def test_examples(text: str, seen: str) -> None:
    assert neutralised(text) == seen
