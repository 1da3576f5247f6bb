"""Reads JSON lines with a `text` and writes each with what the first turn of a conversation hears.

`python -m bot.engine.classify [FILE]`: the red-flag screen and the trained pipeline in one process.
Each line gains `red_flag` (null, or family, disposition and rule), `check` (a doubtful sign, which
a conversation would ask about), `detector` (what the second net says), `need`, `confidence`,
`alternatives` (the three likeliest, with the first guess among them), `second_need`, `place` and
`when`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from rasa.core.agent import Agent

from bot.engine.components.reading import reader
from bot.engine.settings import engine_settings
from bot.safety.model import RedFlag
from bot.safety.screen import screen
from bot.understanding.model import Reading
from bot.understanding.whencode import code as when_code

MODEL = Path("models") / "fingerpost.tar.gz"


class Classifier:
    """The model and the reader, loaded once."""

    def __init__(self, model: Path = MODEL) -> None:
        self._agent = Agent.load(str(model))
        self._reader = reader(engine_settings().gazetteer_path)

    async def classify(self, text: str) -> dict[str, Any]:
        """What is heard in one message."""
        screening = screen(text)
        parsed: dict[str, Any] = await self._agent.parse_message(text or " ")
        ranking = [
            entry for entry in parsed.get("intent_ranking") or [] if entry["name"] != "red_flag"
        ]
        answer = (parsed.get("intent") or {}).get("name")
        first = _first_guess(answer, ranking)
        return {
            "red_flag": parsed.get("red_flag") or _flag(screening.red_flag),
            "check": _flag(screening.check),
            "detector": parsed.get("detector"),
            "need": first,
            "confidence": round(_confidence(first, ranking, parsed), 4),
            "alternatives": [entry["name"] for entry in ranking[:3]],
            "second_need": parsed.get("second_need"),
            **_place_and_time(self._reader.read(text)),
        }


def _first_guess(answer: str | None, ranking: list[dict[str, Any]]) -> str | None:
    """What a rule read in a short answer, or else the classifier's first guess."""
    if answer not in (None, "nlu_fallback", "red_flag"):
        return answer
    return ranking[0]["name"] if ranking else None


def _confidence(first: str | None, ranking: list[dict[str, Any]], parsed: dict[str, Any]) -> float:
    for entry in ranking:
        if entry["name"] == first:
            return float(entry["confidence"])
    return float((parsed.get("intent") or {}).get("confidence") or 0.0)


def _flag(flag: RedFlag | None) -> dict[str, str] | None:
    if flag is None:
        return None
    return {"family": flag.family, "disposition": flag.disposition.value, "rule": flag.rule}


def _place_and_time(reading: Reading) -> dict[str, Any]:
    mention = reading.place
    place = None
    if mention is not None:
        found = mention.place
        place = {
            "status": mention.status.value,
            "text": mention.text,
            "code": found.code if found else None,
            "label": found.label if found else mention.outside_name,
            "district": found.district if found else None,
            "candidates": [candidate.label for candidate in mention.candidates],
        }
    when = None
    if reading.when is not None:
        when = {"text": reading.when.text, "code": when_code(reading.when.when)}
    return {"place": place, "when": when}


async def classify_lines(lines: Iterable[str], out: TextIO) -> int:
    """Classify every line; the number of lines that could not be read."""
    classifier = Classifier()
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["text"]
            if not isinstance(text, str):
                raise TypeError
        except (ValueError, KeyError, TypeError):
            bad += 1
            sys.stderr.write(f'line {number}: not a JSON object with a "text"; left out\n')
            continue
        out.write(json.dumps({**record, **await classifier.classify(text)}) + "\n")
    return bad


def main() -> int:
    """Read a file or standard input; 2 if the file cannot be read, 1 if lines were left out."""
    if len(sys.argv) > 1 and sys.argv[1] != "-":
        try:
            file = Path(sys.argv[1]).open(encoding="utf-8")  # noqa: SIM115
        except OSError as error:
            sys.stderr.write(f"{sys.argv[1]} cannot be read: {error.strerror}\n")
            return 2
        with file:
            return 1 if asyncio.run(classify_lines(file, sys.stdout)) else 0
    return 1 if asyncio.run(classify_lines(sys.stdin, sys.stdout)) else 0


if __name__ == "__main__":
    sys.exit(main())
