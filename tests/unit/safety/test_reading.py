"""How a message is read: characters, spellings, misspellings and the pattern language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.context import Context
from bot.safety.errors import RuleError
from bot.safety.folding import fold
from bot.safety.fuzzy import FuzzyIndex, allowed_slips, distance
from bot.safety.inflection import forms
from bot.safety.lexicon import Lexicon
from bot.safety.nodes import Node
from bot.safety.patterns import parse
from bot.safety.rulebook import rulebook
from bot.safety.tokens import Spellings, tokenise

PLAIN = Spellings({}, {})


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text, rulebook().spellings)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can\u2019t", ["i", "cant"]),
        ("can not", ["cant"]),
        ("carnt b4 2day", ["cant", "before", "today"]),
        ("he's", ["he"]),
        ("hes", ["he"]),
        ("cho\u200bking", ["choking"]),
        ("\uff28\uff25\uff2c\uff30", ["help"]),
        ("heeeelp", ["heelp"]),
        ("38.5c", ["38.5", "c"]),
        ("999", ["999"]),
        ("\U0001f52a", ["knife"]),
    ],
)
def test_words_are_read_as_the_rules_spell_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_folding_keeps_track_of_every_character(text: str) -> None:
    folded, origins = fold(text)
    if origins is None:
        assert len(folded) == len(text)
    else:
        assert len(folded) == len(origins)
        assert origins == sorted(origins)


@given(st.text())
def test_every_word_points_into_the_message(text: str) -> None:
    for token in tokenise(text, PLAIN):
        assert 0 <= token.start < token.end <= len(text)


def brute_distance(left: str, right: str) -> int:
    """Optimal string alignment, straight from its definition."""
    if not left or not right:
        return max(len(left), len(right))
    options = [
        brute_distance(left[1:], right) + 1,
        brute_distance(left, right[1:]) + 1,
        brute_distance(left[1:], right[1:]) + (left[0] != right[0]),
    ]
    if len(left) > 1 and len(right) > 1 and left[0] == right[1] and left[1] == right[0]:
        options.append(brute_distance(left[2:], right[2:]) + 1)
    return min(options)


SHORT = st.text(alphabet="abc", max_size=5)


@given(SHORT, SHORT)
def test_distance_is_what_its_definition_says(left: str, right: str) -> None:
    assert min(distance(left, right, 2), 3) == min(brute_distance(left, right), 3)


WORD = st.text(alphabet="abcd", min_size=5, max_size=9)


@given(st.sets(WORD, min_size=1, max_size=8), WORD)
def test_the_nearest_words_are_those_a_full_search_finds(known: set[str], word: str) -> None:
    reach = {}
    for candidate in known:
        slips = min(allowed_slips(len(word)), allowed_slips(len(candidate)))
        edits = distance(word, candidate, 2)
        if edits <= slips and (edits <= 1 or word[0] == candidate[0]):
            reach[candidate] = edits
    best = {c for c, edits in reach.items() if edits == min(reach.values())}
    assert set(FuzzyIndex(known, frozenset()).nearest(word)) == best


def test_a_real_word_is_never_taken_for_another() -> None:
    assert FuzzyIndex(["killed"], frozenset({"skilled"})).nearest("skilled") == ()
    assert FuzzyIndex(["killed"], frozenset()).nearest("killled") == ("killed",)


@pytest.mark.parametrize("word", ["skilled", "breast", "breadth", "stoke", "choosing", "fitted"])
def test_real_words_that_look_like_signs_are_guarded(word: str) -> None:
    assert rulebook().lexicon.leaves(word) <= rulebook().lexicon.leaves(word.upper().lower())
    assert "choking" not in words(word)


def test_inflections_cover_how_people_write() -> None:
    assert {"collapse", "collapses", "collapsed", "collapsing", "collapsin"} <= forms("collapse+")
    assert {"stab", "stabs", "stabbed", "stabbing"} <= forms("stab+")
    assert forms("left") == {"left"}


def no_concepts(name: str) -> Node:
    raise RuleError(name)


def found(pattern: str, text: str) -> bool:
    lexicon = Lexicon(frozenset(), PLAIN)
    node = parse(pattern, lexicon, no_concepts)
    lexicon.close()
    context: Context = lexicon.context(tokenise(text, PLAIN))
    return bool(node.find(context))


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("chest pain", "chest pain", True),
        ("chest pain", "chest is really painful", False),
        ("chest pain", "chest has a pain", True),
        ("chest .. pain", "pain in my chest", False),
        ("chest & pain", "pain in my chest", True),
        ("chest & pain", "chest one two three four five six seven eight pain", False),
        ("chest && pain", "chest one two three four five six seven eight pain", True),
        ("passed_out|fainted", "she has passed out", True),
        ("( passed out | fainted ) .. twice", "fainted twice", True),
        ("{38-43}", "38.5", True),
        ("{38-43}", "37", False),
        ("{1-12} week", "six week", True),
        ("shak*", "shaking", True),
        ("unconscious", "unconscous", True),
        ("unconscious!", "unconscous", False),
        ("help #2", "help me", True),
        ("help #2", "can you help me", False),
        ("blood & blood", "blood", False),
    ],
)
def test_the_pattern_language(pattern: str, text: str, expected: bool) -> None:
    assert found(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["", "a ..", "( a | b", "a?", "| a", "a )"])
def test_a_bad_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        found(pattern, "a")


def test_words_run_together_are_taken_apart() -> None:
    assert found("cant breathe", "cantbreathe")
    assert found("chest pain", "chestpain now")
