"""Linear models: margins for sparse n-grams, softmax regression for dense embeddings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

Matrix = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Linear:
    """`weights` is features by classes, `bias` one number a class."""

    weights: Matrix
    bias: Matrix

    def scores(self, rows: Matrix | sp.csr_matrix) -> Matrix:
        """One row of scores for each row of features."""
        scores: Matrix = np.asarray(rows @ self.weights + self.bias, dtype=np.float32)
        return scores


def margins(rows: sp.csr_matrix, labels: Labels, *, strictness: float, seed: int) -> Linear:
    """One-against-the-rest support vector machines; `strictness` is their C."""
    machine = LinearSVC(C=strictness, random_state=seed, tol=1e-3, max_iter=2000)
    machine.fit(rows, labels)
    return Linear(
        weights=np.ascontiguousarray(machine.coef_.T, dtype=np.float32),
        bias=machine.intercept_.astype(np.float32),
    )


def softmax_regression(
    rows: Matrix, labels: Labels, *, penalty: float, smoothing: float = 0.0, steps: int = 120
) -> Linear:
    """Multinomial logistic regression.

    `penalty` weighs the squared weights against the summed loss; `smoothing` is the share of
    each label that is spread over all classes.
    """
    classes = int(labels.max()) + 1
    features = np.ascontiguousarray(rows, dtype=np.float32)
    target = np.full((len(labels), classes), smoothing / classes, dtype=np.float32)
    target[np.arange(len(labels)), labels] += 1.0 - smoothing
    size = features.shape[1] * classes

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat[:size].reshape(features.shape[1], classes).astype(np.float32)
        scores = features @ weights + flat[size:].astype(np.float32)
        logs = scores - _log_sum(scores)
        error = np.exp(logs) - target
        value = -float((target * logs).sum(dtype=np.float64))
        value += 0.5 * penalty * float((flat[:size] ** 2).sum())
        slope = np.concatenate([(features.T @ error).ravel(), error.sum(axis=0)])
        slope = slope.astype(np.float64)
        slope[:size] += penalty * flat[:size]
        return value, slope

    start = np.zeros(size + classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return Linear(
        weights=found.x[:size].reshape(features.shape[1], classes).astype(np.float32),
        bias=found.x[size:].astype(np.float32),
    )


def _log_sum(scores: Matrix) -> Matrix:
    top = scores.max(axis=1, keepdims=True)
    total: Matrix = top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    return total


def log_probabilities(scores: Matrix) -> Matrix:
    """Logarithms of the softmax of each row."""
    logs: Matrix = scores - _log_sum(scores)
    return logs
