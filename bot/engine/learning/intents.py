"""The model that hears what somebody wants: n-grams and embeddings, weighed against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.engine.learning.calibration import fit_scales, mixed
from bot.engine.learning.folds import grouped_folds
from bot.engine.learning.linear import (
    Labels,
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
    """How to train; the figures come from `python -m tests.nlu.compare`."""

    strictness: float = 0.5
    penalty: float = 0.1
    smoothing: float = 0.1
    folds: int = 3
    seed: int = 42


@dataclass(frozen=True)
class IntentModel:
    """Names of the intents, one linear model a view of the text, and the scale of each."""

    names: tuple[str, ...]
    ngrams: NGrams
    linears: tuple[Linear, Linear]
    scales: NDArray[np.float64]

    @classmethod
    def trained(
        cls, texts: Sequence[str], vectors: Matrix, intents: Sequence[str], recipe: Recipe
    ) -> IntentModel:
        """Train on all examples; the scales come from folds of them held apart."""
        names = tuple(sorted(set(intents)))
        labels = np.array([names.index(intent) for intent in intents], dtype=np.int64)
        ngrams, linears = _fit(texts, vectors, labels, recipe)
        scales = fit_scales(held_apart(texts, vectors, labels, recipe), labels)
        return cls(names, ngrams, linears, scales)

    def probabilities(self, texts: Sequence[str], vectors: Matrix) -> Matrix:
        """One row a text, one column a name."""
        scores = _scores(texts, vectors, self.ngrams, self.linears)
        return np.exp(log_probabilities(mixed(scores, self.scales)))

    def state(self) -> State:
        """Plain arrays from which `from_state` makes the same model."""
        arrays: State = {"names": np.array(self.names, dtype=str), "scales": self.scales}
        arrays.update(self.ngrams.state())
        for part, linear in zip(_PARTS, self.linears):
            arrays[f"{part}.weights"] = linear.weights
            arrays[f"{part}.bias"] = linear.bias
        return arrays

    @classmethod
    def from_state(cls, arrays: State) -> IntentModel:
        """Undo `state`."""
        first, second = (
            Linear(arrays[f"{part}.weights"], arrays[f"{part}.bias"]) for part in _PARTS
        )
        names = tuple(str(name) for name in arrays["names"])
        return cls(names, NGrams.from_state(arrays), (first, second), arrays["scales"])


def held_apart(
    texts: Sequence[str], vectors: Matrix, labels: Labels, recipe: Recipe
) -> list[Matrix]:
    """Scores of each part for every row, given by models that did not see the row."""
    scores = [np.zeros((len(labels), int(labels.max()) + 1), np.float32) for _ in _PARTS]
    for known, unknown in grouped_folds(labels, vectors, folds=recipe.folds, seed=recipe.seed):
        ngrams, linears = _fit([texts[at] for at in known], vectors[known], labels[known], recipe)
        parts = _scores([texts[at] for at in unknown], vectors[unknown], ngrams, linears)
        for whole, part in zip(scores, parts):
            whole[unknown] = part
    return scores


def _fit(
    texts: Sequence[str], vectors: Matrix, labels: Labels, recipe: Recipe
) -> tuple[NGrams, tuple[Linear, Linear]]:
    ngrams = NGrams.learned_from(texts)
    words = margins(ngrams.rows(texts), labels, strictness=recipe.strictness, seed=recipe.seed)
    meaning = softmax_regression(
        vectors, labels, penalty=recipe.penalty, smoothing=recipe.smoothing
    )
    return ngrams, (words, meaning)


def _scores(
    texts: Sequence[str], vectors: Matrix, ngrams: NGrams, linears: tuple[Linear, Linear]
) -> list[Matrix]:
    words, meaning = linears
    return [words.scores(ngrams.rows(texts)), meaning.scores(vectors)]
