"""What became of an import: counts, reasons, and how to say it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field

from directory.repository import Stored


@dataclass(slots=True)
class ImportReport:
    """Rows of one import, counted. Every row read is in exactly one of the other counts."""

    feed: str
    file_name: str
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    quarantined: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    left_out_because: Counter[str] = field(default_factory=Counter)

    def add(self, stored: Stored) -> None:
        """Count what a batch brought."""
        self.new += stored.new
        self.updated += stored.updated
        self.unchanged += stored.unchanged

    def counts(self) -> dict[str, int]:
        """The plain numbers, for the record of the run."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, int)}
