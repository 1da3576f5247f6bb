"""Puts several models' scores together so that the probabilities can be believed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.engine.learning.linear import Labels, Matrix, log_probabilities


def fit_scales(scores: Sequence[Matrix], labels: Labels) -> NDArray[np.float64]:
    """One scale a model, such that the softmax of the scaled sum fits the labels best.

    `scores` must come from rows that the models were not trained on, or the result is too sure.
    """
    rows = np.arange(len(labels))

    def loss(logarithms: NDArray[np.float64]) -> float:
        return -float(log_probabilities(mixed(scores, np.exp(logarithms)))[rows, labels].mean())

    starts = np.vstack([np.zeros(len(scores)), np.eye(len(scores))])
    options = {"xatol": 1e-3, "fatol": 1e-6, "initial_simplex": starts}
    found = minimize(loss, starts[0], method="Nelder-Mead", options=options)
    scales: NDArray[np.float64] = np.exp(found.x)
    return scales


def mixed(scores: Sequence[Matrix], scales: NDArray[np.float64]) -> Matrix:
    """The scaled sum of the scores."""
    total: Matrix = np.sum(
        [np.float32(scale) * part for scale, part in zip(scales, scores, strict=True)], axis=0
    )
    return total


def expected_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal-width bins, between 0 and 1."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    error = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            gap = abs(float(confidence[inside].mean()) - float(right[inside].mean()))
            error += gap * float(inside.mean())
    return error
