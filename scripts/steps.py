"""Steps that run only when what they depend on has changed, and that fail in words.

Standard library only, for the oldest Python 3 that somebody may start this with.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPS = ROOT / ".stamps"
LOGS = ROOT / "var" / "log"


class StepFailed(Exception):
    """A step could not be done; the message says what failed and what to do."""


def fingerprint(paths):
    """SHA-256 over the names and contents of files, and of all files below folders."""
    digest = hashlib.sha256()
    for path in sorted(_files(paths)):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(paths):
    for path in paths:
        path = ROOT / path
        if path.is_dir():
            for found in path.rglob("*"):
                if found.is_file() and "__pycache__" not in found.parts:
                    yield found
        elif path.exists():
            yield path


def step(name, inputs, outputs, action):
    """Run `action` unless its outputs are there and its inputs are as they were."""
    STAMPS.mkdir(exist_ok=True)
    stamp = STAMPS / name.replace(" ", "-")
    wanted = fingerprint(inputs)
    there = all((ROOT / output).exists() for output in outputs)
    if there and stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"{name} ...")
    began = time.monotonic()
    action()
    stamp.write_text(wanted)
    say(f"{name}: done in {time.monotonic() - began:.0f} s")


def say(words):
    """A line of progress."""
    print(f"fingerpost: {words}", flush=True)


def run(command, *, name, hint, env=None):
    """Run a command with its output in a log; raise `StepFailed` with the log's end."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("w") as file:
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=ROOT,
                stdout=file,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                env=dict(os.environ, **(env or {})),
                check=False,
            )
        except OSError as error:
            raise StepFailed(f"{name} could not be started: {error}. {hint}") from error
    if done.returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
        raise StepFailed(
            f"{name} failed.\n{tail}\n\nWhat to do: {hint}\n"
            f"All of its output: {log.relative_to(ROOT)}"
        )


def need_disk(gigabytes):
    """Raise `StepFailed` when the disk has less room than the environments take."""
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < gigabytes:
        raise StepFailed(
            f"There are {free:.1f} GB free on this disk, and {gigabytes} GB are needed. "
            "Make room and try again."
        )


def main_guard(main):
    """Call `main`; a failure is one message and exit status 1, never a traceback."""
    try:
        main()
    except StepFailed as error:
        sys.stderr.write(f"\nfingerpost: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("\nfingerpost: stopped.\n")
        sys.exit(130)
