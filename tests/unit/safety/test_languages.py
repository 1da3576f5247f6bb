"""Emergencies in other languages, and the line that answers them."""

from __future__ import annotations

import pytest

from bot.safety.languages import access_line, emergency_line, language_of, languages, notice
from bot.safety.screen import screen


@pytest.mark.parametrize(
    ("code", "text", "family"),
    [
        ("pl", "nie mogę oddychać", "breathing_adult"),
        ("pl", "chcę się zabić", "suicide_self_harm"),
        ("ro", "mă doare în piept", "heart_attack"),
        ("ro", "nu pot respira", "breathing_adult"),
        ("bg", "не мога да дишам", "breathing_adult"),
        ("sk", "nemôžem dýchať", "breathing_adult"),
        ("ne", "मेरो छाती दुख्यो", "heart_attack"),
        ("pa", "ਸਾਹ ਨਹੀਂ ਆ ਰਿਹਾ", "breathing_adult"),
        ("uk", "не можу дихати", "breathing_adult"),
        ("lt", "negaliu kvėpuoti", "breathing_adult"),
        ("tr", "nefes alamıyorum", "breathing_adult"),
        ("pt", "não consigo respirar", "breathing_adult"),
        ("pt", "dor no peito", "heart_attack"),
    ],
)
def test_an_emergency_is_seen_and_its_language_known(code: str, text: str, family: str) -> None:
    flag = screen(text).red_flag
    assert flag is not None
    assert flag.family == family
    known = language_of(flag)
    assert known is not None
    assert known.code == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("pl", "gdzie jest apteka, potrzebuję lekarza"),
        ("ro", "unde este farmacia, am nevoie de un medic"),
        ("pt", "onde fica a farmácia por favor"),
        ("tr", "eczane nerede, doktor lazım"),
        ("uk", "де є аптека"),
        ("bg", "къде има аптека"),
        ("ne", "औषधि पसल कहाँ छ"),
        ("pa", "ਡਾਕਟਰ ਕਿੱਥੇ ਹੈ"),
        ("lt", "kur yra vaistinė, man reikia gydytojo"),
        ("sk", "kde je lekáreň, potrebujem lekára"),
    ],
)
def test_a_language_is_noticed(code: str, text: str) -> None:
    known = notice(text)
    assert known is not None
    assert known.code == code


@pytest.mark.parametrize(
    "text",
    ["where is the chemist", "ok", "no", "my dad fell", "as a man i", "café in Deal", "", "😀"],
)
def test_english_is_not_taken_for_another_language(text: str) -> None:
    assert notice(text) is None


def test_every_line_has_both_numbers_and_the_name_to_say() -> None:
    for language in languages().values():
        line = emergency_line(language)
        assert "999" in line
        assert "111" in line
        assert language.english_name in line
    assert "18000" in access_line()
    assert "999bsl" in access_line()
