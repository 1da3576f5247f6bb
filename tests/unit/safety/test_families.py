"""Each family of red flags is seen in the words of different people."""

from __future__ import annotations

import pytest

from bot.safety.model import Disposition
from bot.safety.screen import screen

from .support import families, lines

A, E, C, U, M, S = (
    Disposition.EMERGENCY_999,
    Disposition.A_AND_E_NOW,
    Disposition.CRISIS,
    Disposition.URGENT_111,
    Disposition.MATERNITY_TRIAGE_NOW,
    Disposition.SARC,
)

SAID: list[tuple[str, Disposition, str]] = [
    ("heart_attack", A, "a bit of an elephant on my chest"),
    ("heart_attack", A, "help chest"),
    ("heart_attack", A, "chestpain"),
    ("stroke", A, "her mouth's all to one side"),
    ("stroke", A, "he can't get his words out proper"),
    ("stroke", A, "I think she\u2019s having a stroke"),
    ("stroke", A, "my speech went funny for a minute this morning, fine now"),
    ("sudden_confusion", A, "mum doesn't know who I am today"),
    ("breathing_adult", A, "i carnt breff"),
    ("breathing_adult", A, "CANTBREATHE"),
    ("breathing_adult", A, "my blue inhaler isnt touching it"),
    ("breathing_child", A, "they're floppy and won't feed, my twins"),
    ("anaphylaxis", A, "his lips have ballooned after eating a cashew"),
    ("anaphylaxis", A, "we have just used the epi-pen"),
    ("sepsis", A, "could it be sepsis? she is shivering and confused"),
    ("neutropenic_sepsis", A, "on chemo with a temp of 38.4"),
    ("meningitis", A, "the rash does not fade under a glass"),
    ("suicide_self_harm", C, "what's the point"),
    ("suicide_self_harm", C, "they would all be better off without me"),
    ("suicide_self_harm", C, "i wont be here by christmas"),
    ("suicide_self_harm", A, "i've cut my wrists"),
    ("overdose_poisoning", A, "he took all of mum's tablets"),
    ("overdose_poisoning", A, "she od'd but seems ok"),
    ("overdose_poisoning", A, "baby swallowed a button battery"),
    ("heavy_bleeding", A, "the cut on his leg won't stop bleeding"),
    ("gi_bleeding", A, "threw up what looks like coffee grounds"),
    ("head_injury", A, "she's not with it since the fall"),
    ("head_injury", E, "nan bumped her head, she's on apixaban, feels fine"),
    ("seizure", A, "he's having a sezure"),
    ("unconscious", A, "my husband he not wake up"),
    ("unconscious", A, "dad's gone a funny colour and making snoring noises"),
    ("choking", A, "my little boy is chocking"),
    ("burns", E, "kettle of boiling water went over her legs and it has blistered"),
    ("chemical_eye", E, "got bleach in my eye"),
    ("pregnancy", A, "i can see the cord coming out"),
    ("pregnancy", M, "baby hasnt moved today, 34 weeks"),
    ("infant_fever", U, "my 6 week old is 38.2"),
    ("cauda_equina", E, "bad back and numb between my legs"),
    ("torsion", E, "sudden agony in one testicle"),
    ("sight", E, "like a curtain came down over one eye"),
    ("dvt_pe", U, "my calf is hot and swollen after the flight"),
    ("severe_headache", A, "worst headache of my life, came on in seconds"),
    ("abdomen", E, "agony in my tummy, it is rock hard"),
    ("diabetes", A, "type 1, being sick, ketones 4"),
    ("adrenal_crisis", A, "i have addisons and keep throwing up"),
    ("carbon_monoxide", A, "the carbon monoxide alarm is going off"),
    ("heatstroke", A, "very hot, confused, stopped sweating in the sun"),
    ("hypothermia", A, "found him outside freezing cold and confused"),
    ("drowning", A, "pulled her out of the pool, she seems ok now"),
    ("electrocution", A, "got an electric shock off the mains"),
    ("major_trauma", A, "hit by a car and cant move"),
    ("stuck_on_floor", A, "mum has fallen and cant get up"),
    ("stuck_on_floor", A, "stuck in my chair since last night, cant get out of it"),
    ("alcohol_withdrawal", A, "stopped drinking two days ago, shaking and seeing spiders"),
    ("psychosis", C, "he is hearing voices and thinks the neighbours are poisoning him"),
    ("postnatal_psychosis", A, "my wife gave birth last week and says the baby is evil"),
    ("danger_to_others", A, "he says he is going to stab someone"),
    ("rape_assault", S, "i was raped last night"),
    ("child_at_risk", A, "my stepdad hits me"),
    ("child_at_risk", A, "they are making me marry my cousin"),
    ("domestic_abuse", A, "he had his hands round my throat"),
    ("eating_disorder", U, "i make myself sick after every meal"),
    ("declared_emergency", A, "i need an ambulance"),
]


@pytest.mark.parametrize(("family", "disposition", "text"), SAID)
def test_a_sign_is_seen_and_sent_the_right_way(
    family: str, disposition: Disposition, text: str
) -> None:
    seen = screen(text)
    assert seen.red_flag is not None
    assert seen.red_flag.disposition is disposition
    assert family in families(text)


def test_the_flag_points_at_the_words_it_saw() -> None:
    text = "Hello there. My dad has \u201cchest\u201d pain, what now?"
    flag = screen(text).red_flag
    assert flag is not None
    assert "chest" in text[flag.start : flag.end]


@pytest.mark.parametrize(
    "text",
    [
        "my dad", "my client", "a man on my bus", "the lady next door", "our resident in room 4",
    ],
)  # fmt: skip
def test_third_persons_count_the_same(text: str) -> None:
    assert "unconscious" in families(f"{text} is unconscious")


def test_an_emergency_in_the_middle_of_a_long_story_is_found() -> None:
    story = "We moved to Deal in the spring and I have been meaning to find a dentist. " * 20
    assert "heart_attack" in families(f"{story} Now he has crushing chest pain. {story}")


def test_the_most_urgent_flag_comes_first_and_the_rest_follow() -> None:
    seen = screen("my calf is swollen and hot after a flight and now my dad is choking")
    assert seen.red_flag is not None
    assert seen.red_flag.disposition is A
    ranks = [flag.disposition.urgency for flag in seen.others]
    assert ranks == sorted(ranks, reverse=True)


def test_known_emergencies_stay_found() -> None:
    said = [line.split("|", 1) for line in lines("emergencies.txt")]
    missed = [text for _, text in said if screen(text).red_flag is None]
    assert len(missed) <= 0.01 * len(said), missed


def test_known_emergencies_keep_their_family() -> None:
    said = [line.split("|", 1) for line in lines("emergencies.txt")]
    other = [text for family, text in said if family not in families(text)]
    assert len(other) <= 0.06 * len(said), other
