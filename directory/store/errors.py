"""What can go wrong with the database, each with what to do about it.

DirectoryError
├── DatabaseUrlInvalid
└── DirectoryUnavailable
    ├── DatabaseUnreachable
    └── DatabaseNotReady
"""

from __future__ import annotations

from directory.domain.errors import DirectoryError, DirectoryUnavailable


class DatabaseUnreachable(DirectoryUnavailable):
    """The database cannot be reached or read."""

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(
            f"The directory's database ({where}) cannot be used: {cause}. "
            "Check FINGERPOST_DATABASE_URL and that the database is running."
        )


class DatabaseNotReady(DirectoryUnavailable):
    """The database is there, but its tables are missing or older than this program."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The directory's database ({where}) is not set up yet. Run: fingerpost directory setup"
        )


class DatabaseUrlInvalid(DirectoryError):
    """The address of the database is not one that can be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"FINGERPOST_DATABASE_URL cannot be used: {reason}. "
            "Write sqlite:///var/fingerpost.db or postgresql://user@host:5432/name."
        )
