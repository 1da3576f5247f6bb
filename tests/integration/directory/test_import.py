"""Importing tables: every row accounted for, nothing doubled, nothing lost."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from directory.clock import FrozenClock
from directory.domain.errors import ImportRejected, UnknownSource
from directory.feeds import importer
from directory.feeds.importer import ImportStopped, import_table
from directory.feeds.mapping import load_mapping
from directory.feeds.report import ImportReport
from directory.identity import service_id
from directory.search import Directory
from directory.seed.starter import load_starter
from directory.store import tables
from directory.store.database import Database
from directory.store.working_tables import import_run, quarantine
from tests.integration.directory.world import FETCHED, shared_data

CLOCK = FrozenClock(datetime(2026, 11, 2, tzinfo=UTC))
PHARMACIES = load_mapping("nhsbsa-pharmacies")
GOOD = {
    "ods_code": "FZZ01",
    "name": "High Street Pharmacy",
    "organisation": "A company",
    "address_line_1": "1 High Street",
    "address_line_2": "",
    "town": "Tonbridge",
    "postcode": "tn9 1be",
    "lat": "51.1970",
    "lon": "0.2760",
    "local_authority": "Tonbridge and Malling",
    "phone": "+441732355956",
    "contract_type": "Community",
    "monday": "09:00-13:00,14:00-17:30",
    "tuesday": "09:00-17:30",
    "wednesday": "09:00-17:30",
    "thursday": "09:00-17:30",
    "friday": "09:00-17:30",
    "saturday": "CLOSED",
    "sunday": "CLOSED",
    "ods_status_2025": "active",
}


def row(**told: str) -> dict[str, str]:
    return GOOD | told


def written(folder: Path, rows: Iterable[dict[str, str]], name: str = "list.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(GOOD))
        writer.writeheader()
        writer.writerows(rows)
    return path


async def imported(database: Database, path: Path, **how: Any) -> ImportReport:
    return await import_table(database, PHARMACIES, path, clock=CLOCK, **how)


def the_service() -> str:
    return service_id(feed="any", record_id="any", ods_code="FZZ01")


async def test_a_row_becomes_a_service(
    database: Database, directory: Directory, tmp_path: Path
) -> None:
    report = await imported(database, written(tmp_path, [row()]))
    assert (report.read, report.new, report.quarantined) == (1, 1, 0)
    service = await directory.service(the_service())
    assert service is not None
    assert service.phone == "01732 355956"
    assert service.location.postcode == "TN9 1BE"
    assert service.location.address == "1 High Street, Tonbridge"
    assert service.needs == ("pharmacy", "pharmacy_first")
    assert len(service.hours.sessions) == 6
    assert service.source is not None
    assert service.source.licence == "Open Government Licence v3.0"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"name": "  "}, "its name is empty"),
        ({"ods_code": ""}, "its ods_code is empty"),
        ({"postcode": "TN9"}, "'TN9' is not a postcode"),
        ({"lat": ""}, "no coordinates"),
        ({"lat": "north"}, "are not coordinates"),
        ({"lat": "0.276", "lon": "51.197"}, "not in the United Kingdom"),
        ({"phone": "01732"}, "not a phone number"),
        ({"phone": "ask inside"}, "not a phone number"),
        ({"monday": "9 to 5"}, "9 to 5"),
        ({"monday": "25:00-26:00"}, "no such time of day"),
        ({"monday": "09:00-17:00,12:00-13:00"}, "overlap"),
    ],
)
async def test_an_unusable_row_is_kept_in_quarantine_with_its_reason(
    database: Database, tmp_path: Path, told: dict[str, str], reason: str
) -> None:
    bad = row(**({"ods_code": "FZZ02"} | told))
    report = await imported(database, written(tmp_path, [row(), bad]))
    assert (report.new, report.quarantined) == (1, 1)
    async with database.read() as connection:
        kept = (await connection.execute(select(quarantine))).mappings().one()
    assert kept["row_number"] == 3
    assert reason in kept["reason"]
    assert kept["source_row"] == bad


async def test_a_row_put_right_leaves_quarantine(database: Database, tmp_path: Path) -> None:
    await imported(database, written(tmp_path, [row(phone="1")]))
    again = await imported(database, written(tmp_path, [row(phone="1")]))
    assert again.quarantined == 1
    assert await _count(database, quarantine) == 1
    report = await imported(database, written(tmp_path, [row()]))
    assert (report.new, report.quarantined) == (1, 0)
    assert await _count(database, quarantine) == 0


async def test_every_row_is_in_exactly_one_count(database: Database, tmp_path: Path) -> None:
    rows = [
        row(),
        row(ods_code="FZZ02", contract_type="DAC"),
        row(ods_code="FZZ03", phone="1"),
        row(name="The same again"),
        row(ods_code="FZZ04"),
    ]
    report = await imported(database, written(tmp_path, rows), batch_rows=2)
    assert report.read == 5
    assert (report.new, report.left_out, report.quarantined) == (2, 1, 2)
    assert report.reasons["its ods_code FZZ01 is already in row 2"] == 1


async def test_importing_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    rows = [row(ods_code=f"FZZ{n:02}") for n in range(7)]
    path = written(tmp_path, rows)
    first, again = await imported(database, path, batch_rows=3), await imported(database, path)
    assert (first.new, again.new, again.updated, again.unchanged) == (7, 0, 0, 7)
    assert await _count(database, tables.service) == 7


async def test_a_file_that_names_fewer_services_deletes_none(
    database: Database, tmp_path: Path
) -> None:
    await imported(database, written(tmp_path, [row(), row(ods_code="FZZ02")]))
    await imported(database, written(tmp_path, [row()]))
    with pytest.raises(ImportRejected, match="has no rows"):
        await imported(database, written(tmp_path, []))
    assert await _count(database, tables.service) == 2


async def test_a_pharmacy_that_closed_is_no_longer_shown(
    database: Database, directory: Directory, tmp_path: Path
) -> None:
    await imported(database, written(tmp_path, [row()]))
    assert await directory.service(the_service()) is not None
    await imported(database, written(tmp_path, [row(ods_status_2025="closed")]))
    assert await directory.service(the_service()) is None
    await imported(database, written(tmp_path, [row()]))
    assert await directory.service(the_service()) is not None


async def test_a_failed_batch_leaves_the_earlier_ones_and_says_where_it_stopped(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, [row(ods_code=f"FZZ{n:02}") for n in range(6)])
    with path.open("ab") as file:
        file.write("FZZ99,Caf\xe9".encode("latin-1"))
    with pytest.raises(ImportStopped, match=r"after row \d: .*utf-8.*same import again") as caught:
        await imported(database, path, batch_rows=2)
    assert caught.value.report.new == await _count(database, tables.service)
    async with database.read() as connection:
        run = (await connection.execute(select(import_run))).mappings().one()
    assert run["state"] == "failed"
    assert run["counts"]["new"] == caught.value.report.new
    report = await imported(
        database, written(tmp_path, [row(ods_code=f"FZZ{n:02}") for n in range(6)])
    )
    assert report.new + report.unchanged == 6
    assert await _count(database, tables.service) == 6


async def test_a_batch_is_kept_whole_or_not_at_all(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = importer.quarantine.put
    calls = []

    async def breaks_the_second_time(*given: Any, **told: Any) -> None:
        calls.append(given)
        if len(calls) == 2:
            raise OSError("the line went dead")
        await put(*given, **told)

    monkeypatch.setattr(importer.quarantine, "put", breaks_the_second_time)
    path = written(tmp_path, [row(ods_code=f"FZZ{n:02}") for n in range(6)])
    with pytest.raises(ImportStopped, match=r"after row 3: .*the line went dead"):
        await imported(database, path, batch_rows=2)
    assert await _count(database, tables.service) == 2


async def test_a_column_that_is_missing_is_named_before_anything_is_written(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("ods_code,name\nFZZ01,High Street Pharmacy\n", encoding="utf-8")
    with pytest.raises(ImportRejected, match=r"lacks the columns .*postcode.*It has: ods_code"):
        await imported(database, path)
    assert await _count(database, import_run) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        ("ods_code,name\u00e9\n".encode("utf-16"), "not utf-8-sig text"),
        (b"\x1f\x8b\x08", "cannot be read|not utf-8-sig text"),
    ],
)
async def test_a_file_that_is_no_table_is_refused(
    database: Database, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match=said):
        await imported(database, path)


async def test_a_gzip_that_was_cut_short_is_refused_in_words(
    database: Database, tmp_path: Path
) -> None:
    whole = gzip.compress(written(tmp_path, [row()]).read_bytes())
    path = tmp_path / "list.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ImportRejected, match=r"list.csv.gz cannot be read"):
        await imported(database, path)


async def test_rows_with_too_few_cells_go_to_quarantine(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path, [row()])
    with path.open("a", encoding="utf-8") as file:
        file.write("FZZ02,Half a row\n")
    report = await imported(database, path)
    assert report.reasons == {f"it has 2 cells where the header has {len(GOOD)}": 1}


def test_a_source_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(UnknownSource, match="nhs-ods-gp, nhsbsa-pharmacies"):
        load_mapping("../secrets")


async def test_the_starter_and_the_import_know_one_pharmacy_once(
    database: Database, directory: Directory, tmp_path: Path
) -> None:
    """FJE07 is in the starter with hours of December 2023 and phone of April 2025."""
    await load_starter(database, now=FETCHED)
    before = await _count(database, tables.service)
    theirs = row(ods_code="FJE07", name="Sturry Chemist", phone="01227 999999", monday="CLOSED")
    newer = replace_dates(hours="2026-05-01", phone="2020-01-01", rest="2024-06-01")
    report = await import_table(database, newer, written(tmp_path, [theirs]), clock=CLOCK)
    assert (report.new, report.updated) == (0, 1)
    assert await _count(database, tables.service) == before
    service = await directory.service(service_id(feed="", record_id="", ods_code="FJE07"))
    assert service is not None
    assert service.name == "Sturry Chemist"
    assert service.phone == "01227 710451"
    assert 0 not in {session.weekday for session in service.hours.sessions}
    async with database.read() as connection:
        provenance = (
            await connection.execute(
                select(tables.service.c.field_provenance).where(tables.service.c.id == service.id)
            )
        ).scalar_one()
    assert provenance["phone"] == "starter:ph-ods-fje07"
    assert provenance["hours"] == "nhsbsa-pharmacies:FJE07"


def replace_dates(*, hours: str, phone: str, rest: str) -> Any:
    dates = {"hours": hours, "phone": phone, "": rest}
    plain = PHARMACIES.model_dump() | {"facts_from": dates}
    return type(PHARMACIES).model_validate(plain)


async def test_the_real_list_of_pharmacies(database: Database, directory: Directory) -> None:
    path = shared_data("pharmacies_kent.csv")
    await load_starter(database, now=FETCHED)
    report = await imported(database, path)
    assert report.read == 307
    assert report.left_out == 3
    assert report.quarantined == 0
    assert report.new + report.updated == 304
    assert report.updated == 107


async def test_the_real_list_of_practices(database: Database) -> None:
    path = shared_data("gp_kent.csv")
    await load_starter(database, now=FETCHED)
    report = await import_table(database, load_mapping("nhs-ods-gp"), path, clock=CLOCK)
    assert (report.read, report.quarantined, report.left_out) == (176, 0, 0)
    assert report.updated == 4


async def _count(database: Database, table: Any) -> int:
    async with database.read() as connection:
        found = await connection.execute(select(func.count()).select_from(table))
        return int(found.scalar_one())
