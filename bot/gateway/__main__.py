"""`python -m bot.gateway`: serve until told to stop."""

from __future__ import annotations

import logging
import sys

import uvloop
from aiohttp import web

from bot.gateway.app import make_app
from bot.gateway.settings import SettingsError, read_settings


def main() -> int:
    """Serve on `FINGERPOST_HOST` and `FINGERPOST_PORT`; 2 when the settings cannot be used."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    # Each escalation is on record by its rule, never by its text.
    logging.getLogger("bot.gateway.reply").setLevel(logging.INFO)
    try:
        settings = read_settings()
        app = make_app(settings)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    web.run_app(
        app,
        host=settings.host,
        port=settings.port,
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
