"""The real gazetteer, built once from the packaged ONS Postcode Directory if it is not there."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from bot.understanding.gazetteer import Gazetteer
from bot.understanding.place import PlaceFinder
from bot.understanding.postcodes import PostcodeFile
from bot.understanding.reading import Reader

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def gazetteer_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = ROOT / "var" / "gazetteer.bin"
    if built.exists():
        return built
    path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.bin"
    arguments = sys.argv
    sys.argv = ["build_gazetteer.py", "--out", str(path)]
    try:
        runpy.run_path(str(ROOT / "scripts" / "build_gazetteer.py"), run_name="__main__")
    finally:
        sys.argv = arguments
    return path


@pytest.fixture(scope="session")
def postcode_file(gazetteer_path: Path) -> PostcodeFile:
    return PostcodeFile.read(gazetteer_path)


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Gazetteer:
    return Gazetteer.from_files(gazetteer_path)


@pytest.fixture(scope="session")
def places(gazetteer: Gazetteer) -> PlaceFinder:
    return PlaceFinder(gazetteer)


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer) -> Reader:
    return Reader(gazetteer)
