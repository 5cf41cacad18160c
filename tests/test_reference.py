"""Places among the reference articles: by hand in a table of ten articles; the shipped table."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import corpora
import numpy as np
import pytest

from analysis import catalogue
from analysis.article import ArticleError
from analysis.context import reference
from analysis.context.reference import Kind, Place, Table
from analysis.views.base import numbers_in_words
from research.validation import fingerprint as code
from research.validation import reference as building

LIKE = Kind(words=400, published=date(2016, 5, 1), pipeline="ours 1")
ABOUT = {
    "pipeline": "ours 1",
    "words": [300, 900],
    "published": ["2012-01-01", "2020-06-01"],
    "with_length": {"grade": 0.1, "sources": 0.6, "tone_body": 0.0, "hedges": 0.0},
    "narrator": ["hedges"],
}


@pytest.fixture
def ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten articles: five of 400 words, five of 800."""
    values = {
        "grade": np.array([8, 9, 9, 10, 10, 10, 11, 12, 13, math.nan], np.float32),
        "sources": np.array([0, 0, 1, 2, 4, 5, 6, 7, 8, 9], np.float32),
        "tone_body": np.array([0.1] * 10, np.float32),
        "hedges": np.array([0, 0, 0, 1, 2, 3, 4, 5, 6, 7], np.float32),
    }
    words = np.array([400] * 5 + [800] * 5)
    monkeypatch.setattr(reference, "table", lambda: Table(values, words, ABOUT))
    monkeypatch.setattr(reference, "FEWEST", 5)


@pytest.mark.parametrize(
    ("name", "value", "counts", "similar"),
    [
        ("grade", 10.0, (3, 3, 3), False),  # 8 9 9 | 10 10 10 | 11 12 13; one article has none
        ("grade", 10.5, (6, 0, 3), False),
        ("sources", 1, (2, 1, 2), True),  # of the five of 400 words only: 0 0 | 1 | 2 4
        ("tone", 0.1, (0, 10, 0), False),  # equal to what float32 makes of 0.1
    ],
)
def test_a_place_counts_those_below_the_same_and_above(ten, name, value, counts, similar):
    found = reference.place(name, "body", value, LIKE)
    assert (found.below, found.same, found.above) == counts
    assert found.similar is similar


def test_a_measure_of_the_articles_own_voice_alone_has_its_place(ten):
    found = reference.place("hedges", "narrator", 1, LIKE)
    assert (found.below, found.same, found.above) == (3, 1, 6)


@pytest.mark.parametrize(
    ("name", "scope", "value", "kind"),
    [
        ("bias", "body", 1.0, LIKE),
        ("grade", "paragraph:0", 10.0, LIKE),
        ("grade", "narrator", 10.0, LIKE),  # a part of what the column counts
        ("grade", "body", math.nan, LIKE),
        ("grade", "body", 10.0, Kind(400, None, "another 1")),
        ("sources", "body", 3.0, Kind(4000, None, "ours 1")),  # nothing of similar length
    ],
)
def test_no_place(ten, name, scope, value, kind):
    assert reference.place(name, scope, value, kind) is None


@pytest.mark.parametrize(
    ("below", "same", "above", "interval", "unusual"),
    [
        (95, 2, 3, (0.95, 0.97), "high"),
        (94, 6, 0, (0.94, 1.0), None),  # with its ties it may lie inside
        (0, 5, 95, (0.0, 0.05), "low"),
        (0, 40, 60, (0.0, 0.4), None),  # one of many with nothing
    ],
)
def test_unusual_is_only_what_lies_outside_with_all_ties(below, same, above, interval, unusual):
    place = Place(below, same, above, 0, (0, 1), False, ())
    assert place.interval == interval
    assert place.unusual == unusual


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LIKE, []),
        (Kind(120, date(2025, 1, 1), "ours 1"), ["shorter than nearly all", "is from 2025"]),
        (Kind(901, date(2023, 1, 1), "ours 1"), ["longer than nearly all"]),  # three years are not far
    ],
)
def test_outside_the_kind(ten, kind, words):
    found = reference.outside(kind)
    assert len(found) == len(words)
    assert all(word in said for word, said in zip(words, found, strict=True))


