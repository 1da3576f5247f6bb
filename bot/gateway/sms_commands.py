"""`fingerpost sms send-test` and `fingerpost sms keywords`."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import aiohttp
import typer

from bot.gateway.settings import SettingsError, read_settings
from bot.gateway.sms_practice_post import NotAnswered, inbound_fields, post_text
from bot.gateway.sms_settings import read_sms_settings
from bot.sms.gsm7 import cost
from bot.sms.keywords import markdown_table

CANNOT = 2
PRACTICE_NUMBER = "+447700900123"


def register(parent: typer.Typer) -> None:
    """Put the commands under `fingerpost sms`."""
    app = typer.Typer(help="Text messages.", no_args_is_help=True)
    app.command("send-test")(send_test)
    app.command("keywords")(keywords)
    parent.add_typer(app, name="sms")


def send_test(
    text: Annotated[str, typer.Argument(help="What a resident would text.")],
    sender: Annotated[str, typer.Option("--from", help="The number it comes from.")] = (
        PRACTICE_NUMBER
    ),
) -> None:
    """Sign a text as Twilio does, post it to the running service, and print the reply."""
    try:
        port, settings = read_settings().port, read_sms_settings()
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(CANNOT) from None
    base_url = f"http://127.0.0.1:{port}"

    async def post() -> str | None:
        async with aiohttp.ClientSession() as http:
            fields = inbound_fields(sender=sender, body=text)
            return await post_text(http, settings, fields, base_url=base_url)

    try:
        reply = asyncio.run(post())
    except aiohttp.ClientError:
        sys.stderr.write(f"Nothing answers at {base_url}. Start the service with: make run\n")
        raise typer.Exit(CANNOT) from None
    except NotAnswered as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(CANNOT) from None
    sys.stdout.write(printed(reply))


def printed(reply: str | None) -> str:
    """The reply with what it costs."""
    if reply is None:
        return "(no reply)\n"
    price = cost(reply)
    plural = "" if price.segments == 1 else "s"
    return f"{reply}\n[{price.segments} segment{plural}, {price.units} units of {price.encoding}]\n"


def keywords() -> None:
    """Print the table of keywords, as in docs/sms.md."""
    sys.stdout.write(markdown_table() + "\n")
