"""The answer to a webhook: at most one message."""

from __future__ import annotations

from xml.sax.saxutils import escape

CONTENT_TYPE = "text/xml"
NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


def twiml(text: str | None) -> str:
    """TwiML with one `<Message>`, or none where there is nothing to say."""
    if text is None:
        return NOTHING
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"<Response><Message>{escape(text)}</Message></Response>"
    )
