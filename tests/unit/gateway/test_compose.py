"""One message out of what the engine or the screen says, and nothing of the inside in it."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway import compose
from bot.gateway.conversation import ConversationState
from bot.gateway.emergency import begin_emergency
from bot.safety.model import Disposition, RedFlag
from tests.unit.gateway.samples import AT, CARD

LABELS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.lists(LABELS, min_size=1, max_size=6))
def test_a_payload_is_never_part_of_a_message(labels: list[str]) -> None:
    state = ConversationState()
    secret = '/give_place{"place": "town:very-secret"}'
    choices = [{"label": label, "payload": secret} for label in labels]
    answer = {"custom": {"kind": "question", "text": "Which?", "choices": choices}}
    message, _ = compose.from_engine([answer], "web", state)
    assert b"very-secret" not in orjson.dumps(message)
    assert b"give_place" not in orjson.dumps(message)
    assert [choice["label"] for choice in message["choices"]] == labels
    ids = [choice["id"] for choice in message["choices"]]
    assert len(set(ids)) == len(labels)
    assert [state.choices[id_].payload for id_ in ids] == [secret] * len(labels)


def test_a_card_keeps_what_people_need_and_hides_the_rest() -> None:
    state = ConversationState()
    answer = {"custom": {"kind": "services", "text": "", "services": [CARD]}}
    message, _ = compose.from_engine([answer], "web", state)
    card = message["services"][0]
    assert card["name"] == "A Pharmacy"
    assert card["phone_href"] == "tel:01622000000"
    assert "details" not in card
    assert "sensitive" not in card
    chosen = state.choices[str(card["details_choice"])]
    assert chosen.payload == CARD["details"]
    assert chosen.label == "More about A Pharmacy"


def test_a_service_without_a_phone_has_no_link_to_call() -> None:
    answer = {"custom": {"kind": "services", "text": "", "services": [{**CARD, "phone": None}]}}
    message, _ = compose.from_engine([answer], "web", ConversationState())
    assert "phone_href" not in message["services"][0]


def test_several_answers_become_one_message_with_the_question_last() -> None:
    state = ConversationState()
    said = [
        {"text": "I am a computer."},
        {"custom": {"kind": "question", "text": "Where are you?", "expects": "place"}},
    ]
    message, flag = compose.from_engine(said, "web", state)
    assert flag is None
    assert message["text"] == "I am a computer.\n\nWhere are you?"
    assert message["kind"] == "question"
    assert state.expecting == "place"


@pytest.mark.parametrize("disposition", list(Disposition))
def test_an_emergency_has_no_services_no_choices_and_an_action(disposition: Disposition) -> None:
    state = ConversationState(expecting="place")
    flag = RedFlag("rule", "family", disposition, 0, 0)
    message = compose.emergency_message(flag, "web", state)
    emergency = message["emergency"]
    assert emergency is not None
    assert message["kind"] == "emergency"
    assert message["services"] == message["choices"] == []
    assert message["disposition"] == disposition.value
    assert emergency["lines"]
    assert all(
        action["href"].startswith(("tel:", "sms:", "http")) for action in emergency["actions"]
    )
    assert state.expecting is None


def test_an_emergency_of_the_engine_wins_over_all_else_it_says() -> None:
    said: list[dict[str, Any]] = [
        {"custom": {"kind": "emergency", "disposition": "111_now", "family": "f", "rule": "r"}},
        {"custom": {"kind": "services", "text": "", "services": [CARD]}},
    ]
    message, flag = compose.from_engine(said, "web", ConversationState())
    assert message["kind"] == "emergency"
    assert message["services"] == []
    assert flag is not None
    assert (flag.rule, flag.disposition) == ("r", Disposition.URGENT_111)


def test_an_emergency_that_is_repeated_keeps_its_own_wording() -> None:
    state = ConversationState()
    flag = RedFlag("some-rule", "infant_fever", Disposition.URGENT_111, 0, 0)
    begin_emergency(state, flag, AT)
    message, repeated = compose.from_engine([{"custom": {"kind": "emergency"}}], "web", state)
    assert message["disposition"] == "111_now"
    assert repeated is not None
    assert repeated.rule == "some-rule"


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_the_reply_when_nothing_else_can_be_said_carries_999_and_111(channel: str) -> None:
    message = compose.fallback_message(channel, ConversationState(expecting="place"))
    assert "999" in message["text"]
    assert "111" in message["text"]
