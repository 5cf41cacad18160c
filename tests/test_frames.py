"""The tables of an analyzed article: their types, the seed's by hand, and that `measure` and views say the same."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import corpora
import made_pages as pages
import openpyxl
import pandas as pd
import pytest
import texts

import analysis
from analysis import api, frames, json_output
from analysis import workbook as wb
from analysis.article import ArticleError
from analysis.reading import web_page

SEEDS = Path(__file__).parents[1] / "seeds"
SEED = SEEDS / "trump-takaichi-call.txt"
WITH_BODY = "LIKE_THE_SEED EVERYTHING QUOTATION_MARKS WRAPPED".split()
NO_SOURCES = "The council met for a long while on Monday, and everybody went home because there was nothing to decide."


def _articles() -> dict[str, Callable[[], analysis.AnalyzedArticle]]:
    """31 articles, of files, of web pages and of texts; some are too short or too bare for most measures."""
    found = {path.name: partial(analysis.measure, path) for path in [SEED, *sorted(SEEDS.glob("invented-*.md"))]}
    for name, source in pages.ALL.items():
        found[name] = lambda n=name, s=source: api.AnalyzedArticle.of(wb.page_of(n, web_page.from_html(s)))
    found |= {name: partial(analysis.measure, getattr(texts, name)) for name in WITH_BODY}
    for row in corpora.articles(40)[20:33]:
        found[row["id"]] = partial(analysis.measure, row["text"], headline=row["headline"], outlet=row["outlet"])
    return found | {"no sources": partial(analysis.measure, NO_SOURCES)}


ARTICLES = _articles()


@cache
def measured(name: str) -> analysis.AnalyzedArticle:
    return ARTICLES[name]()


def test_there_are_more_than_thirty():
    assert len(ARTICLES) == 31


@pytest.fixture(params=ARTICLES)
def article(request) -> analysis.AnalyzedArticle:
    return measured(request.param)


# Types ----------------------------------------------------------------------------------------------------


def test_every_column_has_the_type_that_is_written(article):
    """Also where there is no headline, no source, no row."""
    for name, table in frames.FRAMES.items():
        declared = {column: kind for column, (kind, _) in frames.COLUMNS[name].items()}
        for found in (table(article), getattr(article, name)):
            assert {column: str(kind) for column, kind in found.dtypes.items()} == declared, name
    assert list(frames.COLUMNS) == [*frames.FRAMES, "evidence"]


def test_an_article_with_next_to_nothing():
    bare = measured("no sources")
    empty = {name for name in frames.FRAMES if getattr(bare, name).empty}
    assert empty == {"statements", "quotes", "told", "sources", "mentioned", "headline", "toward", "corrections"}
    assert bare.sentences.source.isna().all() and set(bare.words.voice) == {"the article's own voice"}


# The seed, by hand ------------------------------------------------------------------------------------------


def test_the_seeds_sentences():
    a = measured(SEED.name)
    assert list(a.sentences.words) == [38, 64, 34, 34, 12, 23, 14, 50, 5, 42]  # 316
    assert list(a.sentences.paragraph) == [1, 2, 3, 4, 5, 6, 6, 6, 6, 7]
    assert list(a.sentences.tone.round(2)) == [0.42, -0.66, 0.31, 0, 0, 0.90, 0.62, 0.92, 0, -0.81]
    ninth = a.sentences.iloc[8]
    assert (ninth.text, ninth.voice, ninth.long_words, ninth.quoted_share) == (
        "Let’s keep it that way!”",
        "Donald Trump",
        0,
        1,
    )
    # 5 words of 5 syllables: 0.39 * 5 + 11.8 * 1 - 15.59
    assert ninth.grade == pytest.approx(-1.84)
    assert a.text[ninth.start : ninth.end] == ninth.text


def test_the_seeds_words():
    a = measured(SEED.name)
    assert len(a.words) == 316
    assert a.words.word.str.len().sum() == (a.words.end - a.words.start).sum()
    taiwan = a.words[a.words.word.str.startswith("Taiwan")]
    assert [a.text[s:e] for s, e in zip(taiwan.start, taiwan.end, strict=True)] == list(taiwan.word)
    statement = a.words[a.words.paragraph == 6]
    said = statement[statement.quoted]
    assert set(said.voice) == {"Donald Trump"} and len(said) == 89 - a.words[a.words.paragraph == 5].quoted.sum()


def test_the_seeds_sources_and_statements():
    a = measured(SEED.name)
    by_name = a.sources.set_index("name")
    unnamed = {"people briefed on the matter", "Japanese officials", "an American briefed on the call"}
    assert set(by_name.index[~by_name.named]) == unnamed
    journal = by_name.loc["Wall Street Journal"]
    assert (journal.kind, journal.obtained, journal.statements) == ("outlet", "own report", 4)
    assert set(by_name.loc[list(unnamed)].via) == {journal.source}
    officials = a.statements[a.statements.name == "Japanese officials and an American briefed on the call"].iloc[0]
    assert (officials.cue, officials.manner, officials.words) == ("said", "indirect", 19)
    assert a.statements.set_index("statement").loc[officials.inside].source == journal.source


def test_the_seeds_quotes():
    """Everything that is told of the calls comes through the Journal; Trump's own words are his statement."""
    a = measured(SEED.name)
    table = a.quotes.set_index("name")
    assert list(a.quotes.content) == list(a.statements.content)
    officials = table.loc["Japanese officials and an American briefed on the call"]
    assert (officials.kind, officials.named, officials.via, officials.quoted is pd.NA) == (
        *("group", False, "Wall Street Journal"),
        True,  # the marks around it are the Journal's
    )
    own = table.loc["Donald Trump"].query("manner == 'direct'")
    assert [len(a.text[s:e].split()) for s, e in zip(own.start, own.end, strict=True)] == [63, 25]  # 88, "U.S." is one
    assert own.quoted.iloc[1].endswith("Let’s keep it that way!") and set(own.via) == {
        "Wall Street Journal"
    }  # its third way
    assert own.people.iloc[0] == ("Xi Jinping",) or own.people.iloc[0] == ("Xi",)
    journal = table.loc["Wall Street Journal"]
    assert journal.via.isna().all() and set(journal.kind) == {"outlet"}


