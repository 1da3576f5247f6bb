"""Settings of text messages are whole, and production takes no default secret."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.gateway.sms_settings import DEVELOPMENT_TOKEN, SmsSettings

ACCOUNT = {
    "twilio_account_sid": "AC" + "a" * 32,
    "twilio_auth_token": "t" * 32,
    "twilio_messaging_service_sid": "MG" + "b" * 32,
}
GOOD = {**ACCOUNT, "mode": "production", "public_url": "https://x.org", "sms_secret": "s" * 40}


def test_development_needs_nothing() -> None:
    settings = SmsSettings()

    assert settings.enabled
    assert settings.tokens == (DEVELOPMENT_TOKEN,)


def test_production_without_an_account_has_no_texts() -> None:
    assert not SmsSettings(mode="production").enabled


def test_production_with_everything() -> None:
    assert SmsSettings(**GOOD).enabled


@pytest.mark.parametrize(
    "changed",
    [
        {"sms_secret": "development-only"},
        {"twilio_auth_token": DEVELOPMENT_TOKEN},
        {"public_url": "http://x.org"},
        {"twilio_messaging_service_sid": ""},
    ],
)
def test_production_refuses(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SmsSettings(**(GOOD | changed))


def test_two_tokens() -> None:
    assert SmsSettings(**(ACCOUNT | {"twilio_auth_token": "one, two"})).tokens == ("one", "two")
