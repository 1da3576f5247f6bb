"""Small corrections to the weights of the embedding model, learned from our own messages.

The adapter holds two thin matrices for each of the 36 weight matrices of the model (low-rank
adaptation; Hu and others 2021). Their product is added to the weights before the model starts, so
that a message takes no longer than without. `scripts/adapter` makes the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.engine.learning.tensors import find_tensors

ADAPTER = Path(__file__).parents[1] / "vocabulary" / "adapter.npz"
_LARGEST = 127


def weight_matrices(model: bytes | bytearray) -> dict[str, NDArray[np.float32]]:
    """The weight matrices of the encoder in the order of the layers, inputs by outputs."""
    tensors = find_tensors(model)
    return {
        name: (tensors[f"{name}_q"].read(model) * tensors[f"{name}_scale"].read(model))
        for name in _names(tensors)
    }


def adapted(model: bytes, adapter: Path = ADAPTER) -> bytes:
    """The model with the adapter's corrections in its weights."""
    changed = bytearray(model)
    tensors = find_tensors(model)
    with np.load(adapter, allow_pickle=False) as corrections:
        for name, weights in weight_matrices(model).items():
            down = corrections[f"{name}.down"].astype(np.float32)
            up = corrections[f"{name}.up"].astype(np.float32)
            whole = weights + down @ up
            scale = np.abs(whole).max(axis=0, keepdims=True) / _LARGEST
            tensors[f"{name}_q"].write(changed, np.rint(whole / scale))
            tensors[f"{name}_scale"].write(changed, scale)
    return bytes(changed)


def _names(tensors: dict[str, Any]) -> list[str]:
    return [
        name[: -len("_q")]
        for name, tensor in tensors.items()
        if name.startswith("val_") and name.endswith("_q") and len(tensor.shape) == 2
    ]
