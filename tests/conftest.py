"""What all tests share: one running service, a browser, databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.required import require_assets, require_engine
from tests.service import RunningService

SUNDAY = "2026-11-22T11:00:00"


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """The three real processes, on a Sunday morning in November. Leave it whole and running."""
    require_engine()
    require_assets()
    running = RunningService(tmp_path_factory.mktemp("service"), clock=SUNDAY)
    try:
        yield running.start()
    finally:
        running.stop()
