"""CSV files as rows with numbers, plain or gzipped, and clear words about what is wrong."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, cast

from directory.domain.errors import ImportRejected
from directory.feeds.mapping import Mapping

_FIRST_ROW = 2
"""The header is row 1, as a spreadsheet counts."""


class NumberedRow(NamedTuple):
    """A row with its number in the file; `fault` says why its cells do not fit the header."""

    number: int
    cells: dict[str, str]
    fault: str | None = None


def read_rows(path: Path, mapping: Mapping) -> Iterator[NumberedRow]:
    """The rows of a file. Raises `ImportRejected`: no such file, columns missing, not text."""
    number = 1
    try:
        with _open(path, mapping.encoding) as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(path, header, mapping)
            for number, cells in enumerate(reader, start=_FIRST_ROW):
                if any(cells):
                    yield _numbered(number, header, cells)
    except UnicodeDecodeError as error:
        raise ImportRejected(
            f"{path.name} is not {mapping.encoding} text after row {number}: {error.reason} "
            f"(byte {error.object[error.start]:#04x}). Save it as UTF-8 and import it again."
        ) from error
    except (csv.Error, EOFError, gzip.BadGzipFile) as error:
        raise ImportRejected(f"{path.name} cannot be read after row {number}: {error}.") from error
    except OSError as error:
        raise ImportRejected(f"{path} cannot be opened: {error.strerror or error}.") from error


def _open(path: Path, encoding: str) -> IO[str]:
    if path.suffix == ".gz":
        return cast(IO[str], gzip.open(path, "rt", encoding=encoding, newline=""))
    return path.open(encoding=encoding, newline="")


def _check_header(path: Path, header: list[str], mapping: Mapping) -> None:
    if not header:
        raise ImportRejected(f"{path.name} is empty.")
    missing = sorted(mapping.needed_columns() - set(header))
    if missing:
        raise ImportRejected(
            f"{path.name} lacks the column{'s' if len(missing) > 1 else ''} "
            f"{', '.join(missing)}, which {mapping.feed} needs. It has: {', '.join(header)}."
        )


def _numbered(number: int, header: list[str], cells: list[str]) -> NumberedRow:
    fault = None
    if len(cells) != len(header):
        fault = f"it has {len(cells)} cells where the header has {len(header)}"
    elif any("\x00" in cell for cell in cells):
        fault = "it has a character that no text has"
    plain = [cell.replace("\x00", "\ufffd") for cell in cells]
    return NumberedRow(number, dict(zip(header, plain, strict=False)), fault)
