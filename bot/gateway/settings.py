"""The gateway's settings: environment variables named `FINGERPOST_...`, read once at start."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only"


class SettingsError(RuntimeError):
    """The gateway cannot start with these settings; the message says what to change."""


class Settings(BaseSettings):
    """Every setting of the gateway. Seconds and hours are said in the names."""

    model_config = SettingsConfigDict(env_prefix="FINGERPOST_", frozen=True, extra="ignore")

    mode: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    public_url: str = "http://127.0.0.1:8000"
    database_url: str = "sqlite:///var/fingerpost.db"
    engine_url: str = "http://127.0.0.1:5005"
    actions_url: str = "http://127.0.0.1:5055"
    engine_secret: str = DEVELOPMENT_SECRET
    session_secret: str = DEVELOPMENT_SECRET
    pseudonym_secret: str = DEVELOPMENT_SECRET
    web_budget_seconds: float = Field(default=8.0, gt=0)
    retention_hours: float = Field(default=24.0, gt=0)
    messages_a_minute: int = Field(default=20, gt=0)
    messages_a_minute_per_address: int = Field(default=120, gt=0)
    trusted_proxies: int = Field(default=0, ge=0)
    redis_url: str | None = None
    static_path: Path = Path("bot/web/static/build")

    @model_validator(mode="after")
    def _no_default_secret_in_production(self) -> Self:
        if self.mode == "production":
            for name in ("engine_secret", "session_secret", "pseudonym_secret"):
                if getattr(self, name) in ("", DEVELOPMENT_SECRET):
                    raise ValueError(
                        f"FINGERPOST_{name.upper()} is not set: give it a long random text"
                    )
        return self

    @property
    def secure_cookies(self) -> bool:
        """Cookies go over HTTPS alone wherever the public address is HTTPS."""
        return self.public_url.startswith("https://")


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: a value is missing or cannot be used; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(f"{_variable(item['loc'])}{item['msg']}" for item in error.errors())
        raise SettingsError(f"The settings cannot be used. {problems}.") from error


def _variable(location: tuple[int | str, ...]) -> str:
    """`FINGERPOST_PORT: ` for a field; nothing for a check that names its variable itself."""
    return f"FINGERPOST_{'_'.join(str(part) for part in location).upper()}: " if location else ""
