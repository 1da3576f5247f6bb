"""The starter files: every row read, mapped to needs, dated and worded for the public."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from directory.domain.area import DISTRICTS
from directory.domain.errors import ImportRejected
from directory.domain.needs import Need
from directory.domain.service import AccessMode, Eligibility, HolidayPolicy
from directory.records import SourceRecord
from directory.seed.dates import dates_of_parts, facts_from
from directory.seed.eligibility import parse_eligibility
from directory.seed.needs_map import load_needs_map
from directory.seed.starter import FILES, FOLDER, starter_records


@pytest.fixture(scope="module")
def records() -> dict[str, SourceRecord]:
    """Every record by the id of its row."""
    found = {}
    for record in starter_records():
        assert record.service.source is not None
        found[record.service.source.record_id] = record
    return found


def rows() -> list[dict[str, str]]:
    found = []
    for name in FILES:
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            found.extend(csv.DictReader(file))
    return found


def test_every_row_becomes_one_service(records: dict[str, SourceRecord]) -> None:
    assert len(records) == len(rows()) >= 454
    assert len({record.service.id for record in records.values()}) == len(records)


def test_every_row_but_emergencies_serves_a_need(records: dict[str, SourceRecord]) -> None:
    without = {name for name, record in records.items() if not record.service.needs}
    assert without == {row["id"] for row in rows() if row["category"] == "emergency"}


def test_every_need_is_served(records: dict[str, SourceRecord]) -> None:
    served = {need for record in records.values() for need in record.service.needs}
    assert served == {need.value for need in Need}


def test_every_service_is_somewhere_or_covers_something(records: dict[str, SourceRecord]) -> None:
    for name, record in records.items():
        service = record.service
        located = service.location.latitude is not None
        assert located or service.areas or service.national, name
        assert service.areas <= set(DISTRICTS), name


def test_no_note_for_maintainers_is_shown(records: dict[str, SourceRecord]) -> None:
    for row in rows():
        if len(row["note"]) > 20:
            assert row["note"] not in repr(records[row["id"]].service), row["id"]


@pytest.mark.parametrize(
    ("row", "needs"),
    [
        ("utc-margate", {"utc_minor_injury"}),
        ("n-111", {"gp_out_of_hours_111", "utc_minor_injury", "gp"}),
        ("n-111-mh", {"mental_health_crisis"}),
        ("n-samaritans", {"mental_health_crisis"}),
        ("mh-haven-medway", {"mental_health_crisis"}),
        ("ph-ods-fje07", {"pharmacy", "pharmacy_first"}),
        ("de-walmer-cafe", {"dementia_support", "voluntary_community"}),
        ("cr-csek", {"voluntary_community", "social_care"}),
    ],
)
def test_rows_serve_what_a_resident_would_want_of_them(
    records: dict[str, SourceRecord], row: str, needs: set[str]
) -> None:
    assert set(records[row].service.needs) == needs


def test_pharmacy_first_is_not_promised(records: dict[str, SourceRecord]) -> None:
    assert "phone first" in records["ph-ods-fje07"].service.description


def test_only_buildings_that_people_visit_are_places(records: dict[str, SourceRecord]) -> None:
    margate, mind = records["utc-margate"].service, records["mh-midkent-mind"].service
    assert (margate.areas, margate.location.district) == (frozenset(), "Thanet")
    assert mind.areas == {"Maidstone", "Swale", "Ashford"}
    assert mind.location.latitude is None
    assert mind.location.postcode == "ME15 6YH"


def test_hours_and_holidays_come_over(records: dict[str, SourceRecord]) -> None:
    assert records["n-samaritans"].service.hours.always
    assert records["ey-wmp"].service.hours.holiday_policy is HolidayPolicy.CLOSED
    assert AccessMode.WALK_IN in records["utc-margate"].service.access


def test_a_category_that_is_not_mapped_is_named() -> None:
    with pytest.raises(ImportRejected, match=r"row x-1: category 'wizardry' is not in needs\.yml"):
        load_needs_map().needs_of(record_id="x-1", category="wizardry", subcategory="")


@pytest.mark.parametrize(
    ("text", "oldest"),
    [
        ("undated", None),
        ("2019-10-06", date(2019, 10, 6)),
        ("2022-12", date(2022, 12, 1)),
        ("2025", date(2025, 1, 1)),
        ("2018-20", date(2018, 1, 1)),
        ("2023-24", date(2023, 1, 1)),
        ("undated (about 2014-20)", date(2014, 1, 1)),
        ("undated (before mid-2024)", None),
        ("2023; phone from a 2020-03-18 news page", date(2020, 3, 18)),
        ("2024-11 (approx); other pages 2017-2022", date(2017, 1, 1)),
        ("2023-11; 24/7 confirmed 2025", date(2023, 11, 1)),
        ("2023-12 (hours), 2025-04 (status, phone)", date(2023, 12, 1)),
    ],
)
def test_the_oldest_date_counts(text: str, oldest: date | None) -> None:
    assert facts_from(text) == oldest


def test_parts_keep_their_own_dates() -> None:
    dates = dates_of_parts("2023-12 (hours), 2025-04 (status, phone)")
    assert dates["hours"] == date(2023, 12, 1)
    assert dates["phone"] == dates["status"] == date(2025, 4, 1)
    assert dates_of_parts("undated; hours 2025")["hours"] == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("", Eligibility()),
        ("min_age 18", Eligibility(minimum_age=18)),
        ("min_age 10; max_age 25", Eligibility(minimum_age=10, maximum_age=25)),
        ("age 0-18; Medway GP or school", Eligibility(0, 18, None, "Medway GP or school")),
        ("min_age 18 for vape kit", Eligibility(text="Aged 18 or over for vape kit")),
        (
            "max_age 34, or anyone worried about a person under 35",
            Eligibility(text="Aged up to 34, or anyone worried about a person under 35"),
        ),
        ("registered_gp_area west Kent", Eligibility(text="Registered with a GP in west Kent")),
    ],
)
def test_only_exact_limits_become_numbers(text: str, limits: Eligibility) -> None:
    assert parse_eligibility(text) == limits
