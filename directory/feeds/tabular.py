"""Rows of a table as records, by the mapping of their source."""

from __future__ import annotations

from directory.domain.area import canonical_district
from directory.domain.errors import ImportRejected
from directory.domain.service import Eligibility, Location, OpeningHours, Service, Source
from directory.feeds import values
from directory.feeds.mapping import Columns, Mapping
from directory.identity import service_id
from directory.records import EVERYTHING_ELSE, SourceRecord

Row = dict[str, str]


def left_out_because(row: Row, mapping: Mapping) -> str | None:
    """Why the row is none of ours, or None to take it."""
    for condition in mapping.drop:
        if condition.holds(row):
            return condition.because
    district = _cell(row, mapping.columns.district)
    if mapping.only_kent_and_medway and canonical_district(district) is None:
        return "lies outside Kent & Medway"
    return None


def record_of(row: Row, mapping: Mapping) -> SourceRecord:
    """The record of one row. Raises `ImportRejected` with the reason when it cannot be used."""
    fixed, columns = mapping.fixed, mapping.columns
    key = row[mapping.key].strip()
    if not key:
        raise ImportRejected(f"its {mapping.key} is empty")
    name = _cell(row, columns.name)
    if not name:
        raise ImportRejected("its name is empty")
    service = Service(
        id=service_id(
            feed=mapping.feed, record_id=key, ods_code=_cell(row, columns.ods_code) or None
        ),
        name=name,
        organization=_cell(row, columns.organization) or fixed.organization or name,
        needs=tuple(need.value for need in fixed.needs),
        description=_cell(row, columns.description) or fixed.description,
        category=fixed.category,
        subcategory=fixed.subcategory,
        location=_location(row, mapping, name),
        phone=values.phone(_cell(row, columns.phone)),
        email=_cell(row, columns.email) or None,
        url=_cell(row, columns.url) or None,
        hours=values.week([row[day] for day in mapping.hours]) if mapping.hours else OpeningHours(),
        access=fixed.access,
        eligibility=Eligibility(text=fixed.eligibility),
        cost=fixed.cost,
        sensitive=fixed.sensitive,
        confidence=fixed.confidence,
        source=_source(key, mapping),
    )
    return SourceRecord(
        service=service,
        dates=mapping.facts_from,
        precedence=mapping.precedence,
        active=not (mapping.closed and mapping.closed.holds(row)),
    )


def _location(row: Row, mapping: Mapping, name: str) -> Location:
    columns = mapping.columns
    latitude, longitude = values.coordinates(
        _cell(row, columns.latitude), _cell(row, columns.longitude)
    )
    district = _cell(row, columns.district)
    return Location(
        address=_address(row, columns.address, name),
        postcode=values.postcode(_cell(row, columns.postcode)),
        latitude=latitude,
        longitude=longitude,
        district=(canonical_district(district) or district) or None,
    )


def _address(row: Row, columns: Columns, name: str) -> str | None:
    """The lines of the address once each, without the name, which lists often repeat in it."""
    lines = [" ".join(row[column].split()) for column in columns]
    kept = [line for line in dict.fromkeys(lines) if line and line.casefold() != name.casefold()]
    return ", ".join(kept) or None


def _source(key: str, mapping: Mapping) -> Source:
    return Source(
        feed=mapping.feed,
        record_id=key,
        title=mapping.title,
        url=mapping.url,
        licence=mapping.licence,
        facts_from=mapping.facts_from.get(EVERYTHING_ELSE),
    )


def _cell(row: Row, columns: Columns) -> str:
    return ", ".join(filter(None, (" ".join(row[column].split()) for column in columns)))
