"""Twilio's signature of a webhook, over the address that is configured and the body as it came.

Base64 of HMAC-SHA1, keyed with the account's token, over the address followed by every field and
value in the order of their names (Twilio, "Validating requests"). Blank fields count. The fragment
of an address with connection overrides (`#rc=3`) is not signed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import parse_qsl

HEADER = "X-Twilio-Signature"
Fields = tuple[tuple[str, str], ...]


def fields_of(body: bytes) -> Fields:
    """The fields of a form in the order that they came in, blank ones too.

    Raises:
        ValueError: not UTF-8, or more fields than any message has.
    """
    return tuple(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=400))


def signature(token: str, url: str, fields: Iterable[tuple[str, str]]) -> str:
    """The signature that Twilio puts in the header. A field given twice counts once a value."""
    signed = url.split("#", 1)[0] + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def is_signed(tokens: Iterable[str], url: str, fields: Fields, given: str) -> bool:
    """Whether one of the tokens (two, during a rotation) made the signature that was given."""
    right = [
        hmac.compare_digest(signature(token, form, fields).encode(), given.encode())
        for token in tokens
        for form in _with_and_without_port(url)
    ]
    return any(right)


def _with_and_without_port(url: str) -> tuple[str, ...]:
    """Twilio has signed the standard port in and out over the years; both are right."""
    address = url.split("#", 1)[0]
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    standard = {"https": ":443", "http": ":80"}.get(scheme, "")
    if not standard:
        return (address,)
    if host.endswith(standard):
        return address, f"{scheme}://{host.removesuffix(standard)}{slash}{path}"
    if ":" in host.rsplit("]", 1)[-1]:
        return (address,)
    return address, f"{scheme}://{host}{standard}{slash}{path}"
