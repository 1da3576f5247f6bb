"""Timing turns over HTTP, one person at a time and eight at once."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable

import aiohttp

from benchmarks.figures import Figures, memory_mb, summarised
from benchmarks.starter_bot import StarterBot
from tests.service import RunningService

PEOPLE = 8
SECONDS_OF_LOAD = 15.0
OURS = (
    "I need a pharmacy open now near TN9 1BE",
    "want to quit smoking, ME14",
    "is there a group for lonely older people near Faversham",
    "food bank in Margate please",
    "where can I get a hearing aid battery, Deal",
    "chemist open tonight CT9 1AA",
    "someone to talk to since my husband died, Sittingbourne",
    "help with drinking too much in Gravesend",
    "memory cafe near Dover",
    "carers assessment from the council, Tonbridge",
)
STARTER = ("hello", "I am sad", "no", "yes", "bye", "are you a bot?", "great", "hey there")

Turn = Callable[[aiohttp.ClientSession, str, str], Awaitable[None]]


async def measure_ours(service: RunningService, *, turns: int) -> Figures:
    """Full turns with a directory search, each checked to have found services."""

    async def turn(http: aiohttp.ClientSession, person: str, text: str) -> None:
        async with http.post(f"{service.url}/chat/messages", json={"text": text}) as answer:
            message = (await answer.json())["messages"][0]
            if message["kind"] != "services":
                raise RuntimeError(f"{text!r} was answered with {message['kind']}")

    seconds = await _one_by_one(turn, OURS, turns)
    throughput = await _together(turn, OURS)
    used = {name: memory_mb(process.pid) for name, process in service.processes.items()}
    return summarised(
        "Fingerpost: three processes, search",
        seconds,
        turns_a_second=throughput,
        start_seconds=await asyncio.to_thread(_start_seconds, service),
        memory_mb=used,
    )


async def measure_starter(starter: StarterBot, *, turns: int) -> Figures:
    """The starter bot's turns: no search, no action server."""

    async def turn(http: aiohttp.ClientSession, person: str, text: str) -> None:
        async with http.post(starter.url, json={"sender": person, "message": text}) as answer:
            await answer.json()

    seconds = await _one_by_one(turn, STARTER, turns)
    throughput = await _together(turn, STARTER)
    assert starter.process is not None
    return summarised(
        "Rasa's starter bot: one process, no search",
        seconds,
        turns_a_second=throughput,
        start_seconds=starter.start_seconds,
        memory_mb={"rasa": memory_mb(starter.process.pid)},
    )


async def _one_by_one(turn: Turn, texts: tuple[str, ...], turns: int) -> list[float]:
    seconds = []
    for number in range(-10, turns):
        async with _client() as http:
            began = time.perf_counter()
            await turn(http, f"single-{number // 5}", texts[number % len(texts)])
            if number >= 0:
                seconds.append(time.perf_counter() - began)
    return seconds


async def _together(turn: Turn, texts: tuple[str, ...]) -> float:
    until = time.perf_counter() + SECONDS_OF_LOAD

    async def person(number: int) -> int:
        done = 0
        for text in itertools.islice(itertools.cycle(texts), number, None):
            if time.perf_counter() > until:
                return done
            async with _client() as http:
                await turn(http, f"together-{number}-{done // 5}", text)
            done += 1
        return done

    done = await asyncio.gather(*(person(number) for number in range(PEOPLE)))
    return sum(done) / SECONDS_OF_LOAD


def _client() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())


def _start_seconds(service: RunningService) -> float:
    """Stop everything and start it again: seconds until it is ready."""
    for name in list(service.processes):
        service.kill(name)
    began = time.monotonic()
    for name in ("engine", "actions", "gateway"):
        service.launch(name)
    service.wait_until_ready()
    return time.monotonic() - began
