"""What the product hears in messages: the trained engine, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.safety.screen import screen

ENGINE = Path(".venv-engine") / "bin" / "python"
CONFIG = Path("config.yml")


class EngineDidNotAnswer(RuntimeError):
    """The engine's process failed or left messages out."""


@dataclass(frozen=True)
class Heard:
    """One message as heard; `answer` is what `bot.engine.classify` wrote about it."""

    answer: dict[str, Any]
    ruled: str | None
    """The disposition that the rules alone give."""
    detected: str | None
    """The disposition that the detector alone gives, at the threshold of `config.yml`."""

    @property
    def both(self) -> str | None:
        """The disposition that the product gives."""
        flag = self.answer["red_flag"]
        return flag["disposition"] if flag else None

    def by(self, net: str) -> str | None:
        """The disposition by `rules`, `detector` or `both`."""
        return {"rules": self.ruled, "detector": self.detected, "both": self.both}[net]


def hear(texts: Sequence[str]) -> dict[str, Heard]:
    """Everything that is heard, by text.

    Raises:
        EngineDidNotAnswer: the engine failed; the message ends with its last words.
    """
    unique = list(dict.fromkeys(texts))
    threshold = detector_threshold()
    heard = {}
    for text, answer in zip(unique, _classify(unique), strict=True):
        flag = screen(text).red_flag
        sign = answer.get("detector") or {"probability": 0.0, "disposition": None}
        heard[text] = Heard(
            answer=answer,
            ruled=flag.disposition.value if flag else None,
            detected=sign["disposition"] if sign["probability"] >= threshold else None,
        )
    return heard


def detector_threshold() -> float:
    """The probability from which on the detector counts."""
    pipeline = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    screens = [part for part in pipeline if part["name"].endswith(".RedFlagScreen")]
    return float(screens[0]["act"])


def _classify(texts: list[str]) -> list[dict[str, Any]]:
    run = subprocess.run(
        [str(ENGINE), "-m", "bot.engine.classify", "-"],
        input="".join(json.dumps({"text": text}) + "\n" for text in texts),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
    )
    answers = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if run.returncode != 0 or len(answers) != len(texts):
        raise EngineDidNotAnswer(run.stderr[-500:])
    return answers
