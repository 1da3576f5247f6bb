"""What is never opened: free-text slots, Rasa's other channels, its API, its telemetry."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
STARTS_RASA = re.compile(r"bin/rasa\b|ENGINE / \"rasa\"|bot\.engine\.classify")


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def entry_points() -> list[Path]:
    """Everything that a machine runs, apart from the packages' own code."""
    folders = ("scripts", "benchmarks", "deploy", ".ci", "tests")
    files = [ROOT / "Makefile", ROOT / "Procfile", ROOT / "bot" / "gateway" / "commands.py"]
    files += [path for folder in folders for path in (ROOT / folder).rglob("*")]
    files += [*ROOT.glob("compose*.y*ml"), *ROOT.glob("*Dockerfile*")]
    readable = [
        path for path in files if path.is_file() and path.suffix in (".py", ".yml", ".yaml", "")
    ]
    return [path for path in readable if path != Path(__file__)]


def test_no_slot_reads_free_text() -> None:
    for name, slot in read("domain.yml")["slots"].items():
        kinds = {mapping["type"] for mapping in slot["mappings"]}
        assert kinds <= {"from_intent", "from_entity", "custom"}, name


def test_the_forms_slots_are_filled_by_what_was_recognised() -> None:
    domain = read("domain.yml")
    for form in domain["forms"].values():
        for slot in form["required_slots"]:
            assert all(mapping["type"] != "custom" for mapping in domain["slots"][slot]["mappings"])


def test_only_our_own_channel_is_open() -> None:
    assert list(read("credentials.yml")) == ["bot.engine.channel.InternalChannel"]


def test_rules_alone_decide() -> None:
    assert [policy["name"] for policy in read("config.yml")["policies"]] == ["RulePolicy"]


def test_the_screen_has_the_last_word_in_the_pipeline() -> None:
    names = [component["name"] for component in read("config.yml")["pipeline"]]
    assert names[-1] == "bot.engine.components.red_flags.RedFlagScreen"


def test_rasas_api_is_nowhere_enabled() -> None:
    for path in entry_points():
        assert "--enable-api" not in path.read_text(encoding="utf-8", errors="replace"), path


def test_the_engine_and_the_actions_listen_on_loopback() -> None:
    procfile = (ROOT / "Procfile").read_text(encoding="utf-8")
    engine = next(line for line in procfile.splitlines() if line.startswith("engine:"))
    assert "--interface 127.0.0.1" in engine


@pytest.mark.parametrize(
    "path",
    [path for path in entry_points() if STARTS_RASA.search(path.read_text("utf-8", "replace"))],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_telemetry_is_off_wherever_rasa_is_started(path: Path) -> None:
    # `make run` starts what the Procfile names, with the environment of scripts/run.py.
    says = ROOT / "scripts" / "run.py" if path.name == "Procfile" else path
    text = says.read_text(encoding="utf-8")
    assert re.search(r"RASA_TELEMETRY_ENABLED\W+(=\s*)?\"?false", text), f"not off in {says.name}"
