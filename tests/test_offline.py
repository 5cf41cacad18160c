"""What commands leave and ask for: nothing in the user's home, nothing of the network. `watched` sees it."""

from __future__ import annotations

import json
import time
from importlib.metadata import version
from pathlib import Path

import corpora
import pytest
import watched
from watched import Ran

SEED = "seeds/trump-takaichi-call.txt"


def test_what_strace_writes_is_understood():
    log = """\
7 connect(8, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.9.8.7")}, 16) = 0
7 sendto(8, "n", 5, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 50
9 connect(7, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = -1
9 connect(7, {sa_family=AF_INET, sin_port=htons(41247), sin_addr=inet_addr("127.0.0.1")}, 16) = 0
9 connect(7, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)
9 bind(3, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0"""
    assert watched.addresses(log) == ["10.9.8.7 53", "127.0.0.53 53", "2001:db8::1 443"]


# --- the commands ----------------------------------------------------------------------------------------------------

COMMANDS = {
    "measure": ["measure", SEED],
    "read": ["read", SEED],
    "report": ["report", SEED, "--out", "OUT"],
    "figures": ["figures", SEED, "--out", "OUT"],
    "corpus": ["corpus", "TEXTS", "--workers", "2", "--out", "OUT"],
}


@pytest.fixture(scope="module", params=COMMANDS)
def command(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A command that was run."""
    folder = tmp_path_factory.mktemp(request.param)
    places = {"TEXTS": folder / "articles.jsonl", "OUT": folder / "out"}
    corpora.json_lines(places["TEXTS"], corpora.articles(40))
    ran = watched.run(folder, "-m", "analysis", *(places.get(a, a) for a in COMMANDS[request.param]))
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.slow
def test_a_command_leaves_the_home_as_it_was(command: Ran) -> None:
    assert command.left == []


@pytest.mark.slow
def test_a_command_asks_nothing_of_the_network(command: Ran) -> None:
    watched.needed()
    assert command.asked == []


def test_running_the_course_leaves_and_asks_nothing(course_run: watched.Course) -> None:
    assert course_run.ran.left == []
    watched.needed()
    assert course_run.ran.asked == []


# --- that an attempt would be seen -----------------------------------------------------------------------------------


def test_an_attempt_is_seen(tmp_path: Path) -> None:
    watched.needed()
    # 192.0.2.0/24 is set aside for examples: no such machine exists (RFC 5737)
    program = "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 2)\nexcept OSError as e: print(e.errno)"
    ran = watched.run(tmp_path, "-c", program)
    assert int(ran.out) == 101, ran.err  # ENETUNREACH
    assert ran.asked == ["192.0.2.1 80"]


def test_a_look_up_is_seen(tmp_path: Path) -> None:
    watched.needed()
    program = "import socket\ntry: socket.getaddrinfo('example.org', 80)\nexcept OSError: pass"
    ran = watched.run(tmp_path, "-c", program)
    assert {address.split()[1] for address in ran.asked} == {watched.NAME_SERVER}, ran.err


def test_the_loopback_works(tmp_path: Path) -> None:
    watched.needed()
    program = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nsocket.create_connection(s.getsockname(), 5)"
    assert watched.run(tmp_path, "-c", program) == Ran(0, "", "", [], [])


USED = "import onnxruntime, sys; onnxruntime.SessionOptions(); sys.stdin.read()"
READ = "from analysis.nlp import parsing; parsing.load()('It is safe.')"
TELLS = tuple(map(int, version("onnxruntime").split(".")[:2])) >= (1, 29)


@pytest.mark.slow
@pytest.mark.skipif(not TELLS, reason="before 1.29 onnxruntime had no telemetry on Linux")
def test_onnxruntime_sends_telemetry_but_not_with_our_reader(tmp_path: Path) -> None:
    """Both run as long as it takes until the one asks for Microsoft's server, some seconds after its start."""
    watched.needed()
    ours = watched.start(tmp_path / "ours", "-c", f"{READ}; {USED}")
    theirs = watched.start(tmp_path / "theirs", "-c", USED)
    waited = 0
    while not watched.asked(tmp_path / "theirs") and waited < 300:
        time.sleep(1)
        waited += 1
    time.sleep(waited)  # ours began later than it was started: it reads a text first
    alone, with_reader = theirs(), ours()
    assert alone.asked, alone.err
    assert [name for name in alone.left if "Microsoft" in name]
    assert with_reader == Ran(0, "", "", [], [])


def test_measure_prints_the_same_in_an_empty_home(tmp_path: Path) -> None:
    (line,) = watched.run(tmp_path, "-m", "analysis", "measure", SEED).out.splitlines()
    found = json.loads(line)
    assert (found["schema"], found["file"]) == (2, SEED)
    assert {m["name"] for m in found["measurements"]} >= {"flesch_reading_ease", "textstat_flesch_reading_ease"}
