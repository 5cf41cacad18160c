"""tasks.py without a network: what it runs, when it installs, and what it says when it cannot."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

SCRIPT = Path(__file__).parents[1] / "tasks.py"
PIP = "pip .[notebooks,classroom]"

STYLE = ["ruff", "ruff", "mypy"]


class Machine:
    """A folder of its own for tasks.py; programs are noted down instead of run."""

    def __init__(self, tasks: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tasks, self.root, self.monkeypatch = tasks, root, monkeypatch
        self.commands: list[list[str]] = []
        self.environments: list[dict[str, str] | None] = []
        self.exits: dict[str, int | BaseException] = {}
        self.venv_version: str | None = None
        (root / "pyproject.toml").write_text("[project]\n")
        for name, value in {"ROOT": root, "VENV": root / ".venv", "PYTHON": root / ".venv/bin/python"}.items():
            monkeypatch.setattr(tasks, name, value)
        monkeypatch.setattr(tasks, "call", self.call)
        monkeypatch.setattr(tasks, "install", self.call)
        monkeypatch.setattr(tasks.os, "cpu_count", lambda: 2)
        monkeypatch.setattr(tasks.subprocess, "run", self.ask)
        for name in ("CHROMIUM", "CI", "PIP_CONSTRAINT"):
            monkeypatch.delenv(name, raising=False)

    def call(self, command: list[str], cwd: str | None = None, env: dict[str, str] | None = None) -> int:
        self.commands.append(command)
        self.environments.append(env)
        module = command[2]
        outcome = self.exits.get(module, 0)
        if isinstance(outcome, BaseException):
            raise outcome
        if module == "venv":
            self.make_venv("{}.{}".format(*sys.version_info))
        return outcome

    def make_venv(self, version: str) -> None:
        self.tasks.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        self.tasks.PYTHON.touch()
        self.venv_version = version

    def ask(self, command: list[str], **_: object) -> SimpleNamespace:
        """What .venv's Python answers about its version; None: it does not start."""
        if self.venv_version is None:
            return SimpleNamespace(returncode=1, stdout=b"")
        return SimpleNamespace(returncode=0, stdout=self.venv_version.replace(".", " ").encode())

    def do(self, *argv: str) -> list[str]:
        """Run a task that ends well; returns the modules that were started, pip with what it installed."""
        self.commands.clear()
        assert self.tasks.main(list(argv)) == 0
        return [f"pip {c[-1]}" if c[2] == "pip" else c[2] for c in self.commands]


@pytest.fixture
def tasks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tasks", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def real_call(tasks: ModuleType) -> Callable[..., int]:
    return tasks.call


