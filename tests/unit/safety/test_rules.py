"""The rules as data: complete, named, sourced."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.safety.model import Disposition
from bot.safety.rulebook import data_files, read_yaml, rule_files, rulebook
from bot.safety.screen import rules_version

SECTION_TWO = {
    "heart_attack", "stroke", "breathing_adult", "breathing_child", "anaphylaxis", "sepsis",
    "neutropenic_sepsis", "meningitis", "suicide_self_harm", "overdose_poisoning",
    "heavy_bleeding", "gi_bleeding", "head_injury", "seizure", "unconscious", "choking", "burns",
    "chemical_eye", "pregnancy", "infant_fever", "cauda_equina", "torsion", "sight", "dvt_pe",
    "severe_headache", "abdomen", "diabetes", "adrenal_crisis", "carbon_monoxide", "heatstroke",
    "hypothermia", "drowning", "electrocution", "major_trauma", "stuck_on_floor",
    "sudden_confusion", "psychosis", "postnatal_psychosis", "danger_to_others", "domestic_abuse",
    "child_at_risk", "rape_assault",
}  # fmt: skip


def test_every_rule_says_why_and_from_where() -> None:
    for rule in rulebook().rules:
        assert rule.patterns, rule.id
        assert rule.why.strip(), rule.id
        assert rule.source.strip(), rule.id
        assert isinstance(rule.disposition, Disposition)


def test_rule_names_are_unique() -> None:
    names = Counter(rule.id for rule in rulebook().rules)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_family_has_a_rule_and_a_name() -> None:
    with_rules = {rule.family for rule in rulebook().rules}
    assert with_rules >= SECTION_TWO | {"eating_disorder", "alcohol_withdrawal"}
    assert with_rules == set(rulebook().families)


def test_every_pattern_can_be_reached_by_a_word_of_its_own() -> None:
    idle = [r.id for r in rulebook().rules for p in r.patterns if not p.needs]
    assert idle == []


def test_the_version_follows_the_data() -> None:
    assert rules_version() == rulebook().version
    assert len(data_files()) >= len(rule_files()) + 5


@pytest.mark.parametrize("word", ["breast", "skilled", "fitted", "rapid", "strike", "choosing"])
def test_a_real_word_is_never_read_as_a_misspelt_sign(word: str) -> None:
    lexicon = rulebook().lexicon
    exact = {leaf for leaf in lexicon.leaves(word) if word in lexicon.words_of(leaf)}
    assert lexicon.leaves(word) == exact


def test_spellings_lead_to_one_word_each() -> None:
    seen = Counter(v for variants in read_yaml("spelling.yml")["words"].values() for v in variants)
    assert [variant for variant, count in seen.items() if count > 1] == []
