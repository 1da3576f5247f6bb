"""What searching reads gains a week at a glance, and whether the facts are unsure.

Revision 0003_open_week, after 0002_conversations. Rows written before have no week: they count as
"may be open" until they are written again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_open_week"
down_revision = "0002_conversations"
branch_labels = None
depends_on = None

TABLES = ("service_place", "service_reach")


def upgrade() -> None:
    """Make the change."""
    for table in TABLES:
        op.add_column(table, sa.Column("open_week", sa.LargeBinary(), nullable=True))
        op.add_column(
            table,
            sa.Column("unsure", sa.Boolean(), nullable=False, server_default=sa.false()),
        )


def downgrade() -> None:
    """Take it back."""
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("unsure")
            batch.drop_column("open_week")
