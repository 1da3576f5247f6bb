"""The settings of text messages: environment variables named `FINGERPOST_...`."""

from __future__ import annotations

from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.gateway.settings import DEVELOPMENT_SECRET, SettingsError
from bot.sms.sender import TWILIO

DEVELOPMENT_TOKEN = "development-only-token"
"""Signs `fingerpost sms send-test` and the phone page where no Twilio account is configured."""
DEVELOPMENT_RECIPIENT = "+447700900000"


class SmsSettings(BaseSettings):
    """Every setting of text messages. Seconds and hours are said in the names."""

    model_config = SettingsConfigDict(env_prefix="FINGERPOST_", frozen=True, extra="ignore")

    mode: Literal["development", "production"] = "development"
    public_url: str = "http://127.0.0.1:8000"
    twilio_account_sid: str = ""
    twilio_auth_token: str = ""
    twilio_messaging_service_sid: str = ""
    twilio_api_url: str = TWILIO
    sms_secret: str = DEVELOPMENT_SECRET
    sms_budget_seconds: float = Field(default=8.0, gt=0, le=9.0)
    sms_messages_an_hour: int = Field(default=30, gt=0)
    sms_same_text_limit: int = Field(default=5, gt=1)
    sms_daily_segments: int = Field(default=5_000, gt=0)
    sms_recover_after_seconds: float = Field(default=40.0, gt=0)
    """Longer than Twilio asks the webhook (15 s at most) and then its fallback (15 s)."""
    sms_apology_after_seconds: float = Field(default=900.0, gt=0)
    sms_retention_hours: float = Field(default=48.0, gt=0)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = [self.twilio_account_sid, self.twilio_auth_token, self.twilio_messaging_service_sid]
        if any(given) and not all(given):
            raise ValueError(
                "FINGERPOST_TWILIO_ACCOUNT_SID, FINGERPOST_TWILIO_AUTH_TOKEN and "
                "FINGERPOST_TWILIO_MESSAGING_SERVICE_SID belong together: set all or none"
            )
        if self.mode == "production" and all(given):
            self._check_production()
        return self

    def _check_production(self) -> None:
        if DEVELOPMENT_SECRET in self.sms_secret.split(","):
            raise ValueError("FINGERPOST_SMS_SECRET is not set: give it a long random text")
        if DEVELOPMENT_TOKEN in self.tokens:
            raise ValueError("FINGERPOST_TWILIO_AUTH_TOKEN is the development token")
        if urlsplit(self.public_url).scheme != "https":
            raise ValueError("FINGERPOST_PUBLIC_URL must begin with https:// for Twilio")

    @property
    def with_twilio(self) -> bool:
        """Whether an account is configured."""
        return bool(self.twilio_account_sid)

    @property
    def enabled(self) -> bool:
        """Always in development; in production only with an account."""
        return self.with_twilio or self.mode == "development"

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens that a signature may be made with: two, during a rotation."""
        given = tuple(part.strip() for part in self.twilio_auth_token.split(",") if part.strip())
        return given or (DEVELOPMENT_TOKEN,)

    def address(self, path: str) -> str:
        """The public address of a path, as Twilio signs it."""
        return self.public_url.split("#", 1)[0].rstrip("/") + path


def read_sms_settings() -> SmsSettings:
    """Read the environment.

    Raises:
        SettingsError: a value is missing or cannot be used; the message names it.
    """
    try:
        return SmsSettings()
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'text messages'}: {item['msg']}"
            for item in error.errors()
        )
        raise SettingsError(f"The settings cannot be used. {problems}.") from error