def test_the_seeds_headline():
    table = measured(SEED.name).headline.set_index("word")
    assert list(table.index) == ["Trump", "blindsides", "key", "ally", "stunning", "demand"]
    assert set(table.index[table.matches == 0]) == {"key", "stunning", "demand"}
    assert table.matched["ally"] == ("allied", "ally") and table.voices["blindsides"] == ("Wall Street Journal",)


def test_the_seeds_measurements():
    table = measured(SEED.name).measurements.set_index(["name", "scope"])
    gap = table.loc[("tone_gap", "headline")]
    assert (round(gap.value, 2), gap.low < 0 < gap.high, gap.question) == (0.10, True, "tone")
    assert table.loc[("photo_days_before", "body")].value == 28
    assert len(table.loc[("unnamed_sources", "body")].evidence) == 3


# The tables and what `measure` prints ---------------------------------------------------------------------


def close(found: float, told: float | None) -> bool:
    return math.isnan(found) if told is None else math.isclose(found, told, abs_tol=1e-6)


def test_voices_and_sources_are_those_of_the_json(article):
    told = article.to_dict()["sourcing"]
    counted = Counter(None if pd.isna(s) else int(s) for s in article.words.source)
    assert counted == {v["source_id"]: v["words"] for v in told["voices"] if v["words"]}
    assert article.sources.words.sum() + counted[None] == len(article.words)
    keys = "source_id as_written kind named place statements words quoted_words retold_words".split()
    rows = [tuple(r[key] for key in keys) for r in told["ledger"]]
    columns = ["source", "name", *keys[2:]]
    assert list(article.sources[columns].itertuples(index=False, name=None)) == rows
    assert list(article.sources.obtained) == [r["obtained"] for r in told["ledger"]]
    assert [None if pd.isna(v) else v for v in article.sources.via] == [r["via"] for r in told["ledger"]]
    manners = article.sources[["direct", "mixed", "indirect"]].to_dict("records")
    assert manners == [r["manner"] for r in told["ledger"]]
    of_type = {a["id"]: a["type"] for a in told["attributions"]}
    assert (
        dict(zip(article.statements.statement, article.statements.type, strict=True))
        | dict(zip(article.told.statement, article.told.type, strict=True))
        == of_type
    )
    assert set(article.statements.type) <= {"statement"} and set(article.told.type) <= {"thought", "deed"}


