"""What lesson 13 says about its table is so, whatever the exact counts are.

A row of FACTS is a fragment of the notebook, word for word, and what must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import workbook as wb
from analysis.context import reference

ROOT = Path(__file__).parents[1]
BOOK = ROOT / "notebooks" / "13_many_articles.ipynb"


@cache
def cells() -> list[nbformat.NotebookNode]:
    return nbformat.read(BOOK, as_version=4).cells


@cache
def seen() -> SimpleNamespace:
    """The table, and what the cells on the page make of it."""
    names: dict = {}
    for cell in (c for c in cells() if c.cell_type == "code" and "explore" not in c.metadata.tags):
        exec(cell.source, names)
    return SimpleNamespace(**names, table=wb.many_articles())


def statements(s: SimpleNamespace, who: str) -> int:
    """Of all whose name is this, in capitals or not."""
    return int(s.table.statements[s.table.who.str.casefold() == who.casefold()].sum())


def by_year(s: SimpleNamespace) -> pd.Series:
    """Statements of each person in each year."""
    people = s.table[(s.table.kind == "person") & s.table.named]
    return people.groupby([pd.to_datetime(people.published).dt.year, "who"]).statements.sum()


def leaders(s: SimpleNamespace) -> dict[int, str]:
    """The year, and who makes most statements in it."""
    return {int(year): rows.idxmax()[1] for year, rows in by_year(s).groupby(level=0)}


def apart(s: SimpleNamespace) -> list[bool]:
    """Of each pair of outlets, whether their intervals do not overlap."""
    ends = s.outlets[["low", "high"]].itertuples(index=False)
    return [a.high < b.low or b.high < a.low for a, b in combinations(ends, 2)]


def transcripts(s: SimpleNamespace) -> pd.DataFrame:
    return s.table[s.table.outlet == "Democracy Now"]


def leans() -> list[int]:
    return pq.read_table(reference.FILE, columns=["lean"])["lean"].to_pandas().value_counts().to_list()


FACTS: tuple[tuple[str, Callable[[SimpleNamespace], object]], ...] = (
    (
        "Four thousand news articles, hundreds of outlets, eight years.",
        lambda s: (
            4000 < s.table.article.nunique() < 4500
            and s.table.outlet.nunique() > 200
            and set(range(2012, 2021)) <= set(leaders(s))
        ),
    ),
    (
        "A source has its name here only if it's in two or more articles.",
        lambda s: s.table.groupby("who").article.nunique().min() >= 2,
    ),
    ("What share comes from the ten who speak most?", lambda s: len(s.most) == 11),
    (
        "About a fifth of all statements come from ten people, and more than half of those from one of them.",
        lambda s: 17 < s.most.percent.iloc[-1] < 24 and s.most.percent.iloc[0] > s.most.percent.iloc[-1] / 2,
    ),
    (
        "Then find two people in the chart who aren't politicians.",
        lambda s: {"mark zuckerberg", "amy goodman"} <= set(s.top.index.str.casefold()),
    ),
    (
        "Amy Goodman hosts a news show, *Democracy Now*. Its articles are transcripts",
        lambda s: (
            transcripts(s).statements[transcripts(s).who.str.casefold() == "amy goodman"].sum()
            > 0.9 * statements(s, "Amy Goodman")
        ),
    ),
    (
        "Transcripts have no quotation marks",
        lambda s: transcripts(s).quoted_words.sum() < 0.15 * transcripts(s).words.sum(),
    ),
    (
        "In 2012, Barack Obama and his challenger, Mitt Romney, are close.",
        lambda s: (
            set(by_year(s)[2012].nlargest(2).index) == {"Barack Obama", "Mitt Romney"}
            and by_year(s)[2012].nlargest(2).min() > 0.5 * by_year(s)[2012].max()
        ),
    ),
    (
        "Obama leads until 2015, and Donald Trump every year from 2016 on.",
        lambda s: [leaders(s)[year] for year in range(2013, 2021)] == ["Barack Obama"] * 3 + ["Donald Trump"] * 5,
    ),
    (
        "Some quarters have few articles",
        lambda s: s.people[s.quarter >= 2012].groupby(s.quarter).article.nunique().min() < 25,
    ),
    ("Find two outlets whose intervals don't overlap.", lambda s: any(apart(s))),
    ("Few outlets clearly differ: most of the intervals overlap", lambda s: sum(apart(s)) < len(apart(s)) / 2),
    ("For a large part, the article doesn't say", lambda s: s.percent["not said"] > 20),
    ('Is "Clinton" Hillary or Bill?', lambda s: statements(s, "Hillary Clinton") and statements(s, "Bill Clinton")),
    (
        "some are here under two names",
        lambda s: {"Fox News", "Fox News (Online)", "NBC News (Online)", "NBCNews.com"} <= set(s.table.outlet),
    ),
    ("the program leaves it alone: `doubt`", lambda s: (s.table.linked == "doubt").any()),
    (
        "in equal parts from outlets that one company calls left, center, and right",
        lambda s: len(leans()) == 3 and max(leans()) < 1.1 * min(leans()),
    ),
    ("where does Anthony Fauci speak most?", lambda s: statements(s, "Anthony Fauci") > 20),
)


@cache
def said(kind: str) -> str:
    """What the cells of one kind say, each on one line."""
    said = [c.source for c in cells() if c.cell_type == kind]
    return "\n".join(" ".join(re.sub("<summary>.*?</summary>", "", text).split()) for text in said)


@pytest.mark.parametrize(("fragment", "holds"), FACTS, ids=[fragment[:40] for fragment, _ in FACTS])
def test_facts(fragment, holds):
    assert fragment in said("markdown") + said("code")  # which has the titles of charts
    assert holds(seen())


# Numbers in words and digits that count nothing in the table.
ALLOWED = (
    *(
        "thousands of articles",
        "one question",
        "one row for each",
        "one person's share",
        "from one of them",
        "one peak",
    ),
    *(
        "Two officials said",
        "two reasons",
        "Two outlets",
        "ten articles from each",
        "from one collection",
        "one company",
    ),
    *("one of several people", "under two names", "into one file with one article per line", "Three commands"),
    *("One more count", "Pick one chart", "If one article says", "When one person", "a single article"),
)
NUMBER = re.compile(r"\b(?:\d[\d,.]*|one|two|three|four|five|ten|twelve|twenty|hundreds?|thousands?)\b", re.IGNORECASE)


def test_every_count_is_a_fact():
    """A number is in a fragment above, or counts nothing in the table. Minutes of tasks are left out."""
    text = re.sub(r"\(\d+ minutes\)|\(\d\d_\w+\.ipynb\)|python3", "", said("markdown"))
    for fragment in (*(row[0] for row in FACTS), *ALLOWED):
        text = text.replace(fragment, "")
    assert [text[m.start() - 20 : m.end() + 20] for m in NUMBER.finditer(text)] == []
