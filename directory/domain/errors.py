"""What can go wrong with the directory, and the one sentence that tells a user.

DirectoryError
├── DirectoryUnavailable
│   └── DirectoryTimeout
├── ImportRejected
│   └── UnreadableHours
├── UnknownSource
├── UnknownService
└── UnknownCriterion
"""

from __future__ import annotations

from typing import ClassVar


class DirectoryError(Exception):
    """Any failure of the directory. `user_message` is safe to show; `str(error)` is for logs."""

    user_message: ClassVar[str] = (
        "Sorry, something went wrong with our list of services. "
        "Call 111 if you need medical help, or 999 in an emergency."
    )


class DirectoryUnavailable(DirectoryError):
    """The store cannot be reached or read."""

    user_message = (
        "Sorry, we cannot look up services at the moment. "
        "Call 111 if you need medical help, or 999 in an emergency."
    )


class DirectoryTimeout(DirectoryUnavailable):
    """The store did not answer within its budget of time."""

    user_message = (
        "Sorry, looking up services is taking too long. "
        "Call 111 if you need medical help, or 999 in an emergency."
    )


class ImportRejected(DirectoryError):
    """A record or a whole feed that must not enter the directory; what is there stays."""

    user_message = "This update was not accepted, so the services are shown as they were before."


class UnreadableHours(ImportRejected):
    """Opening hours that cannot be read without guessing: `text` as given, and why."""

    user_message = "The opening hours in this update could not be read, so they are not known."

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.text = text
        self.reason = reason


class UnknownSource(DirectoryError):
    """A name of a feed that nobody has registered."""

    user_message = "There is no source of services with that name."


class UnknownService(DirectoryError):
    """An id that the directory does not hold, or that may not be shown to this reader."""

    user_message = "We could not find that service. It may have been removed from our list."


class UnknownCriterion(DirectoryError):
    """A filter or a criterion that the search does not know."""

    user_message = "We do not know that kind of filter, so please try the search without it."
