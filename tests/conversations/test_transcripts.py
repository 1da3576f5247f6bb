"""Whole conversations over HTTP, with the real engine, actions, gateway and directory."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def at(request: pytest.FixtureRequest, service: RunningService) -> Iterator[RunningService]:
    """The service with its clock set; it is put back afterwards."""
    clock = request.param
    if clock != SUNDAY:
        service.restart_actions(clock=clock)
    yield service
    if clock != SUNDAY:
        service.restart_actions(clock=SUNDAY)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("at", "path"),
    [(clock_of(path), path) for path in ORDERED],
    ids=[path.stem for path in ORDERED],
    indirect=["at"],
)
async def test_transcript_holds(at: RunningService, path: Path) -> None:
    await play(at.url, load(path))


def test_there_are_enough_of_them() -> None:
    assert len(ORDERED) >= 40
    assert all(load(path)["turns"] for path in ORDERED)
