"""After an emergency reply the advice stays in view."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.safety.conversation import (
    LASTS,
    TURNS,
    CheckAnswer,
    EmergencyState,
    FollowUpKind,
    follow_up,
    read_check_answer,
)
from bot.safety.model import Disposition
from bot.safety.rulebook import read_yaml
from bot.safety.screen import screen

from .support import flag_of, septets

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STATE = EmergencyState.begin(flag_of("heart_attack", Disposition.EMERGENCY_999), NOON)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ive called 999", FollowUpKind.AMBULANCE_COMING),
        ("the ambulance is on its way", FollowUpKind.AMBULANCE_COMING),
        ("my neighbour is ringing them", FollowUpKind.AMBULANCE_COMING),
        ("I don't want to bother anyone", FollowUpKind.MINIMISING),
        ("i'm sure it's nothing", FollowUpKind.MINIMISING),
        ("ill wait and see how it goes", FollowUpKind.MINIMISING),
        ("only joking", FollowUpKind.RETRACTION),
        ("I was just being dramatic", FollowUpKind.RETRACTION),
        ("forget it", FollowUpKind.RETRACTION),
        ("it's passed now", FollowUpKind.PASSED),
        ("feeling better", FollowUpKind.PASSED),
        ("I can't phone, I'm deaf", FollowUpKind.CANNOT_PHONE),
        ("no credit on my phone", FollowUpKind.CANNOT_PHONE),
        ("im on my own", FollowUpKind.ALONE),
        ("just give me the GP number", FollowUpKind.OTHER),
        ("where is the chemist in Deal", FollowUpKind.OTHER),
    ],
)
def test_what_is_said_next_is_understood(text: str, kind: FollowUpKind) -> None:
    said = follow_up(STATE, text, screen(text))
    assert said is not None
    assert said.kind is kind


@pytest.mark.parametrize("disposition", list(Disposition))
@pytest.mark.parametrize(
    "text", ["only joking", "just give me the gp number", "better now", "don't want to be a bother"]
)
def test_nothing_that_is_said_takes_the_advice_away(text: str, disposition: Disposition) -> None:
    state = EmergencyState.begin(flag_of("x", disposition), NOON)
    said = follow_up(state, text, screen(text))
    assert said is not None
    assert re_numbers(said.text)
    assert re_numbers(said.sms)
    assert septets(said.sms) <= 306


def re_numbers(text: str) -> bool:
    return any(number in text for number in ("999", "111", "116 123"))


def test_a_change_of_subject_goes_under_the_reminder() -> None:
    said = follow_up(STATE, "opening times please", screen("opening times please"))
    assert said is not None
    assert not said.stands_alone


@pytest.mark.parametrize("family", list(read_yaml("conversation.yml")["stay"]))
def test_who_waits_for_the_ambulance_is_told_what_to_do(family: str) -> None:
    state = EmergencyState.begin(flag_of(family, Disposition.EMERGENCY_999), NOON)
    said = follow_up(state, "ambulance is coming", screen("ambulance is coming"))
    assert said is not None
    assert said.stands_alone
    assert septets(said.sms) <= 306


def test_a_new_sign_speaks_for_itself() -> None:
    assert follow_up(STATE, "he is not breathing", screen("he is not breathing")) is None


def test_the_state_ends_by_turns_or_by_time_and_not_before() -> None:
    state = STATE
    for _ in range(TURNS):
        assert not state.is_over(NOON + timedelta(minutes=5))
        state = state.after_turn()
    assert state.is_over(NOON)
    assert follow_up(state, "hello", screen("hello")) is None
    assert STATE.is_over(NOON + LASTS)


def test_the_state_survives_storage() -> None:
    assert EmergencyState.from_json(STATE.to_json()) == STATE


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", CheckAnswer.YES),
        ("yeah he is", CheckAnswer.YES),
        ("no", CheckAnswer.NO),
        ("nah he's fine", CheckAnswer.NO),
        ("not sure", CheckAnswer.YES),
        ("it hurts", CheckAnswer.UNCLEAR),
        ("dunno", CheckAnswer.YES),
    ],
)
def test_only_a_plain_no_is_a_no(text: str, answer: CheckAnswer) -> None:
    assert read_check_answer(text) is answer
