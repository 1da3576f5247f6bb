"""Opting out in one's own words is honoured; stopping smoking is something else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sms.consent import (
    is_delete_request,
    is_exact_opt_out,
    is_help_word,
    is_opt_in,
    is_opt_out,
)
from bot.sms.keywords import OPT_IN_WORDS, OPT_OUT_WORDS

OUT = """
STOP | stop | Stop. | STOP!!! | stop please | please stop | pls stop | Stop now please
stop it | stop stop stop | stop texting me | stop txting me | please stop texting me
can you stop texting me | stop messaging me | stop contacting me | stop sending me texts
stop sending me these messages | stop sending messages | stop these texts | stop the texts
stop all texts | stop all these messages | stop your messages | stop sms | no more texts
no more texts please | no more messages | no texts | don't text me | don’t text me again
do not text me any more | dont message me | never text me again | do not contact me
unsubscribe | unsubscribe me | please unsubscribe me | unsubscribe this number
unsubscribe from these texts | opt out | opt me out | optout | i want to opt out
i'd like to opt out | I want to opt out of these messages | opt out of this service
how do i opt out | how do I unsubscribe | how do i stop these texts
how can i stop these messages | how do i stop getting these texts | i don't want these texts
i dont want any more messages | I do not want your messages any more
i want to stop getting texts | i would like to stop these messages | take me off your list
take me off this list | remove me from your list | remove my number | remove this number please
hi please stop texting me thanks | sorry stop texting me | Stop texting this number
i dont want to receive these messages from you | STOPALL | end | cancel | quit | QUIT
cancel these texts | end these messages | cancel texts | stop text | stop texts
please quit texting me
"""
NOT_OUT = """
stop smoking | I want to stop smoking | help me stop smoking | how do i stop smoking
stop vaping | how do i stop drinking | stop drinking | i need to stop drinking | quit smoking
i want to quit | help me quit | i want to quit vaping | quit cigarettes | give up smoking
stop gambling | how can i stop the bleeding | the bleeding won't stop | my nose bleed wont stop
stop taking my tablets | should i stop my medication | can i stop taking antibiotics
when can i stop isolating | cancel my appointment | i need to cancel my gp appointment
cancel my prescription | end of life care | end it all | i want to end it
i want to end my life | where does the road end | my ex wont stop texting me
he will not stop messaging me | stop my ex from texting me | my husband wont stop contacting me
someone keeps sending me horrible texts | she keeps texting me make her stop | stop snoring
stop my baby crying | stop my son self harming | bus stop near the surgery | the bus stop
non stop coughing | cant stop coughing | i cant stop crying | stop the pain | make it stop
i want it to stop | stop | opt out of organ donation | opt out of sharing my nhs data
how do i opt out of organ donation | unsubscribe from nhs app emails | remove stitches
remove my ear wax | take me to hospital | text me the list | no | no thanks | end stage copd
weekend | stop clinic | smoking stop service | stop for me service | one stop shop
quit for life | quit line | i don't want to go to hospital | i dont want anyone to know
no more painkillers | no more cigarettes | stop eating | stop self harming
never text while driving
"""
ONLY_EXACT = {"stop", "quit", "end", "cancel"}


def listed(table: str) -> list[str]:
    """The phrases of a table."""
    return [
        phrase.strip()
        for line in table.splitlines()
        for phrase in line.split("|")
        if phrase.strip()
    ]


@pytest.mark.parametrize("text", [text for text in listed(OUT) if text != "no texts"])
def test_opting_out(text: str) -> None:
    assert is_opt_out(text)


@pytest.mark.parametrize("text", [text for text in listed(NOT_OUT) if text not in ONLY_EXACT])
def test_other_stopping_is_not_opting_out(text: str) -> None:
    assert not is_opt_out(text)


@pytest.mark.parametrize("word", sorted(OPT_OUT_WORDS))
@pytest.mark.parametrize("spelling", [str.upper, str.lower, str.title])
def test_twilios_words_count_as_the_whole_message_in_any_case(word: str, spelling) -> None:  # type: ignore[no-untyped-def]
    assert is_exact_opt_out(f" {spelling(word)} ")
    assert is_opt_out(spelling(word))
    assert not is_exact_opt_out(f"{word} smoking")


@pytest.mark.parametrize("word", sorted(OPT_IN_WORDS))
def test_coming_back(word: str) -> None:
    assert is_opt_in(word.lower())


@pytest.mark.parametrize(
    "text", ["start texting me again", "opt in", "opt me back in", "subscribe"]
)
def test_coming_back_in_other_words(text: str) -> None:
    assert is_opt_in(text)


@pytest.mark.parametrize(
    "text", ["start again", "yes please a pharmacy", "how do i start exercising"]
)
def test_not_coming_back(text: str) -> None:
    assert not is_opt_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE MY DATA", "delete my data please", "please delete all my messages", "forget me",
        "erase this conversation", "delete everything you have about me", "remove my data",
        "delete my details", "wipe my history", "get rid of my data",
    ],
)  # fmt: skip
def test_asking_for_deletion(text: str) -> None:
    assert is_delete_request(text)
    assert not is_opt_out(text)


@pytest.mark.parametrize("text", ["delete my appointment", "i forget things", "my dad forgets me"])
def test_not_asking_for_deletion(text: str) -> None:
    assert not is_delete_request(text)


@pytest.mark.parametrize("text", ["HELP", "help", "Info", "MENU", "?"])
def test_who_is_this(text: str) -> None:
    assert is_help_word(text)


@pytest.mark.parametrize("text", ["help me", "help with smoking", "information about dentists"])
def test_help_with_something_is_not_asking_who_we_are(text: str) -> None:
    assert not is_help_word(text)


@given(st.text(alphabet="stop texing my cal ", max_size=120))
def test_no_message_takes_long_to_read(text: str) -> None:
    began = time.perf_counter()
    is_opt_out(text)
    is_delete_request(text)

    assert time.perf_counter() - began < 0.1
