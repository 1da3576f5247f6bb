"""The command line as somebody types it: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.integration.directory.world import ROOT, shared_data

FINGERPOST = ROOT / ".venv" / "bin" / "fingerpost"
GAZETTEER = ROOT / "var" / "gazetteer.bin"


class Terminal:
    """Runs `fingerpost` over one database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "FINGERPOST_DATABASE_URL": f"sqlite:///{folder / 'fingerpost.db'}",
            "FINGERPOST_GAZETTEER_PATH": str(GAZETTEER),
            "FINGERPOST_CLOCK": "2026-11-24T10:00:00",
            "COLUMNS": "200",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [FINGERPOST, "directory", *words],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.folder,
            timeout=60,
        )


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal after `fingerpost directory setup`."""
    if not GAZETTEER.exists():
        pytest.skip("the gazetteer is not built; run scripts/build_gazetteer.py")
    terminal = Terminal(tmp_path_factory.mktemp("terminal"))
    done = terminal.run("setup")
    assert done.returncode == 0, done.stderr
    return terminal


def test_setting_up_again_changes_nothing(ready: Terminal) -> None:
    done = ready.run("setup")
    assert done.returncode == 0
    assert "0 services new, 0 updated" in done.stdout


def test_searching_shows_services_with_their_reasons(ready: Terminal) -> None:
    done = ready.run("search", "pharmacy open now", "--near", "TN9")
    assert done.returncode == 0, done.stderr
    assert "East Street Pharmacy" in done.stdout
    assert "in a straight line" in done.stdout


def test_searching_for_other_programs(ready: Terminal) -> None:
    asked = ("search", "pharmacy", "--near", "TN9", "--at", "2026-12-25T10:00", "--json")
    found = json.loads(ready.run(*asked).stdout)
    assert len(found["services"]) == 5
    assert found["total"] >= 5
    first = found["services"][0]
    assert first["open_state"] in ("unknown", "closed")
    assert "NHSBSA" in first["source"]
    assert first["distance_km"] < 25


def test_status_counts_what_is_there(ready: Terminal) -> None:
    found = json.loads(ready.run("status", "--json").stdout)
    assert found["services"] == sum(found["by_year"].values()) >= 454
    assert found["by_need"]["pharmacy"] >= 107
    assert "pharmacy" in ready.run("status").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search", "xyzzy", "--near", "TN9"), "do not know what kind of help"),
        (("search", "pharmacy", "--near", "SW1A 1AA"), "is not in Kent & Medway"),
        (("search", "pharmacy", "--near", "Atlantis"), "do not know a place 'Atlantis'"),
        (("search", "pharmacy", "--near", "TN9", "--at", "teatime"), "is no moment"),
        (("import", "nothing.csv", "--source", "nhs-ods-gp"), "cannot be opened"),
        (("import", "nothing.csv", "--source", "rumours"), "There are: nhs-ods-gp"),
        (("search",), "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    ready: Terminal, words: tuple[str, ...], said: str
) -> None:
    done = ready.run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_before_setting_up_it_says_how_to(tmp_path: Path) -> None:
    done = Terminal(tmp_path).run("status")
    assert done.returncode == 2
    assert "fingerpost directory setup" in done.stderr
    assert not (tmp_path / "fingerpost.db").exists()


def test_importing_the_real_list(tmp_path: Path) -> None:
    path = shared_data("pharmacies_kent.csv")
    terminal = Terminal(tmp_path)
    assert terminal.run("setup").returncode == 0
    done = terminal.run("import", str(path), "--source", "nhsbsa-pharmacies")
    assert done.returncode == 0, done.stderr
    assert "307 rows read. 197 new, 107 updated, 0 unchanged, 3 left out" in done.stdout
    again = terminal.run("import", str(path), "--source", "nhsbsa-pharmacies")
    assert "0 new, 0 updated, 304 unchanged" in again.stdout
