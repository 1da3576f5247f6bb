"""The store's own settings."""

from __future__ import annotations

DEFAULT_DATABASE_URL = "sqlite:///var/fingerpost.db"
