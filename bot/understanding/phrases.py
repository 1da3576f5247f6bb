"""Phrase files: `[name]` lines, each followed by patterns of what people write for it."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


def load(name: str, folder: Path = DATA) -> dict[str, re.Pattern[str]]:
    """One pattern of whole words for each name in a phrase file, in the order of the file.

    Longer phrases are tried first, so that "i dont think so" is not cut short at "i dont".
    """
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    for raw in (folder / name).read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            current = groups.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    return {
        key: re.compile(
            rf"(?<![a-z0-9])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?![a-z0-9])"
        )
        for key, patterns in groups.items()
    }
