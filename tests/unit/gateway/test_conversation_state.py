"""What is kept between turns survives being stored."""

from __future__ import annotations

import orjson
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.conversation import ConversationState, OfferedChoice

WORDS = st.text(st.characters(exclude_categories=("Cs",)))
JSON = st.dictionaries(WORDS, WORDS | st.integers(-1000, 1000) | st.none(), max_size=4)
STATES = st.builds(
    ConversationState,
    expecting=st.none() | WORDS,
    emergency=st.none() | JSON,
    check=st.none() | JSON,
    silences=st.integers(0, 5),
    choices=st.dictionaries(WORDS, st.builds(OfferedChoice, WORDS, WORDS), max_size=5),
)


@given(STATES)
def test_state_is_the_same_after_storing(state: ConversationState) -> None:
    stored = orjson.loads(orjson.dumps(state.as_json()))
    assert ConversationState.from_json(stored) == state


def test_a_state_of_an_older_version_is_read() -> None:
    assert ConversationState.from_json({}) == ConversationState()


def test_the_oldest_choices_are_forgotten_first() -> None:
    state = ConversationState()
    for number in range(100):
        state.offer(f"c{number}", OfferedChoice(str(number), "/affirm"))
    assert len(state.choices) == 80
    assert "c19" not in state.choices
    assert "c99" in state.choices
