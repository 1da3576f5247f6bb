"""Starts the checks that need the engine's own Python."""

import os
import subprocess
from pathlib import Path

import pytest


@pytest.mark.engine
@pytest.mark.timeout(400)
def test_the_checks_in_the_engine_pass() -> None:
    run = subprocess.run(
        [".venv-engine/bin/python", "-W", "ignore", "-m", "tests.unit.engine.checks_in_engine"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert "OK" in run.stderr
