"""Tables about the directory's own working: where records came from, and what searching reads."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from directory.store.tables import metadata

NATIONWIDE = "*"
"""The `district` of a service that covers all of England."""

source_record = Table(
    "source_record",
    metadata,
    Column("feed", String(64), primary_key=True),
    Column("record_id", String(128), primary_key=True),
    Column(
        "service_id",
        String(36),
        ForeignKey("service.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("record", JSON, nullable=False),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
    Index(None, "service_id"),
)

import_run = Table(
    "import_run",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feed", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
    Column("counts", JSON, nullable=False),
    Column("message", Text),
    Index(None, "feed"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("feed", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source_row", JSON, nullable=False),
    Column("run_id", Integer, ForeignKey("import_run.id"), nullable=False),
    Column("put_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("feed", "fingerprint"),
)

directory_version = Table(
    "directory_version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
)

service_document = Table(
    "service_document",
    metadata,
    Column(
        "service_id", String(36), ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("staff_only", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

service_place = Table(
    "service_place",
    metadata,
    Column("need", String(40), primary_key=True),
    Column("cell_y", Integer, primary_key=True),
    Column("cell_x", Integer, primary_key=True),
    Column(
        "service_id", String(36), ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("latitude", Float(53), nullable=False),
    Column("longitude", Float(53), nullable=False),
    Column("district", Text),
    Column("staff_only", Boolean, nullable=False),
    Column("open_week", LargeBinary),
    Column("unsure", Boolean, nullable=False, server_default=false()),
    Index(None, "service_id"),
    Index(None, "need", "district"),
)

service_reach = Table(
    "service_reach",
    metadata,
    Column("need", String(40), primary_key=True),
    Column("district", String(64), primary_key=True),
    Column(
        "service_id", String(36), ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("staff_only", Boolean, nullable=False),
    Column("open_week", LargeBinary),
    Column("unsure", Boolean, nullable=False, server_default=false()),
    Index(None, "service_id"),
)

SEARCH_TABLES: tuple[Table, ...] = (service_document, service_place, service_reach)
