"""Takes the meaning out of Rasa's control language before the engine sees a text."""

from __future__ import annotations

import unicodedata

EMPTY_TO_THE_ENGINE = "…"


def neutralised(text: str) -> str:
    """The text without control characters, and with no slash at its start.

    The engine strips white space and treats what then begins with a slash as a command
    (`/restart`, `/intent{"entity": "x"}`): so anything that could come before a slash goes too.
    Never empty, because the engine leaves an empty text unanswered.
    """
    kept = "".join(
        " " if character in "\r\n\t" else character
        for character in text
        if character in "\r\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
    return kept.strip().lstrip("/\\ ").strip() or EMPTY_TO_THE_ENGINE
