"""What can go wrong while making ready to read messages.

UnderstandingError
  GazetteerError
    GazetteerMissing
    GazetteerDamaged
  UnknownAnchor
  BadCode
"""

from __future__ import annotations


class UnderstandingError(Exception):
    """Something about places or times could not be worked out."""

    sentence = "Sorry, I could not work that out."


class GazetteerError(UnderstandingError):
    """The list of postcodes cannot be used."""

    sentence = "Sorry, I cannot look up places at the moment."


class GazetteerMissing(GazetteerError):
    """The file of postcodes is not there: run `scripts/build_gazetteer.py`."""


class GazetteerDamaged(GazetteerError):
    """The file of postcodes is of another version, or cut short."""


class UnknownAnchor(UnderstandingError):
    """A place in our own list hangs on a postcode that does not exist."""

    sentence = GazetteerError.sentence


class BadCode(UnderstandingError, ValueError):
    """A stored code of a time cannot be read."""

    sentence = "Sorry, I did not understand that time."


class BankHolidaysUnknown(UnderstandingError):
    """No later bank holiday is listed."""

    sentence = "Sorry, I do not know when the next bank holiday is."
