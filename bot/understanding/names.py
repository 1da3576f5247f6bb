"""Names of places: towns, villages, landmarks and districts here, and towns elsewhere."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.model import Place, PlaceKind
from bot.understanding.text import normalise

DATA = Path(__file__).parent / "data"
SHORTEST_FUZZY = 5
SHORTEST_JOINED = 8
LONGEST_NAME = 6
"""Words in the longest name that is looked for."""


@dataclass(frozen=True)
class Name:
    """What one name may stand for: a place here, or (`place` None) somewhere else.

    `cue` is empty, `yes` (an ordinary word too: needs "in", "near" and the like) or `strict`
    (needs more than "in": "in bath" is rarely the city). `elsewhere` is the better known or
    equally likely namesake outside. `context` holds words that settle that this one is meant.
    """

    label: str
    place: Place | None
    cue: str = ""
    elsewhere: str | None = None
    context: tuple[str, ...] = ()


Anchor = Callable[[str], "tuple[float, float, str]"]
"""From a postcode, sector, outcode or district name to latitude, longitude, district."""


class Names:
    """All names, exact and nearly so."""

    def __init__(self, entries: Iterator[tuple[str, Name]]) -> None:
        self.by_name: dict[str, list[Name]] = defaultdict(list)
        for spelling, name in entries:
            known = self.by_name[spelling]
            if name not in known:
                known.append(name)
        self.by_name = dict(self.by_name)
        self.longest: dict[str, int] = {}
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for spelling, meanings in self.by_name.items():
            words = spelling.split(" ")
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
            if len(spelling) >= SHORTEST_FUZZY and _forgiving(meanings):
                self._buckets[spelling[0], len(words)].append(spelling)

    def exact(self, spelling: str) -> list[Name]:
        """What a normalised spelling stands for; empty when nothing."""
        return self.by_name.get(spelling, [])

    def nearest(self, spelling: str, *, slips: int) -> tuple[str, list[Name]] | None:
        """The one known spelling within `slips` edits with the same first letter.

        None when there is none, or when two that mean different places are equally near.
        """
        bucket = self._buckets.get((spelling[0], spelling.count(" ") + 1))
        if not bucket:
            return None
        near = process.extract(spelling, bucket, scorer=OSA.distance, score_cutoff=slips, limit=3)
        if not near:
            return None
        best = [name for name, score, _ in near if score == near[0][1]]
        meanings = self.by_name[best[0]]
        if any(self.by_name[other] != meanings for other in best[1:]):
            return None
        return best[0], meanings


def load(anchor: Anchor, folder: Path = DATA) -> Names:
    """Read `places.csv` and `elsewhere.csv`. Raises what `anchor` raises."""

    def entries() -> Iterator[tuple[str, Name]]:
        yield from _local(anchor, folder / "places.csv")
        yield from _elsewhere(folder / "elsewhere.csv")

    return Names(entries())


def _local(anchor: Anchor, path: Path) -> Iterator[tuple[str, Name]]:
    aliases: list[tuple[dict[str, str], str]] = []
    by_code: dict[str, Name] = {}
    for row in _rows(path):
        if row["kind"] == "alias":
            aliases.append((row, f"town:{row['id']}"))
            continue
        name = _name(row, anchor)
        assert name.place is not None
        by_code[name.place.code] = name
        for spelling in _spellings(row):
            yield spelling, name
    for row, code in aliases:
        for spelling in _spellings(row):
            yield spelling, by_code[code]


def _name(row: dict[str, str], anchor: Anchor) -> Name:
    latitude, longitude, district = anchor(row["anchor"])
    identity = row["id"] or normalise(row["name"]).replace(" ", "-")
    code = f"{row['kind']}:{identity}"
    place = Place(
        code=code,
        label=row["name"],
        kind=PlaceKind(row["kind"]),
        latitude=latitude,
        longitude=longitude,
        district=district,
    )
    own = normalise(row["name"].partition("(")[0])
    context = tuple(word for word in (*_list(row["context"]), normalise(district)) if word != own)
    return Name(row["name"], place, row["cue"], row["elsewhere"] or None, context)


def _elsewhere(path: Path) -> Iterator[tuple[str, Name]]:
    for row in _rows(path):
        name = Name(row["label"], None, row["cue"])
        spellings = {normalise(row["name"]), normalise(row["label"]), *_list(row["aliases"])}
        yield from ((spelling, name) for spelling in _joined(spellings))


def _forgiving(meanings: list[Name]) -> bool:
    """Whether misspellings count: not for landmarks ("the hospital" is nearly "tw hospital"),
    and not for names that are ordinary words of English too.
    """
    if meanings[0].place is not None and meanings[0].place.kind is PlaceKind.LANDMARK:
        return False
    return not meanings[0].cue or (meanings[0].place is None and meanings[0].cue == "yes")


def _spellings(row: dict[str, str]) -> Iterator[str]:
    listed = [*_list(row["aliases"]), *_list(row["misspellings"])]
    named = [] if "(" in row["name"] or row["kind"] == "alias" else [normalise(row["name"])]
    return _joined({*named, *listed})


def _joined(spellings: set[str]) -> Iterator[str]:
    """Each spelling, and the ones of several words also run together ("hernebay")."""
    yield from spellings
    for spelling in spellings:
        together = spelling.replace(" ", "")
        if together != spelling and len(together) >= SHORTEST_JOINED:
            yield together


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _list(cell: str) -> list[str]:
    return [normalise(part) for part in cell.split("|")] if cell else []
