"""Where text messages are kept until they are dealt with; numbers and texts are sealed."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Table, Text

metadata = MetaData()

sms_inbound = Table(
    "sms_inbound",
    metadata,
    Column("message_sid", Text, primary_key=True),
    Column("conversation_id", Text, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("lease_until", DateTime(timezone=True), nullable=False),
    Column("sealed", Text),
    Column("reply", Text),
    Column("outcome", Text),
    Index("sms_inbound_by_state", "status", "lease_until"),
    Index("sms_inbound_by_age", "received_at"),
    Index("sms_inbound_by_conversation", "conversation_id"),
)

sms_outbox = Table(
    "sms_outbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("sealed", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("not_before", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("status_rank", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("twilio_sid", Text),
    Column("error_code", Integer),
    Index("sms_outbox_by_state", "status", "not_before"),
    Index("sms_outbox_by_sid", "twilio_sid"),
    Index("sms_outbox_by_age", "created_at"),
)

sms_opt_out = Table(
    "sms_opt_out",
    metadata,
    Column("person", Text, primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
)

sms_memory = Table(
    "sms_memory",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Index("sms_memory_by_age", "updated_at"),
)

sms_day = Table(
    "sms_day",
    metadata,
    Column("day", Text, primary_key=True),
    Column("segments", Integer, nullable=False),
)