def test_sums_of_the_tables_are_the_measures(article):
    """A measure that is withheld, or undefined, is NaN; its count may still be made from the tables."""
    said = article.statements[article.statements.place == "body"]
    speaking = article.sources[article.sources.place == "body"]
    assert {source for row in said.sources for source in row} == set(speaking.source)
    people = speaking.kind.isin(["person", "group"])
    counts = {
        "attributions": len(said),
        **{manner: int((said.manner == manner).sum()) for manner in ("direct", "indirect", "mixed")},
        "sources": len(speaking),
        "named_sources": speaking.named.sum(),
        "unnamed_sources": (people & ~speaking.named).sum(),
        "quoted_share": article.words.quoted.mean(),
        "narrator_share": article.words.source.isna().mean(),
        "body_valence": article.sentences.valence.mean(),
        "body_tone": article.sentences.tone.mean(),
        "headline_unmatched": (article.headline.matches == 0).sum(),
    }
    found = {name: article.value(name) for name in counts}
    undefined = {name for name, number in found.items() if math.isnan(number)}
    assert {n: (m, counts[n]) for n, m in found.items() if n not in undefined and not math.isclose(m, counts[n])} == {}
    assert undefined == set() or article is not measured(SEED.name)


def test_words_sentences_and_paragraphs_agree(article):
    of_sentence = article.words.groupby("sentence").size()
    assert list(of_sentence) == [n for n in article.sentences.words if n]
    quoted = article.words.groupby("sentence").quoted.mean()
    told = article.sentences.set_index("sentence").quoted_share.dropna()
    assert quoted.round(9).to_dict() == told.round(9).to_dict()
    assert set(article.words.paragraph) <= set(range(1, len(article.article.paragraphs) + 1))


def test_measurements_are_those_of_the_json(article):
    told = article.to_dict()["measurements"]
    table = article.measurements
    assert list(zip(table.name, table.scope, table.unit, strict=True)) == [
        (m["name"], m["scope"], m["unit"]) for m in told
    ]
    for part in ("value", "low", "high"):
        assert [m["name"] for m, v in zip(told, table[part], strict=True) if not close(v, m[part])] == []
    for m, row in zip(told, table.itertuples(), strict=True):
        assert [list(span) for span in row.evidence] == m["evidence"]
        assert (None if pd.isna(row.note) else row.note) == m["note"]
        place = m["reference"]
        assert math.isnan(row.below) if place is None else close(row.below, place["low"])
        assert math.isnan(row.not_above) if place is None else close(row.not_above, place["high"])
        assert (None if pd.isna(row.unusual) else row.unusual) == (place and place["unusual"])


def test_wording_and_headline_are_those_of_the_json(article):
    told = article.to_dict()
    columns = ["start", "end", "category", "place", "why"]
    rows = [(*w["span"], w["category"], w["place"], w["why"]) for w in told["wording"]]
    assert list(article.wording[columns].itertuples(index=False, name=None)) == rows
    words = [(*w["span"], len(w["evidence"])) for w in told["headline"]["words"]]
    assert list(article.headline[["start", "end", "matches"]].itertuples(index=False, name=None)) == words