def test_percents_are_never_more_than_is_true():
    assert numbers_in_words.place(999, 0, 1) == "higher than 99% of 1,000 articles"
    assert numbers_in_words.place(1000, 0, 0, only_more=True) == "higher than all 1,000 articles"
    assert numbers_in_words.place(0, 1, 999).startswith("lower than 99%")


# --- the shipped table ----------------------------------------------------------------------------------------------


def test_the_shipped_table_was_made_with_this_pipeline_and_these_measures():
    """Fails when the code of one of them changed: see CONTRIBUTING, "The reference table"."""
    assert building.stale() == []


def test_a_changed_measure_is_noticed(monkeypatch):
    now = building.fingerprints()
    monkeypatch.setattr(building, "fingerprints", lambda: {**now, "tone_gap": "changed", "reading and pipeline": "too"})
    assert {"tone_gap", "reading and pipeline"} <= set(building.stale())


def test_a_measure_that_is_no_more_is_noticed(monkeypatch):
    without = tuple(m for m in catalogue.MEASURES if m.name != "hedges")
    monkeypatch.setattr(catalogue, "MEASURES", without)
    assert "hedges" in building.stale()


def test_a_new_measure_is_not_placed_yet_and_changes_nothing(monkeypatch):
    before, unplaced = building.stale(), building.unplaced()
    new = replace(catalogue.by_name("hedges"), name="new_one")
    monkeypatch.setattr(catalogue, "MEASURES", (*catalogue.MEASURES, new))
    assert building.stale() == before
    assert building.unplaced() == [*unplaced, "new_one"]
    assert reference.place("new_one", "narrator", 3.0, LIKE) is None


def test_the_shipped_table_holds_no_text():
    import pyarrow.parquet as pq

    columns = {name for m in building.placed() for name in building.codebook.whole(m).values()}
    assert set(pq.read_schema(reference.FILE).names) - columns == {"outlet", "lean", "published", "url", "words"}


# --- fingerprints of code -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "def f(a):\n    return a + 1\n",
            'def f(a: int) -> int:\n    """Words."""\n    # why\n    return (a + 1)\n',
            True,
        ),
        ("def f(a):\n    return a + 1\n", "def f(a):\n    return a + 2\n", False),
        ("def f():\n    return 1\n", "def g():\n    return 1\n", False),
        ("a = 1\nb = 2\n", "import re\n\nb = 2\na = 1\n", True),
        ("from analysis.views.base import html\nx = html.text", "from analysis.nlp.spans import text\nx = text", True),
        ("from analysis.article import Span as S\nx = S", "from analysis.other import Span\nx = Span", True),
        ("import numpy as np\nx = np.sum", "x = sum", False),
        ("class A:\n    n: int = 0", "class A:\n    n: float = 0", True),
        ("class A:\n    n: int", "class A:\n    m: int", False),
        ("def f():\n    return 'a'", "def f():\n    return 'b'", False),
    ],
)
def test_what_counts_in_code(one, other, same):
    first, second = ({part for s in code.read(source).statements for part in s.parts} for source in (one, other))
    assert (first == second) is same


@pytest.fixture
def package(tmp_path, monkeypatch) -> Iterator[Callable[..., str]]:
    """Writes modules of a package of its own and says the fingerprint of its `m.f`, or of another function."""
    monkeypatch.setattr(code, "PACKAGE", tmp_path / "analysis")
    monkeypatch.setattr(code, "DATA", tmp_path / "analysis" / "data")
    (tmp_path / "analysis" / "data").mkdir(parents=True)
    (tmp_path / "analysis" / "data" / "verbs.toml").write_text("said")
    caches = (code._file, code._module, code._data_files, code.hashed)

    def fingerprint(start: str = "m", **modules: str) -> str:
        for cached in caches:
            cached.cache_clear()
        for name, source in modules.items():
            (tmp_path / "analysis" / f"{name}.py").write_text(source)
        return code.fingerprint(code.reached([(f"analysis.{start}", "f")]))

    yield fingerprint
    for cached in caches:
        cached.cache_clear()


ONE = "from analysis import other\ndef f(): return other.g() + A\nA = 1\n"
OTHER = "def g(): return h()\ndef h(): return load('verbs')\n"


def test_code_may_move_and_have_new_neighbors(package):
    there = package(m=ONE, other=OTHER)
    assert package(m=ONE + "def new(): return 7\n") == there
    moved = package("n", n="from analysis.last import g, A\ndef f(): return g() + A", last="A = 1\n" + OTHER)
    assert moved == there


