"""The three real processes on free ports with a database of their own: for tests, benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ROOT / ".venv" / "bin"
ENGINE = ROOT / ".venv-engine" / "bin"
MODEL = Path(os.environ.get("FINGERPOST_TEST_MODEL", ROOT / "models" / "fingerpost.tar.gz"))
START_SECONDS = 90.0


class RunningService:
    """Engine, actions and gateway; each can be stopped, killed and started again."""

    def __init__(self, folder: Path, *, clock: str | None = None, **settings: str) -> None:
        """`settings` are environment variables without their prefix, in lower case."""
        self.folder = folder
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.ports = {name: _free_port() for name in ("gateway", "engine", "actions")}
        self.environment = self._environment(clock, settings)
        self.url = f"http://127.0.0.1:{self.ports['gateway']}"

    def start(self) -> RunningService:
        """Fill the directory, start everything, and wait until it is ready."""
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [SERVICES / "fingerpost", "directory", "setup"],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for name in ("engine", "actions", "gateway"):
            self.launch(name)
        self.wait_until_ready()
        return self

    def launch(self, name: str, **settings: str) -> None:
        """Start one process; `settings` as for the whole, for this process alone."""
        self.environment.update(_prefixed(settings))
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            self._command(name),
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()

    def kill(self, name: str) -> None:
        """End one process at once, without a chance to tidy up."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def pause(self, name: str) -> None:
        """Make one process hang: it keeps its connections and answers nothing."""
        os.killpg(self.processes[name].pid, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        """Let a paused process go on."""
        os.killpg(self.processes[name].pid, signal.SIGCONT)

    def restart_actions(self, *, clock: str) -> None:
        """The same service at another time of day."""
        self.kill("actions")
        self.launch("actions", clock=clock)
        self.wait_until_ready()

    def stop(self) -> None:
        """Stop everything, gently first."""
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGCONT)
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def wait_until_ready(self) -> None:
        """Raise `AssertionError` with the logs' ends if it does not get ready in time."""
        self._wait(lambda: _answers(f"{self.url}/health/ready"))

    def logs(self) -> str:
        """The end of each process's log."""
        parts = []
        for path in sorted(self.folder.glob("*.log")):
            parts.append(f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}")
        return "\n".join(parts)

    def _wait(self, condition: Callable[[], bool]) -> None:
        began = time.monotonic()
        while time.monotonic() - began < START_SECONDS:
            if condition():
                return
            died = [name for name, process in self.processes.items() if process.poll() is not None]
            assert not died, f"{died} ended at start\n{self.logs()}"
            time.sleep(0.1)
        raise AssertionError(f"not ready after {START_SECONDS:.0f} s\n{self.logs()}")

    def _command(self, name: str) -> list[str]:
        if name == "engine":
            return [
                str(ENGINE / "rasa"),
                *("run", "--interface", "127.0.0.1", "--port", str(self.ports["engine"])),
                *("--model", str(MODEL), "--endpoints", "deploy/endpoints.yml"),
                *("--credentials", "credentials.yml"),
            ]
        module = {"actions": "actions.server", "gateway": "bot.gateway"}[name]
        return [str(SERVICES / "python"), "-m", module]

    def _environment(self, clock: str | None, settings: dict[str, str]) -> dict[str, str]:
        base = {
            name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST_")
        }
        base.update(
            RASA_TELEMETRY_ENABLED="false",
            TF_CPP_MIN_LOG_LEVEL="3",
            PYTHONWARNINGS="ignore",
            PYTHONUNBUFFERED="1",
        )
        own = {
            "port": str(self.ports["gateway"]),
            "actions_port": str(self.ports["actions"]),
            "engine_url": f"http://127.0.0.1:{self.ports['engine']}",
            "actions_url": f"http://127.0.0.1:{self.ports['actions']}",
            "public_url": f"http://127.0.0.1:{self.ports['gateway']}",
            "engine_secret": "test-secret",
            "database_url": f"sqlite:///{self.folder / 'fingerpost.db'}",
            "conversations_path": str(self.folder / "conversations.db"),
            "messages_a_minute": "100000",
            "messages_a_minute_per_address": "100000",
        }
        if clock:
            own["clock"] = clock
        return base | _prefixed(own | settings)


def _prefixed(settings: dict[str, str]) -> dict[str, str]:
    return {f"FINGERPOST_{name.upper()}": value for name, value in settings.items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
