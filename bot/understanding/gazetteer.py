"""Every place that can be named: postcodes, their parts, towns, landmarks and districts."""

from __future__ import annotations

import csv
from functools import cached_property
from pathlib import Path

from bot.understanding import names
from bot.understanding.districts import AREAS, DISTRICTS
from bot.understanding.errors import UnknownAnchor
from bot.understanding.model import Place, PlaceKind
from bot.understanding.postcodes import Point, PostcodeFile
from bot.understanding.text import normalise

_CAPITALS = {
    "Ashford": "TN23 1",
    "Canterbury": "CT1 2",
    "Dartford": "DA1 1",
    "Dover": "CT16 1",
    "Gravesham": "DA12 1",
    "Maidstone": "ME14 1",
    "Sevenoaks": "TN13 1",
    "Folkestone and Hythe": "CT20 1",
    "Swale": "ME10 4",
    "Thanet": "CT9 1",
    "Tonbridge and Malling": "TN9 1",
    "Tunbridge Wells": "TN1 1",
    "Medway": "ME4 4",
}
"""Where a district's point is put: the sector of its chief town."""


class Gazetteer:
    """Looks up places by code, by postcode or part of one, and by name."""

    def __init__(self, postcodes: PostcodeFile, folder: Path = names.DATA) -> None:
        self._postcodes = postcodes
        self.names = names.load(self._anchor, folder)
        self._by_code = {
            name.place.code: name.place
            for meanings in self.names.by_name.values()
            for name in meanings
            if name.place is not None
        }
        self._folder = folder

    @classmethod
    def from_files(cls, postcodes_path: Path | str) -> Gazetteer:
        """Load `gazetteer.bin` and the packaged names.

        Raises `GazetteerMissing`, `GazetteerDamaged` or `UnknownAnchor`.
        """
        return cls(PostcodeFile.read(Path(postcodes_path)))

    from_file = from_files

    def by_code(self, code: str) -> Place | None:
        """The place of a stable code such as `postcode:TN9 1BE` or `town:margate`."""
        kind, _, key = code.partition(":")
        readers = {"postcode": self.postcode, "sector": self.sector, "outcode": self.outcode}
        reader = readers.get(kind)
        return reader(key) if reader else self._by_code.get(code)

    def postcode(self, code: str) -> Place | None:
        """A full postcode inside the area, spelt `TN9 1BE`."""
        return _place(PlaceKind.POSTCODE, code, self._postcodes.postcode(code))

    def sector(self, code: str) -> Place | None:
        """A sector most of which is inside the area, spelt `ME14 2`."""
        return _place(PlaceKind.SECTOR, code, self._postcodes.sector(code))

    def outcode(self, code: str) -> Place | None:
        """An outcode most of which is inside the area, spelt `ME14`."""
        return _place(PlaceKind.OUTCODE, code, self._postcodes.outcode(code))

    def named(self, name: str) -> tuple[Place, ...]:
        """The places inside the area that a name may stand for, spelt in any usual way."""
        meanings = self.names.exact(normalise(name))
        return tuple(meaning.place for meaning in meanings if meaning.place is not None)

    def outside(self, code: str) -> str | None:
        """Where a postcode, sector or outcode outside the area is, as people would say it.

        None when it lies inside, or when no such outcode exists.
        """
        outward = code.split(" ")[0]
        point = self._postcodes.postcode(code) or self._postcodes.sector(code)
        point = point or self._postcodes.outcode(outward)
        if point is not None:
            return None if point.inside else point.district or outward
        if not self._postcodes.outcode_exists(outward):
            return None
        area = outward.rstrip("0123456789" if outward[-1].isdigit() else outward[-1])
        return self._area_labels.get(area.rstrip("0123456789"), outward)

    def outcode_exists(self, outcode: str) -> bool:
        """Whether any postcode of the United Kingdom begins so."""
        return self._postcodes.outcode_exists(outcode)

    @staticmethod
    def knows_every_postcode_of(outcode: str) -> bool:
        """Whether a postcode there that is not listed does not exist."""
        return outcode[:2] in AREAS

    @cached_property
    def _area_labels(self) -> dict[str, str]:
        path = self._folder / "postcode_areas.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return {row["area"]: row["label"] for row in csv.DictReader(file)}

    def _anchor(self, anchor: str) -> tuple[float, float, str]:
        code = _CAPITALS.get(anchor, anchor)
        point = self._postcodes.postcode(code) or self._postcodes.sector(code)
        point = point or self._postcodes.outcode(code)
        if point is None or not point.inside:
            raise UnknownAnchor(anchor)
        district = anchor if anchor in DISTRICTS.values() else point.district
        return point.latitude, point.longitude, district


def _place(kind: PlaceKind, code: str, point: Point | None) -> Place | None:
    if point is None or not point.inside:
        return None
    return Place(
        code=f"{kind.value}:{code}",
        label=code,
        kind=kind,
        latitude=point.latitude,
        longitude=point.longitude,
        district=point.district,
    )
