"""Single values of a source row, checked: each raises `ImportRejected` with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

import phonenumbers

from directory.domain.errors import ImportRejected
from directory.domain.service import OpeningHours, Session
from directory.feeds.hours_times import parse_times

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})")
_FULL_STRETCH = re.compile(r"(\d\d?[:.]\d\d)\s*-\s*(\d\d?[:.]\d\d)")
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 60.9, -8.7, 1.8
"""A box round the United Kingdom, in WGS84 degrees."""
_ALL_DAY = (time(0), time(0))
_LAST_MINUTE = time(23, 59)


def postcode(text: str) -> str:
    """A UK postcode in its usual form ("TN9 1BE")."""
    match = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if match is None:
        raise ImportRejected(f"{text!r} is not a postcode")
    return f"{match[1]} {match[2]}"


def coordinates(latitude: str, longitude: str) -> tuple[float, float]:
    """WGS84 degrees somewhere in the United Kingdom."""
    if not latitude.strip() or not longitude.strip():
        raise ImportRejected("it has no coordinates")
    try:
        north, east = float(latitude), float(longitude)
    except ValueError as error:
        raise ImportRejected(f"{latitude!r}, {longitude!r} are not coordinates") from error
    if not (_SOUTH <= north <= _NORTH and _WEST <= east <= _EAST):
        raise ImportRejected(f"its coordinates {north}, {east} are not in the United Kingdom")
    return north, east


def phone(text: str) -> str | None:
    """A number as people in Britain write it ("01622 890758", "111"); None for an empty cell."""
    if not text.strip():
        return None
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException as error:
        raise ImportRejected(f"{text!r} is not a phone number") from error
    if phonenumbers.is_valid_short_number_for_region(number, "GB"):
        return text.strip()
    if not phonenumbers.is_valid_number(number):
        raise ImportRejected(f"{text!r} is not a phone number in use")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def week(days: Sequence[str]) -> OpeningHours:
    """Hours from seven cells, Monday first: "09:00-13:00,14:00-17:30" or "CLOSED".

    A week with an empty cell is not known: empty means that nobody said, and not "closed".
    """
    cells = [cell.strip() for cell in days]
    if not all(cells):
        return OpeningHours()
    sessions = [
        Session(weekday, opens, time(0) if closes == _LAST_MINUTE else closes)
        for weekday, cell in enumerate(cells)
        for opens, closes in parse_times(_tidied(cell))
    ]
    always = [(each.opens, each.closes) for each in sessions] == [_ALL_DAY] * 7
    return OpeningHours(known=True, always=always, sessions=() if always else tuple(sessions))


def _tidied(cell: str) -> str:
    """Other separators than the comma, and dots in times, as files have them."""
    stretches = _FULL_STRETCH.findall(cell)
    if stretches and not re.sub(r"[\s,;&]|and", "", _FULL_STRETCH.sub("", cell)):
        return ",".join(f"{opens}-{closes}".replace(".", ":") for opens, closes in stretches)
    return cell
