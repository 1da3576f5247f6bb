"""Answers of the directory for the terminal and for other programs."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from directory.domain.query import Match, Result
from directory.feeds.report import ImportReport
from directory.status import Status

MOST_REASONS = 10


def match_json(match: Match) -> dict[str, Any]:
    """One result in the shape of the chat's contract."""
    service, place = match.service, match.service.location
    return {
        "id": service.id,
        "name": service.name,
        "needs": list(service.needs),
        "distance_km": round(match.distance_km, 2) if match.distance_km is not None else None,
        "open_state": match.opening.state.value,
        "open_text": match.open_text,
        "phone": service.phone,
        "address": place.address,
        "postcode": place.postcode,
        "access": match.access_text,
        "phone_first": match.phone_first,
        "why": list(match.reasons),
        "last_checked": match.last_checked.isoformat() if match.last_checked else None,
        "source": match.source_text,
    }


def result_json(result: Result) -> dict[str, Any]:
    """A whole answer."""
    return {
        "total": result.total,
        "services": [match_json(match) for match in result.matches],
        "relaxed": [
            {"criterion": each.criterion, "explanation": each.explanation}
            for each in result.relaxed
        ],
        "near_misses": [
            match_json(each.match) | {"failed": each.failed, "explanation": each.explanation}
            for each in result.near_misses
        ],
    }


def print_result(console: Console, result: Result) -> None:
    """A whole answer as a table, with what was given up above and the near misses below."""
    for relaxation in result.relaxed:
        console.print(relaxation.explanation)
    table = Table("", "Service", "Open", "Distance", "How", "Why", show_lines=True)
    for number, match in enumerate(result.matches, start=1):
        table.add_row(str(number), *_cells(match))
    console.print(table)
    console.print(f"{len(result.matches)} of {result.total}. Distances are in a straight line.")
    for miss in result.near_misses:
        console.print(f"Not shown: {miss.match.service.name}. {miss.explanation}.", style="dim")


def _cells(match: Match) -> tuple[str, str, str, str, str]:
    place = match.service.location
    where = ", ".join(part for part in (place.address, place.postcode) if part)
    name = "\n".join(part for part in (match.service.name, where, match.service.phone) if part)
    distance = f"{match.distance_km:.1f} km" if match.distance_km is not None else "area"
    return (
        name,
        match.open_text,
        distance,
        match.access_text,
        "\n".join((*match.reasons, match.checked_text)),
    )


def print_report(console: Console, report: ImportReport) -> None:
    """What an import brought."""
    console.print(
        f"{report.file_name}: {report.read} rows read. {report.new} new, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.left_out} left out, "
        f"{report.quarantined} in quarantine."
    )
    for reason, count in report.left_out_because.most_common(MOST_REASONS):
        console.print(f"  left out: {count} × {reason}", style="dim")
    for reason, count in report.reasons.most_common(MOST_REASONS):
        console.print(f"  quarantine: {count} × {reason}", style="dim", markup=False)


def print_status(console: Console, status: Status) -> None:
    """How the directory stands."""
    console.print(f"{status.services} services; version {status.version} of the directory.")
    for title, counts in (
        ("Need", status.by_need),
        ("District", status.by_district),
        ("Facts from", status.by_year),
        ("Confidence", status.by_confidence),
        ("Source", status.by_feed),
        ("In quarantine", status.quarantined),
    ):
        table = Table(title, "Number")
        for name, count in counts.items():
            table.add_row(name, str(count))
        console.print(table)
    for run in status.runs:
        line = f"{run.started_at:%d %B %Y %H:%M}  {run.feed}  {run.file_name}  {run.state}"
        console.print(f"{line}  {run.message or ''}".rstrip(), markup=False)
