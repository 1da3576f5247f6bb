"""Settings are checked at the start, refused in words, and all written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.server import ActionServerSettingsError, make_app
from bot.engine.settings import EngineSettingsError, engine_settings
from bot.gateway.settings import DEVELOPMENT_SECRET, Settings, SettingsError, read_settings

ROOT = Path(__file__).resolve().parents[3]
SECRETS = sorted(name for name in Settings.model_fields if name.endswith("_secret"))
NAME = re.compile(r"\bFINGERPOST_[A-Z]+(?:_[A-Z]+)*\b")
LISTED = {
    line.split("`")[1]
    for line in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `FINGERPOST_")
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting from outside."""
    for name in LISTED:
        monkeypatch.delenv(name, raising=False)


def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_MODE", "production")
    for name in SECRETS:
        monkeypatch.setenv(f"FINGERPOST_{name.upper()}", "a long and random text")


def test_development_needs_no_setting() -> None:
    assert read_settings().mode == "development"


def test_there_are_secrets_to_refuse() -> None:
    assert len(SECRETS) >= 3
    assert all(getattr(Settings(), name) == DEVELOPMENT_SECRET for name in SECRETS)


def test_production_with_its_own_secrets_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    in_production(monkeypatch)
    assert read_settings().mode == "production"


@pytest.mark.parametrize("value", [None, DEVELOPMENT_SECRET, ""])
@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_every_default_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    in_production(monkeypatch)
    variable = f"FINGERPOST_{name.upper()}"
    if value is None:
        monkeypatch.delenv(variable)
    else:
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        read_settings()


@pytest.mark.parametrize("value", [None, DEVELOPMENT_SECRET, ""])
def test_engine_and_actions_refuse_it_too(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    in_production(monkeypatch)
    monkeypatch.delenv("FINGERPOST_ENGINE_SECRET")
    if value is not None:
        monkeypatch.setenv("FINGERPOST_ENGINE_SECRET", value)
    with pytest.raises(EngineSettingsError, match="FINGERPOST_ENGINE_SECRET"):
        engine_settings()
    with pytest.raises(ActionServerSettingsError, match="FINGERPOST_ENGINE_SECRET"):
        make_app()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("WEB_BUDGET_SECONDS", "0"),
        ("RETENTION_HOURS", "-1"),
        ("MODE", "live"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"FINGERPOST_{name}", value)
    with pytest.raises(SettingsError, match=f"FINGERPOST_{name}"):
        read_settings()


def test_an_error_never_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_SESSION_SECRET", "very secret")
    monkeypatch.setenv("FINGERPOST_PORT", "http")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "very secret" not in str(caught.value)


def test_cookies_are_secure_where_the_public_address_is_https() -> None:
    assert Settings(public_url="https://fingerpost.example").secure_cookies
    assert not Settings(public_url="http://127.0.0.1:8000").secure_cookies


def used_in_the_code() -> set[str]:
    fields = {f"FINGERPOST_{name.upper()}" for name in Settings.model_fields}
    files = [ROOT / "Procfile", *ROOT.glob("deploy/*.yml"), ROOT / "tests" / "required.py"]
    for folder in ("actions", "bot", "directory", "scripts", ".ci"):
        files += [path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", "")]
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    return fields.union(*(NAME.findall(text) for text in texts))


def test_every_setting_is_written_down_and_nothing_else() -> None:
    assert used_in_the_code() == LISTED
