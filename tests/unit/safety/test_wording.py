"""The fixed words: the action first, the right numbers, one text message."""

from __future__ import annotations

import re

import pytest

from bot.safety.model import Disposition
from bot.safety.rulebook import read_yaml, rulebook
from bot.safety.wording import (
    SAFETY_NET,
    block_names,
    check_question,
    emergency_wording,
    never_silent,
)

from .support import flag_of, septets

EVERY = sorted(
    {(rule.family, rule.disposition, rule.id) for rule in rulebook().rules},
    key=lambda item: item[2],
)


@pytest.mark.parametrize(("family", "disposition", "rule"), EVERY)
def test_the_first_text_message_fits_one_segment(
    family: str, disposition: Disposition, rule: str
) -> None:
    wording = emergency_wording(flag_of(family, disposition, rule), "sms")
    assert septets(wording.sms) <= 160
    assert "\n" not in wording.sms


@pytest.mark.parametrize(("family", "disposition", "rule"), EVERY)
def test_the_number_is_there_and_can_be_pressed(
    family: str, disposition: Disposition, rule: str
) -> None:
    wording = emergency_wording(flag_of(family, disposition, rule), "web")
    hrefs = [href for _, href in wording.actions]
    assert "tel:999" in hrefs
    assert "999" in wording.sms
    if disposition is Disposition.URGENT_111:
        assert hrefs[0] == "tel:111"
        assert "111" in wording.heading
    if disposition is Disposition.CRISIS:
        assert {"tel:116123", "tel:111"} <= set(hrefs) or "police" in " ".join(wording.lines)


@pytest.mark.parametrize("name", block_names())
def test_nobody_is_told_that_help_was_called_for_them(name: str) -> None:
    block = read_yaml("wording.yml")["blocks"][name]
    said = " ".join([*block["lines"], block["sms"]]).lower()
    assert not re.search(r"we (have|will|are) (called|call|calling|sent|sending)", said)
    assert block["source"].strip()
    assert len(block["lines"]) <= 3


@pytest.mark.parametrize("name", block_names())
def test_every_number_in_the_words_has_a_source(name: str) -> None:
    document = read_yaml("wording.yml")
    block = document["blocks"][name]
    for _, href in block["actions"]:
        known = {entry["href"] for entry in document["numbers"].values()}
        assert href.split("?")[0] in known


@pytest.mark.parametrize(
    ("family", "disposition", "must_say"),
    [
        ("choking", Disposition.EMERGENCY_999, "between the shoulder blades"),
        ("stroke", Disposition.EMERGENCY_999, "even if the signs have gone"),
        ("chemical_eye", Disposition.A_AND_E_NOW, "Rinse the eye"),
        ("carbon_monoxide", Disposition.EMERGENCY_999, "fresh air"),
        ("stuck_on_floor", Disposition.EMERGENCY_999, "how long"),
        ("overdose_poisoning", Disposition.EMERGENCY_999, "even if you feel well"),
        ("torsion", Disposition.A_AND_E_NOW, "even if the pain eases"),
        ("cauda_equina", Disposition.A_AND_E_NOW, "Do not drive yourself"),
        ("child_at_risk", Disposition.EMERGENCY_999, "0800 1111"),
        ("domestic_abuse", Disposition.EMERGENCY_999, "press 55"),
        ("rape_assault", Disposition.SARC, "need not tell the police"),
        ("pregnancy", Disposition.MATERNITY_TRIAGE_NOW, "at any hour"),
        ("suicide_self_harm", Disposition.CRISIS, "116 123"),
    ],
)
def test_what_differs_is_said(family: str, disposition: Disposition, must_say: str) -> None:
    wording = emergency_wording(flag_of(family, disposition), "web")
    assert must_say in " ".join(wording.lines)


@pytest.mark.parametrize("family", ["domestic_abuse", "child_at_risk", "rape_assault"])
def test_who_may_be_watched_can_leave_at_once(family: str) -> None:
    disposition = Disposition.SARC if family == "rape_assault" else Disposition.EMERGENCY_999
    assert emergency_wording(flag_of(family, disposition), "web").quick_exit
    assert not emergency_wording(flag_of(family, disposition), "sms").quick_exit


@pytest.mark.parametrize("disposition", list(Disposition))
def test_an_unknown_family_still_gets_words(disposition: Disposition) -> None:
    assert emergency_wording(flag_of("a family of tomorrow", disposition), "web").lines


@pytest.mark.parametrize("disposition", list(Disposition))
def test_the_check_question_asks_for_yes_or_no_and_carries_999(disposition: Disposition) -> None:
    question = check_question(flag_of("stroke", disposition))
    assert "yes or no" in question
    assert "999" in question
    assert question.count("?") == 1


def test_the_fallback_always_carries_999_and_111() -> None:
    for said in (never_silent("web"), never_silent("sms"), SAFETY_NET):
        assert "999" in said
        assert "111" in said
    assert septets(never_silent("sms")) <= 160
