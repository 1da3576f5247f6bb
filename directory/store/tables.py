"""The directory's tables, in the names of Open Referral's HSDS 3.0.

What differs from HSDS, and why:

* `location` holds its address: every source gives one line and a postcode, and an address table
  would be one to one. Export splits them again.
* `service` carries what HSDS lacks: `access_mode`, `public_holiday_policy`, `audience`,
  `sensitive`, `capacity`, `confidence`.
* `opening_exception` is new: HSDS cannot say that one date differs from the week.
* `attribute` links a service to the `taxonomy_term` of each need that it serves, main need first.

`service_document`, `service_place` and `service_reach` repeat facts in the shape that searching
reads; `store.services` writes them in the same transaction as the rows that they repeat.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def _service_key(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "service_id",
        String(36),
        ForeignKey("service.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
    )


organization = Table(
    "organization",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False, default=""),
)

location = Table(
    "location",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("location_type", String(10), nullable=False),
    Column("address_1", Text),
    Column("postal_code", String(8)),
    Column("district", Text),
    Column("latitude", Float(53)),
    Column("longitude", Float(53)),
)

service = Table(
    "service",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("organization_id", String(36), ForeignKey("organization.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("search_name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("url", Text),
    Column("email", Text),
    Column("category", Text),
    Column("subcategory", Text),
    Column("eligibility_description", Text),
    Column("minimum_age", Float(53)),
    Column("maximum_age", Float(53)),
    Column("sex", String(10)),
    Column("access_mode", JSON, nullable=False),
    Column("national", Boolean, nullable=False),
    Column("hours_known", Boolean, nullable=False),
    Column("always_open", Boolean, nullable=False),
    Column("hours_note", Text),
    Column("public_holiday_policy", String(10), nullable=False),
    Column("step_free", Boolean),
    Column("audience", String(10), nullable=False),
    Column("sensitive", Boolean, nullable=False),
    Column("capacity", Text),
    Column("confidence", String(10), nullable=False),
    Column("assured_date", Date),
    Column("facts_from", Date),
    Column("field_provenance", JSON, nullable=False),
    Column("last_modified", DateTime(timezone=True), nullable=False),
    Index(None, "search_name"),
)

service_at_location = Table(
    "service_at_location",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("location_id", String(36), ForeignKey("location.id"), nullable=False),
    Index(None, "service_id"),
)

phone = Table(
    "phone",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("number", Text, nullable=False),
    Column("type", String(10), nullable=False),
    Index(None, "service_id"),
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("freq", String(10), nullable=False),
    Column("byday", String(2), nullable=False),
    Column("opens_at", String(5), nullable=False),
    Column("closes_at", String(5)),
    Index(None, "service_id"),
)

opening_exception = Table(
    "opening_exception",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("day", Date, nullable=False),
    Column("sessions", JSON, nullable=False),
    Column("reason", Text),
    Index(None, "service_id"),
)

service_area = Table(
    "service_area",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("name", Text, nullable=False),
    Column("extent_type", String(10), nullable=False),
    Index(None, "service_id"),
)

cost_option = Table(
    "cost_option",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("option", String(20), nullable=False),
    Index(None, "service_id"),
)

language = Table(
    "language",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("name", Text, nullable=False),
    Index(None, "service_id"),
)

accessibility = Table(
    "accessibility",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("description", Text, nullable=False),
    Index(None, "service_id"),
)

taxonomy_term = Table(
    "taxonomy_term",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("taxonomy", String(20), nullable=False),
)

attribute = Table(
    "attribute",
    metadata,
    Column("id", String(36), primary_key=True),
    _service_key(),
    Column("taxonomy_term_id", String(36), ForeignKey("taxonomy_term.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Index(None, "service_id"),
    Index(None, "taxonomy_term_id"),
)

CHILD_TABLES: tuple[Table, ...] = (
    service_at_location,
    phone,
    schedule,
    opening_exception,
    service_area,
    cost_option,
    language,
    accessibility,
    attribute,
)
