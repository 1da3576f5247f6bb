"""Sealing what has to be kept for a short while: a number and a text until they are answered."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.sms.errors import SmsError


class SealBroken(SmsError):
    """What was sealed cannot be opened with the secrets that are configured."""

    sentence = "Something that was kept cannot be opened: has the secret been changed?"


class Seal:
    """Fernet (AES-128-CBC with HMAC-SHA-256), keyed by a secret text; several during a rotation.

    The first secret seals; all of them open.
    """

    def __init__(self, secrets: str) -> None:
        keys = [_key(secret.strip()) for secret in secrets.split(",") if secret.strip()]
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, values: Mapping[str, Any]) -> str:
        """Plain JSON values as one opaque text."""
        return self._fernet.encrypt(orjson.dumps(values)).decode()

    def open(self, sealed: str) -> dict[str, Any]:
        """The inverse of `seal`.

        Raises:
            SealBroken: sealed with a secret that is not known here.
        """
        try:
            opened: dict[str, Any] = orjson.loads(self._fernet.decrypt(sealed.encode()))
        except (InvalidToken, ValueError) as error:
            raise SealBroken from error
        return opened


def _key(secret: str) -> bytes:
    digest = hashlib.sha256(b"fingerpost-sms-seal:" + secret.encode()).digest()
    return base64.urlsafe_b64encode(digest)
