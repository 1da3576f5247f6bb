"""What can go wrong with a text message. Each class has one sentence.

SmsError
├── NotAMessage
├── NotAMobile
└── NotSent
    ├── NeverSend
    └── SendLater
"""

from __future__ import annotations


class SmsError(Exception):
    """Anything that could not be done with a text message."""

    sentence = "Sorry, that text could not be dealt with."


class NotAMessage(SmsError):
    """The request holds no message: it has no id or no sender."""

    sentence = "That was not a text message."


class NotAMobile(SmsError):
    """A number that a text from here cannot reach."""

    sentence = "Enter a UK mobile number, like 07700 900123."


class NotSent(SmsError):
    """Twilio did not take the message. `code` is Twilio's error code, if it gave one."""

    sentence = "The text could not be sent."

    def __init__(self, code: int | None = None, status: int | None = None) -> None:
        super().__init__(f"Twilio error {code}, status {status}")
        self.code = code
        self.status = status


class NeverSend(NotSent):
    """It would fail again: the person has opted out, or the number cannot be texted."""


class SendLater(NotSent):
    """It may work in a while: too many requests, a fault at Twilio or on the way."""
