"""The table of sources that ships, and how it is made; test_facts_lesson_13.py has what the notebook says of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import workbook as wb
from analysis.context import reference
from research.validation import many_articles as building

COLUMNS = (
    "article outlet published kind named pronouns called across who linked statements direct mixed indirect words"
    " quoted_words retold_words"
).split()


# --- what ships ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped():
    return wb.many_articles()


def test_it_has_these_columns_and_no_text():
    """Texts are names of outlets and people, and words of our own."""
    schema = pq.read_schema(building.FILE)
    assert schema.names == COLUMNS
    assert list(wb.many_articles().columns) == ["article", "id", *COLUMNS[1:]]
    texts = {f.name for f in schema if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)}
    assert texts == {"outlet", "kind", "called", "who", "linked"}


def test_its_words_are_few(shipped):
    assert set(shipped.kind) == {"person", "group", "organization", "outlet", "document"}
    assert {pronoun for found in shipped.pronouns for pronoun in found} <= {"he", "she", "they", "it"}
    ways = {"full name", "surname", "office", "acronym", "same name", "alone", "doubt"}
    assert set(shipped.linked.dropna()) <= ways
    assert shipped.who.str.len().max() < 80  # a name, no sentence


def test_who_is_in_one_article_only_has_no_name(shipped):
    articles = shipped.dropna(subset="who").groupby("across").article.nunique()
    assert len(articles) > 1000 and articles.min() == building.FEWEST == 2
    assert shipped.who[shipped.across.isna()].isna().all()
    assert shipped.who[~shipped.named].isna().all()
    assert shipped.who[shipped.linked == "alone"].isna().all()


def test_its_numbers_are_whole(shipped):
    assert (shipped.statements == shipped.direct + shipped.mixed + shipped.indirect).all()
    assert (shipped.words == shipped.quoted_words + shipped.retold_words).all()
    assert shipped.statements.min() >= 1
    assert shipped.groupby("across").who.nunique().max() == 1  # one number, one name


def test_an_article_is_a_row_of_the_reference_table(shipped):
    """So a count leads to the links."""
    there = pq.read_table(reference.FILE, columns=["outlet", "url"])
    outlets, links = there["outlet"].to_pylist(), there["url"].to_pylist()
    first = shipped.drop_duplicates("article")
    assert len(first) > 0.99 * len(outlets) > 4000
    assert [outlets[n] for n in first.article] == list(first.outlet)
    assert [links[n] for n in first.article] == list(first.id)


# --- how it is made ------------------------------------------------------------------------------------------------

ROWS = (  # article, across, who, linked
    (0, 0, "Ada Holt", "full name"),
    (0, 1, "Oskar Dahl", "alone"),
    (0, None, None, None),
    (1, 0, "Ada Holt", "surname"),
    (1, 2, "Holt", "doubt"),
    (1, 2, "Holt", "doubt"),
)


@pytest.fixture
def corpus(tmp_path) -> Path:
    """A corpus of two articles whose sources are linked, with what does not ship besides."""
    rows = [
        {"article": a, "id": f"{a}.txt", "outlet": "Marren Gazette", "published": date(2020, 1, 2), "source": n}
        | {"name": "Mayor Holt", "kind": "person", "named": bool(who), "pronouns": ["she"], "called": "she"}
        | {"across": across, "who": who, "linked": linked, "statements": 3, "direct": 1, "mixed": 1, "indirect": 1}
        | {"words": 9, "quoted_words": 4, "retold_words": 5}
        for n, (a, across, who, linked) in enumerate(ROWS)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / building.GIVEN)
    (tmp_path / "manifest.json").write_text('{"version": "0.1.0", "pipeline": "p", "input": "a digest"}')
    return tmp_path


def test_only_who_is_in_two_articles_keeps_a_name(corpus, tmp_path):
    out = tmp_path / "out.parquet"
    assert building.build(corpus, out) == "out.parquet: 6 sources in 2 articles, 1 names"
    made = pq.read_table(out)
    assert made.column_names == COLUMNS
    assert made["who"].to_pylist() == ["Ada Holt", None, None, "Ada Holt", None, None]
    assert made["across"].to_pylist() == [0, 1, None, 0, 2, 2]
    assert b"Mayor" not in out.read_bytes() and b"Dahl" not in out.read_bytes()
    about = json.loads(made.schema.metadata[b"about"])
    assert about == {"made_with": {"version": "0.1.0", "pipeline": "p"}, "fewest_articles": 2}


def test_the_same_tables_give_the_same_bytes(corpus, tmp_path):
    one, other = tmp_path / "one.parquet", tmp_path / "other.parquet"
    assert building.main([str(corpus), "--out", str(one)]) == building.main([str(corpus), "--out", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()


def test_a_corpus_without_linked_sources_is_told_in_a_line(corpus, tmp_path, capsys):
    pq.write_table(pq.read_table(corpus / building.GIVEN).drop_columns(["linked"]), corpus / building.GIVEN)
    assert building.main([str(corpus), "--out", str(tmp_path / "out.parquet")]) == 2
    assert capsys.readouterr().err.endswith("no column linked; run python -m analysis across again\n")
    (corpus / building.GIVEN).unlink()
    assert building.main([str(corpus), "--out", str(tmp_path / "out.parquet")]) == 2
    assert f"run python -m analysis across {corpus} first" in capsys.readouterr().err
    assert not list(tmp_path.glob("out*"))
