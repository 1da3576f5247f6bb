"""`fingerpost directory`: set up, import, search and look at the directory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console

from directory.clock import london_moment
from directory.commands import output
from directory.commands.question import QuestionUnclear, open_reader, read_query
from directory.domain.query import Query, Result
from directory.feeds.importer import import_table
from directory.feeds.mapping import load_mapping, source_names
from directory.feeds.report import ImportReport
from directory.holidays import england
from directory.repository import Stored
from directory.search import Directory
from directory.seed.starter import load_starter
from directory.settings import DirectorySettings, load_settings
from directory.status import Status
from directory.store.database import Database
from directory.store.migrate import migrate

app = typer.Typer(help="The directory of services.", no_args_is_help=True)


def register(parent: typer.Typer) -> None:
    """Put these commands under `fingerpost directory`."""
    parent.add_typer(app, name="directory")


@app.command()
def setup() -> None:
    """Create or update the tables and load the starter directory. Safe to repeat."""
    stored = asyncio.run(_setup(load_settings()))
    Console().print(
        f"The directory is ready: {stored.new} services new, {stored.updated} updated, "
        f"{stored.unchanged} unchanged."
    )


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV file, plain or gzipped.")],
    source: Annotated[str, typer.Option(help=f"One of: {', '.join(source_names())}.")],
) -> None:
    """Import a file. Unusable rows go to quarantine; importing again changes nothing."""
    output.print_report(Console(), asyncio.run(_import(load_settings(), file, source)))


@app.command()
def search(
    question: Annotated[str, typer.Argument(help='What is wanted: "pharmacy open now".')],
    near: Annotated[str | None, typer.Option(help="A postcode, or part of one, or a town.")] = None,
    at: Annotated[str | None, typer.Option(help="A moment, as 2026-12-25T10:00.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Search as the chat does."""
    settings = load_settings()
    now = _moment(at) if at else settings.clock.now()
    query = read_query(question, near=near, now=now, reader=open_reader(), limit=limit)
    result = asyncio.run(_search(settings, query))
    if as_json:
        typer.echo(orjson.dumps(output.result_json(result), option=orjson.OPT_INDENT_2).decode())
    else:
        output.print_result(Console(), result)


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="For other programs.")] = False,
) -> None:
    """Counts by need, district and age of facts, the quarantine, and the last imports."""
    found = asyncio.run(_status(load_settings()))
    if as_json:
        typer.echo(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2).decode())
    else:
        output.print_status(Console(), found)


def _moment(text: str) -> datetime:
    try:
        return london_moment(text)
    except ValueError as error:
        raise QuestionUnclear(f"--at {text!r} is no moment; write 2026-12-25T10:00.") from error


@asynccontextmanager
async def _opened(settings: DirectorySettings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


async def _setup(settings: DirectorySettings) -> Stored:
    await migrate(settings.database_url)
    async with _opened(settings) as database:
        return await load_starter(database, now=settings.clock.now())


async def _import(settings: DirectorySettings, file: Path, source: str) -> ImportReport:
    mapping = load_mapping(source)
    async with _opened(settings) as database:
        return await import_table(database, mapping, file, clock=settings.clock)


async def _search(settings: DirectorySettings, query: Query) -> Result:
    async with _opened(settings) as database:
        return await Directory(database, england()).search(query)


async def _status(settings: DirectorySettings) -> Status:
    async with _opened(settings) as database:
        return await Directory(database, england()).status()
