"""Sessions and pseudonyms: who is writing, without knowing who they are."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from bot.gateway.errors import SessionRefused

COOKIE = "fingerpost_session"


class Sessions:
    """Signed session ids: the server makes them, and takes none that it did not make."""

    def __init__(self, secret: str, *, lifetime_seconds: int) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt="fingerpost-web-session")
        self.lifetime_seconds = lifetime_seconds

    def new(self) -> tuple[str, str]:
        """A fresh session id, and the cookie's value for it."""
        session_id = secrets.token_urlsafe(18)
        return session_id, self._serializer.dumps(session_id)

    def read(self, cookie: str) -> str:
        """The session id of a cookie.

        Raises:
            SessionRefused: not signed by this server, or too old.
        """
        try:
            value = self._serializer.loads(cookie, max_age=self.lifetime_seconds)
        except (BadSignature, SignatureExpired) as error:
            raise SessionRefused from error
        if not isinstance(value, str):
            raise SessionRefused
        return value


class Pseudonyms:
    """Keyed hashes: the same person gives the same one, and nobody can go back."""

    def __init__(self, secret: str) -> None:
        self._key = secret.encode()

    def of(self, channel: str, identity: str) -> str:
        """The pseudonym of a session or a phone number, 32 hexadecimal digits."""
        message = f"{channel}:{identity}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()[:32]
