"""Attributions drawn for checking by hand: the sheet, what spreadsheets do to it, and the precision it shows."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import corpora
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cli
from analysis.corpus import sample
from analysis.views.base.spreadsheet import safe


def said(capsys, *arguments: object, code: int = 0) -> str:
    assert cli.main(["sample", *map(str, arguments)]) == code
    out, err = capsys.readouterr()
    assert (out + err).count("\n") == 1
    return out + err


@pytest.fixture
def sheet(corpus, tmp_path, capsys):
    path = tmp_path / "sheet.csv"
    said(capsys, corpus, "-n", 20, "--out", path)
    return path


def read(path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def write(path, rows, delimiter=",", encoding="utf-8-sig"):
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, sample.HEADER, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def filled(path, answers, **form):
    """Fill in the sheet's first rows."""
    rows = read(path)
    for row, answer in zip(rows, answers, strict=False):
        row["right"] = answer
    write(path, rows, **form)


# --- drawing ---------------------------------------------------------------------------------------------------------


def test_the_sheet_has_the_words_that_are_judged(sheet, corpus):
    texts = [r["text"] for r in corpora.rows(corpus, "articles")]
    found = {(a["article"], a["attribution"]): a for a in corpora.rows(corpus, "attributions")}
    rows = read(sheet)
    assert len(rows) == len({(r["article"], r["attribution"]) for r in rows}) == 20
    for row in rows:
        attribution, text = found[int(row["article"]), int(row["attribution"])], texts[int(row["article"])]
        for part in ("source", "cue", "content"):
            assert row[part] == " … ".join(" ".join(text[s["start"] : s["end"]].split()) for s in attribution[part])
        assert row["content"].split(" … ")[0] in row["passage"]
        assert row["manner"] == attribution["manner"]
        assert row["id"] == f"a{row['article']}"
        assert row["right"] == row["remark"] == ""
    whos = {r["source"]: r["who"] for r in rows}
    assert whos["the Marren Gazette"] == "Marren Gazette"


def test_a_seed_draws_the_same_and_another_seed_others(sheet, corpus, tmp_path, capsys):
    said(capsys, corpus, "-n", 20, "--out", tmp_path / "same.csv", "--seed", 1)
    said(capsys, corpus, "-n", 20, "--out", tmp_path / "other.csv", "--seed", 2)
    assert (tmp_path / "same.csv").read_bytes() == sheet.read_bytes() != (tmp_path / "other.csv").read_bytes()


def test_all_of_a_small_corpus(corpus, tmp_path, capsys):
    total = len(corpora.rows(corpus, "attributions"))
    assert f"{total} of {total} attributions" in said(capsys, corpus, "-n", 5000, "--out", tmp_path / "all.csv")
    rows = read(tmp_path / "all.csv")
    assert [(int(r["article"]), int(r["attribution"])) for r in rows] == [
        (a["article"], a["attribution"]) for a in corpora.rows(corpus, "attributions")
    ]


def test_row_groups_are_all_drawn_from(corpus, tmp_path):
    """A large corpus has many; here the same rows in groups of 50."""
    import pyarrow.parquet as pq

    path = tmp_path / "attributions.parquet"
    pq.write_table(pq.read_table(corpus / "attributions.parquet"), path, row_group_size=50)
    rows = corpora.rows(corpus, "attributions")
    chosen = [0, 49, 50, 51, 149, 150, len(rows) - 1]
    assert list(sample._taken(path, chosen)) == [rows[n] for n in chosen]


def test_a_sheet_is_never_written_over(sheet, corpus, capsys):
    before = sheet.read_bytes()
    assert "is there already" in said(capsys, corpus, "--out", sheet, code=2)
    assert sheet.read_bytes() == before


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\r\n=1",
    "＝1",
    "a;=1+1",
    "a; +1",
    'a;"=1+1"',
    "a;;-1",
    "\0=1",
    "a;\x7f=1",
    "\0 =1",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words):
    for cell in cells(words):
        assert not cell.lstrip().startswith(tuple("=+@＝＋－＠-")), cell


@given(st.lists(st.sampled_from([*"=+-@;,\"' \t\n\0a", "＝"])).map("".join))
def test_no_words_make_a_formula(words):
    assert all(not cell.lstrip().startswith(tuple("=+@＝＋－＠-")) for cell in cells(words))


