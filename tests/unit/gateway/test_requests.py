"""Reading what a browser sends."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot.gateway.errors import BadMessage, EmptyMessage, WrongShape
from bot.gateway.requests import address_of, draft, readable, same_origin, submitted_form


def test_a_text_and_its_id() -> None:
    submitted = submitted_form({"text": "my ear hurts", "message_id": "abc-1"})
    assert (submitted.text, submitted.choice, submitted.message_id) == (
        "my ear hurts",
        None,
        "abc-1",
    )


def test_a_choice_wins_over_a_text() -> None:
    submitted = submitted_form({"text": "my ear hurts", "choice": "c1"})
    assert (submitted.text, submitted.choice) == (None, "c1")


def test_an_empty_choice_is_none() -> None:
    assert submitted_form({"text": "my ear hurts", "choice": ""}).text == "my ear hurts"


@pytest.mark.parametrize("text", ["", "   ", "\n\t\n", "\x00", "\x00\x01 \x7f"])
def test_nothing_written(text: str) -> None:
    with pytest.raises(EmptyMessage):
        submitted_form({"text": text})


@pytest.mark.parametrize(
    "form", [{}, {"text": b"raw"}, {"choice": b"raw"}, {"message_id": "only an id"}]
)
def test_the_wrong_shape(form: dict[str, Any]) -> None:
    with pytest.raises(WrongShape):
        submitted_form(form)


def test_every_refusal_has_a_sentence_and_a_status_of_the_sender() -> None:
    for error in (BadMessage, EmptyMessage, WrongShape):
        assert error.sentence.endswith(".")
        assert 400 <= error.status < 500


@given(st.text())
def test_nothing_that_cannot_be_stored_or_seen_is_kept(text: str) -> None:
    kept = readable(text)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") or c in "\n\t" for c in kept)
    kept.encode()
    letters = [c for c in text if unicodedata.category(c)[0] == "L"]
    assert [c for c in kept if unicodedata.category(c)[0] == "L"] == letters


@given(st.text(min_size=1))
def test_any_message_id_becomes_a_plain_one_and_the_same_each_time(given_id: str) -> None:
    first = submitted_form({"text": "x", "message_id": given_id}).message_id
    again = submitted_form({"text": "x", "message_id": given_id}).message_id
    assert first == again
    assert 1 <= len(first) <= 80
    assert first.isascii()
    assert first.isprintable()


def test_messages_without_an_id_are_never_the_same_message() -> None:
    ids = {submitted_form({"text": "x"}).message_id for _ in range(50)}
    assert len(ids) == 50


def test_long_ids_that_differ_at_the_end_stay_different() -> None:
    ids = {submitted_form({"text": "x", "message_id": "a" * 200 + end}).message_id for end in "bc"}
    assert len(ids) == 2


def test_a_draft_is_given_back_readable() -> None:
    assert draft({"text": "a\x00b\r\nc"}) == "ab\nc"
    assert draft({}) == ""


def request_with(**headers: str) -> web.Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return make_mocked_request("POST", "/chat", headers=CIMultiDict(named))


@pytest.mark.parametrize(
    ("site", "allowed"),
    [("same-origin", True), ("none", True), ("cross-site", False), ("same-site", False)],
)
def test_forms_of_other_sites_are_refused(site: str, allowed: bool) -> None:
    assert same_origin(request_with(Sec_Fetch_Site=site)) is allowed


def test_an_old_browser_says_nothing_and_is_let_in() -> None:
    assert same_origin(request_with())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
    ],
)
def test_the_address_is_what_the_trusted_proxy_saw(
    proxies: int, forwarded: str, address: str
) -> None:
    request = request_with(X_Forwarded_For=forwarded)
    assert address_of(request, trusted_proxies=proxies) == address


@pytest.mark.parametrize(("proxies", "forwarded"), [(0, "203.0.113.9"), (2, "203.0.113.9")])
def test_an_address_that_anyone_can_write_is_not_believed(proxies: int, forwarded: str) -> None:
    request = request_with(X_Forwarded_For=forwarded)
    assert address_of(request, trusted_proxies=proxies) != "203.0.113.9"
