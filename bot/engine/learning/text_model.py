"""Tells kinds of messages apart: n-grams and embeddings, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.engine.learning.calibration import mixed
from bot.engine.learning.linear import (
    Linear,
    Matrix,
    log_probabilities,
    margins,
    softmax_regression,
)
from bot.engine.learning.ngrams import NGrams, State

_PARTS = ("ngrams", "embedding")


@dataclass(frozen=True)
class Recipe:
    """How to train. `scales` weigh n-grams and embeddings; they come from messages held apart
    (`python -m tests.nlu.compare`), because the embeddings have seen the training messages.
    """

    scales: tuple[float, float]
    strictness: float = 0.5
    penalty: float = 0.1
    smoothing: float = 0.1
    seed: int = 42


@dataclass(frozen=True)
class TextModel:
    """Names of the classes, one linear model for each view of the text, and their scales."""

    names: tuple[str, ...]
    ngrams: NGrams
    linears: tuple[Linear, Linear]
    scales: NDArray[np.float64]

    @classmethod
    def trained(
        cls, texts: Sequence[str], vectors: Matrix, classes: Sequence[str], recipe: Recipe
    ) -> TextModel:
        """Learn from texts, their embeddings and the name of the class of each."""
        names, labels = np.unique(np.array(classes, dtype=str), return_inverse=True)
        labels = labels.astype(np.int64)
        ngrams = NGrams.learned_from(texts)
        words = margins(ngrams.rows(texts), labels, strictness=recipe.strictness, seed=recipe.seed)
        meaning = softmax_regression(
            vectors, labels, penalty=recipe.penalty, smoothing=recipe.smoothing
        )
        return cls(tuple(map(str, names)), ngrams, (words, meaning), np.array(recipe.scales))

    def probabilities(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        """One row a text, one column a name."""
        return np.exp(log_probabilities(mixed(self.scores(texts, vectors), self.scales)))

    def scores(self, texts: Sequence[str], vectors: Matrix) -> list[Matrix]:
        """What each view says, before the scales."""
        words, meaning = self.linears
        return [words.scores(self.ngrams.rows(texts)), meaning.scores(vectors)]

    def save(self, file: Path) -> None:
        """Write plain arrays, compressed."""
        arrays: State = {"names": np.array(self.names, dtype=str), "scales": self.scales}
        arrays.update(self.ngrams.state())
        for part, linear in zip(_PARTS, self.linears, strict=True):
            arrays[f"{part}.weights"] = linear.weights.astype(np.float16)
            arrays[f"{part}.bias"] = linear.bias
        content: dict[str, Any] = dict(arrays)
        np.savez_compressed(file, **content)

    @classmethod
    def load(cls, file: Path) -> TextModel:
        """Read what `save` wrote; nothing in the file can run."""
        with np.load(file, allow_pickle=False) as content:
            arrays = dict(content)
        first, second = (
            Linear(
                arrays[f"{part}.weights"].astype(np.float32),
                arrays[f"{part}.bias"],
            )
            for part in _PARTS
        )
        names = tuple(str(name) for name in arrays["names"])
        return cls(names, NGrams.from_state(arrays), (first, second), arrays["scales"])
