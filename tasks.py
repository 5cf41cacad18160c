"""The workbook's tasks, for Python 3.11 or newer and nothing else installed.

python3 tasks.py report    run the notebooks, take the article apart, and write reports/index.html
python3 tasks.py site      the same as a folder to host or hand out: site/index.html
python3 tasks.py lab       open the notebooks in JupyterLab
python3 tasks.py test      check the code and run the fast tests, in parallel; test --all runs all

The first use makes .venv beside this file and installs into it what pyproject.toml asks for; later uses
install nothing and need no network. Whatever follows the task is passed on: `tasks.py test -k seed`.
"""

# Old Pythons must be able to read this file, to say that they are too old: no syntax newer than 3.6.

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
WORKBOOK = "notebooks,classroom"  # the extras of pyproject.toml that the notebooks and their pages need
# A user's own settings must change neither figures nor pages.
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "MATPLOTLIBRC", "MPLBACKEND")
LAB = (
    "--LabApp.default_url=/lab/tree/notebooks/01_two_papers.ipynb",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--KernelManager.transport_encryption=required",
)
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))  # before the tests
WITHOUT_BROWSER = (
    "The browser tests are left out. They need Chromium (Debian's package, or the variable CHROMIUM with its path), "
    "Node.js, and `npm ci --prefix tests/browser`."
)


def main(argv: list) -> int:
    """Run one task; returns the exit code."""
    tasks = {"report": report, "site": site, "lab": lab, "test": test}
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if argv[0] not in tasks:
        return fail(f"no such task: {argv[0]}; there are {', '.join(tasks)}")
    if sys.version_info < OLDEST:
        return fail(f"Python 3.11 or newer is needed, this is {sys.version_info[0]}.{sys.version_info[1]}")
    try:
        return tasks[argv[0]](argv[1:])
    except KeyboardInterrupt as stopped:
        if not stopped.args:  # else a program has said so
            fail("interrupted; start the same task again")
        return 130


def report(args: list) -> int:
    return prepare() or run("-m", "analysis", "report", "--out", "reports", *args)


def site(args: list) -> int:
    return prepare() or run("-m", "analysis", "site", "--out", "site", *args)


def lab(args: list) -> int:
    problem = prepare()
    if problem:
        return problem
    news = ROOT / ".jupyter/lab/settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings"
    if not news.exists():  # else JupyterLab asks at its first start whether it may fetch news
        news.parent.mkdir(parents=True, exist_ok=True)
        news.write_text('{"fetchNews": "false"}\n', encoding="ascii")
    # The project's folder, so that the articles in seeds/ can be seen and opened, too.
    return run("-m", "jupyterlab", *LAB, f"--ServerApp.root_dir={ROOT}", *args)


def test(args: list) -> int:
    """The fast tests; with --all also the slow ones, with --slow only those (as .ci/run does)."""
    if prepare("test"):
        return 1
    everything, slow = "--all" in args, "--slow" in args
    args = [a for a in args if a not in ("--all", "--slow")]
    style = 0 if slow else max([run("-m", *check) for check in CHECKS])
    chosen = [] if everything else ["slow" if slow else "not slow"]
    if (everything or slow) and not browser_tests():
        chosen.append("not browser")
        print(WITHOUT_BROWSER, flush=True)
    marked = ["-m", " and ".join(chosen)] if chosen else []
    # Slow tests that share what takes long go to one process; fast ones to whichever is free.
    parallel = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadgroup" if everything or slow else "worksteal"]
    return run("-m", "pytest", *parallel, *marked, *args) or style


def browser_tests() -> bool:
    """Whether to run the browser tests: always in continuous integration, elsewhere where they can run."""
    programs = (os.environ.get("CHROMIUM", "/usr/bin/chromium"), "node")
    installed = all(map(shutil.which, programs)) and (ROOT / "tests/browser/node_modules").is_dir()
    return installed or bool(os.environ.get("CI"))


def prepare(extra: str = WORKBOOK) -> int:
    """Make .venv and install, as far as that is not done yet; returns 0 when everything is in place."""
    if not usable():
        problem = make_venv()
        if problem:
            return fail(problem)
    wanted = fingerprint()
    if any(read(stamp(done)) == wanted for done in (extra, "test")):  # what the tests need serves all tasks
        return 0
    stamp(extra).unlink(missing_ok=True)
    print("Installing into .venv (once; some minutes) ...", flush=True)
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", f".[{extra}]"]
    if install([str(PYTHON), *pip], cwd=str(ROOT), env=environment()):
        return fail("the installation did not end well (see above); a first use needs a connection to PyPI")
    stamp(extra).write_text(wanted, encoding="ascii")
    return 0


def usable() -> bool:
    """Whether .venv works and was made with this Python (major and minor version)."""
    if not PYTHON.exists():
        return False
    question = [str(PYTHON), "-I", "-c", "import pip, sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(question, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.returncode == 0 and answer.stdout.decode().split() == [str(n) for n in sys.version_info[:2]]


def make_venv() -> str:
    """Make .venv anew; returns what went wrong, or nothing."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "this Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv"
    print("Making .venv ...", flush=True)
    if install([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        return f"could not make {VENV} (see above)"
    return ""


def fingerprint() -> str:
    """Changes when another installation is due: other requirements, other constraints, or a moved folder."""
    constraints = os.environ.get("PIP_CONSTRAINT", "").split()
    files = [ROOT / "pyproject.toml", *(ROOT / name for name in constraints)]
    parts = [str(ROOT).encode("utf-8")] + [path.read_bytes() for path in files if path.is_file()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp(extra: str) -> Path:
    return VENV / f"installed-{extra}.txt"


def read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


def run(*args: str) -> int:
    """Run .venv's Python in the project's folder, with the project's own settings; returns its exit code."""
    return call([str(PYTHON), *args], cwd=str(ROOT), env=environment())


def call(command: list, **options: object) -> int:
    """As subprocess.call, but Ctrl-C is the program's to answer: JupyterLab asks before it ends."""
    program = subprocess.Popen(command, **options)
    interrupted = False
    while True:
        try:
            code = program.wait()
            break
        except KeyboardInterrupt:
            interrupted = True
    if interrupted and code:
        raise KeyboardInterrupt(*command[:1] if code > 0 else ())  # ended by the signal, it had no time for a word
    return code


def install(command: list, **options: object) -> int:
    """As subprocess.call, but Ctrl-C never reaches the program, which would answer at length: it is ended."""
    windows = os.name == "nt"
    apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if windows else {"start_new_session": True}
    program = subprocess.Popen(command, **apart, **options)
    try:
        return program.wait()
    except KeyboardInterrupt:
        if windows:
            program.terminate()
        else:
            os.killpg(program.pid, signal.SIGTERM)  # with what it has started
        program.wait()
        raise


def environment() -> dict:
    """The environment of everything that runs in .venv: the settings of Jupyter and others lie in the project."""
    own = {
        "JUPYTER_CONFIG_DIR": ".jupyter/config",
        "JUPYTER_DATA_DIR": ".jupyter/data",
        "JUPYTER_RUNTIME_DIR": ".jupyter/runtime",
        "JUPYTERLAB_SETTINGS_DIR": ".jupyter/lab/settings",
        "JUPYTERLAB_WORKSPACES_DIR": ".jupyter/lab/workspaces",
        "MPLCONFIGDIR": ".jupyter/matplotlib",
        "IPYTHONDIR": ".ipython",
    }
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return {**kept, **{name: str(ROOT / folder) for name, folder in own.items()}}


def fail(message: str) -> int:
    print("tasks.py: " + message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
