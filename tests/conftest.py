"""Fixtures that several test modules share."""

from __future__ import annotations

import parses
import pytest

from analysis.article import Analysis


@pytest.fixture(scope="session")
def seed() -> Analysis:
    """The shipped article, read and parsed by hand."""
    return parses.seed()
