"""`python -m benchmarks.sms_crash`: kill the gateway and the engine at random, count the replies.

A thousand texts from fifty phones go through a Twilio that behaves as docs/sms.md configures it,
while processes are killed without warning and started again. In the end each message must have
had exactly one reply, in TwiML or through the REST interface.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp.test_utils import TestServer

from benchmarks.sms_load import LATE, ONCE, PROMPT, TEXTS, TwilioAtWork, numbers
from bot.gateway.sms_settings import SmsSettings
from tests.fakes.twilio_api import ACCOUNT, SERVICE, TOKEN, FakeTwilio, description
from tests.service import RunningService

SETTLING_SECONDS = 90.0
HUNG = "gateway while the engine hangs"
THINKING_SECONDS = 1.0
RECOVER_AFTER = "10"
"""Longer than Twilio goes on asking at once, as the default is (docs/sms.md)."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    messages: int
    phones: int
    kills: Counter[str]
    by_webhook: int
    by_outbox: int
    by_fallback: int
    without: list[str]
    twice: list[str]
    again: int
    seconds: float
    problems: list[str]

    @property
    def exactly_once(self) -> bool:
        """Whether every message had one reply and no more."""
        return not self.without and not self.twice and not self.problems

    def report(self) -> str:
        """In words."""
        kills = ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        return (
            f"{self.messages} messages from {self.phones} phones in {self.seconds:.0f} s; killed: "
            f"{kills or 'nothing'}\n"
            f"replies in TwiML {self.by_webhook}, through the outbox {self.by_outbox}, "
            f"static from elsewhere {self.by_fallback}; asked again by Twilio {self.again}\n"
            f"without a reply {len(self.without)}, with two {len(self.twice)}, "
            f"other problems {len(self.problems)}"
        )


