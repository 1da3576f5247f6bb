"""The command `fingerpost`: a frame into which each part of the program puts its sub-commands."""

from __future__ import annotations

import importlib
import sys

import typer

from bot.understanding.errors import UnderstandingError
from directory.domain.errors import DirectoryError

COMMAND_MODULES = (
    "directory.commands.directory",
    "bot.gateway.commands",
    "bot.gateway.sms_commands",
)
"""Modules with a `register(app)`; other parts of the program add theirs here by name."""

BAD_INPUT = 2


def make_app() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        help="Steers residents of Kent & Medway to the right local service.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(_keep_subcommands)
    for name in COMMAND_MODULES:
        importlib.import_module(name).register(app)
    return app


def main() -> None:
    """Run the command line. What goes wrong is told in sentences, with exit code 2."""
    try:
        make_app()()
    except (DirectoryError, UnderstandingError) as error:
        sys.stderr.write(f"{error or error.__class__.__doc__}\n")
        raise SystemExit(BAD_INPUT) from error


def _keep_subcommands() -> None:
    """Fingerpost: the right local service."""


if __name__ == "__main__":
    main()
