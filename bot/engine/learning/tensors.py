"""Where the weights lie in an ONNX file, so that they can be read and replaced in place.

An ONNX file is a protocol buffer: `ModelProto.graph` is field 7, `GraphProto.initializer` field 5;
of a `TensorProto`, `dims` is field 1, `data_type` 2, `name` 8 and `raw_data` 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES: dict[int, Any] = {1: np.float32, 3: np.int8}
_VARINT, _EIGHT_BYTES, _LENGTH = 0, 1, 2


@dataclass(frozen=True)
class Tensor:
    """`start` and `end` are offsets of the raw numbers in the file."""

    shape: tuple[int, ...]
    type: Any
    start: int
    end: int

    def read(self, model: bytes | bytearray) -> NDArray[Any]:
        """The numbers, in their own type."""
        return np.frombuffer(model[self.start : self.end], dtype=self.type).reshape(self.shape)

    def write(self, model: bytearray, values: NDArray[Any]) -> None:
        """Put other numbers of the same shape in their place."""
        model[self.start : self.end] = values.astype(self.type).reshape(self.shape).tobytes()


def find_tensors(model: bytes | bytearray) -> dict[str, Tensor]:
    """All 32-bit and 8-bit tensors of the graph, by name."""
    tensors = {}
    for field, start, end in _fields(model, 0, len(model)):
        if field != 7:
            continue
        for inner, first, last in _fields(model, start, end):
            if inner == 5:
                name, tensor = _tensor(model, first, last)
                if tensor is not None:
                    tensors[name] = tensor
    return tensors


def _tensor(model: bytes | bytearray, start: int, end: int) -> tuple[str, Tensor | None]:
    shape: list[int] = []
    kind, name, raw = 0, "", (0, 0)
    for field, first, last in _fields(model, start, end):
        if field == 1:
            shape.extend(_packed(model, first, last))
        elif field == 2:
            kind = _varint(model, first)[0]
        elif field == 8:
            name = bytes(model[first:last]).decode()
        elif field == 9:
            raw = (first, last)
    if kind not in _TYPES or raw == (0, 0):
        return name, None
    return name, Tensor(tuple(shape), _TYPES[kind], *raw)


def _packed(model: bytes | bytearray, start: int, end: int) -> Iterator[int]:
    at = start
    while at < end:
        value, at = _varint(model, at)
        yield value


def _fields(model: bytes | bytearray, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, first byte and end of the content of each field between two offsets."""
    at = start
    while at < end:
        key, at = _varint(model, at)
        first = at
        if key & 7 == _VARINT:
            at = _varint(model, at)[1]
        elif key & 7 == _LENGTH:
            size, first = _varint(model, at)
            at = first + size
        else:
            at += 8 if key & 7 == _EIGHT_BYTES else 4
        yield key >> 3, first, at


def _varint(model: bytes | bytearray, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = model[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
