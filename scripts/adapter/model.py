"""all-MiniLM-L6-v2 in PyTorch, with thin trainable matrices beside its frozen weights."""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from bot.engine.learning.adapter import weight_matrices
from bot.engine.learning.tensors import find_tensors

WIDTH, HEADS, PARTS = 384, 12, 6
SHARPNESS = 8.0
"""The embeddings have length 1; their scores are stretched by this."""
_PREFIX = "inner.encoder.layer"


class Adapted(nn.Module):
    """A frozen linear layer plus the product of two thin matrices."""

    def __init__(self, weights: Tensor, bias: Tensor, rank: int, dropout: float) -> None:
        super().__init__()
        inputs, outputs = weights.shape
        self.register_buffer("weights", weights)
        self.register_buffer("bias", bias)
        self.down = nn.Parameter(torch.randn(inputs, rank) / math.sqrt(inputs))
        self.up = nn.Parameter(torch.zeros(rank, outputs))
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows: Tensor) -> Tensor:
        return rows @ self.weights + self.bias + self.dropout(rows) @ self.down @ self.up * 2


class Norm(nn.Module):
    """A frozen layer normalisation."""

    def __init__(self, weights: Tensor, bias: Tensor) -> None:
        super().__init__()
        self.register_buffer("weights", weights)
        self.register_buffer("bias", bias)

    def forward(self, rows: Tensor) -> Tensor:
        return F.layer_norm(rows, (WIDTH,), self.weights, self.bias, 1e-12)


class Encoder(nn.Module):
    """Takes piece numbers and a mask; gives embeddings of length 1."""

    def __init__(self, model: bytes, *, rank: int, dropout: float = 0.1) -> None:
        super().__init__()
        tensors = find_tensors(model)

        def tensor(name: str) -> Tensor:
            return torch.tensor(np.array(tensors[name].read(model)))

        def table(name: str) -> Tensor:
            return tensor(f"{name}_q").float() * tensor(f"{name}_scale")

        def norm(name: str) -> Norm:
            return Norm(tensor(f"{name}.LayerNorm.weight"), tensor(f"{name}.LayerNorm.bias"))

        self.register_buffer("pieces", table("inner.embeddings.word_embeddings.weight"))
        positions = table("inner.embeddings.position_embeddings.weight")
        kind = tensor("inner.embeddings.token_type_embeddings.weight")[0]
        self.register_buffer("positions", positions + kind)
        self.first = norm("inner.embeddings")
        self.dropout = nn.Dropout(dropout)
        self.names = list(weight_matrices(model))
        matrices = [torch.tensor(m) for m in weight_matrices(model).values()]
        self.linears = nn.ModuleList()
        self.norms = nn.ModuleList()
        for layer in range(len(matrices) // PARTS):
            at = f"{_PREFIX}.{layer}"
            biases = [
                *(f"{at}.attention.self.{part}.bias" for part in ("query", "key", "value")),
                f"{at}.attention.output.dense.bias",
                f"{at}.intermediate.dense.bias",
                f"{at}.output.dense.bias",
            ]
            for part, bias in enumerate(biases):
                weights = matrices[layer * PARTS + part]
                self.linears.append(Adapted(weights, tensor(bias), rank, 0.05))
            self.norms.append(norm(f"{at}.attention.output"))
            self.norms.append(norm(f"{at}.output"))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        rows = self.dropout(self.first(self.pieces[ids] + self.positions[: ids.shape[1]]))
        seen = mask[:, None, None, :].bool()
        for layer in range(len(self.norms) // 2):
            rows = self._layer(rows, seen, layer)
        weights = mask[:, :, None].float()
        mean = (rows.float() * weights).sum(1) / weights.sum(1)
        return F.normalize(mean, dim=1)

    def _layer(self, rows: Tensor, seen: Tensor, layer: int) -> Tensor:
        batch, length, _ = rows.shape
        query, key, value, out, widen, narrow = self.linears[layer * PARTS : (layer + 1) * PARTS]
        heads = [
            part(rows).view(batch, length, HEADS, -1).transpose(1, 2)
            for part in (query, key, value)
        ]
        mixed = F.scaled_dot_product_attention(*heads, attn_mask=seen)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        rows = self.norms[2 * layer](rows + self.dropout(out(mixed)))
        return self.norms[2 * layer + 1](rows + self.dropout(narrow(F.gelu(widen(rows)))))

    def corrections(self) -> dict[str, np.ndarray]:
        """The thin matrices by the names of the weights that they correct, in half precision."""
        found = {}
        for name, linear in zip(self.names, self.linears, strict=True):
            found[f"{name}.down"] = linear.down.detach().numpy().astype(np.float16)
            found[f"{name}.up"] = (2 * linear.up.detach()).numpy().astype(np.float16)
        return found
