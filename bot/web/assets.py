"""Where the built style sheet, script and pictures are served from."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

BUILD = Path(__file__).parent / "static" / "build"
PREFIX = "/static/"


@cache
def _manifest(build: Path) -> dict[str, str]:
    """Built file names by plain name; empty where nothing has been built yet."""
    try:
        names: dict[str, str] = json.loads((build / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return names


def asset_url(name: str, build: Path = BUILD) -> str:
    """The address of an asset, with the hash of its content in it once it has been built.

    Unbuilt, the plain name is returned: the page then works without style and script.
    """
    return PREFIX + _manifest(build).get(name, name)