@pytest.mark.parametrize(
    "changed",
    [
        {"m": ONE.replace("A = 1", "A = 2")},
        {"other": OTHER.replace("h()\n", "h() * 2\n", 1)},
        {"other": OTHER.replace("'verbs'", "'verbs.toml', 1")},
        {"other": "register(7)\n" + OTHER},
    ],
)
def test_a_change_in_what_a_function_reaches_is_seen(package, changed):
    assert package(m=ONE, other=OTHER) != package(**changed)


def test_a_change_in_a_data_file_is_seen(package, tmp_path):
    there = package(m=ONE, other=OTHER)
    (tmp_path / "analysis/data/verbs.toml").write_text("told")
    assert package() != there


def test_a_function_made_from_another_counts_both():
    assert list(building._functions(catalogue.by_name("gunning_fog").function)) == [
        ("analysis.measures.readability", "measure"),
        ("analysis.measures.readability", "gunning_fog"),
    ]
    assert list(building._functions(catalogue.by_name("tone_gap_news").function)) == [
        ("analysis.measures.tone.gap", "tone_gap"),
    ]


# --- making and checking a table ------------------------------------------------------------------------------------


@pytest.fixture
def made(tmp_path, monkeypatch) -> Iterator[list[dict]]:
    """The articles of a little table, which takes the place of the shipped one."""
    rows = [
        {
            "ID": a["id"],
            "title": a["headline"],
            "body": a["text"] + f" This ends number {n}.",
            "date": "2015-03-31",
            "source": "Marren Gazette",
            "bias_text": "center",
            "url": f"https://example.org/{n}",
        }
        for n, a in enumerate(map(corpora.article, range(4)))
    ]
    rows[1]["body"] = " "  # cannot be measured
    with gzip.open(tmp_path / building.FILE, "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr(reference, "FILE", tmp_path / "reference.parquet")
    reference.table.cache_clear()
    assert building.build(tmp_path, tmp_path / "work", 1).startswith("reference.parquet: 3 articles, ")
    yield rows
    reference.table.cache_clear()


def changed_table(change: Callable[[dict], None]) -> None:
    """The table with another column or other words about it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(reference.FILE)
    columns = table.to_pydict() | {"about": json.loads(table.schema.metadata[b"about"])}
    change(columns)
    about = {"about": json.dumps(columns.pop("about"))}
    arrays = {name: pa.array(values, table.schema.field(name).type) for name, values in columns.items()}
    pq.write_table(pa.table(arrays).replace_schema_metadata(about), reference.FILE)
    reference.table.cache_clear()


def test_a_check_notes_the_code_as_it_is_now_where_every_value_is_the_same(made):
    assert building.stale() == []
    changed_table(lambda table: table["about"]["fingerprints"].update(hedges="other code"))
    assert building.stale() == ["hedges"]
    told = building.check(made, 2, 1)
    assert told.startswith(f"2 articles, {len(reference.table().values)} measures: all as in the table")
    reference.table.cache_clear()
    assert building.stale() == []


def test_a_check_says_what_differs_and_leaves_the_table(made):
    changed_table(lambda table: table["sources"].__setitem__(2, 17.0))
    before = reference.FILE.read_bytes()
    with pytest.raises(ArticleError, match=r"\A1 values differ.*\nsources: 17, now \d in https://example.org/3\Z"):
        building.check(made, 3, 1)
    assert reference.FILE.read_bytes() == before


def test_a_check_with_other_articles_is_refused(made):
    with pytest.raises(ArticleError, match="other articles"):
        building.check(made[1:], 3, 1)


def test_cleaning_drops_shared_lines_and_doubles():
    story = " ".join(f"word{n} goes on and on" for n in range(200))
    rows = [{"body": f"Sign up now!\n\nOnly number {n} says so. {n}"} for n in range(5)]
    found = building.cleaned([*rows, {"body": story}, {"body": f"A new first line.\n\n{story}"}])
    assert [row["body"] for row in found.rows[:5]] == [f"Only number {n} says so. {n}" for n in range(5)]
    assert (found.lines_dropped, found.doubles, len(found.rows)) == (5, 1, 6)
