"""One table of keywords for code, wording and documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.safety.wording import block_names
from bot.sms import words
from bot.sms.consent import is_help_word, is_opt_in, is_opt_out
from bot.sms.keywords import (
    HELP_WORDS,
    INTERCEPTED,
    MAY_BE_ASKED_FOR,
    OPT_IN_WORDS,
    OPT_OUT_WORDS,
    markdown_table,
)

ROOT = Path(__file__).parents[3]
WORDING = [
    *sorted((ROOT / "bot" / "sms").glob("*.py")),
    ROOT / "bot" / "safety" / "wording.yml",
    ROOT / "bot" / "safety" / "conversation.yml",
    ROOT / "domain.yml",
    *sorted((ROOT / "actions").glob("*.py")),
]
_ASKS = re.compile(
    r"\b(?:[Rr]eply|[Tt]ext|[Ss]end|[Tt]ype)(?: with)? "
    r"([A-Z]{2,}(?:(?:,| or| and) [A-Z]{2,})*)"
)


def test_twilios_words_are_all_there() -> None:
    assert {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"} <= OPT_OUT_WORDS
    assert {"START", "YES", "UNSTOP"} == OPT_IN_WORDS
    assert {"HELP", "INFO"} <= HELP_WORDS


def test_the_code_obeys_the_table() -> None:
    assert all(is_opt_out(word) for word in OPT_OUT_WORDS)
    assert all(is_opt_in(word) for word in OPT_IN_WORDS)
    assert all(is_help_word(word) for word in HELP_WORDS)


@pytest.mark.parametrize("path", WORDING, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_is_asked_for_a_word_that_twilio_intercepts(path: Path) -> None:
    asked = {
        word
        for found in _ASKS.finditer(path.read_text(encoding="utf-8"))
        for word in re.findall(r"[A-Z]{2,}", found.group(1))
    }

    assert not (asked & INTERCEPTED) - MAY_BE_ASKED_FOR


def test_the_search_for_such_words_finds_them() -> None:
    assert _ASKS.search("Please reply HELP or MORE") is not None


def test_stop_and_start_are_asked_for_only_to_opt_out_and_to_come_back() -> None:
    for text in words.ALL.values():
        for found in re.finditer(r"text (STOP|START)\b", text):
            before = text[: found.start()].rstrip()
            assert before.endswith(("To opt out,", "To come back,")), text


def test_the_documentation_shows_this_table() -> None:
    assert markdown_table() in (ROOT / "docs" / "sms.md").read_text(encoding="utf-8")


def test_there_are_emergency_words() -> None:
    assert block_names()


def test_the_documented_fallback_page_says_the_words_that_recovery_knows() -> None:
    page = (ROOT / "docs" / "sms.md").read_text(encoding="utf-8")

    assert f"<Message>{words.FALLBACK_ELSEWHERE}</Message>" in page
