"""Nothing asks the network at run time: measures and report run where there is no network but the loopback.

Each program runs in a network namespace of its own. Attempts that the program would swallow are seen too: every
Python process in there notes the addresses that it asks for, other than this machine's own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEED = "seeds/trump-takaichi-call.txt"

# Runs first in the namespace: switches the loopback on (Jupyter's kernels talk over it), then becomes the program.
LOOPBACK_ON = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
# As sitecustomize.py it is in every Python process that the program starts.
WATCH = """
import os, sys

def note(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        address = args[0] if event.startswith("socket.get") else args[1]
        host = address[0] if isinstance(address, tuple) else address
        if str(host) not in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "None", "") and not is_file(host):
            with open(os.environ["ATTEMPTS"], "a") as file:
                file.write(f"{event} {host}\\n")

def is_file(host):  # a Unix socket's path, as asyncio and Jupyter use them
    return isinstance(host, (str, bytes)) and os.fsencode(host).startswith((b"/", b"\\0"))

sys.addaudithook(note)
"""
NAMESPACES = (["unshare", "--map-root-user", "--net"], ["unshare", "--net"])

Offline = Callable[..., tuple[subprocess.CompletedProcess[str], list[str]]]


def namespace() -> list[str] | None:
    """The command that starts a program in a network namespace of its own, where this machine allows one."""
    if not shutil.which("unshare"):
        return None
    allowed = (c for c in NAMESPACES if subprocess.run([*c, "true"], capture_output=True).returncode == 0)
    return next(allowed, None)


@pytest.fixture
def offline(tmp_path: Path) -> Offline:
    """Runs this Python in a namespace without a network; returns how it ended, and the addresses it asked for."""
    command = namespace()
    if command is None:
        pytest.skip("this machine allows no network namespace (`unshare --net`): run these tests on Linux, as root")
    (tmp_path / "sitecustomize.py").write_text(WATCH, "utf-8")
    attempts = tmp_path / "attempts.txt"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "ATTEMPTS": str(attempts)}

    def run(*args: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        whole = [*command, sys.executable, "-I", "-c", LOOPBACK_ON, *args]
        done = subprocess.run(whole, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
        return done, attempts.read_text("utf-8").splitlines() if attempts.exists() else []

    return run


def test_an_attempt_fails_and_is_seen(offline: Offline) -> None:
    # 192.0.2.0/24 is set aside for examples: no such machine exists (RFC 5737)
    program = "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 2)\nexcept OSError as e: print(e.errno)"
    done, attempts = offline("-c", program)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == 101  # ENETUNREACH
    assert attempts == ["socket.getaddrinfo 192.0.2.1", "socket.connect 192.0.2.1"]


def test_the_loopback_works(offline: Offline) -> None:
    program = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nsocket.create_connection(s.getsockname(), 5)"
    done, attempts = offline("-c", program)
    assert (done.returncode, done.stderr, attempts) == (0, "", [])


def test_measure_needs_no_network(offline: Offline) -> None:
    done, attempts = offline("-m", "analysis", "measure", SEED)
    assert done.returncode == 0, done.stderr
    assert attempts == []
    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["schema"], found["file"]) == (1, SEED)
    assert {m["name"] for m in found["measurements"]} >= {"flesch_reading_ease", "textstat_flesch_reading_ease"}


def test_report_needs_no_network(offline: Offline, tmp_path: Path) -> None:
    done, attempts = offline("-m", "analysis", "report", "--out", str(tmp_path / "reports"))
    assert done.returncode == 0, done.stderr
    assert attempts == []
    assert (tmp_path / "reports/index.html").stat().st_size > 0
    notebooks = {path.stem for path in ROOT.glob("notebooks/*.ipynb")}
    assert notebooks <= {path.stem for path in (tmp_path / "reports").rglob("*.html")}
