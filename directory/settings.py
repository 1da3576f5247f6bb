"""The directory's settings, read once from the environment and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass

from directory.clock import Clock, clock_from_environment
from directory.domain.errors import DirectoryError
from directory.store.settings import DEFAULT_DATABASE_URL
from directory.store.url import async_url

MODES = ("development", "production")


class SettingsInvalid(DirectoryError):
    """A setting in the environment that cannot be used."""


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """`FINGERPOST_DATABASE_URL`, `FINGERPOST_CLOCK` and `FINGERPOST_MODE`."""

    database_url: str
    clock: Clock
    production: bool


def load_settings() -> DirectorySettings:
    """Read and check the environment.

    Raises `SettingsInvalid`, `ClockSettingInvalid` or `DatabaseUrlInvalid`, naming the variable.
    """
    mode = os.environ.get("FINGERPOST_MODE") or MODES[0]
    if mode not in MODES:
        raise SettingsInvalid(f"FINGERPOST_MODE is {mode!r}; it must be one of {', '.join(MODES)}.")
    url = os.environ.get("FINGERPOST_DATABASE_URL") or DEFAULT_DATABASE_URL
    async_url(url)
    return DirectorySettings(
        database_url=url, clock=clock_from_environment(), production=mode == "production"
    )
