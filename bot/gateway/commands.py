"""`fingerpost classify` and `fingerpost ask`: what is heard, and one turn in the terminal."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import aiohttp
import typer

from bot.gateway.settings import read_settings
from bot.web.transcript import message_text

_ROOT = Path(__file__).resolve().parents[2]
_ENGINE_PYTHON = _ROOT / ".venv-engine" / "bin" / "python"
CANNOT = 2


def register(parent: typer.Typer) -> None:
    """Put both commands under `fingerpost`."""
    parent.command()(classify)
    parent.command()(ask)


def classify(
    file: Annotated[
        Path | None, typer.Argument(help="JSON lines; standard input if absent.")
    ] = None,
) -> None:
    """Read JSON lines with a "text"; write each with the red flag, need, place and time heard."""
    if not _ENGINE_PYTHON.exists():
        sys.stderr.write("The engine is not set up. Run: make setup\n")
        raise typer.Exit(CANNOT)
    environment = dict(
        os.environ,
        PYTHONWARNINGS="ignore",
        RASA_TELEMETRY_ENABLED="false",
        TF_CPP_MIN_LOG_LEVEL="3",
    )
    command = [str(_ENGINE_PYTHON), "-m", "bot.engine.classify"]
    if file is not None:
        command.append(str(file.resolve()))
    done = subprocess.run(command, cwd=_ROOT, env=environment, check=False)
    raise typer.Exit(done.returncode)


def ask(text: Annotated[str, typer.Argument(help="What a resident would type.")]) -> None:
    """Send one message to the running service and print its reply."""
    settings = read_settings()
    url = f"http://127.0.0.1:{settings.port}"
    try:
        message = asyncio.run(_ask(url, text))
    except aiohttp.ClientError:
        sys.stderr.write(f"Nothing answers at {url}. Start the service with: make run\n")
        raise typer.Exit(CANNOT) from None
    sys.stdout.write(message_text(message) + "\n")


async def _ask(url: str, text: str) -> Any:
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{url}/chat/messages", json={"text": text}) as answer,
    ):
        body = await answer.json()
    if "error" in body:
        sys.stderr.write(body["error"]["message"] + "\n")
        raise typer.Exit(CANNOT)
    return body["messages"][0]
