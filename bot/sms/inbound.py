"""One inbound message, out of the fields that Twilio sends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.sms.errors import NotAMessage

_LONGEST_ID = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundText:
    """What one message holds. `sender` is as Twilio gives it: a number, a short code, a name.

    `twilio_answered` is STOP, START or HELP when Advanced Opt-Out has answered already.
    `latitude` and `longitude` come with a location pin.
    """

    sid: str
    sender: str
    recipient: str
    body: str
    media: int = 0
    latitude: float | None = None
    longitude: float | None = None
    twilio_answered: str | None = None

    def as_json(self) -> dict[str, object]:
        """Plain values, for keeping it until it is answered."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> InboundText:
        """The inverse of `as_json`."""
        return cls(**stored)  # type: ignore[arg-type]


def read_inbound(fields: Iterable[tuple[str, str]]) -> InboundText:
    """The message of a webhook's fields.

    Raises:
        NotAMessage: no id, or no sender.
    """
    values = dict(fields)
    sid = values.get("MessageSid") or values.get("SmsMessageSid") or values.get("SmsSid") or ""
    sender = values.get("From", "").strip()
    if not sid or len(sid) > _LONGEST_ID or not sender:
        raise NotAMessage
    latitude, longitude = (
        _degrees(values.get("Latitude"), 90),
        _degrees(values.get("Longitude"), 180),
    )
    pinned = latitude is not None and longitude is not None
    return InboundText(
        sid=sid,
        sender=sender,
        recipient=values.get("To", "").strip(),
        body=values.get("Body", ""),
        media=_count(values.get("NumMedia")),
        latitude=latitude if pinned else None,
        longitude=longitude if pinned else None,
        twilio_answered=(values.get("OptOutType") or "").upper() or None,
    )  # fmt: skip


def _count(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 0


def _degrees(value: str | None, most: float) -> float | None:
    try:
        degrees = float(value or "")
    except ValueError:
        return None
    return degrees if -most <= degrees <= most else None
