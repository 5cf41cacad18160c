"""Fixtures that several test modules share, marks, and what makes tests the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import corpora
import hypothesis
import parses
import pytest
import watched

from analysis import cli
from analysis.article import Analysis

# A busy machine is no fault of the code: no example has a deadline, no health check is about time.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None
)
hypothesis.settings.load_profile("any machine")

# Fixtures that run kernels or make all pages of the course: who uses one is a slow test.
COSTLY = {"course_run", "whole_site", "to_read", "all_pages"}
# Files whose slow tests share no such fixture: any worker may run any of them.
APART = {"test_browser", "test_cli", "test_corpus", "test_hostile", "test_interrupts", "test_offline"}


@pytest.hookimpl(tryfirst=True)  # before marks are chosen by -m and xdist reads groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are slow, too. Slow tests that share what is costly go to one worker, where it is made once."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("browser") or COSTLY & fixtures:
            item.add_marker(pytest.mark.slow)
        if "course_run" in fixtures:
            item.add_marker(pytest.mark.xdist_group("course"))
        elif item.get_closest_marker("slow") and item.path.stem not in APART:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home: no test reads a user's settings or leaves anything there."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        for name in [name for name in os.environ if name.startswith(("XDG_", "JUPYTER_", "IPYTHON", "MPL"))]:
            patch.delenv(name)
        yield folder


@pytest.fixture(scope="session")
def seed() -> Analysis:
    """The shipped article, read and parsed by hand."""
    return parses.seed()


@pytest.fixture(scope="session")
def corpus_input(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """130 short articles, some of them bad: five parts."""
    return corpora.json_lines(tmp_path_factory.mktemp("corpus") / "articles.jsonl", corpora.articles(130))


@pytest.fixture(scope="session")
def corpus(corpus_input: Path) -> Path:
    """What becomes of them in one go and one process. Not to be changed."""
    out = corpus_input.parent / "whole"
    assert cli.main(["corpus", str(corpus_input), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="session")
def course_run(tmp_path_factory: pytest.TempPathFactory) -> watched.Course:
    """The course, freshly run by the command `site`: it takes a minute, so tests that use it are one xdist group."""
    return watched.run_course(tmp_path_factory.mktemp("course"))
