"""The compact file of postcodes: how it is written and how it is searched.

Layout, big-endian: `HEADER`, then records sorted by key. Full postcodes (keys of seven bytes,
`TN9 1BE`), sectors (`ME14 2`) and outcodes (`ME14`) share one fixed-width record of key, latitude
and longitude in millionths of a degree, and the index of the district; last come the outcodes of
the whole United Kingdom, four bytes each, to tell a real outcode from an invented one.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.understanding.districts import DISTRICTS, NEIGHBOURS
from bot.understanding.errors import GazetteerDamaged, GazetteerMissing

MAGIC = b"FPGZ"
VERSION = 1
HEADER = struct.Struct(">4sHIIII")
RECORD = struct.Struct(">7siiB")
OUTCODE_WIDTH = 4
NAMES = (*DISTRICTS.values(), *NEIGHBOURS.values(), "")
"""District names by index; the last stands for a district that we have no name for."""
INSIDE = len(DISTRICTS)
"""Indexes below this one lie in Kent & Medway."""


class Point(NamedTuple):
    """A position in WGS84 degrees, and the district it lies in."""

    latitude: float
    longitude: float
    district: str
    inside: bool


class Row(NamedTuple):
    """One record to write. `district` is an index into `NAMES`."""

    key: str
    latitude: float
    longitude: float
    district: int


class _Keys(Sequence[bytes]):
    """The sorted keys of fixed-width records, read in place."""

    def __init__(self, data: bytes, width: int, key_width: int) -> None:
        self._data, self._width, self._key_width = data, width, key_width

    def __len__(self) -> int:
        return len(self._data) // self._width

    def __getitem__(self, index):  # type: ignore[no-untyped-def]  # slices are never asked for
        start = index * self._width
        return self._data[start : start + self._key_width]

    def find(self, key: bytes) -> int | None:
        index = bisect_left(self, key)
        return index if index < len(self) and self[index] == key else None


class PostcodeFile:
    """The file in memory (about 2 MB). Keys are written as people write them: `TN9 1BE`."""

    def __init__(self, data: bytes) -> None:
        sections = _sections(data)
        self._records = dict(zip(("postcode", "sector", "outcode"), sections, strict=False))
        self._keys = {kind: _Keys(part, RECORD.size, 7) for kind, part in self._records.items()}
        self._outcodes = _Keys(sections[3], OUTCODE_WIDTH, OUTCODE_WIDTH)

    @classmethod
    def read(cls, path: Path) -> PostcodeFile:
        """Load a file. Raises `GazetteerMissing` or `GazetteerDamaged`."""
        try:
            return cls(path.read_bytes())
        except FileNotFoundError as error:
            raise GazetteerMissing(f"{path}: run scripts/build_gazetteer.py") from error

    def postcode(self, code: str) -> Point | None:
        """A full postcode, `TN9 1BE`."""
        return self._point("postcode", code)

    def sector(self, code: str) -> Point | None:
        """The centre of a sector, `ME14 2`."""
        return self._point("sector", code)

    def outcode(self, code: str) -> Point | None:
        """The centre of an outcode of the areas that we know in full, `ME14`."""
        return self._point("outcode", code)

    def outcode_exists(self, code: str) -> bool:
        """Whether any postcode of the United Kingdom begins with this outcode."""
        return self._outcodes.find(code.ljust(OUTCODE_WIDTH).encode("ascii", "replace")) is not None

    def _point(self, kind: str, code: str) -> Point | None:
        index = self._keys[kind].find(_key(code))
        if index is None:
            return None
        _, lat, lon, district = RECORD.unpack_from(self._records[kind], index * RECORD.size)
        return Point(lat / 1e6, lon / 1e6, NAMES[district], district < INSIDE)


def write(
    *,
    postcodes: Iterable[Row],
    sectors: Iterable[Row],
    outcodes: Iterable[Row],
    all_outcodes: Iterable[str],
) -> bytes:
    """The bytes of a file with these rows."""
    parts = [_pack(rows) for rows in (postcodes, sectors, outcodes)]
    names = sorted({name.ljust(OUTCODE_WIDTH).encode("ascii") for name in all_outcodes})
    counts = [len(part) // RECORD.size for part in parts]
    return HEADER.pack(MAGIC, VERSION, *counts, len(names)) + b"".join(parts) + b"".join(names)


def _pack(rows: Iterable[Row]) -> bytes:
    packed = {
        _key(row.key): RECORD.pack(
            _key(row.key), round(row.latitude * 1e6), round(row.longitude * 1e6), row.district
        )
        for row in rows
    }
    return b"".join(packed[key] for key in sorted(packed))


def _key(code: str) -> bytes:
    outward, _, inward = code.partition(" ")
    return (outward.ljust(4) + inward).ljust(7)[:7].encode("ascii", "replace")


def _sections(data: bytes) -> list[bytes]:
    if len(data) < HEADER.size:
        raise GazetteerDamaged("the postcode file is cut short")
    magic, version, *counts = HEADER.unpack_from(data)
    if (magic, version) != (MAGIC, VERSION):
        raise GazetteerDamaged(f"the postcode file is not of version {VERSION}")
    widths = (RECORD.size, RECORD.size, RECORD.size, OUTCODE_WIDTH)
    sections, start = [], HEADER.size
    for count, width in zip(counts, widths, strict=True):
        sections.append(data[start : start + count * width])
        start += count * width
    if start != len(data):
        raise GazetteerDamaged("the postcode file is cut short")
    return sections
