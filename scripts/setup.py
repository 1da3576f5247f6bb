"""`make setup`: both environments, the page, the places, the model and the directory.

Each step runs only when what it depends on has changed.
"""

import shutil
from pathlib import Path

from interpreters import UV, interpreter
from steps import ROOT, StepFailed, main_guard, need_disk, run, step

SERVICES = ROOT / ".venv" / "bin"
ENGINE = ROOT / ".venv-engine" / "bin"
MODEL = Path("models") / "fingerpost.tar.gz"
_INSTALL = ("pip", "install", "--no-deps", "--no-build-isolation")
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def main() -> None:
    """All steps in order."""
    if not (ROOT / ".venv-engine").exists():
        need_disk(6)
    step(
        "environment for the services (Python 3.13)",
        ["requirements/services.txt", "requirements/dev.txt", "pyproject.toml"],
        [".venv/bin/fingerpost"],
        services_environment,
    )
    step(
        "environment for the engine (Python 3.10)",
        ["requirements/engine/engine.txt"],
        [".venv-engine/bin/rasa"],
        engine_environment,
    )
    step(
        "style sheet and script of the page",
        ["package-lock.json", "bot/web/styles", "bot/web/scripts", "bot/web/build.mjs"],
        ["bot/web/static/build/manifest.json"],
        page_assets,
    )
    step(
        "places of Kent and Medway",
        ["scripts/build_gazetteer.py", "bot/understanding/osgrid.py", "requirements/services.txt"],
        ["var/gazetteer.bin"],
        gazetteer,
    )
    step("language model", MODEL_INPUTS, [str(MODEL)], train)
    run(
        [SERVICES / "fingerpost", "directory", "setup"],
        name="directory-setup",
        hint="check FINGERPOST_DATABASE_URL, and that the database is running.",
    )


MODEL_INPUTS = [
    "config.yml",
    "domain.yml",
    "data",
    "bot/engine/components",
    "requirements/engine/engine.txt",
]


def services_environment() -> None:
    """`.venv` with hash-pinned packages, and this project in it."""
    _environment(".venv", "3.13", ["requirements/services.txt", "requirements/dev.txt"])
    _uv(
        [*_INSTALL, "--python", SERVICES / "python", "--editable", "."],
        name="install-project",
    )


def engine_environment() -> None:
    """`.venv-engine` with hash-pinned packages."""
    _environment(".venv-engine", "3.10", ["requirements/engine/engine.txt"])


def _environment(folder: str, version: str, requirements: list[str]) -> None:
    python = ROOT / folder / "bin" / "python"
    if not python.exists():
        _uv(["venv", "--python", interpreter(version), folder], name=f"make{folder}")
    _uv(
        ["pip", "sync", "--python", python, "--require-hashes", *requirements],
        name=f"fill{folder}",
    )


def _uv(arguments: list[object], *, name: str) -> None:
    run(
        [UV, *arguments],
        name=name,
        hint="check that this machine reaches the Python package index, then try again.",
        env={"UV_LINK_MODE": "copy"},
    )


def page_assets() -> None:
    """`npm ci` and the build of the page."""
    npm = shutil.which("npm")
    if npm is None:
        raise StepFailed(
            "Node.js is needed to build the page, and `npm` was not found. Install Node.js 20 or "
            "newer and try again."
        )
    run([npm, "ci", "--no-audit", "--no-fund"], name="npm-ci", hint="check the npm registry.")
    run([npm, "run", "build"], name="npm-build", hint="see the message above.")


def gazetteer() -> None:
    """The compact file of postcodes and places."""
    run(
        [SERVICES / "python", "scripts/build_gazetteer.py"],
        name="gazetteer",
        hint="run `make clean` and try again.",
    )


def train() -> None:
    """`rasa train`, under a fixed name."""
    run(
        [ENGINE / "rasa", "train", "--fixed-model-name", "fingerpost", "--out", "models"],
        name="train",
        hint="run `.venv-engine/bin/rasa data validate` to find the fault in the training data.",
        env=QUIET,
    )


if __name__ == "__main__":
    main_guard(main)