@pytest.fixture
def machine(
    tasks: ModuleType, real_call: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Machine:
    """`real_call` is taken from tasks.py before it is replaced."""
    return Machine(tasks, tmp_path, monkeypatch)


def test_the_second_run_installs_nothing(machine: Machine) -> None:
    assert machine.do("report") == ["venv", PIP, "analysis"]
    assert machine.do("report") == ["analysis"]


def test_lab_and_report_need_the_same(machine: Machine) -> None:
    assert machine.do("lab") == ["venv", PIP, "jupyterlab"]
    assert machine.do("lab") == ["jupyterlab"]
    assert machine.do("report") == ["analysis"]


def test_the_tests_need_more_and_what_they_installed_serves_the_rest(machine: Machine) -> None:
    assert machine.do("report") == ["venv", PIP, "analysis"]
    assert machine.do("test") == ["pip .[test]", *STYLE, "pytest"]
    assert machine.do("test") == [*STYLE, "pytest"]
    assert machine.do("report") == ["analysis"]


def test_a_report_after_the_tests_installs_nothing(machine: Machine) -> None:
    assert machine.do("test") == ["venv", "pip .[test]", *STYLE, "pytest"]
    assert machine.do("report") == ["analysis"]


def test_other_requirements_are_installed(machine: Machine) -> None:
    machine.do("report")
    (machine.root / "pyproject.toml").write_text("[project]\nversion = '2'\n")
    assert machine.do("report") == [PIP, "analysis"]


def test_other_constraints_are_installed(machine: Machine) -> None:
    machine.do("report")
    (machine.root / "pins.txt").write_text("numpy==2.0.0\n")
    machine.monkeypatch.setenv("PIP_CONSTRAINT", "pins.txt")
    assert machine.do("report") == [PIP, "analysis"]
    assert machine.do("report") == ["analysis"]
    (machine.root / "pins.txt").write_text("numpy==2.1.0\n")
    assert machine.do("report") == [PIP, "analysis"]


def test_a_moved_folder_is_installed_again(machine: Machine, tmp_path: Path) -> None:
    machine.do("report")
    moved = tmp_path / "moved"
    moved.mkdir()
    (machine.root / "pyproject.toml").rename(moved / "pyproject.toml")
    machine.monkeypatch.setattr(machine.tasks, "ROOT", moved)
    assert machine.do("report") == [PIP, "analysis"]


@pytest.mark.parametrize("version", ["3.4", None], ids=["made with another Python", "does not start"])
def test_an_unusable_venv_is_made_anew(machine: Machine, version: str | None) -> None:
    machine.do("report")
    machine.venv_version = version
    for file in machine.tasks.VENV.glob("installed*"):
        file.unlink()  # as `venv --clear` does
    assert machine.do("report") == ["venv", PIP, "analysis"]
    assert machine.commands[0] == [sys.executable, "-m", "venv", "--clear", str(machine.tasks.VENV)]


@pytest.mark.parametrize(("outcome", "code"), [(1, 2), (KeyboardInterrupt(), 130)])
def test_a_broken_off_installation_is_repeated(machine: Machine, outcome: int | BaseException, code: int) -> None:
    machine.do("report")
    (machine.root / "pyproject.toml").write_text("[project]\nversion = '2'\n")
    machine.exits["pip"] = outcome
    assert machine.tasks.main(["report"]) == code
    machine.exits.clear()
    assert machine.do("report") == [PIP, "analysis"]


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        (["report"], ["analysis", "report", "--out", "reports"]),
        (["report", "--out", "there"], ["analysis", "report", "--out", "reports", "--out", "there"]),
        (["site"], ["analysis", "site", "--out", "site"]),
        (["test", "-k", "seed"], ["pytest", "-n", "2", "--dist", "worksteal", "-m", "not slow", "-k", "seed"]),
        (["test", "--all"], ["pytest", "-n", "2", "--dist", "loadgroup", "-m", "not browser"]),
        (["test", "--slow"], ["pytest", "-n", "2", "--dist", "loadgroup", "-m", "slow and not browser"]),
    ],
)
def test_what_follows_the_task_is_passed_on(machine: Machine, argv: list[str], command: list[str]) -> None:
    machine.monkeypatch.setattr(machine.tasks.shutil, "which", lambda name: None)
    machine.do(*argv)
    assert machine.commands[-1] == [str(machine.tasks.PYTHON), "-m", *command]


def test_lab_asks_no_server_for_news(machine: Machine) -> None:
    machine.do("lab", "--no-browser")
    assert machine.commands[-1][2] == "jupyterlab"
    assert {"--LabApp.news_url=None", "--LabApp.extension_manager=readonly"} <= set(machine.commands[-1])
    assert machine.commands[-1][-1] == "--no-browser"
    settings = machine.root / ".jupyter/lab/settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    assert json.loads(settings.read_text()) == {"fetchNews": "false"}


def test_lab_opens_the_first_notebook_in_a_folder_where_the_articles_are_seen(machine: Machine) -> None:
    machine.do("lab")
    opened = {"--LabApp.default_url=/lab/tree/notebooks/01_two_papers.ipynb", f"--ServerApp.root_dir={machine.root}"}
    assert opened <= set(machine.commands[-1])


def test_settings_lie_in_the_project(machine: Machine) -> None:
    machine.monkeypatch.setenv("JUPYTER_CONFIG_DIR", "elsewhere")
    machine.monkeypatch.setenv("PYTHONPATH", "elsewhere")
    machine.do("lab")
    environment = machine.environments[-1]
    assert environment["JUPYTER_CONFIG_DIR"] == str(machine.root / ".jupyter/config")
    assert environment["IPYTHONDIR"] == str(machine.root / ".ipython")
    assert "PYTHONPATH" not in environment


@pytest.mark.parametrize(
    ("found", "modules", "ci", "chosen"),
    [
        ({"/usr/bin/chromium", "node"}, True, False, True),
        ({"/usr/bin/chromium", "node"}, False, False, False),
        ({"node"}, True, False, False),
        ({"/usr/bin/chromium"}, True, False, False),
        (set(), False, True, True),
    ],
)
def test_browser_tests_run_where_they_can(
    machine: Machine, capsys: pytest.CaptureFixture, found: set[str], modules: bool, ci: bool, chosen: bool
) -> None:
    machine.monkeypatch.setattr(machine.tasks.shutil, "which", lambda name: name if name in found else None)
    if modules:
        (machine.root / "tests/browser/node_modules").mkdir(parents=True)
    if ci:
        machine.monkeypatch.setenv("CI", "1")
    machine.do("test", "--all")
    assert ("not browser" not in machine.commands[-1]) is chosen
    assert ("npm ci --prefix tests/browser" not in capsys.readouterr().out) is chosen


