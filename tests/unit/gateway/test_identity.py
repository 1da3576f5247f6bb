"""Sessions that only this server can make, and pseudonyms that lead nowhere."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from bot.gateway.errors import SessionRefused
from bot.gateway.identity import Pseudonyms, Sessions

SESSIONS = Sessions("one secret", lifetime_seconds=3600)


def test_a_session_is_read_back() -> None:
    session_id, cookie = SESSIONS.new()
    assert SESSIONS.read(cookie) == session_id


def test_every_session_is_another() -> None:
    assert len({SESSIONS.new()[0] for _ in range(100)}) == 100


@given(st.text())
def test_what_the_server_did_not_make_is_refused(cookie: str) -> None:
    with pytest.raises(SessionRefused):
        SESSIONS.read(cookie)


def test_a_cookie_with_one_letter_changed_is_refused() -> None:
    cookie = SESSIONS.new()[1]
    for at in range(len(cookie) - 1):
        changed = cookie[:at] + ("A" if cookie[at] != "A" else "B") + cookie[at + 1 :]
        with pytest.raises(SessionRefused):
            SESSIONS.read(changed)


def test_another_secret_is_another_server() -> None:
    with pytest.raises(SessionRefused):
        Sessions("another secret", lifetime_seconds=3600).read(SESSIONS.new()[1])


def test_a_signed_value_of_another_kind_is_refused() -> None:
    serializer = URLSafeTimedSerializer("one secret", salt="fingerpost-web-session")
    for value in (["a"], {"id": "a"}, 7, None):
        with pytest.raises(SessionRefused):
            SESSIONS.read(serializer.dumps(value))


def test_a_value_signed_for_another_purpose_is_refused() -> None:
    with pytest.raises(SessionRefused):
        SESSIONS.read(URLSafeTimedSerializer("one secret", salt="other").dumps("id"))


def test_an_old_session_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie = SESSIONS.new()[1]
    later = time.time() + 3700
    monkeypatch.setattr(time, "time", lambda: later)
    with pytest.raises(SessionRefused):
        SESSIONS.read(cookie)


@given(st.text(), st.text())
def test_a_pseudonym_is_stable_and_tells_nothing(first: str, second: str) -> None:
    pseudonyms = Pseudonyms("secret")
    found = pseudonyms.of("web", first)
    assert re.fullmatch("[0-9a-f]{32}", found)
    assert found == pseudonyms.of("web", first)
    assert (found == pseudonyms.of("web", second)) is (first == second)
    assert found != pseudonyms.of("sms", first)
    assert found != Pseudonyms("other secret").of("web", first)
