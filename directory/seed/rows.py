"""One row of the starter directory as a record. A row's `note` is for maintainers: left behind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from directory.domain.area import parse_coverage
from directory.domain.service import (
    AccessMode,
    Confidence,
    Cost,
    Location,
    Service,
    Source,
)
from directory.feeds.osm_hours import parse_osm_hours
from directory.identity import service_id
from directory.records import SourceRecord
from directory.seed.dates import dates_of_parts, facts_from
from directory.seed.eligibility import parse_eligibility
from directory.seed.needs_map import NeedsMap

FEED = "starter"
LICENCE = "Facts from public pages; NHS lists under the Open Government Licence v3.0"
IN_PERSON = {AccessMode.WALK_IN, AccessMode.DROP_IN}

_ODS_NOTE = re.compile(r"^ODS code ([A-Z0-9]+)")
Row = Mapping[str, str]


def record_of(row: Row, needs: NeedsMap, *, holidays: Mapping[date, str]) -> SourceRecord:
    """The record of a starter row. Raises `ImportRejected` or `ValueError` for one unusable."""
    record_id, category, subcategory = row["id"], row["category"], row["subcategory"]
    access = tuple(AccessMode(mode) for mode in _list(row["access"]))
    coverage = parse_coverage(row["coverage"])
    on_the_map = _is_place(row, access, needs)
    service = Service(
        id=service_id(feed=FEED, record_id=record_id, ods_code=_ods_code(row, needs)),
        name=row["name"],
        organization=row["organisation"],
        needs=needs.needs_of(record_id=record_id, category=category, subcategory=subcategory),
        description=_description(row, needs),
        category=category,
        subcategory=subcategory,
        location=_location(
            row, needs=needs, whereabouts=on_the_map or bool(IN_PERSON & set(access))
        ),
        areas=frozenset() if on_the_map else coverage.areas,
        national=coverage.national and not on_the_map,
        phone=row["phone"] or None,
        text_number=row["text_number"] or None,
        email=row["email"] or None,
        url=row["website"] or None,
        hours=parse_osm_hours(row["hours"], bank_holidays=row["bank_holidays"], holidays=holidays),
        access=access,
        eligibility=parse_eligibility(row["eligibility"]),
        cost=Cost(row["cost"] or "unknown"),
        languages=tuple(_list(row["languages"])),
        accessibility=tuple(_list(row["accessibility"])),
        sensitive=needs.is_sensitive(record_id=record_id, category=category),
        confidence=Confidence(row["confidence"]),
        source=_source(row),
    )
    return SourceRecord(service=service, dates=dates_of_parts(row["source_date"]))


def _is_place(row: Row, access: tuple[AccessMode, ...], needs: NeedsMap) -> bool:
    """A row with coordinates whose building people go to; others serve the area they name."""
    if not row["lat"] or row["id"] in needs.office_rows:
        return False
    return bool(IN_PERSON & set(access)) or row["category"] in needs.place_categories


def _location(row: Row, *, needs: NeedsMap, whereabouts: bool) -> Location:
    """Where it is. Of an office that nobody visits only the address: its distance says nothing."""
    address, postcode = row["address"] or None, row["postcode"] or None
    if not whereabouts or row["id"] in needs.office_rows:
        return Location(address=address, postcode=postcode)
    return Location(
        address=address,
        postcode=postcode,
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        district=row["district"] or None,
    )


def _description(row: Row, needs: NeedsMap) -> str:
    remark = needs.remarks.get(f"{row['category']}/{row['subcategory']}")
    return f"{row['description_facts']} {remark}" if remark else row["description_facts"]


def _ods_code(row: Row, needs: NeedsMap) -> str | None:
    noted = _ODS_NOTE.match(row["note"])
    return noted[1] if noted else needs.ods_codes.get(row["id"])


def _source(row: Row) -> Source:
    page = row["source_url"]
    is_link = page.startswith("http")
    return Source(
        feed=FEED,
        record_id=row["id"],
        title=_site(page) if is_link else page,
        url=page if is_link else None,
        licence=LICENCE,
        facts_from=facts_from(row["source_date"]),
    )


def _site(page: str) -> str:
    return page.split("/")[2].removeprefix("www.")


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
