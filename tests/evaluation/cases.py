"""The evaluation messages, as their writers left them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SAFETY = Path("tests") / "safety" / "evaluation"
NLU = Path("tests") / "nlu" / "evaluation"
EMERGENCY = "emergency"


@dataclass(frozen=True)
class Case:
    """One message: `part` is `dev` or `final`; `sort` is `safety`, `needs` or `places`."""

    text: str
    part: str
    sort: str
    expected: dict[str, Any] = field(hash=False)


def load_cases() -> list[Case]:
    """Every message of every writer.

    Raises:
        ValueError: a line is not JSON; the message names file and line.
    """
    cases = []
    for folder, sort in ((SAFETY, "safety"), (NLU, "needs")):
        for file in sorted(folder.glob("*.jsonl")):
            part = file.name.split(".")[-2]
            kind = "places" if ".places." in file.name else sort
            cases += [Case(line["text"], part, kind, line) for line in _lines(file)]
    return cases


def _lines(file: Path) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except ValueError as error:
            raise ValueError(f"{file}, line {number}: {error}") from error
    return found
