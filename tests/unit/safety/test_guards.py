"""Frightening words that mean no danger, and danger that guards must not hide."""

from __future__ import annotations

import pytest

from bot.safety.screen import screen

from .support import families, lines


@pytest.mark.parametrize(
    "text",
    [
        "no chest pain",
        "he isn't choking",
        "I don't have chest pain or trouble breathing",
        "not suicidal, just fed up",
        "what are the signs of a stroke",
        "what should i do if someone is having a seizure",
        "stroke support group in Dover",
        "suicide bereavement counselling",
        "chest infection clinic",
        "blood pressure check",
        "where can I get my epipen replaced",
        "want to stop smoking after my heart attack in 2019",
        "dad had a stroke six years ago and needs physio",
        "dying for a fag",
        "this queue is killing me",
        "my tooth is killing me",
        "it broke my heart",
        "I nearly had a heart attack when I saw the bill",
        "watched a stroke on casualty last night",
        "cut my finger chopping onions",
        "been a bit low",
        "back pain for weeks",
        "heavy periods",
        "baby has nappy rash",
        "my nan died last month, need someone to talk to",
        "sore throat, hard to swallow a bit",
        "my chest is a bit tight when I have hay fever, which chemist",
        "he is very skilled",
        "breast screening",
        "I keep fit",
        "carbon monoxide alarm free from the council?",
        "emergency contraception",
    ],
)
def test_harmless_words_raise_no_alarm(text: str) -> None:
    assert screen(text).red_flag is None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("no chest pain but he cant breathe", "breathing_adult"),
        ("had a heart attack in 2019 and now i have crushing chest pain", "heart_attack"),
        ("i keep fit but my face has drooped", "stroke"),
        ("dying for a fag and my dad has collapsed", "unconscious"),
        ("not joking, she took 30 paracetamol", "overdose_poisoning"),
        ("stroke club is cancelled, and nan's face has dropped", "stroke"),
    ],
)
def test_a_second_sign_still_fires(text: str, family: str) -> None:
    assert family in families(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't think it's a heart attack",
        "he had chest pain but it has gone now and he feels fine",
    ],
)
def test_a_conflict_is_asked_about(text: str) -> None:
    seen = screen(text)
    assert seen.red_flag is None
    assert seen.check is not None


@pytest.mark.parametrize(
    "text",
    ["pulled him from the pond, fine now", "took 20 paracetamol, feel fine now"],
)
def test_feeling_well_changes_nothing_where_harm_comes_late(text: str) -> None:
    assert screen(text).red_flag is not None


def test_known_harmless_messages_stay_quiet() -> None:
    said = lines("harmless.txt")
    alarms = [text for text in said if screen(text).red_flag is not None]
    assert len(alarms) <= 0.01 * len(said), alarms
