"""Words and runs of letters, weighted by how rare they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.engine.learning.wording import for_ngrams

_KINDS: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"[^\W_]+"},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
}
State = dict[str, NDArray[Any]]


class NGrams:
    """Turns texts into rows of a sparse matrix: word 1- and 2-grams, letter 2- to 5-grams."""

    def __init__(self, vectorizers: dict[str, TfidfVectorizer]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def learned_from(cls, texts: Sequence[str]) -> NGrams:
        """Learn the vocabulary and the rarity of each n-gram."""
        plain = [for_ngrams(text) for text in texts]
        return cls({kind: _vectorizer(kind).fit(plain) for kind in _KINDS})

    def rows(self, texts: Sequence[str]) -> sp.csr_matrix:
        """One row a text."""
        plain = [for_ngrams(text) for text in texts]
        parts = [vectorizer.transform(plain) for vectorizer in self._vectorizers.values()]
        return sp.hstack(parts).tocsr().astype(np.float32)

    def state(self) -> State:
        """Plain arrays from which `from_state` makes the same n-grams."""
        arrays: State = {}
        for kind, vectorizer in self._vectorizers.items():
            arrays[f"{kind}.vocabulary"] = np.array(vectorizer.get_feature_names_out(), dtype=str)
            arrays[f"{kind}.rarity"] = np.asarray(vectorizer.idf_, dtype=np.float64)
        return arrays

    @classmethod
    def from_state(cls, arrays: State) -> NGrams:
        """Undo `state`."""
        vectorizers = {}
        for kind in _KINDS:
            names = arrays[f"{kind}.vocabulary"].tolist()
            vectorizer = _vectorizer(kind, {name: at for at, name in enumerate(names)})
            vectorizer.idf_ = arrays[f"{kind}.rarity"]
            vectorizers[kind] = vectorizer
        return cls(vectorizers)


def _vectorizer(kind: str, vocabulary: dict[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        sublinear_tf=True,
        strip_accents="unicode",
        lowercase=False,
        vocabulary=vocabulary,
        **_KINDS[kind],
    )
