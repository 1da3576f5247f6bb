"""Processes are killed at random; every text has exactly one reply."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from benchmarks.sms_crash import CrashTest
from tests.fakes.twilio_api import description_or_skip


@pytest.mark.engine
@pytest.mark.timeout(300)
def test_every_text_has_exactly_one_reply_whatever_is_killed(tmp_path: Path) -> None:
    """A small run; `python -m benchmarks.sms_crash` is the whole one."""
    description_or_skip()
    test = CrashTest(tmp_path / "service", messages=120, phones=24, kills=5, seed=3)

    outcome = asyncio.run(test.run())

    assert outcome.exactly_once, outcome.report()
    assert outcome.kills.total() >= 2, outcome.report()
