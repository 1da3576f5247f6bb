"""The bot that `rasa init` makes, trained and served as its own documentation says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.service import ENGINE

START_SECONDS = 240.0


class StarterBot:
    """Trains in a folder of its own; REST channel on a free port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"
        self.process: subprocess.Popen[bytes] | None = None
        self.start_seconds = 0.0

    def start(self) -> None:
        """Make, train and serve it."""
        self.folder.mkdir(parents=True)
        environment = dict(os.environ, RASA_TELEMETRY_ENABLED="false", PYTHONWARNINGS="ignore")
        self._rasa(["init", "--no-prompt"], environment)
        (self.folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
        if not list((self.folder / "models").glob("*.tar.gz")):
            self._rasa(["train"], environment)
        began = time.monotonic()
        self.process = subprocess.Popen(
            [ENGINE / "rasa", "run", "--interface", "127.0.0.1", "--port", str(self.port)],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._wait()
        self.start_seconds = time.monotonic() - began

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _rasa(self, arguments: list[str], environment: dict[str, str]) -> None:
        subprocess.run(
            [ENGINE / "rasa", *arguments],
            cwd=self.folder,
            env=environment,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait(self) -> None:
        began = time.monotonic()
        while time.monotonic() - began < START_SECONDS:
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port}/webhooks/rest/", timeout=2
                ) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError("the starter bot did not start")