class CrashTest:
    """One run: phones, a Twilio, the real service, and somebody who pulls plugs."""

    def __init__(self, folder: Path, *, messages: int, phones: int, kills: int, seed: int) -> None:
        self._folder = folder
        self._messages, self._phones, self._kills = messages, phones, kills
        self._random = random.Random(seed)
        self._killed: Counter[str] = Counter()
        self._twilio = FakeTwilio(description())

    async def run(self) -> Outcome:
        """Play it through."""
        server = TestServer(self._twilio.app())
        await server.start_server()
        service = self._service(str(server.make_url("")).rstrip("/"))
        began = time.perf_counter()
        try:
            await asyncio.to_thread(service.start)
            began = time.perf_counter()
            at_work = TwilioAtWork(self._twilio, _settings(service), service.url)
            done = asyncio.Event()
            plugs = asyncio.create_task(self._pull_plugs(service, at_work, done))
            await self._all_phones(at_work)
            done.set()
            await plugs
            posted = await self._settled(service, at_work)
        finally:
            await asyncio.to_thread(service.stop)
            await server.close()
        return self._outcome(at_work, posted, time.perf_counter() - began)

    def _service(self, twilio_url: str) -> RunningService:
        return RunningService(
            self._folder,
            clock="2026-11-24T10:00:00",
            twilio_account_sid=ACCOUNT,
            twilio_auth_token=TOKEN,
            twilio_messaging_service_sid=SERVICE,
            twilio_api_url=twilio_url,
            sms_recover_after_seconds=RECOVER_AFTER,
            sms_messages_an_hour="100000",
            sms_same_text_limit="100000",
            sms_daily_segments="1000000",
            sms_secret="a secret of the test",
        )

    async def _all_phones(self, at_work: TwilioAtWork) -> None:
        """Each phone waits for its reply before it writes again, as people do."""
        each, extra = divmod(self._messages, self._phones)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:

            async def phone(index: int, number: str) -> None:
                for turn in range(each + (index < extra)):
                    text = TEXTS[(index + turn) % len(TEXTS)]
                    (manner,) = self._random.choices((PROMPT, ONCE, LATE), (6, 1, 3))
                    await at_work.pass_on(http, number, text, manner)
                    await asyncio.sleep(self._random.uniform(0.0, 2 * THINKING_SECONDS))

            phones = enumerate(numbers(self._phones))
            await asyncio.gather(*(phone(index, number) for index, number in phones))

    async def _pull_plugs(
        self, service: RunningService, at_work: TwilioAtWork, done: asyncio.Event
    ) -> None:
        """Kill at moments spread over the messages, and start again at once."""
        moments = sorted(self._random.sample(range(self._messages), self._kills))
        for moment in moments:
            while len(at_work.sent) < moment and not done.is_set():
                await asyncio.sleep(0.01)
            if done.is_set():
                return
            await asyncio.sleep(self._random.uniform(0.0, 0.2))
            name = self._random.choice(("gateway", "engine", HUNG, HUNG))
            self._killed[name] += 1
            await asyncio.to_thread(self._pull, service, name)
            await asyncio.sleep(self._random.uniform(0.5, 2.5))

    def _pull(self, service: RunningService, name: str) -> None:
        """Kill one process, and start it again after a while."""
        if name == HUNG:
            service.pause("engine")
            time.sleep(self._random.uniform(0.3, 2.0))
        killed = "gateway" if name == HUNG else name
        service.kill(killed)
        if name == HUNG:
            service.resume("engine")
        time.sleep(self._random.uniform(0.0, 0.5))
        service.launch(killed)

    async def _settled(self, service: RunningService, at_work: TwilioAtWork) -> set[str]:
        """Wait until nothing is left over; the ids that were answered through the outbox."""
        stop = time.monotonic() + SETTLING_SECONDS
        while time.monotonic() < stop:
            if not _left_over(service.folder / "fingerpost.db"):
                break
            await asyncio.sleep(0.5)
        await asyncio.sleep(2.0)
        return _posted(service.folder / "fingerpost.db")

    def _outcome(self, at_work: TwilioAtWork, posted: set[str], seconds: float) -> Outcome:
        replies = Counter(
            {
                sent.sid: sent.by_webhook + sent.by_fallback + (sent.sid in posted)
                for sent in at_work.sent
            }
        )
        problems = [*self._twilio.problems, *_numbers_in_logs(self._folder)]
        made = Counter(message["direction"] for message in self._twilio.messages)
        if made["outbound-api"] != len(posted):
            problems.append(f"{made['outbound-api']} sent for {len(posted)} answers")
        return Outcome(
            messages=len(at_work.sent),
            phones=self._phones,
            kills=self._killed,
            by_webhook=sum(sent.by_webhook for sent in at_work.sent),
            by_outbox=made["outbound-api"],
            by_fallback=sum(sent.by_fallback for sent in at_work.sent),
            without=[sid for sid, count in replies.items() if count == 0],
            twice=[sid for sid, count in replies.items() if count > 1],
            again=sum(sent.tries - 1 for sent in at_work.sent),
            seconds=seconds,
            problems=problems,
        )


def _settings(service: RunningService) -> SmsSettings:
    return SmsSettings(
        public_url=service.url,
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=TOKEN,
        twilio_messaging_service_sid=SERVICE,
    )


def _numbers_in_logs(folder: Path) -> list[str]:
    """Logs that hold a phone number of this run."""
    logs = folder.glob("*.log")
    return [f"a number in {log.name}" for log in logs if b"7700900" in log.read_bytes()]


def _left_over(path: Path) -> int:
    """Messages that are not answered, and answers that are not sent."""
    with sqlite3.connect(path) as connection:
        inbound = connection.execute(
            "SELECT count(*) FROM sms_inbound WHERE status IN ('received', 'answered')"
        )
        outbox = connection.execute("SELECT count(*) FROM sms_outbox WHERE sealed IS NOT NULL")
        return int(inbound.fetchone()[0]) + int(outbox.fetchone()[0])


def _posted(path: Path) -> set[str]:
    """The ids of messages whose reply went through the outbox."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT id FROM sms_outbox WHERE twilio_sid IS NOT NULL")
        return {str(id_).removeprefix("reply-") for (id_,) in rows}


def main() -> int:
    """Run it and say what came of it; 1 unless every message had exactly one reply."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fingerpost-crash-") as folder:
        test = CrashTest(
            Path(folder) / "service",
            messages=chosen.messages,
            phones=chosen.phones,
            kills=chosen.kills,
            seed=chosen.seed,
        )
        outcome = asyncio.run(test.run())
    sys.stdout.write(outcome.report() + "\n")
    return 0 if outcome.exactly_once else 1


if __name__ == "__main__":
    sys.exit(main())
