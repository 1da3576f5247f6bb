"""Importing a table: one transaction per batch, repeatable, and nothing lost when it stops.

A batch is stored whole or not at all. When one fails, the batches before it stay, the run is
marked as failed with the row at which it stopped, and the same import can simply be run again.
Nothing that is in the directory is deleted because a file no longer names it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path

from sqlalchemy import insert, update

from directory.clock import Clock
from directory.domain.errors import DirectoryError, ImportRejected
from directory.feeds import quarantine
from directory.feeds.mapping import Mapping
from directory.feeds.quarantine import Refused
from directory.feeds.report import ImportReport
from directory.feeds.table_file import NumberedRow, read_rows
from directory.feeds.tabular import left_out_because, record_of
from directory.records import SourceRecord
from directory.repository import store_records
from directory.store.database import Database
from directory.store.working_tables import import_run

BATCH_ROWS = 500
RUNNING, FINISHED, FAILED = "running", "finished", "failed"


class ImportStopped(DirectoryError):
    """An import that stopped on the way: what came before the named row is kept."""

    user_message = "The update stopped on the way. What came before is kept."

    def __init__(self, report: ImportReport, cause: Exception) -> None:
        super().__init__(
            f"The import of {report.file_name} stopped after row {report.read + 1}: {cause} "
            f"What came before is kept ({report.new} new, {report.updated} updated). "
            "Put it right and run the same import again."
        )
        self.report = report


@dataclass(slots=True)
class _Run:
    """One import under way. `first_rows`: each key seen so far, with its row's number."""

    database: Database
    mapping: Mapping
    clock: Clock
    report: ImportReport
    id: int = 0
    first_rows: dict[str, int] = field(default_factory=dict)


async def import_table(
    database: Database,
    mapping: Mapping,
    path: Path,
    *,
    clock: Clock,
    batch_rows: int = BATCH_ROWS,
) -> ImportReport:
    """Import a file of the mapping's source.

    Raises `ImportRejected` before anything is written if the file cannot be read at all or lacks
    columns, and `ImportStopped` when a later part of it, or the database, fails.
    """
    batches = batched(read_rows(path, mapping), batch_rows, strict=False)
    first = next(batches, ())
    if not first:
        raise ImportRejected(f"{path.name} has no rows. Nothing was changed.")
    run = _Run(database, mapping, clock, ImportReport(feed=mapping.feed, file_name=path.name))
    await _start(run)
    try:
        await _store_batch(run, first)
        for batch in batches:
            await _store_batch(run, batch)
    except Exception as error:
        await _note(run, FAILED, message=str(error))
        raise ImportStopped(run.report, error) from error
    await _finish(run)
    return run.report


async def _start(run: _Run) -> None:
    async with run.database.write() as connection:
        started = await connection.execute(
            insert(import_run).values(
                feed=run.report.feed,
                file_name=run.report.file_name,
                state=RUNNING,
                started_at=_now(run),
                counts=run.report.counts(),
            )
        )
        key = started.inserted_primary_key
        run.id = int(key[0]) if key else 0


async def _store_batch(run: _Run, rows: tuple[NumberedRow, ...]) -> None:
    taken = _Sorted()
    for row in rows:
        _sort_row(run, row, taken)
    async with run.database.write() as connection:
        stored = await store_records(connection, taken.records, fetched_at=_now(run))
        await quarantine.put(
            connection, taken.refused, feed=run.mapping.feed, run_id=run.id, now=_now(run)
        )
    _count(run.report, rows, taken)
    run.report.add(stored)


@dataclass(slots=True)
class _Sorted:
    """One batch, sorted into what is stored, what is refused and what is left out."""

    records: list[SourceRecord] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def _sort_row(run: _Run, row: NumberedRow, taken: _Sorted) -> None:
    try:
        if row.fault:
            raise ImportRejected(row.fault)
        reason = left_out_because(row.cells, run.mapping)
        if reason is not None:
            taken.left_out.append(reason)
            return
        record = record_of(row.cells, run.mapping)
        _check_key_is_new(run, row)
        taken.records.append(record)
    except (ImportRejected, ValueError) as error:
        taken.refused.append(Refused(row, str(error)))


def _check_key_is_new(run: _Run, row: NumberedRow) -> None:
    key = row.cells[run.mapping.key].strip()
    first = run.first_rows.setdefault(key, row.number)
    if first != row.number:
        raise ImportRejected(f"its {run.mapping.key} {key} is already in row {first}")


def _count(report: ImportReport, rows: tuple[NumberedRow, ...], taken: _Sorted) -> None:
    report.read = rows[-1].number - 1
    report.quarantined += len(taken.refused)
    report.left_out += len(taken.left_out)
    report.left_out_because.update(taken.left_out)
    report.reasons.update(each.reason for each in taken.refused)


async def _finish(run: _Run) -> None:
    async with run.database.write() as connection:
        await quarantine.release_older(connection, feed=run.mapping.feed, run_id=run.id)
    await _note(run, FINISHED)


async def _note(run: _Run, state: str, *, message: str | None = None) -> None:
    """Write down how the run went. When even that fails, the first failure is the one to tell."""
    try:
        async with run.database.write() as connection:
            await connection.execute(
                update(import_run)
                .where(import_run.c.id == run.id)
                .values(
                    state=state,
                    finished_at=_now(run),
                    counts=run.report.counts(),
                    message=message,
                )
            )
    except DirectoryError:
        if state != FAILED:
            raise


def _now(run: _Run) -> datetime:
    return run.clock.now().astimezone(UTC)
