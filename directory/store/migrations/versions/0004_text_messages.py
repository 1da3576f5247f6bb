"""Text messages: the inbox, the outbox, who has opted out, and what a conversation remembers.

Revision 0004_text_messages, after 0003_open_week. Numbers and texts are sealed, and go once they
have been dealt with.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_text_messages"
down_revision = "0003_open_week"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the change."""
    _inbound()
    _outbox()
    op.create_table(
        "sms_opt_out",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_sms_opt_out")),
    )
    op.create_table(
        "sms_memory",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_sms_memory")),
    )
    op.create_index("sms_memory_by_age", "sms_memory", ["updated_at"])
    op.create_table(
        "sms_day",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_sms_day")),
    )


def downgrade() -> None:
    """Undo the change."""
    for table in ("sms_day", "sms_memory", "sms_opt_out", "sms_outbox", "sms_inbound"):
        op.drop_table(table)


def _inbound() -> None:
    op.create_table(
        "sms_inbound",
        sa.Column("message_sid", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=False),
        sa.Column("lease_until", MOMENT, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("message_sid", name=op.f("pk_sms_inbound")),
    )
    op.create_index("sms_inbound_by_state", "sms_inbound", ["status", "lease_until"])
    op.create_index("sms_inbound_by_age", "sms_inbound", ["received_at"])
    op.create_index("sms_inbound_by_conversation", "sms_inbound", ["conversation_id"])


def _outbox() -> None:
    op.create_table(
        "sms_outbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_rank", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("twilio_sid", sa.Text(), nullable=True),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sms_outbox")),
    )
    op.create_index("sms_outbox_by_state", "sms_outbox", ["status", "not_before"])
    op.create_index("sms_outbox_by_sid", "sms_outbox", ["twilio_sid"])
    op.create_index("sms_outbox_by_age", "sms_outbox", ["created_at"])
