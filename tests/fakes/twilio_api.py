"""Twilio on a loopback port, made from Twilio's own OpenAPI description.

Every request is checked against the description: path, parameters, types, patterns, enumerations.
What is created is kept and listed, as Twilio does with replies to webhooks too.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import web

ACCOUNT = "AC" + "a" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
SERVICE = "MG" + "b" * 32
FROM = "+447700900000"
MESSAGES = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
_FILE = "twilio_api_v2010.json"
_MISSING = f"Twilio's description {_FILE} is not beside the shared data"


def description_path() -> Path | None:
    """The description beside the shared data, if it is there."""
    data = os.environ.get("FINGERPOST_SHARED_DATA")
    root = Path(data).parent if data else Path(__file__).parents[3] / "shared"
    path = root / "schemas" / "twilio" / _FILE
    return path if path.exists() else None


def description() -> Description:
    """The description. Raises `FileNotFoundError` where it is not."""
    path = description_path()
    if path is None:
        raise FileNotFoundError(_MISSING)
    return Description(json.loads(path.read_text(encoding="utf-8")))


def description_or_skip() -> Description:
    """The description; a test is skipped, or fails where services are required, without it."""
    shared = Path(__file__).parents[3] / "shared"
    if description_path() is None:
        if os.environ.get("FINGERPOST_REQUIRE_SERVICES") == "1" and shared.exists():
            pytest.fail(_MISSING)
        pytest.skip(_MISSING)
    return description()


class Description:
    """The part of the description that speaks of messages."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._messages = document["paths"][MESSAGES]
        parameters = [
            *self._messages.get("parameters", []),
            *self._messages["get"].get("parameters", []),
        ]
        self._query = {entry["name"]: entry["schema"] for entry in map(self._deref, parameters)}
        content = self._messages["post"]["requestBody"]["content"]
        self._form = self._deref(content["application/x-www-form-urlencoded"]["schema"])

    def problems_with_form(self, fields: list[tuple[str, str]]) -> list[str]:
        """What is wrong with the fields of a new message."""
        known = self._form["properties"]
        problems = [p for name, value in fields for p in self._problem(name, value, known)]
        given = {name for name, _ in fields}
        problems += [
            f"{name} is missing" for name in self._form.get("required", []) if name not in given
        ]
        if not given & {"From", "MessagingServiceSid"}:
            problems.append("neither From nor MessagingServiceSid")
        if not given & {"Body", "MediaUrl", "ContentSid"}:
            problems.append("no content")
        return problems

    def problems_with_query(self, fields: list[tuple[str, str]]) -> list[str]:
        """What is wrong with the query of a list."""
        return [p for name, value in fields for p in self._problem(name, value, self._query)]

    def is_account(self, sid: str) -> bool:
        """Whether the account's id has the right form."""
        return re.fullmatch(self._query["AccountSid"]["pattern"], sid) is not None

    def _problem(self, name: str, value: str, known: dict[str, Any]) -> list[str]:
        if name not in known:
            return [f"{name} is not in the description"]
        schema = self._deref(known[name])
        if schema.get("type") == "array":
            schema = self._deref(schema["items"])
        return [f"{name}={value!r}: {reason}" for reason in _reasons(schema, value)]

    def _deref(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            found: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema


def _reasons(schema: dict[str, Any], value: str) -> list[str]:
    reasons = []
    kind = schema.get("type")
    if kind == "integer" and not re.fullmatch(r"-?\d+", value):
        reasons.append("not a whole number")
    if kind == "boolean" and value not in ("true", "false"):
        reasons.append("not true or false")
    if "enum" in schema and value not in schema["enum"]:
        reasons.append("not one of the allowed words")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        reasons.append(f"does not match {schema['pattern']}")
    if len(value) < schema.get("minLength", 0) or len(value) > schema.get("maxLength", 10**6):
        reasons.append("of the wrong length")
    if schema.get("format") == "uri" and not re.match(r"https?://[^\s_/]+", value):
        reasons.append("not an address")
    if schema.get("format") == "phone-number" and not re.fullmatch(r"\+\d{7,15}", value):
        reasons.append("not a phone number in E.164")
    if schema.get("format") == "date-time" and not re.match(r"\d{4}-\d\d-\d\d", value):
        reasons.append("not a moment")
    return reasons


@dataclass
class FakeTwilio:
    """The server. `failures` are answered first, one a request: (status, code)."""

    description: Description
    tokens: tuple[str, ...] = (TOKEN,)
    messages: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    failures: deque[tuple[int, int | None]] = field(default_factory=deque)
    requests: int = 0
    callbacks: list[str] = field(default_factory=list)
    url: str = ""

    def app(self) -> web.Application:
        """The application to serve."""
        app = web.Application()
        path = MESSAGES.replace("{AccountSid}", "{account}")
        app.router.add_post(path, self._create)
        app.router.add_get(path, self._list)
        return app

    def add(self, *, to: str, body: str, direction: str) -> dict[str, Any]:
        """Make a message, by the interface or by TwiML."""
        now = format_datetime(datetime.now(UTC))
        message = {
            "sid": f"SM{secrets.token_hex(16)}",
            "account_sid": ACCOUNT,
            "messaging_service_sid": SERVICE,
            "body": body,
            "to": to,
            "from": FROM,
            "status": "accepted",
            "direction": direction,
            "date_created": now,
            "date_updated": now,
            "date_sent": now,
            "num_segments": "0",
            "num_media": "0",
            "error_code": None,
            "error_message": None,
            "price": None,
            "price_unit": "USD",
            "api_version": "2010-04-01",
            "uri": "",
            "subresource_uris": {},
        }
        self.messages.append(message)
        return message

    def bodies_to(self, number: str) -> list[str]:
        """The texts that one number has had."""
        return [message["body"] for message in self.messages if message["to"] == number]

    async def _create(self, request: web.Request) -> web.Response:
        refused = self._refusal(request)
        if refused is not None:
            return refused
        fields = parse_qsl(
            (await request.read()).decode(), keep_blank_values=True, strict_parsing=True
        )
        problems = self.description.problems_with_form(fields)
        if problems:
            self.problems += problems
            return _error(400, 20001, "; ".join(problems))
        values = dict(fields)
        if "StatusCallback" in values:
            self.callbacks.append(values["StatusCallback"])
        return web.json_response(
            self.add(to=values["To"], body=values["Body"], direction="outbound-api"), status=201
        )

    async def _list(self, request: web.Request) -> web.Response:
        refused = self._refusal(request)
        if refused is not None:
            return refused
        query = list(request.query.items())
        self.problems += self.description.problems_with_query(query)
        wanted = dict(query)
        found = [m for m in self.messages if "To" not in wanted or m["to"] == wanted["To"]]
        found = found[::-1][: int(wanted.get("PageSize", 50))]
        page = {"messages": found, "next_page_uri": None, "page": 0, "page_size": 50}
        return web.json_response({**page, "first_page_uri": "", "uri": "", "start": 0, "end": 0})

    def _refusal(self, request: web.Request) -> web.Response | None:
        self.requests += 1
        if not self.description.is_account(request.match_info["account"]):
            self.problems.append("the account's id is wrong")
        given = base64.b64decode(request.headers.get("Authorization", " ").split(" ", 1)[1])
        if given.decode() not in [f"{ACCOUNT}:{token}" for token in self.tokens]:
            return _error(401, 20003, "Authenticate")
        if self.failures:
            status, code = self.failures.popleft()
            return _error(status, code, "made to fail")
        return None


def _error(status: int, code: int | None, message: str) -> web.Response:
    body = {"code": code, "message": message, "status": status, "more_info": ""}
    return web.json_response(body, status=status)
