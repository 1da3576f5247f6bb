"""Numbers and texts: not in logs, not in the clear in the database, not with the engine."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from tests.fakes.engine import FakeEngine
from tests.integration.sms.conftest import Opener
from tests.integration.sms.phone import Phone

SECRET_WORDS = "chlamydia clinic in Gravesend"


async def test_the_logs_hold_no_numbers_and_no_texts(
    phone: Phone, engine: FakeEngine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for name in ("bot", "twilio", "aiohttp"):
        caplog.set_level(logging.DEBUG, logger=name)
    await phone.text(SECRET_WORDS)
    await phone.text("my dad collapsed and is not breathing")
    engine.mode = "broken"
    await phone.text(SECRET_WORDS)
    await phone.text("STOP")
    written = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)

    assert caplog.records
    assert "7700900123" not in written
    assert "chlamydia" not in written
    assert "collapsed" not in written


async def test_the_tables_of_texts_hold_nothing_readable(phone: Phone, file_url: str) -> None:
    await phone.text(SECRET_WORDS)
    await phone.text("STOP")
    await phone.sms.keeper.round()
    path = Path(file_url.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        tables = ("sms_inbound", "sms_outbox", "sms_opt_out", "sms_memory")
        rows = [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]
        kept = connection.execute("SELECT sealed FROM sms_inbound").fetchall()

    assert rows
    assert "7700900123" not in str(rows)
    assert "chlamydia" not in str(rows)
    assert kept == [(None,), (None,)]


async def test_a_deleted_conversation_leaves_nothing_of_itself(phone: Phone, file_url: str) -> None:
    await phone.text("hello")
    await phone.sms.keeper.round()
    await phone.text("delete my data")
    with sqlite3.connect(Path(file_url.removeprefix("sqlite:///"))) as connection:
        first = connection.execute(
            "SELECT conversation_id, sealed, reply FROM sms_inbound ORDER BY received_at"
        ).fetchone()
        turns = connection.execute("SELECT count(*) FROM conversation_turn").fetchone()

    assert first == ("", None, None)
    assert turns == (0,)


async def test_the_practice_phone_is_off_in_production(open_phone: Opener, file_url: str) -> None:
    in_development = await open_phone(file_url)
    in_production = await open_phone(
        file_url, mode="production", public_url="https://example.org", sms_secret="s" * 40,
        twilio_account_sid="AC" + "a" * 32, twilio_auth_token="t" * 32,
        twilio_messaging_service_sid="MG" + "b" * 32,
    )  # fmt: skip

    assert (await in_development.client.get("/sms/phone")).status == 200
    assert (await in_production.client.get("/sms/phone")).status == 404


async def test_in_production_without_an_account_there_are_no_texts(
    open_phone: Opener, file_url: str
) -> None:
    phone = await open_phone(file_url, mode="production")

    assert (await phone.post("hello")).status == 404
