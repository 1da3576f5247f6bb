"""Everything that is said fits: two segments, one for an emergency, never more than three."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest

from bot.safety.model import Disposition, RedFlag
from bot.safety.wording import block_names, emergency_wording, never_silent
from bot.sms import words
from bot.sms.commands import Command, Verb
from bot.sms.composing import fitted, is_private, shared_text, text_of
from bot.sms.gsm7 import cost, segments
from bot.sms.memory import Memory
from bot.sms.shorten import fewer_sentences, shortened
from bot.web.views import Message
from tests.unit.sms.samples import card, services


def message(**changes: Any) -> Message:
    """An answer."""
    return cast(Message, {"kind": "text", "text": "Hello.", **changes})


@pytest.mark.parametrize("name", sorted(words.ALL))
def test_every_fixed_text_is_one_segment_of_gsm(name: str) -> None:
    text = words.ALL[name].format(number=12, known="1-30", name="A" * 30, way="Phone 01622 000000")

    assert cost(text).encoding == "GSM-7"
    assert segments(text) <= (2 if name == "WHO_WE_ARE" else 1), cost(text)


@pytest.mark.parametrize("name", block_names())
def test_every_emergency_text_is_one_segment_of_gsm(name: str) -> None:
    from bot.safety.wording import _wording

    said = text_of(message(kind="emergency", text=_wording(name, "sms").sms, disposition="999"))

    assert (cost(said).encoding, segments(said)) == ("GSM-7", 1)


@pytest.mark.parametrize("disposition", list(Disposition))
def test_every_disposition_has_its_text(disposition: Disposition) -> None:
    flag = RedFlag("x", "x", disposition, 0, 1)

    assert segments(emergency_wording(flag, "sms").sms) == 1


def test_the_never_silent_text_is_one_segment() -> None:
    assert segments(never_silent("sms")) == 1


def test_a_list_has_numbers_names_states_distances_and_phones() -> None:
    text = text_of(services(3), more=True)

    assert "1 Pharmacy number 1" in text
    assert "Open to 6pm" in text
    assert "0.3mi" in text
    assert "01622 000003" in text
    assert "MORE" in text
    assert segments(text) <= 2


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_longest_names_are_shortened_and_no_phone_is_lost(count: int) -> None:
    long = "Kent Community Health NHS Foundation Trust Community Musculoskeletal Physiotherapy " * 2
    cards = [
        card(number, name=long + str(number), phone=f"0300 123 45{number}{number} or 01622 224301",
             open_text="Closed until 9am on Wednesday 30 December (Boxing Day substitute)")
        for number in range(1, count + 1)
    ]  # fmt: skip
    notices = ["Nothing is open now, so these are the next to open. " * 2]
    text = text_of(services(count, services=cards, notices=notices, text=long))

    assert segments(text) <= 3
    for one in cards:
        assert one["phone"] in text
    assert not _torn(text, long)


def _torn(text: str, source: str) -> list[str]:
    """Words of the names' lines that the source has only as a part of a word."""
    known = set(re.findall(r"[A-Za-z]+", source)) | {"Comm", "svc", "Ctr", "NHS"}
    names = [line.split(".")[0] for line in text.splitlines() if re.match(r"\d ", line)]
    return [word for name in names for word in re.findall(r"[A-Za-z]+", name) if word not in known]


def test_the_reminder_of_an_emergency_stays_above_a_list() -> None:
    text = text_of(services(3, notices=["First: Call 999 now if you have not."]))

    assert text.startswith("First: Call 999 now if you have not.")
    assert segments(text) <= 3


def test_details_keep_name_phone_and_address() -> None:
    hours = [{"day": "Monday 4 May", "text": "9am to 5pm"}]
    long = card(2, hours=hours, eligibility="For adults. " * 20, checked_text="Checked. " * 10)
    text = text_of(services(1, services=[long], text="Just walk in."))

    assert "Phone 01622 000002" in text
    assert "1 Week Street, Maidstone, ME14 1AA" in text
    assert "HOURS 2, MAP 2" in text
    assert segments(text) <= 2


