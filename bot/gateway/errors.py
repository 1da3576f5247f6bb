"""What can go wrong on the way of a message. Each class has one sentence for the person.

GatewayError
├── BadMessage
│   ├── EmptyMessage
│   ├── WrongShape
│   └── UnknownChoice
├── SessionRefused
├── TooManyMessages
├── EngineUnavailable
└── ConversationsUnavailable
"""

from __future__ import annotations


class GatewayError(Exception):
    """Anything that the gateway could not do. `status` is the HTTP status for it."""

    code = "error"
    status = 500
    sentence = (
        "Sorry, something went wrong. In an emergency, call 999. For health advice, call 111."
    )


class BadMessage(GatewayError):
    """What was sent cannot be answered as it is."""

    code = "bad_message"
    status = 400
    sentence = "Sorry, we could not read that message. Please try again."


class EmptyMessage(BadMessage):
    """Nothing was written."""

    code = "empty"
    sentence = "Please write what you need, then press Send."


class WrongShape(BadMessage):
    """The JSON is not of the contract's form."""

    code = "wrong_shape"
    sentence = 'Send JSON with either "text" or "choice", each a string.'


class UnknownChoice(BadMessage):
    """A choice that this conversation never offered, or not any more."""

    code = "unknown_choice"
    sentence = "That choice is no longer there. Please choose again, or write what you need."


class SessionRefused(GatewayError):
    """The cookie was not made by this server, or its conversation has ended."""

    code = "session_refused"
    status = 403
    sentence = (
        "This conversation has ended. Open the page again to start a new one. In an emergency, "
        "call 999."
    )


class TooManyMessages(GatewayError):
    """More messages than a person writes."""

    code = "too_many"
    status = 429
    sentence = (
        "That is a lot of messages in a short time. Please wait a minute and try again. In an "
        "emergency, call 999. For health advice, call 111."
    )


class EngineUnavailable(GatewayError):
    """The engine did not answer in time, or at all."""

    code = "engine_unavailable"


class ConversationsUnavailable(GatewayError):
    """The conversations cannot be read or written; answering goes on without them."""

    code = "conversations_unavailable"