def test_tone_is_that_of_the_json(article):
    told = article.to_dict()["tone"]
    if told is None:  # not measured in this kind of text
        assert article.sentences.valence.isna().all() and article.toward.empty
        return
    assert all(close(*pair) for pair in zip(article.sentences.valence, told["sentence_tones"], strict=True))
    people = told["people"]
    rows = [(people[t["person"]]["name"], *t["span"], t["label"]) for t in told["toward"]]
    assert list(article.toward[["person", "start", "end", "label"]].itertuples(index=False, name=None)) == rows
    numbers = [None if pd.isna(n) else n - 1 for n in article.toward.sentence]
    assert numbers == [t["sentence"] for t in told["toward"]]
    mentions = {tuple(span) for person in people for span in person["mentions"]}
    assert {tuple(t["span"]) for t in told["toward"]} <= mentions
    words = [article.text[slice(*w["span"])] for w in told["headline_words"]]
    assert [word for word in words if word not in article.article.headline] == []


def test_words_of_a_source_are_quoted_or_retold(article):
    assert (article.sources.quoted_words + article.sources.retold_words == article.sources.words).all()


# Tables on disk -------------------------------------------------------------------------------------------

HOSTILE = pd.DataFrame(
    {"=cmd": ["=1+1", "+1", "@a", " -2", "a;=b", None], "n": [-1, 2, 3, 4, 5, 6], "at": [((1, 2),)] * 6}
)


def test_a_saved_table_runs_nothing(tmp_path):
    path = analysis.save(HOSTILE, tmp_path / "table.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # spreadsheets take it for UTF-8 then
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert rows[0] == ["'=cmd", "n", "at"]
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+1", "'@a", "'-2", "a; '=b", ""]
    assert [row[1] for row in rows[1:]] == ["-1", "2", "3", "4", "5", "6"]  # numbers stay numbers
    assert rows[1][2] == "((1, 2),)"
    book = openpyxl.load_workbook(analysis.save(HOSTILE, str(tmp_path / "table.xlsx")))
    assert [cell.value for cell in book.active["A"]] == [*(row[0] for row in rows[:-1]), None]
    assert "f" not in {cell.data_type for row in book.active.iter_rows() for cell in row}
    with zipfile.ZipFile(tmp_path / "table.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert HOSTILE.columns[0] == "=cmd" and HOSTILE.iloc[0, 0] == "=1+1"  # the table itself stays


def test_every_table_of_an_article_can_be_saved_and_read(tmp_path):
    a = analysis.measure('=HYPERLINK("https://x.example") closes\n\n“=1+1 is two,” said @mayor Marta Vell, =2+2.')
    for name in frames.FRAMES:
        back = pd.read_csv(analysis.save(getattr(a, name), tmp_path / f"{name}.csv"), dtype=str, keep_default_na=False)
        assert list(back.columns) == list(frames.COLUMNS[name]) and len(back) == len(getattr(a, name))
        assert [c for c in back.to_numpy().ravel() if c.startswith(("=", "+", "@"))] == []


def test_what_heads_the_rows_is_saved_too(tmp_path):
    table = measured(SEED.name).words.groupby("voice").size().to_frame("words")
    back = pd.read_csv(analysis.save(table, tmp_path / "voices.csv"))
    assert dict(zip(back["voice"], back["words"], strict=True)) == table["words"].to_dict()


def test_other_files_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"\.csv or \.xlsx"):
        analysis.save(HOSTILE, tmp_path / "table.ods")
    assert list(tmp_path.iterdir()) == []


def test_a_number_of_the_json_is_rounded_to_six_decimals():
    """What `close` allows for."""
    assert json_output.rounded(1 / 3) == 0.333333
    assert not close(0.5, None) and close(math.nan, None) and not close(0.5, 0.500002)


def test_texts_without_a_body_are_refused():
    with pytest.raises(ArticleError):
        analysis.measure(texts.HEADLINE)
