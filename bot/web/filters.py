"""Small helpers of the templates."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPEN_WORDS = {
    "open": "Open now",
    "closing_soon": "Closing soon",
    "closed": "Closed now",
    "unknown": "Opening times not known",
}
OPEN_COLOURS = {"open": "green", "closing_soon": "orange", "closed": "red", "unknown": "grey"}
CALL_SCHEMES = ("tel:", "sms:")
WEB_SCHEMES = ("https://", "http://")
_BLANK_LINE = re.compile(r"\n\s*\n")
_BREAKS_IN_LINKS = re.compile(r"[\x00-\x20\x7f]")


def paragraphs(text: str | None) -> list[list[str]]:
    """Paragraphs of a text, split at blank lines, each a list of its lines."""
    parts = _BLANK_LINE.split((text or "").replace("\r\n", "\n").strip())
    return [[line.strip() for line in part.split("\n")] for part in parts if part.strip()]


def safe_href(value: str | None) -> str | None:
    """A link target if it calls, texts or opens a web page; None for anything else.

    Directory records come from many hands: `javascript:` and its like must not become a link.
    """
    cleaned = (value or "").strip()
    lowered = cleaned.lower()
    if _BREAKS_IN_LINKS.search(cleaned):
        return None
    return cleaned if lowered.startswith((*CALL_SCHEMES, *WEB_SCHEMES)) else None


def web_href(value: str | None) -> str | None:
    """As `safe_href`, for web pages alone; a bare `www.` address gets `https://`."""
    cleaned = (value or "").strip()
    if cleaned.lower().startswith("www."):
        cleaned = f"https://{cleaned}"
    href = safe_href(cleaned)
    return href if href and href.lower().startswith(WEB_SCHEMES) else None


def web_host(value: str) -> str:
    """The site of a web address, as people say it: `example.org`."""
    host = re.sub(r"^https?://", "", value, flags=re.IGNORECASE).split("/")[0]
    return host.removeprefix("www.")


def dial(number: str | None) -> str:
    """The digits of a phone number, with a leading plus kept; `+44 (0)1622` drops the nought."""
    cleaned = (number or "").strip()
    if cleaned.startswith("+"):
        cleaned = cleaned.replace("(0)", "")
    return re.sub(r"(?!^\+)\D", "", cleaned)


def clock(moment: datetime) -> str:
    """`10:42am` in London."""
    local = moment.astimezone(LONDON)
    return local.strftime("%I:%M%p").lstrip("0").lower()


def iso(moment: datetime) -> str:
    """The value of a `datetime` attribute, in London time, to the minute."""
    return moment.astimezone(LONDON).isoformat(timespec="minutes")


def long_date(value: str | None) -> str:
    """`4 May 2026` for an ISO date; the text itself where it is not one."""
    try:
        day = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    return f"{day.day} {day:%B %Y}"


def open_words(state: str) -> str:
    """An opening state in words; a state that is not known says so."""
    return OPEN_WORDS.get(state, OPEN_WORDS["unknown"])


def open_colour(state: str) -> str:
    """The tag colour of an opening state, always beside its words."""
    return OPEN_COLOURS.get(state, OPEN_COLOURS["unknown"])


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    stripped = text.rstrip()
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def as_list(value: str | list[str] | None) -> list[str]:
    """One text or several, as a list without empty ones."""
    values = [value] if isinstance(value, str) else (value or [])
    return [text for text in values if text.strip()]