def cells(words: str) -> list[str]:
    """What spreadsheets make of a line with these words in it, where they part it at commas or at semicolons."""
    out = io.StringIO()
    csv.writer(out).writerow(["corpus", safe(words), "7"])
    return [
        cell for d in ",;" for row in csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=d) for cell in row
    ]


@pytest.mark.parametrize("words", ["said", "“We could not wait,” said Vell; and so on", "1 - 2 = -1", "a;b"])
def test_plain_words_stay_as_they_are(words):
    assert safe(words) == words


# --- precision -------------------------------------------------------------------------------------------------------


# (81, 263) is Newcombe's example; the others by hand: (p + z²/2n ± z·sqrt(pq/n + z²/4n²)) / (1 + z²/n), z = 1.96
@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_wilson(right, n, low, high):
    assert sample.wilson(right, n) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_mirrors(pair):
    right, n = pair
    low, high = sample.wilson(right, n)
    assert 0 <= low <= right / n <= high <= 1
    assert sample.wilson(n - right, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize(
    "form",
    [{}, {"delimiter": ";"}, {"delimiter": "\t", "encoding": "utf-16"}, {"delimiter": ";", "encoding": "cp1252"}],
)
def test_the_precision_however_a_spreadsheet_saved_it(form, sheet, corpus, capsys):
    filled(sheet, ["y"] * 6 + ["Yes", " Y ", "n", "No"], **form)
    assert said(capsys, corpus, "--filled", sheet) == (
        "precision 0.80 (95% interval 0.49 to 0.94, Wilson): 8 of 10 judged attributions are right; "
        "10 not judged, which counts only if they are like the others\n"
    )


def test_all_judged(sheet, corpus, capsys):
    filled(sheet, ["y"] * 20)
    line = said(capsys, corpus, "--filled", sheet)
    assert line == "precision 1.00 (95% interval 0.84 to 1.00, Wilson): 20 of 20 judged attributions are right\n"


def test_a_sheet_not_filled_in(sheet, corpus, capsys):
    assert "nothing under `right`" in said(capsys, corpus, "--filled", sheet, code=2)


def test_an_answer_that_is_none(sheet, corpus, capsys):
    filled(sheet, ["y", "perhaps"])
    assert "'perhaps'" in said(capsys, corpus, "--filled", sheet, code=2)


def test_a_line_copied(sheet, corpus, capsys):
    rows = read(sheet)
    write(sheet, [*rows, rows[0]])
    assert "twice" in said(capsys, corpus, "--filled", sheet, code=2)


def test_the_sheet_of_another_corpus(sheet, corpus, tmp_path, capsys):
    filled(sheet, ["y"] * 20)
    manifest = json.loads((corpus / "manifest.json").read_bytes())
    (tmp_path / "other").mkdir()
    (tmp_path / "other/manifest.json").write_text(json.dumps({**manifest, "input": "0"}))
    assert "another corpus" in said(capsys, tmp_path / "other", "--filled", sheet, code=2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "cannot be read"),
        (b"", "no rows"),
        (b"a,b\n1,2\n", "no rows with corpus"),
        (b"PK\x03\x04", "must be CSV"),
    ],
)
def test_what_is_no_sheet(data, words, corpus, tmp_path, capsys):
    path = tmp_path / "sheet.csv"
    if data is not None:
        path.write_bytes(data)
    err = said(capsys, corpus, "--filled", path, code=2)
    assert err.startswith(f"{path}: ") and words in err


def test_what_is_no_corpus(tmp_path, capsys):
    assert "no corpus" in said(capsys, tmp_path, code=2)
    (tmp_path / "manifest.json").write_text("{}")
    assert "not finished" in said(capsys, tmp_path, code=2)


def test_every_attribution_is_as_likely(corpus, tmp_path):
    """Over 60 seeds each is drawn 60 * 20 / total times, about 3; by chance none comes up 15 times."""
    counts = Counter()
    for seed in range(60):
        path = tmp_path / f"{seed}.csv"
        sample.draw(corpus, 20, seed, path)
        counts.update((r["article"], r["attribution"]) for r in read(path))
    assert sum(counts.values()) == 1200
    assert len(counts) > 300 and max(counts.values()) < 15
