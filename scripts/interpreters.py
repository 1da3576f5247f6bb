"""Finding the two Pythons: 3.13 for the services, 3.10 for the engine."""

import os
import subprocess
from pathlib import Path

from steps import ROOT, StepFailed, say

UV = ROOT / ".tools" / "bin" / "uv"


def interpreter(version):
    """The path of a Python `version` ("3.13"); fetched by uv if the machine has none.

    Raises StepFailed when there is none and none can be fetched.
    """
    found = _on_this_machine(version)
    if found:
        return found
    say(f"Python {version} is not on this machine; fetching it with uv ...")
    fetched = subprocess.run(
        [str(UV), "python", "install", version], capture_output=True, text=True, check=False
    )
    found = _by_uv(version)
    if fetched.returncode == 0 and found:
        return found
    raise StepFailed(
        f"Python {version} is needed and could not be fetched.\n{fetched.stderr.strip()[-500:]}\n\n"
        f"What to do: install Python {version} (for instance `pyenv install {version}`, or your "
        "system's packages) and try again."
    )


def _on_this_machine(version):
    for candidate in _candidates(version):
        if _is(candidate, version):
            return candidate
    return _by_uv(version)


def _candidates(version):
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        yield str(Path(folder) / f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv")))
    newest_first = sorted(pyenv.glob(f"versions/{version}.*/bin/python"), reverse=True)
    yield from (str(path) for path in newest_first)


def _is(candidate, version):
    if not os.access(candidate, os.X_OK):
        return False
    asked = subprocess.run(
        [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.returncode == 0 and asked.stdout.strip() == version


def _by_uv(version):
    asked = subprocess.run(
        [str(UV), "python", "find", version], capture_output=True, text=True, check=False
    )
    path = asked.stdout.strip()
    return path if asked.returncode == 0 and path and _is(path, version) else None
