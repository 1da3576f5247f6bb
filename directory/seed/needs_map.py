"""The mapping file of the starter directory, checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from directory.domain.errors import ImportRejected
from directory.domain.needs import Need

MAPPING_FILE = Path(__file__).parent / "needs.yml"


@dataclass(frozen=True, slots=True)
class NeedsMap:
    """Which needs a starter row serves, and what else the mapping knows of it."""

    categories: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[str, ...]]
    sensitive_categories: frozenset[str]
    sensitive_rows: frozenset[str]
    place_categories: frozenset[str]
    office_rows: frozenset[str]
    ods_codes: Mapping[str, str]
    remarks: Mapping[str, str]

    def needs_of(self, *, record_id: str, category: str, subcategory: str) -> tuple[str, ...]:
        """The needs of a row, main one first. Raises `ImportRejected` for an unmapped category."""
        kind = f"{category}/{subcategory}"
        for found in (
            self.rows.get(record_id),
            self.kinds.get(kind),
            self.categories.get(category),
        ):
            if found is not None:
                return found
        raise ImportRejected(
            f"row {record_id}: category {category!r} is not in {MAPPING_FILE.name}; "
            "add it there with the needs that it serves"
        )

    def is_sensitive(self, *, record_id: str, category: str) -> bool:
        """Whether the service must not be named where others may read along."""
        return category in self.sensitive_categories or record_id in self.sensitive_rows


def load_needs_map(path: Path = MAPPING_FILE) -> NeedsMap:
    """Read the mapping. Raises `ImportRejected` for a need that does not exist."""
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    sensitive = plain["sensitive"]
    return NeedsMap(
        categories=_needs(plain["categories"]),
        kinds=_needs(plain["kinds"]),
        rows=_needs(plain["rows"]),
        sensitive_categories=frozenset(sensitive["categories"]),
        sensitive_rows=frozenset(sensitive["rows"]),
        place_categories=frozenset(plain["place_categories"]),
        office_rows=frozenset(plain["office_rows"]),
        ods_codes=plain["ods_codes"],
        remarks=plain["remarks"],
    )


def _needs(plain: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    known = {need.value for need in Need}
    for name, needs in plain.items():
        unknown = set(needs) - known
        if unknown:
            raise ImportRejected(f"{MAPPING_FILE.name}: {name!r} has unknown needs {unknown}")
    return {name: tuple(needs) for name, needs in plain.items()}
