"""Ids that survive a new import: worked out from what a record is, never drawn at random."""

from __future__ import annotations

from uuid import UUID, uuid5

NAMESPACE = UUID("7d5e3b1c-94a0-5d0e-9c39-2f6f0a6f1b57")
"""Ours alone; changing it would change every id."""


def service_id(*, feed: str, record_id: str, ods_code: str | None = None) -> str:
    """The id of a service. An NHS organisation code names the same service in every feed."""
    key = f"ods:{ods_code.upper()}" if ods_code else f"{feed}:{record_id}"
    return str(uuid5(NAMESPACE, key))


def part_id(owner: str, part: str, position: int = 0) -> str:
    """The id of a row that belongs to `owner`, such as its third schedule."""
    return str(uuid5(NAMESPACE, f"{owner}/{part}/{position}"))


def organization_id(name: str) -> str:
    """The id of an organisation, by its name without case and spacing."""
    return str(uuid5(NAMESPACE, f"organization:{' '.join(name.casefold().split())}"))
