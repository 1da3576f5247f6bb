"""The list of clear emergencies covers every family, and each of them is seen for what it is."""

from __future__ import annotations

import pytest

from bot.safety.rulebook import rulebook
from bot.safety.screen import screen
from tests.safety.emergencies import EMERGENCIES


def test_every_family_has_its_message() -> None:
    assert set(EMERGENCIES) == set(rulebook().families)


@pytest.mark.parametrize(("family", "text"), EMERGENCIES.items())
def test_each_is_seen(family: str, text: str) -> None:
    screening = screen(text)
    assert screening.red_flag is not None
    families = {screening.red_flag.family, *(other.family for other in screening.others)}
    assert family in families
