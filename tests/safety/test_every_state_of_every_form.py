"""Every family of red flags in every state of a conversation: never a list, never a lost word."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.cloning import copy_at_engine, copy_of
from tests.safety.emergencies import EMERGENCIES
from tests.service import RunningService
from tests.talking import Caller, Resident, caller, resident

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]

STATES = {
    "start": ["hello"],
    "the form asked its safety question": ["i have toothache"],
    "the form asked it twice": ["i have toothache", "blue bananas"],
    "the form asked where": ["i need a chemist"],
    "the form asked where twice": ["i need a chemist", "blue bananas"],
    "an ambiguous place was asked about": ["i need a chemist in Gillingham"],
    "a place elsewhere was asked about": ["i need a chemist in Glasgow"],
    "results are shown": ["i need a chemist in Deal"],
    "details are shown": ["i need a chemist in Deal", "the first one"],
    "not understood once": ["yesterday upon the stair"],
    "not understood twice": ["yesterday upon the stair", "blue bananas"],
    "after start again": ["i need a chemist in Deal", "start again"],
    "a deletion was asked about": ["delete my data"],
}
AT_ONCE = 4
UNTOUCHED = ("place", "when", "who", "filters", "kinds", "shown")
Check = Callable[[str, str], Awaitable[None]]


def goes_on(family: str, state: str) -> bool:
    """Whether this pair is followed further: one in four, of every family and every state."""
    return (list(EMERGENCIES).index(family) + list(STATES).index(state)) % 4 == 0


async def every_family(check: Check) -> None:
    """Run `check` with each family and its message, some at once, and name those that fail."""
    gate = asyncio.Semaphore(AT_ONCE)
    failures: list[str] = []

    async def one(family: str, text: str) -> None:
        async with gate:
            try:
                await check(family, text)
            except AssertionError as error:
                failures.append(f"{family} ({text}): {error}")

    await asyncio.gather(*(one(family, text) for family, text in EMERGENCIES.items()))
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("state", STATES)
async def test_on_the_web(service: RunningService, state: str) -> None:
    async with resident(service) as original:
        await reach(original, state)

        async def check(family: str, text: str) -> None:
            async with copy_of(original, service) as person:
                message = await person.say(text)
                assert message["kind"] == "emergency", f"kind is {message['kind']}"
                assert message["services"] == []
                assert message["choices"] == []
                assert person.outcome.startswith("emergency:")
                if not goes_on(family, state):
                    return
                after = await person.say("i need a chemist in Margate")
                assert after["kind"] == "services", f"afterwards: {after['kind']} {after['text']}"
                assert "Margate" in after["heading"]
                notices = " ".join(after["notices"])
                assert "999" in notices or "111" in notices, "a reminder"

        await every_family(check)


@pytest.mark.parametrize("state", STATES)
async def test_at_the_engine_without_the_gateway(service: RunningService, state: str) -> None:
    async with caller(service) as original:
        for step in STATES[state]:
            await original.say(step)
        before = original.slots()

        async def check(family: str, text: str) -> None:
            person = copy_at_engine(original)
            said = await person.say(text)
            assert [message["kind"] for message in said] == ["emergency"], said
            assert person.active_form() is None, "the form is ended"
            assert_nothing_swallowed(person, before)

        await every_family(check)


def assert_nothing_swallowed(person: Caller, before: dict[str, object]) -> None:
    """No slot took anything of the message, and what the form was about is over."""
    after = person.slots()
    for name in UNTOUCHED:
        assert after.get(name) == before.get(name), f"slot {name}: {after.get(name)!r}"
    for name in ("need", "safety_answer", "requested_slot"):
        assert name not in after, f"slot {name}: {after[name]!r}"


async def reach(person: Resident, state: str) -> None:
    """Bring a conversation into a state."""
    for step in STATES[state]:
        message = await person.do(step)
        assert message["kind"] != "emergency", f"on the way: {step}"
