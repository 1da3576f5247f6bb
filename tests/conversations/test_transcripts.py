"""Whole conversations over HTTP, with the real engine, actions, gateway and directory."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.conftest import SUNDAY
from tests.conversations.player import load, play, transcripts
from tests.service import RunningService

pytestmark = pytest.mark.engine


def clock_of(path: Path) -> str:
    """The time of day that a transcript is set in."""
    return str(load(path).get("clock", SUNDAY))


ORDERED = sorted(transcripts(), key=clock_of)
BY_CLOCK = {clock: list(group) for clock, group in groupby(ORDERED, key=clock_of)}


@pytest.fixture(scope="module", params=sorted(BY_CLOCK))
def at(request: pytest.FixtureRequest, service: RunningService) -> tuple[str, RunningService]:
    """The service, with its clock set."""
    service.restart_actions(clock=request.param)
    return request.param, service


@pytest.mark.timeout(300)
async def test_transcripts_hold(at: tuple[str, RunningService]) -> None:
    clock, service = at
    failures = []
    for path in BY_CLOCK[clock]:
        try:
            await play(service.url, load(path))
        except AssertionError as error:
            failures.append(f"{path.stem}: {error}")
    assert not failures, "\n\n".join(failures)
