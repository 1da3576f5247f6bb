"""Plays a readable transcript against the running service and holds every answer to it.

A transcript is YAML: `clock` (optional), `turns`; each turn `say:` or `choose:` (a label) and what
must hold of the one message in reply:

    kind             text, question, services or emergency
    heading, text    each entry must stand in it (any case)
    not_text         none of these may
    disposition      of an emergency
    choices          labels that must be offered
    services         how many: `at_least`, `at_most`, `exactly`
    first            of the first service: name (part of it), within_km, open_state, access
    every            of every service: need, within_km, open_state (one of a list)
    notices          each entry must stand in one of the notices
    safety_net       true: there is one
    remember         a name for the ids of the services shown
    same_as, not_in  the ids shown are, or share none with, those remembered under this name
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import aiohttp
import yaml

from tests.talking import Resident

TRANSCRIPTS = Path(__file__).parent / "transcripts"


def transcripts() -> list[Path]:
    """All transcripts, in order."""
    return sorted(TRANSCRIPTS.glob("*.yml"))


def load(path: Path) -> dict[str, Any]:
    """One transcript."""
    with path.open(encoding="utf-8") as file:
        loaded: dict[str, Any] = yaml.safe_load(file)
    return loaded


async def play(url: str, transcript: dict[str, Any]) -> None:
    """Play all turns. Raises AssertionError naming the turn that went wrong."""
    remembered: dict[str, list[str]] = {}
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        conversation = Resident(url, http)
        for number, turn in enumerate(transcript["turns"], start=1):
            if "say" in turn:
                message = await conversation.say(turn["say"])
            else:
                message = await conversation.choose(turn["choose"])
            try:
                check(message, turn, remembered)
            except AssertionError as error:
                said = turn.get("say") or turn.get("choose")
                raise AssertionError(f"turn {number}, {said!r}: {error}\n{message}") from error


def check(message: dict[str, Any], turn: dict[str, Any], remembered: dict[str, list[str]]) -> None:
    """Hold one message to one turn."""
    services = message.get("services") or []
    if "kind" in turn:
        assert message["kind"] == turn["kind"], f"kind is {message['kind']}"
    if "disposition" in turn:
        assert message["disposition"] == turn["disposition"], message["disposition"]
    if message["kind"] == "emergency":
        assert not services, "no services under an emergency"
    _check_words(message, turn)
    labels = [choice["label"] for choice in message.get("choices", [])]
    for label in turn.get("choices", []):
        assert any(label.lower() in offered.lower() for offered in labels), f"{label} in {labels}"
    _check_number(services, turn.get("services", {}))
    _check_first(services, turn.get("first", {}))
    for service in services:
        _check_each(service, turn.get("every", {}))
    if turn.get("safety_net"):
        assert message.get("safety_net"), "a safety-net line"
    _check_memory([service["id"] for service in services], turn, remembered)


def _check_words(message: dict[str, Any], turn: dict[str, Any]) -> None:
    said = all_text(message).lower()
    for words in turn.get("text", []):
        assert words.lower() in said, f"{words!r} is said"
    for words in turn.get("not_text", []):
        assert words.lower() not in said, f"{words!r} is not said"
    if "heading" in turn:
        assert turn["heading"].lower() in (message.get("heading") or "").lower(), "heading"
    notices = " ".join(message.get("notices") or []).lower()
    for words in turn.get("notices", []):
        assert words.lower() in notices, f"{words!r} in the notices"


def all_text(message: dict[str, Any]) -> str:
    """Everything that a person reads of a message."""
    emergency = message.get("emergency") or {}
    parts = [
        message.get("heading") or "",
        message.get("text") or "",
        *(message.get("signs") or []),
        *(message.get("notices") or []),
        message.get("safety_net") or "",
        emergency.get("heading", ""),
        *emergency.get("lines", []),
        *emergency.get("more", []),
        *(action["label"] for action in emergency.get("actions", [])),
    ]
    for service in message.get("services") or []:
        parts += [str(service.get(key) or "") for key in ("name", "open_text", "access", "phone")]
        parts += service.get("why") or []
        parts += [f"{day['day']}: {day['text']}" for day in service.get("hours") or []]
    return "\n".join(parts)


def _check_number(services: list[dict[str, Any]], expected: dict[str, int]) -> None:
    if "exactly" in expected:
        assert len(services) == expected["exactly"], f"{len(services)} services"
    assert len(services) >= expected.get("at_least", 0), f"{len(services)} services"
    assert len(services) <= expected.get("at_most", 3), f"{len(services)} services"


def _check_first(services: list[dict[str, Any]], expected: dict[str, Any]) -> None:
    if not expected:
        return
    assert services, "there is a first service"
    _check_each(services[0], expected)
    if "name" in expected:
        assert expected["name"].lower() in services[0]["name"].lower(), services[0]["name"]


def _check_each(service: dict[str, Any], expected: dict[str, Any]) -> None:
    if "need" in expected:
        assert expected["need"] in service["needs"], service["needs"]
    if "within_km" in expected:
        distance = service["distance_km"]
        assert distance is not None and distance <= expected["within_km"], f"{distance} km"
    if "open_state" in expected:
        allowed = expected["open_state"]
        allowed = [allowed] if isinstance(allowed, str) else allowed
        assert service["open_state"] in allowed, f"{service['name']} is {service['open_state']}"
    if "access" in expected:
        assert expected["access"].lower() in (service.get("access") or "").lower()


def _check_memory(ids: list[str], turn: dict[str, Any], remembered: dict[str, list[str]]) -> None:
    if "remember" in turn:
        remembered[turn["remember"]] = ids
    if "same_as" in turn:
        assert ids == remembered[turn["same_as"]], "the same services"
    if "not_in" in turn:
        assert not set(ids) & set(remembered[turn["not_in"]]), "other services"
