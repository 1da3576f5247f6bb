"""Splits that keep near-copies together, so that no fold is tested on what it was taught."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from bot.engine.learning.linear import Labels, Matrix

ALIKE = 0.9
"""Cosine from which on two messages count as the same thing said twice."""


def groups_of_alike(vectors: Matrix) -> Labels:
    """A group number for each row; rows that are alike, or alike to one alike, share it."""
    near = [
        sp.csr_matrix(vectors[at : at + 1000] @ vectors.T > ALIKE)
        for at in range(0, len(vectors), 1000)
    ]
    return np.asarray(connected_components(sp.vstack(near), directed=False)[1], dtype=np.int64)


def grouped_folds(
    labels: Labels, vectors: Matrix, *, folds: int, seed: int
) -> Iterator[tuple[Labels, Labels]]:
    """Pairs of row numbers: to train on, to test on."""
    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed)
    yield from splitter.split(labels, labels, groups_of_alike(vectors))
