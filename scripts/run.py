"""`make run`: engine, actions and gateway, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN_SECONDS = 120.0
ENGINE_LOG = "var/log/engine.log"
_STOPPED_BY_HAND = (0, 130, 143, -2, -15)


def main() -> int:
    """Start what the Procfile names, say when all of it is ready, and stop it together."""
    os.chdir(ROOT)
    ports = {
        "FINGERPOST_PORT": int(os.environ.get("FINGERPOST_PORT", "8000")),
        "FINGERPOST_ENGINE_PORT": int(os.environ.get("FINGERPOST_ENGINE_PORT", "5005")),
        "FINGERPOST_ACTIONS_PORT": int(os.environ.get("FINGERPOST_ACTIONS_PORT", "5055")),
    }
    for name, port in ports.items():
        if _taken(port):
            sys.stderr.write(
                f"fingerpost: port {port} is taken by another program. Stop it, or choose another "
                f"with {name}=<number> make run\n"
            )
            return 1
    (ROOT / ENGINE_LOG).parent.mkdir(parents=True, exist_ok=True)
    manager = Manager(Printer(sys.stdout))
    environment = _environment(ports)
    procfile = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8"))
    for name, command in procfile.processes.items():
        manager.add_process(name, f"exec {command}", env=environment, cwd=str(ROOT))
    threading.Thread(
        target=_announce, args=(manager, ports["FINGERPOST_PORT"]), daemon=True
    ).start()
    manager.loop()
    if manager.returncode in _STOPPED_BY_HAND:
        return 0
    sys.stderr.write(f"fingerpost: a part ended. The engine's own lines are in {ENGINE_LOG}\n")
    return int(manager.returncode or 1)


def _environment(ports: dict[str, int]) -> dict[str, str]:
    settings = dict(os.environ)
    settings.update({name: str(port) for name, port in ports.items()})
    settings.setdefault("RASA_TELEMETRY_ENABLED", "false")
    settings.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    settings.setdefault("PYTHONUNBUFFERED", "1")
    settings.setdefault("PYTHONWARNINGS", "ignore")
    settings.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    settings.setdefault("FINGERPOST_ENGINE_SECRET", "development-only")
    engine, actions = ports["FINGERPOST_ENGINE_PORT"], ports["FINGERPOST_ACTIONS_PORT"]
    settings.setdefault("FINGERPOST_ENGINE_URL", f"http://127.0.0.1:{engine}")
    settings.setdefault("FINGERPOST_ACTIONS_URL", f"http://127.0.0.1:{actions}")
    return settings


def _announce(manager: Manager, port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    while time.monotonic() - began < READY_WITHIN_SECONDS:
        if _ready(f"{address}/health/ready"):
            seconds = time.monotonic() - began
            print(f"\nfingerpost: ready after {seconds:.0f} s. Open {address}", flush=True)
            print(
                f"fingerpost: by text: {address}/sms/phone or "
                '.venv/bin/fingerpost sms send-test "stop smoking ME14"',
                flush=True,
            )
            print("fingerpost: Ctrl-C stops everything.\n", flush=True)
            return
        time.sleep(0.25)
    sys.stderr.write(
        "fingerpost: not ready after two minutes. The lines above say which part did not start; "
        f"the engine's own lines are in {ENGINE_LOG}\n"
    )
    manager.terminate()


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
