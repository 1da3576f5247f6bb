"""What some tests need beside Python: skipped where it is missing, but never where all must run.

`FINGERPOST_REQUIRE_SERVICES=1` turns every such skip into a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODEL = Path(os.environ.get("FINGERPOST_TEST_MODEL", ROOT / "models" / "fingerpost.tar.gz"))
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ASSETS = ROOT / "bot" / "web" / "static" / "build" / "manifest.json"
POSTGRES = os.environ.get(
    "FINGERPOST_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres"
)
REDIS = os.environ.get("FINGERPOST_TEST_REDIS", "redis://127.0.0.1:6379/9")


def require(is_there: bool, reason: str) -> None:
    """Skip with `reason` what cannot run here, or fail where everything has to."""
    if is_there:
        return
    if os.environ.get("FINGERPOST_REQUIRE_SERVICES") == "1":
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason, allow_module_level=True)


def require_engine() -> None:
    """The engine's environment and the trained model."""
    require((ROOT / ".venv-engine" / "bin" / "rasa").exists(), "no engine: run make setup")
    require(MODEL.exists(), f"no trained model at {MODEL}: run make setup")


def require_assets() -> None:
    """The built style sheet and script."""
    require(ASSETS.exists(), "the page's assets have not been built: run make setup")


def require_chromium() -> Path:
    """A browser, and axe-core to hold pages to; the browser's path."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    require(found is not None, "no Chromium on this machine")
    require(AXE.exists(), "no axe-core: run make setup")
    return Path(found or "")


def require_postgres() -> str:
    """A PostgreSQL server on which databases can be made; its address."""
    require(_listens(POSTGRES, 5432), "no PostgreSQL server: set FINGERPOST_TEST_POSTGRES")
    return POSTGRES


def require_redis() -> str:
    """A Redis server; its address."""
    require(_listens(REDIS, 6379), "no Redis server: set FINGERPOST_TEST_REDIS")
    return REDIS


def _listens(address: str, port: int) -> bool:
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or port), 2):
            return True
    except OSError:
        return False
