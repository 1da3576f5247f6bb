"""Our reading of Twilio's signature agrees with Twilio's own, over what Twilio really sends."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.gateway.sms_practice_post import inbound_fields
from bot.sms.signature import fields_of, is_signed, signature

URL = "https://fingerpost.example/sms/inbound"
TOKEN, NEXT = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
FIELDS = inbound_fields(
    sender="+447700900123", body="é ‘quoted’ & a=b 😀 +", OptOutType="START",
    MessagingServiceSid="MG" + "1" * 32,
)  # fmt: skip
BODY = urlencode(FIELDS).encode()


def test_blank_fields_count() -> None:
    fields = fields_of(BODY)

    assert dict(fields)["FromCity"] == ""
    assert is_signed([TOKEN], URL, fields, RequestValidator(TOKEN).compute_signature(URL, FIELDS))


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20), min_size=1))
def test_the_same_signature_as_twilios_own_code(fields: dict[str, str]) -> None:
    assert signature(TOKEN, URL, fields.items()) == RequestValidator(TOKEN).compute_signature(
        URL, fields
    )


def test_either_token_counts_during_a_rotation() -> None:
    fields = fields_of(BODY)
    old, new = (signature(token, URL, fields) for token in (TOKEN, NEXT))

    assert is_signed([NEXT, TOKEN], URL, fields, old)
    assert is_signed([NEXT, TOKEN], URL, fields, new)
    assert not is_signed([NEXT], URL, fields, old)


def test_overrides_in_the_fragment_are_not_signed() -> None:
    fields = fields_of(BODY)

    assert is_signed([TOKEN], URL + "#rc=3&rp=all", fields, signature(TOKEN, URL, fields))


def test_the_standard_port_may_be_spelt_out() -> None:
    fields = fields_of(BODY)
    spelt = signature(TOKEN, "https://fingerpost.example:443/sms/inbound", fields)

    assert is_signed([TOKEN], URL, fields, spelt)


@pytest.mark.parametrize("given", ["", "AAAA", signature(TOKEN, URL + "x", fields_of(BODY))])
def test_anything_else_is_refused(given: str) -> None:
    assert not is_signed([TOKEN], URL, fields_of(BODY), given)


def test_a_changed_body_is_refused() -> None:
    good = signature(TOKEN, URL, fields_of(BODY))

    assert not is_signed([TOKEN], URL, fields_of(BODY.replace(b"quoted", b"changed")), good)
    assert not is_signed([TOKEN], URL, fields_of(BODY + b"&Extra="), good)


def test_a_field_given_twice_counts_once_a_value() -> None:
    fields = fields_of(b"A=1&A=2&A=1")

    assert signature(TOKEN, URL, fields) == signature(TOKEN, URL, (("A", "1"), ("A", "2")))
