"""`python -m benchmarks.sms`: from an inbound text to its reply, at 5, 20 and 50 texts a second.

Signed webhooks over HTTP to the three real processes; texts come at a steady rate whether or not
earlier ones have been answered, from many phones, and every reply is checked to be one.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from benchmarks.sms_load import numbers
from bot.gateway.sms_practice_post import inbound_fields, post_text
from bot.gateway.sms_settings import SmsSettings
from bot.safety.wording import never_silent
from tests.service import RunningService

RATES = (5, 20, 50)
TEXTS = (
    "pharmacy in Deal",
    "I need a pharmacy open now near TN9 1BE",
    "want to quit smoking, ME14",
    "is there a group for lonely older people near Faversham",
    "food bank in Margate please",
    "where can I get a hearing aid battery, Deal",
    "chemist open tonight CT9 1AA",
    "memory cafe near Dover",
)


async def measure(service: RunningService, *, rate: int, seconds: float) -> tuple[str, bool]:
    """One row of the table, and whether every text had a real answer."""
    settings, phones = SmsSettings(public_url=service.url), itertools.cycle(numbers(400))
    times: list[float] = []
    fallbacks = 0

    async def one(http: aiohttp.ClientSession, number: str, text: str) -> None:
        nonlocal fallbacks
        began = time.perf_counter()
        fields = inbound_fields(sender=number, body=text)
        reply = await post_text(http, settings, fields, base_url=service.url)
        times.append(time.perf_counter() - began)
        fallbacks += reply is None or reply == never_silent("sms")

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        tasks = []
        began = time.perf_counter()
        for count in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + count / rate - time.perf_counter()))
            tasks.append(asyncio.create_task(one(http, next(phones), TEXTS[count % len(TEXTS)])))
        await asyncio.gather(*tasks)
    times.sort()
    median, worst = _percentile(times, 50), _percentile(times, 99)
    row = f"| {rate} | {len(times)} | {median:.0f} ms | {worst:.0f} ms | {fallbacks} |"
    return row, fallbacks == 0


def _percentile(times: list[float], share: int) -> float:
    """Milliseconds."""
    return times[min(len(times) - 1, len(times) * share // 100)] * 1000


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rates", type=int, nargs="+", default=list(RATES))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fingerpost-sms-") as folder:
        service = RunningService(
            Path(folder),
            clock="2026-11-24T10:00:00",
            sms_messages_an_hour="1000000",
            sms_same_text_limit="1000000",
            sms_daily_segments="100000000",
        )
        try:
            service.start()
            asyncio.run(measure(service, rate=5, seconds=3))
            rows = [
                asyncio.run(measure(service, rate=rate, seconds=chosen.seconds))[0]
                for rate in chosen.rates
            ]
        finally:
            service.stop()
    head = "| texts a second | texts | p50 | p99 | never-silent |\n|---|---|---|---|---|"
    sys.stdout.write("\n".join([head, *rows]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
