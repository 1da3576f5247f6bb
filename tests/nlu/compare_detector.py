"""Measures the second net on messages that it has not seen, at several thresholds.

`.venv-engine/bin/python -m tests.nlu.compare_detector MESSAGES ADAPTER`, with the two files that
`tests.nlu.compare` takes. Prints recall and false alarms on fold 0 and on the development part of
the evaluation messages, for the detector and for rules and detector together.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bot.engine.components.wording import wording
from bot.engine.learning.calibration import fit_scales, mixed
from bot.engine.learning.dangers import HARMLESS, Lesson, with_requests
from bot.engine.learning.linear import Matrix, log_probabilities
from bot.engine.learning.minilm import Embedder
from bot.engine.learning.text_model import Recipe, TextModel
from bot.engine.learning.wording import for_embedding
from bot.safety.screen import screen
from tests.evaluation.wilson import percent

EVALUATION = Path("tests") / "safety" / "evaluation"
FOLD = "0"
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def taught_lines(messages: Path) -> list[dict[str, Any]]:
    """The exported messages; examples of needs are plain and harmless."""
    found = []
    for line in map(json.loads, messages.read_text(encoding="utf-8").splitlines()):
        kind = "plain"
        if "family" in line:
            kind = "frightening" if line["family"] == HARMLESS else "emergency"
        found.append({**line, "family": line.get("family", HARMLESS), "kind": kind})
    return found


def written_lines() -> list[dict[str, Any]]:
    """The development part of the evaluation messages."""
    found = []
    for file in sorted(EVALUATION.glob("*.dev.jsonl")):
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            words = wording(line["text"])
            found.append(
                {
                    "source": line["text"],
                    "text": for_embedding(words.embedded),
                    "counted": words.counted,
                    "kind": line["kind"].replace("harmless_", ""),
                    "family": line.get("family", HARMLESS),
                }
            )
    return found


def report(title: str, lines: list[dict[str, Any]], danger: Matrix) -> None:
    """Recall and false alarms at each threshold."""
    ruled = np.array([screen(line["source"]).red_flag is not None for line in lines])
    kinds = np.array([line["kind"] for line in lines])
    print(f"\n{title}\n| threshold | with rules | emergency | frightening | plain |")
    print("|---|---|---|---|---|")
    for threshold in (2.0, *THRESHOLDS):
        for joined in (False, True):
            fired = (danger >= threshold) | (ruled & joined)
            cells = [
                percent(int(fired[kinds == kind].sum()), int((kinds == kind).sum()))
                for kind in ("emergency", "frightening", "plain")
            ]
            print(f"| {threshold} | {joined} | {' | '.join(cells)} |")


def main() -> None:
    """Train on the folds 1 to 4, print for fold 0 and for the written messages."""
    lines = taught_lines(Path(sys.argv[1]))
    embedder = Embedder(adapter=Path(sys.argv[2]))
    taught = [line for line in lines if line["fold"] != FOLD]
    unseen = [line for line in lines if line["fold"] == FOLD]
    written = written_lines()

    def vectors(chosen: list[dict[str, Any]]) -> Matrix:
        return np.stack([embedder.embed(line["text"]) for line in chosen])

    lessons = [Lesson(line["text"], line["counted"], line["family"]) for line in taught]
    needs = [
        lesson for lesson, line in zip(lessons, taught, strict=True) if line["kind"] == "plain"
    ]
    dangers = [
        lesson for lesson, line in zip(lessons, taught, strict=True) if line["kind"] != "plain"
    ]
    lessons = [*dangers, *with_requests(dangers, needs, seed=42), *needs]
    model = TextModel.trained(
        [lesson.counted for lesson in lessons],
        np.stack([embedder.embed(lesson.embedded) for lesson in lessons]),
        [lesson.family for lesson in lessons],
        Recipe(scales=(1.0, 1.0)),
    )
    scores = model.scores([line["counted"] for line in unseen], vectors(unseen))
    labels = np.array([model.names.index(line["family"]) for line in unseen])
    scales = fit_scales(scores, labels)
    print("scales", scales)
    harmless = model.names.index(HARMLESS)

    def danger(parts: list[Matrix]) -> Matrix:
        return 1 - np.exp(log_probabilities(mixed(parts, scales)))[:, harmless]

    report("fold 0", unseen, danger(scores))
    parts = model.scores([line["counted"] for line in written], vectors(written))
    probabilities = danger(parts)
    report("written apart, development part", written, probabilities)
    for line, probability in zip(written, probabilities, strict=True):
        wrong = (line["kind"] == "emergency") != (probability >= 0.3)
        if wrong:
            print(f"{probability:.2f} {line['kind']} {line['family']} {line['source']}")


if __name__ == "__main__":
    main()