def test_hours_put_equal_days_together() -> None:
    days = [
        "Monday 4",
        "Tuesday 5",
        "Wednesday 6",
        "Thursday 7",
        "Friday 8",
        "Saturday 9",
        "Sunday 10",
    ]
    rows = [{"day": f"{day} May", "text": "9am to 5pm"} for day in days[:5]]
    rows += [{"day": f"{day} May", "text": "Closed"} for day in days[5:]]
    text = text_of(services(1, services=[card(1, hours=rows)]), hours=True)

    assert "Mon 4-Fri 8: 9am to 5pm" in text
    assert "Sat 9-Sun 10: Closed" in text


def test_the_signs_of_a_question_are_all_there() -> None:
    asked = message(kind="question", text="First, to be safe.", signs=["one sign", "another"],
                    choices=[{"id": "a", "label": "Yes"}, {"id": "b", "label": "No"}])  # fmt: skip
    text = text_of(asked)

    assert "one sign" in text
    assert "another" in text
    assert text.endswith("Reply YES, NO or NOT SURE.")


def test_choices_are_numbered() -> None:
    choices = [{"id": "a", "label": "Deal"}, {"id": "b", "label": "Dover"}]
    asked = message(kind="question", text="Which?", choices=choices)

    assert text_of(asked) == "Which?\n1 Deal\n2 Dover"


@pytest.mark.parametrize("script", ["Телефонуйте негайно. ", "ज्यान खतरामा छ भने अहिले। "])
def test_other_scripts_are_never_more_than_three_segments(script: str) -> None:
    text = text_of(message(text=script * 20))

    assert cost(text).encoding == "UCS-2"
    assert segments(text) <= 3


def test_nothing_is_longer_than_three_segments() -> None:
    assert segments(fitted(["word " * 500])) <= 3


@pytest.mark.parametrize(
    ("need", "private"),
    [("sexual_health", True), ("domestic_abuse_support", True), ("mental_health_crisis", True),
     ("mental_health_talking_therapies", True), ("pharmacy", False), ("dental", False)],
)  # fmt: skip
def test_what_is_private_is_offered_first(need: str, private: bool) -> None:
    answer = services(2, need=need)

    assert is_private(answer, []) is private
    assert not is_private(answer, [need])


def test_the_offer_says_nothing_of_what_it_offers() -> None:
    assert not re.search(r"abuse|sexual|mental|drug|therap", words.PRIVATE, re.IGNORECASE)


def test_a_shared_list_says_who_it_is_from_and_asks_for_no_reply_but_stop() -> None:
    text = shared_text(services(3))

    assert text.endswith(words.SHARED)
    assert "Reply" not in text
    assert segments(text) <= 2


@pytest.mark.parametrize("most", range(8, 60))
def test_a_name_is_cut_between_words(most: int) -> None:
    name = "Maidstone and Mid Kent Mind (Wellbeing Hub) at the Community Centre"
    short = shortened(name, most)

    assert len(short) <= max(most, len("Maidstone"))
    assert not short.endswith((" and", " at", " the", "&", ","))
    known = set(name.split()) | {"&", "Ctr", "Community", "Hub)"}
    assert set(short.split()) <= known


def test_sentences_with_emergency_numbers_are_never_dropped() -> None:
    *_, shortest = fewer_sentences("One. Two. In an emergency call 999. Three. Call 111.")

    assert shortest == "One. In an emergency call 999. Call 111."


def test_memory_knows_what_the_numbers_stand_for() -> None:
    memory = Memory()
    more = {"id": "m", "label": "Show more"}
    memory.learn(services(3, choices=[more]))
    later = services(3, services=[card(4), card(5)])
    memory.learn(later)
    again = Memory.from_json(memory.as_json())

    assert again.numbers() == [1, 2, 3, 4, 5]
    assert again.card(4) is not None
    assert again.more is None


def test_hours_can_be_asked_for_after_details() -> None:
    memory = Memory()
    memory.learn(services(3))
    hours = [{"day": "Monday 4 May", "text": "9am to 5pm"}]
    memory.learn(services(1, services=[card(3, hours=hours, details_choice=None)]))

    assert memory.choice_for(Command(Verb.HOURS, 3)) == "choice-3"
    assert memory.choice_for(Command(Verb.HOURS)) == "choice-3"


def test_a_long_heading_gives_way_to_its_place() -> None:
    long = "Help with back, muscle and joint pain and more near Royal Tunbridge Wells"
    cards = [card(number, name="A name that takes much room " * 3) for number in (1, 2, 3)]

    assert "Near Royal Tunbridge Wells:" in text_of(services(3, heading=long, services=cards))
