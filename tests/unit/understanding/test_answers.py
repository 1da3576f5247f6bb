"""Short answers, and what must never be taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.answers import read_answer
from bot.understanding.reading import Reader

NO = [
    "no", "No.", "NO!!!", "nope", "nah mate", "n", "no thanks", "noooo", "no no no", "well no",
    "none of those", "no she isnt", "not at all", "nothing like that", "no to all", "no none",
    "definitely not", "neither", "nie", "nu", "no, none of them thankfully", "👎", "👎🏽",
]  # fmt: skip
YES = [
    "yes", "Yes please", "yeah", "yh", "yep", "y", "yup", "aye", "ye", "yesss", "ok", "si", "tak",
    "yes it does", "I do", "i think so", "erm yes", "go on then", "yes to all", "some of them",
    "👍",
]  # fmt: skip
UNSURE = [
    "not sure", "im not sure", "dunno", "idk", "i dont know", "maybe", "a bit", "sometimes",
    "yes and no", "possibly", "no idea", "hard to say", "not sure sorry", "🤷",
]  # fmt: skip
HEDGED = ["not really", "not now", "i dont think so", "not that i know of", "no not really"]
MORE_THAN_AN_ANSWER = [
    "no but my arm is numb",
    "no but",
    "no just chest pain",
    "no chest pain",
    "no i cant breathe",
    "yes chest pain",
    "yes but only a little",
    "no, well he did faint",
    "no she is",
    "no not breathing",
    "nope just bleeding",
    "not ok",
    "not good",
    "help",
    "where is it",
    "nobody knows",
    "no one",
    "",
]


@pytest.mark.parametrize("expecting", [None, "safety_answer", "place", "choice"])
@pytest.mark.parametrize(
    ("messages", "intent"), [(NO, "deny"), (YES, "affirm"), (UNSURE, "not_sure")]
)
def test_yes_no_and_not_sure(messages: list[str], intent: str, expecting: str | None) -> None:
    for message in messages:
        assert read_answer(message, expecting) == intent, message


@pytest.mark.parametrize("message", HEDGED)
def test_a_no_that_leaves_room_is_not_sure_about_safety(message: str) -> None:
    assert read_answer(message, "safety_answer") == "not_sure"
    assert read_answer(message) == "deny"


@pytest.mark.parametrize("expecting", [None, "safety_answer", "place", "choice"])
@pytest.mark.parametrize("message", MORE_THAN_AN_ANSWER)
def test_longer_sentences_are_left_alone(
    reader: Reader, message: str, expecting: str | None
) -> None:
    assert read_answer(message, expecting, reader) is None


OTHERS = [
    ("2", "choose_result"),
    ("the second one please", "choose_result"),
    ("more", "ask_more"),
    ("any more?", "ask_more"),
    ("show me more", "ask_more"),
    ("anything else", "ask_more"),
    ("start again", "start_again"),
    ("restart", "start_again"),
    ("new search", "start_again"),
    ("margate", "give_place"),
    ("in Deal", "give_place"),
    ("ct9 1aa", "give_place"),
    ("Gillingham", "give_place"),
    ("Glasgow", "give_place"),
    ("tomorrow", "give_time"),
    ("sunday evening please", "give_time"),
    ("after 6", "give_time"),
    ("now", "give_time"),
]


@pytest.mark.parametrize(("message", "intent"), OTHERS)
def test_numbers_more_places_and_times(reader: Reader, message: str, intent: str) -> None:
    assert read_answer(message, None, reader) == intent


def test_numbers_and_times_do_not_answer_a_safety_question(reader: Reader) -> None:
    assert read_answer("2", "safety_answer", reader) is None
    assert read_answer("tomorrow", "safety_answer", reader) is None


_SYMPTOMS = st.sampled_from(
    [
        "chest pain",
        "my arm is numb",
        "cant breathe",
        "bleeding",
        "he fainted",
        "blood",
        "a rash",
        "pregnant",
        "dizzy",
        "she fell",
        "took pills",
        "want to die",
    ]
)


@given(
    st.sampled_from([*NO[:12], "not really"]),
    st.sampled_from([" but ", " ", ", ", ". ", " just ", " only ", " except ", "\n"]),
    _SYMPTOMS,
)
def test_no_with_a_symptom_is_never_a_no(no: str, join: str, symptom: str) -> None:
    assert read_answer(f"{no}{join}{symptom}", "safety_answer") is None
    assert read_answer(f"{symptom}{join}{no}", "safety_answer") is None
