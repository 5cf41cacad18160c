"""Fixtures that several test modules share."""

from __future__ import annotations

from pathlib import Path

import corpora
import parses
import pytest

from analysis import cli
from analysis.article import Analysis


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
