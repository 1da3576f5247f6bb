"""What the engine reads from the environment, once, at start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEVELOPMENT_SECRET = "development-only"


class EngineSettingsError(RuntimeError):
    """The engine cannot start with these settings; the message says what to change."""


@dataclass(frozen=True)
class EngineSettings:
    """Paths are relative to the working directory, which is the project's root."""

    secret: str
    production: bool
    conversations_path: Path
    gazetteer_path: Path
    retention_hours: float


def engine_settings() -> EngineSettings:
    """Read the settings.

    Raises:
        EngineSettingsError: production mode with the development secret.
    """
    production = os.environ.get("FINGERPOST_MODE", "development") == "production"
    secret = os.environ.get("FINGERPOST_ENGINE_SECRET", DEVELOPMENT_SECRET)
    if production and secret in ("", DEVELOPMENT_SECRET):
        raise EngineSettingsError(
            "FINGERPOST_ENGINE_SECRET is not set. Set it to a long random text, the same for the "
            "engine, the actions and the gateway."
        )
    return EngineSettings(
        secret=secret,
        production=production,
        conversations_path=Path(
            os.environ.get("FINGERPOST_CONVERSATIONS_PATH", "var/conversations.db")
        ),
        gazetteer_path=Path(os.environ.get("FINGERPOST_GAZETTEER_PATH", "var/gazetteer.bin")),
        retention_hours=float(os.environ.get("FINGERPOST_RETENTION_HOURS", "24")),
    )
