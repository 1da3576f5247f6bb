"""Compares ways of telling needs apart, on messages that none of them has seen.

`.venv-engine/bin/python -m tests.nlu.compare MESSAGES ADAPTER` prints one table.

MESSAGES comes from `scripts.adapter.export`; ADAPTER from `scripts.adapter.train --without 0`.
Everything is trained on the folds 1 to 4 and measured on fold 0 (near-copies never lie on both
sides) and on the development part of the evaluation messages, which other people wrote. The files
named `*.final.jsonl` are not opened here: nothing may be chosen by them.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier

from bot.engine.components.wording import wording
from bot.engine.learning.calibration import expected_error, fit_scales, mixed
from bot.engine.learning.linear import (
    Matrix,
    log_probabilities,
    margins,
    softmax_regression,
)
from bot.engine.learning.minilm import Embedder
from bot.engine.learning.ngrams import NGrams
from bot.engine.learning.wording import for_embedding
from tests.evaluation.wilson import percent

EVALUATION = Path("tests") / "nlu" / "evaluation"
FOLD = "0"


@dataclass(frozen=True)
class Half:
    """Messages with their views; `accepted` holds the numbers of the intents that are right."""

    counted: list[str]
    plain: Matrix
    adapted: Matrix
    accepted: list[set[int]]


@dataclass(frozen=True)
class Task:
    """What to learn from and what to be measured on."""

    names: list[str]
    taught: Half
    unseen: Half
    written: Half

    @property
    def labels(self) -> np.ndarray:
        """The one right intent of each message that is taught."""
        return np.array([next(iter(right)) for right in self.taught.accepted], dtype=np.int64)


Scores = tuple[Matrix, Matrix]
"""Of the unseen half and of the written one."""


def load(messages: Path, adapter: Path) -> Task:
    """Read and embed everything."""
    lines = [json.loads(line) for line in messages.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if "intent" in line]
    names = sorted({line["intent"] for line in lines})
    embedders = (Embedder(adapted=False), Embedder(adapter=adapter))
    for line in lines:
        line["accept"] = [line["intent"]]

    def half(chosen: list[dict[str, object]]) -> Half:
        plain, adapted = (
            np.stack([embedder.embed(str(line["text"])) for line in chosen])
            for embedder in embedders
        )
        accepted = [{names.index(name) for name in line["accept"]} for line in chosen]  # type: ignore[attr-defined]
        return Half([str(line["counted"]) for line in chosen], plain, adapted, accepted)

    return Task(
        names,
        half([line for line in lines if line["fold"] != FOLD]),
        half([line for line in lines if line["fold"] == FOLD]),
        half(_written()),
    )


def _written() -> list[dict[str, object]]:
    found = []
    for file in sorted(EVALUATION.glob("*.dev.jsonl")):
        if ".places." in file.name:
            continue
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            words = wording(line["text"])
            found.append(
                {
                    "text": for_embedding(words.embedded),
                    "counted": words.counted,
                    "accept": [line["need"], *line.get("accept", [])],
                }
            )
    return found


def views(task: Task) -> dict[str, Callable[[], Scores]]:
    """The single models, by name; each gives scores for both halves."""
    labels = task.labels
    ngrams = NGrams.learned_from(task.taught.counted)

    def counted(fit: Callable[[object], Callable[[object], Matrix]]) -> Scores:
        score = fit(ngrams.rows(task.taught.counted))
        return tuple(score(ngrams.rows(h.counted)) for h in (task.unseen, task.written))  # type: ignore[return-value]

    def dense(view: str, fit: Callable[[Matrix], Callable[[Matrix], Matrix]]) -> Scores:
        score = fit(getattr(task.taught, view))
        return tuple(score(getattr(h, view)) for h in (task.unseen, task.written))  # type: ignore[return-value]

    def probabilities(model: object) -> Callable[[object], Callable[[object], Matrix]]:
        def fit(rows: object) -> Callable[[object], Matrix]:
            model.fit(rows, labels)  # type: ignore[attr-defined]
            return lambda other: np.log(model.predict_proba(other) + 1e-4).astype(np.float32)  # type: ignore[attr-defined]

        return fit

    def softmax(rows: Matrix) -> Callable[[Matrix], Matrix]:
        return softmax_regression(rows, labels, penalty=0.1, smoothing=0.1).scores

    def svm(rows: object) -> Callable[[object], Matrix]:
        return margins(rows, labels, strictness=0.5, seed=42).scores  # type: ignore[return-value,arg-type]

    logistic = LogisticRegression(C=20, max_iter=40, tol=1e-3)
    neighbours = KNeighborsClassifier(15, weights="distance", metric="cosine", algorithm="brute")
    layers = MLPClassifier((256,), alpha=1e-3, max_iter=30, random_state=42, early_stopping=True)
    return {
        "n-grams, logistic regression": lambda: counted(probabilities(logistic)),
        "n-grams, linear SVM": lambda: counted(svm),
        "embedding, nearest 15": lambda: dense("plain", probabilities(neighbours)),
        "embedding, one hidden layer": lambda: dense("plain", probabilities(layers)),
        "embedding, softmax": lambda: dense("plain", softmax),
        "adapted embedding, softmax": lambda: dense("adapted", softmax),
    }


MIXTURES = (
    ("n-grams, linear SVM", "embedding, softmax"),
    ("embedding, nearest 15", "embedding, softmax"),
    ("n-grams, linear SVM", "adapted embedding, softmax"),
    ("n-grams, linear SVM", "embedding, softmax", "adapted embedding, softmax"),
)


def row(name: str, parts: Sequence[Scores], task: Task, spent: float) -> str:
    """One line: first guess and first three on fold 0 and on the written messages, ECE, seconds."""
    one = [len(right) == 1 for right in task.unseen.accepted]
    assert all(one)
    labels = np.array([next(iter(right)) for right in task.unseen.accepted])
    scales = fit_scales([unseen for unseen, _ in parts], labels)
    cells = []
    for side, half in enumerate((task.unseen, task.written)):
        scores = log_probabilities(mixed([part[side] for part in parts], scales))
        order = np.argsort(-scores, axis=1, kind="stable")
        first = np.array([o[0] in a for o, a in zip(order, half.accepted, strict=True)])
        three = [bool(a & set(o[:3])) for o, a in zip(order, half.accepted, strict=True)]
        error = expected_error(np.exp(scores.max(axis=1)).astype(np.float64), first)
        cells += [percent(int(first.sum()), len(first)), percent(sum(three), len(three))]
        cells.append(f"{100 * error:.1f}")
    shown = " ".join(f"{scale:.2f}" for scale in scales)
    return f"| {name} | {' | '.join(cells)} | {spent:.0f} s | {shown} |"


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    task = load(Path(sys.argv[1]), Path(sys.argv[2]))
    print(
        "| model | fold 0: first | among three | ECE | written: first | among three | ECE | fit |"
    )
    print("|---|---|---|---|---|---|---|---|")
    known: dict[str, Scores] = {}
    for name, make in views(task).items():
        began = time.monotonic()
        known[name] = make()
        print(row(name, [known[name]], task, time.monotonic() - began), flush=True)
    for names in MIXTURES:
        print(row(" + ".join(names), [known[name] for name in names], task, 0.0), flush=True)


if __name__ == "__main__":
    main()
