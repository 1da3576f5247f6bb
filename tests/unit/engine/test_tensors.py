"""Reading and replacing weights in an ONNX file, on small files made here byte by byte."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.learning.adapter import adapted, weight_matrices
from bot.engine.learning.tensors import find_tensors

FLOAT, INT8, INT64 = 1, 3, 7


def varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def tensor(name: str, values: np.ndarray, kind: int) -> bytes:
    dims = b"".join(field(1, size) for size in values.shape)
    return dims + field(2, kind) + field(8, name.encode()) + field(9, values.tobytes())


def model(*tensors: bytes) -> bytes:
    graph = field(2, b"a graph's name") + b"".join(field(5, content) for content in tensors)
    fixed = varint(6 << 3 | 5) + b"\x01\x02\x03\x04" + varint(6 << 3 | 1) + bytes(8)
    return field(1, 8) + fixed + field(7, graph) + field(8, b"what follows")


@given(
    st.lists(
        st.tuples(st.integers(1, 200), st.integers(1, 20), st.booleans()), min_size=1, max_size=5
    )
)
def test_every_tensor_is_found_with_its_numbers(shapes: list[tuple[int, int, bool]]) -> None:
    chance = np.random.default_rng(len(shapes))
    made = {
        f"t{at}": (
            chance.standard_normal((rows, columns)).astype(np.float32)
            if floats
            else chance.integers(-127, 128, (rows, columns)).astype(np.int8)
        )
        for at, (rows, columns, floats) in enumerate(shapes)
    }
    kinds = {np.dtype(np.float32): FLOAT, np.dtype(np.int8): INT8}
    content = model(*(tensor(name, v, kinds[v.dtype]) for name, v in made.items()))
    found = find_tensors(content)
    assert list(found) == list(made)
    for name, values in made.items():
        np.testing.assert_array_equal(found[name].read(content), values)


def test_tensors_of_other_types_are_left_alone() -> None:
    content = model(tensor("positions", np.arange(4, dtype=np.int64), INT64))
    assert find_tensors(content) == {}


def test_writing_changes_only_the_tensor() -> None:
    first, second = np.ones((2, 3), np.float32), np.full((2, 2), 7, np.int8)
    content = bytearray(model(tensor("a", first, FLOAT), tensor("b", second, INT8)))
    length = len(content)
    find_tensors(content)["b"].write(content, np.full((2, 2), -3.0))
    assert len(content) == length
    found = find_tensors(content)
    np.testing.assert_array_equal(found["a"].read(content), first)
    np.testing.assert_array_equal(found["b"].read(content), np.full((2, 2), -3))


@pytest.fixture
def quantised() -> bytes:
    chance = np.random.default_rng(1)
    weights = chance.integers(-127, 128, (6, 4)).astype(np.int8)
    scale = chance.uniform(0.001, 0.01, (1, 4)).astype(np.float32)
    return model(tensor("val_1_q", weights, INT8), tensor("val_1_scale", scale, FLOAT))


def test_the_adapter_adds_its_product_to_the_weights(quantised: bytes, tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    down = chance.standard_normal((6, 2)).astype(np.float16)
    up = (chance.standard_normal((2, 4)) * 0.1).astype(np.float16)
    np.savez(tmp_path / "adapter.npz", **{"val_1.down": down, "val_1.up": up})
    before = weight_matrices(quantised)["val_1"]
    after = weight_matrices(adapted(quantised, tmp_path / "adapter.npz"))["val_1"]
    wanted = before + down.astype(np.float32) @ up.astype(np.float32)
    step = np.abs(wanted).max(axis=0) / 127
    assert (np.abs(after - wanted) <= step / 2 + 1e-6).all()


def test_an_adapter_for_other_weights_is_refused(quantised: bytes, tmp_path: Path) -> None:
    np.savez(tmp_path / "adapter.npz", other=np.zeros(3))
    with pytest.raises(KeyError):
        adapted(quantised, tmp_path / "adapter.npz")
