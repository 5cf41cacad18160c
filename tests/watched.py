"""Runs a program in an empty home of its own and notes what it leaves there and asks of the network.

Where the machine allows it, the program runs in a network namespace under strace, which sees what all its processes and
threads ask the system for, whatever language they are written in.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
CANNOT = "needs Linux with strace, and root or user namespaces (`unshare --net`)"

# Runs first in the namespace: switches the loopback on (Jupyter's kernels talk over it), then becomes the program.
LOOPBACK_ON = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))
os.execvp(sys.argv[1], sys.argv[1:])
"""
NAMESPACES = (["unshare", "--map-root-user", "--net"], ["unshare", "--net"])
STRACE = ("strace", "-qq", "-f", "--seccomp-bpf", "-e", "trace=network")
CALL = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(")
# As strace writes addresses: htons(53), sin_addr=inet_addr("10.0.0.1"), or inet_pton(AF_INET6, "::1", ...).
ADDRESS = re.compile(r'htons\((\d+)\).*?inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"')
OWN, NAME_SERVER = ("127.", "::1", "::ffff:127.", "0.0.0.0"), "53"
# No more: onnxruntime sends nothing where CI or the like is set, which would prove nothing.
KEPT = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")


class Ran(NamedTuple):
    """How a program ended, the addresses that it asked for other than this machine's own, and what files it left."""

    code: int
    out: str
    err: str
    asked: list[str] | None  # None: this machine cannot tell
    left: list[str]


@cache
def watch() -> list[str] | None:
    """The command that starts a program in a network namespace of its own under strace, where this machine can."""
    if not shutil.which("unshare") or not shutil.which("strace"):
        return None
    for namespace in NAMESPACES:
        command = [*namespace, sys.executable, "-I", "-c", LOOPBACK_ON, *STRACE]
        if subprocess.run([*command, "-o", os.devnull, "true"], capture_output=True).returncode == 0:
            return command
    return None


def run(folder: Path, *arguments: object) -> Ran:
    """Run Python with these arguments, as root of its files the new folders `home` and `tmp` in `folder`."""
    return start(folder, *arguments)()


def start(folder: Path, *arguments: object) -> Callable[[], Ran]:
    """The same, without waiting: the function that is returned closes the program's input and waits for its end."""
    for name in ("home", "tmp"):
        (folder / name).mkdir(parents=True)
    places = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(folder / "home"))
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "tmp"))
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    program = subprocess.Popen(
        [*((*watch(), "-o", str(folder / "log")) if watch() else ()), sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={**kept, **places, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )

    def end() -> Ran:
        out, err = program.communicate()
        left = [p.relative_to(folder).as_posix() for name in ("home", "tmp") for p in (folder / name).rglob("*")]
        return Ran(program.returncode, out, err, asked(folder) if watch() else None, left)

    return end


def asked(folder: Path) -> list[str]:
    """The addresses that the program in this folder has asked for by now."""
    log = folder / "log"
    return addresses(log.read_text("utf-8", "replace")) if log.exists() else []


def addresses(log: str) -> list[str]:
    """The addresses ("host port") in strace's log that are not this machine's own. Any name server counts."""
    found = [m for line in log.splitlines() if CALL.search(line) for m in ADDRESS.finditer(line)]
    return [f"{m[2]} {m[1]}" for m in found if not m[2].startswith(OWN) or m[1] == NAME_SERVER]


# --- the course, run once --------------------------------------------------------------------------------------------

KEEPING = """
import sys
import nbformat
from analysis import cli
from analysis.report import run_notebooks

def run_all(paths, books, *given, run_all=run_notebooks.run_all):
    run_all(paths, books, *given)
    for path, book in zip(paths, books):
        nbformat.write(book, f"{sys.argv[1]}/{path.name}")

run_notebooks.run_all = run_all
sys.exit(cli.main(["site", "--out", sys.argv[2]]))
"""


class Course(NamedTuple):
    """The course's notebooks in `notebooks` as a fresh run left them, all its pages in `site`."""

    ran: Ran
    notebooks: Path
    site: Path


def run_course(folder: Path) -> Course:
    """Run the command `site`."""
    made = Course(None, folder / "notebooks", folder / "site")
    made.notebooks.mkdir()
    ran = run(folder, "-c", KEEPING, made.notebooks, made.site)
    assert ran.code == 0, ran.err
    return made._replace(ran=ran)


def needed() -> None:
    """Skip the test where the network cannot be watched."""
    if watch() is None:
        pytest.skip(CANNOT)
