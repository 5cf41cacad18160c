"""Ctrl-C ends every command with one line. As in a terminal, all processes of the command hear it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import corpora
import little_notebooks
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to all programs of a console, this one included"),
]

ROOT = Path(__file__).parents[1]
SEED = "seeds/trump-takaichi-call.txt"
LINE = "interrupted; no file is half written; start the same command again"


class Started:
    """A program in a process group of its own, with its standard error in a file."""

    def __init__(self, folder: Path, *command: object, **more: str) -> None:
        self.told = folder / "stderr.txt"
        with self.told.open("w") as file:
            self.process = subprocess.Popen(
                list(map(str, command)),
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT), **more},
                stdout=subprocess.DEVNULL,
                stderr=file,
                start_new_session=True,
                # Shells start what runs in the background deaf to Ctrl-C, and its children with it.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )

    def wait_for(self, ready: Callable[[], bool]) -> None:
        for _ in range(6000):
            if ready():
                return
            assert self.process.poll() is None, self.told.read_text()
            time.sleep(0.05)
        raise AssertionError("never got so far")

    def interrupted(self) -> tuple[int, list[str]]:
        """Ctrl-C; the exit code and the lines on standard error, without what a progress bar wrote over itself."""
        os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(300)
        # Python ends by the signal itself where it was running code made from text; shells say 130 of both.
        code = 130 if code == -signal.SIGINT else code
        lines = [line.rpartition("\r")[2] for line in self.told.read_text().split("\n")]
        return code, [line for line in lines if line.strip()]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """Starts a program of this Python's; whatever is left of it at the end is killed."""
    started: list[Started] = []

    def start(*arguments: object) -> Started:
        started.append(Started(tmp_path, sys.executable, *arguments))
        return started[-1]

    yield start
    for each in started:
        try:
            os.killpg(each.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        each.process.wait()


def loaded(process: subprocess.Popen, library: str) -> bool:
    """Has the process loaded this compiled library? Where /proc is missing: after some time."""
    maps = Path(f"/proc/{process.pid}/maps")
    if not maps.parent.exists():
        time.sleep(3)
        return True
    return library in maps.read_text()


def test_while_articles_are_measured(start):
    program = start("-m", "analysis", "measure", *[SEED] * 500)
    program.wait_for(lambda: loaded(program.process, "onnxruntime"))
    assert program.interrupted() == (130, [LINE])


def test_while_an_article_s_page_is_made(start, tmp_path):
    program = start("-m", "analysis", "report", SEED, "--out", tmp_path / "new" / "out")
    program.wait_for(lambda: loaded(program.process, "onnxruntime"))
    assert program.interrupted() == (130, [LINE])
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("parts", [0, 1])
def test_while_workers_measure_a_corpus(parts, start, tmp_path):
    """Also while they are being started, of which they would tell at length."""
    given = corpora.json_lines(tmp_path / "in.jsonl", corpora.articles(2_000))
    out = tmp_path / "out"
    program = start("-m", "analysis", "corpus", given, "--out", out, "--workers", 2)
    program.wait_for(lambda: (out / "parts").exists() and len(list(out.glob("parts/*.arrow"))) >= parts)
    code, (*bars, line) = program.interrupted()
    assert code == 130
    assert [bar for bar in bars if "/2000" not in bar] == []
    kept = re.escape(f"{out}: interrupted; ") + r"([\d,]+) of 2,000 articles are kept; start the same command again"
    assert int(re.fullmatch(kept, line)[1].replace(",", "")) >= parts


PAGES = "import sys; from analysis import cli; from analysis.report import run_notebooks; from pathlib import Path;"
PAGES += "run_notebooks.NOTEBOOKS = Path(sys.argv[1]); sys.exit(cli.main(['report', '--out', sys.argv[2]]))"


def test_while_kernels_run(start, tmp_path):
    """A cell that would take an hour; nothing of its kernel is left."""
    begun = tmp_path / "pid"
    code = f"import os, pathlib, time\npathlib.Path({str(begun)!r}).write_text(str(os.getpid()))\ntime.sleep(3600)"
    book = new_notebook(cells=[new_markdown_cell("# Long"), new_code_cell(code)])
    little_notebooks.written(tmp_path / "notebooks", {"00_long": book, "01_long": book})
    program = start("-c", PAGES, tmp_path / "notebooks", tmp_path / "out")
    program.wait_for(lambda: begun.exists() and begun.read_text() != "")
    code, lines = program.interrupted()
    assert (code, lines[-1]) == (130, LINE)
    assert [line for line in lines[:-1] if not line.startswith("Running the notebooks:")] == []
    assert not (tmp_path / "out").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)


# tasks.py as it is, but with this Python in the place of .venv's, which needs nothing installed.
TASK = """
import sys, tasks
tasks.PYTHON, tasks.prepare = sys.executable, lambda *extra: 0
sys.exit(tasks.main(sys.argv[1:]))
"""
INSTALLING = """
import sys, tasks
tasks.prepare = lambda *extra: tasks.install([sys.executable, "-c", sys.argv[1]])
sys.exit(tasks.main(["report"]))
"""


def test_while_a_task_runs(start, tmp_path):
    """What the command says is enough."""
    program = start("-c", TASK, "report", SEED, "--out", tmp_path / "out")
    program.wait_for(lambda: any(tmp_path.glob("out")))
    assert program.interrupted() == (130, [LINE])
    assert not (tmp_path / "out").exists()


def test_while_tasks_py_installs(start, tmp_path):
    """pip and venv would answer at length."""
    begun = tmp_path / "pid"
    program = start("-c", INSTALLING, f"import os, time; open({str(begun)!r}, 'w').write('x'); time.sleep(3600)")
    program.wait_for(begun.exists)
    assert program.interrupted() == (130, ["tasks.py: interrupted; start the same task again"])