@pytest.mark.parametrize("failing", ["ruff", "mypy", "pytest"])
def test_any_failure_counts_and_the_tests_run_all_the_same(machine: Machine, failing: str) -> None:
    machine.exits[failing] = 1
    assert machine.tasks.main(["test"]) == 1
    assert machine.commands[-1][2] == "pytest"


def test_all_tests_are_the_fast_and_the_slow_ones(machine: Machine) -> None:
    """The style is checked once: continuous integration runs the two after each other."""
    assert machine.do("test") == ["venv", "pip .[test]", *STYLE, "pytest"]
    assert machine.do("test", "--slow") == ["pytest"]
    assert machine.do("test", "--all") == [*STYLE, "pytest"]


@pytest.mark.parametrize(("code", "said"), [(0, None), (7, ("jupyter",)), (-2, ())])
def test_ctrl_c_is_left_to_the_program(
    machine: Machine, real_call: Callable[..., int], code: int, said: tuple[str, ...] | None
) -> None:
    """One that goes on and ends well is no matter; of one that was ended by the signal nothing has been said."""
    waits = iter([KeyboardInterrupt(), KeyboardInterrupt(), code])

    def wait() -> int:
        outcome = next(waits)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    machine.monkeypatch.setattr(machine.tasks.subprocess, "Popen", lambda command: SimpleNamespace(wait=wait))
    if said is None:
        assert real_call(["jupyter"]) == code
        return
    with pytest.raises(KeyboardInterrupt) as stopped:
        real_call(["jupyter"])
    assert stopped.value.args == said


@pytest.mark.parametrize(
    ("stopped", "told"),
    [
        (KeyboardInterrupt(), "tasks.py: interrupted; start the same task again\n"),
        (KeyboardInterrupt("analysis"), ""),
    ],
)
def test_ctrl_c_is_told_once(
    machine: Machine, capsys: pytest.CaptureFixture, stopped: KeyboardInterrupt, told: str
) -> None:
    machine.do("report")
    capsys.readouterr()
    machine.exits["analysis"] = stopped
    assert machine.tasks.main(["report"]) == 130
    assert capsys.readouterr().err == told


def test_a_program_s_exit_code_is_handed_on(real_call: Callable[..., int], tmp_path: Path) -> None:
    program = "import os, sys; sys.exit(len(os.listdir('.')) + int(os.environ['N']))"
    assert real_call([sys.executable, "-c", program], cwd=str(tmp_path), env={**os.environ, "N": "5"}) == 5


def test_an_old_python_is_told_so_in_one_line(machine: Machine, capsys: pytest.CaptureFixture) -> None:
    machine.monkeypatch.setattr(machine.tasks.sys, "version_info", (3, 9, 18))
    assert machine.tasks.main(["report"]) == 2
    assert capsys.readouterr().err == "tasks.py: Python 3.11 or newer is needed, this is 3.9\n"
    assert machine.commands == []


def test_an_old_python_can_read_the_script() -> None:
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))
    with pytest.raises(SyntaxError):
        ast.parse("if (n := 1): pass", feature_version=(3, 7))


def test_a_python_without_venv_is_told_so_in_one_line(machine: Machine, capsys: pytest.CaptureFixture) -> None:
    real = builtins.__import__

    def without_venv(name: str, *rest: object) -> ModuleType:
        if name in ("venv", "ensurepip"):
            raise ImportError(name)
        return real(name, *rest)

    machine.monkeypatch.setattr(builtins, "__import__", without_venv)
    assert machine.tasks.main(["report"]) == 2
    message = capsys.readouterr().err
    assert "apt install python3-venv" in message
    assert message.count("\n") == 1


def test_an_unknown_task_is_named_and_none_shows_the_help(machine: Machine, capsys: pytest.CaptureFixture) -> None:
    assert machine.tasks.main(["reprot"]) == 2
    assert capsys.readouterr().err == "tasks.py: no such task: reprot; there are report, site, lab, test\n"
    assert machine.tasks.main([]) == 0
    assert "tasks.py report" in capsys.readouterr().out
    assert machine.commands == []


def test_the_script_needs_the_standard_library_only() -> None:
    done = subprocess.run([sys.executable, "-I", "-S", str(SCRIPT), "--help"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
