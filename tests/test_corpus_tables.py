"""A corpus's quotes and sentences, columns of the input that are kept, ids that are missing, and sheets."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import corpora
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from analysis import analyze, cli, frames, json_output
from analysis.corpus import codebook, inputs, keeping, run, sheets
from analysis.corpus.remarks import Remarks
from analysis.nlp.quotations import without_marks

# Nobody is real. The second has a source inside an outlet's report, and somebody spoken of.
VIA = (
    "“Ada Norr lied to the poor farmers and stole their money,” Tom Quill, the mayor, said on Monday. "
    "The council met.\n\n"
    "“The bridge is closed, an aide to the mayor said,” the Esk Harbour Times reported."
)
TWO = [corpora.article(0), {"id": "b", "headline": "Quill attacks Norr", "text": VIA, "published": "2025-04-01"}]


def measured(tmp_path: Path, rows: list[dict], *options: str) -> Path:
    path, out = corpora.json_lines(tmp_path / "in.jsonl", rows), tmp_path / "out"
    assert cli.main(["corpus", str(path), "--out", str(out), *options]) == 0
    return out


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return measured(tmp_path_factory.mktemp("two"), TWO, "--csv", "--xlsx")


def columns(rows: list[dict], *names: str) -> list[tuple]:
    return [tuple(row[name] for name in names) for row in rows]


# --- quotes and sentences --------------------------------------------------------------------------------------------


def test_the_quotes_of_an_article(two):
    found = [q for q in corpora.rows(two, "quotes") if q["article"] == 0]
    assert columns(found, "quoted", "content", "words", "manner", "cue") == [
        ("We could not wait,", "“We could not wait,”", 4, "direct", "said"),
        (None, "the ferry is safe", 4, "indirect", "said"),
        (None, "It was vote 1 of the year", 7, "indirect", "reported"),
    ]
    assert columns(found, "as_written", "name", "kind", "named", "source", "sources", "pronouns") == [
        ("Marta Vell, the mayor", "Marta Vell", "person", True, 0, [0], []),
        ("An aide", "An aide", "person", False, 1, [1], []),
        ("the Marren Gazette", "Marren Gazette", "outlet", True, 2, [2], []),
    ]
    about = ("a0", "Lowfield closes 2 bridges", "The Marren Gazette", datetime.date(2025, 3, 31))
    assert columns(found, "id", "headline", "outlet", "published") == [about] * 3
    assert columns(found, "type", "place", "inside", "via") == [("statement", "body", None, None)] * 3
    text = corpora.rows(two, "articles")[0]["text"]
    assert [text[q["start"] : q["end"]] for q in found] == [q["content"] for q in found]


def test_a_source_inside_an_outlets_report_and_the_tone_toward_somebody(two):
    found = [q for q in corpora.rows(two, "quotes") if q["article"] == 1]
    assert columns(found, "place", "name", "inside", "via", "manner", "people") == [
        ("headline", "Tom Quill", None, None, "indirect", ["Ada Norr"]),
        ("body", "Tom Quill", None, None, "direct", ["Ada Norr"]),
        ("body", "Esk Harbour Times", None, None, "direct", []),
        ("body", "an aide to the mayor", 2, "Esk Harbour Times", "indirect", []),
    ]
    # The marks around the aide's words are the outlet's.
    assert [q["quoted"] for q in found[2:]] == ["The bridge is closed, an aide to the mayor said,", None]
    assert len(found[1]["toward"]) == 1 and -1 <= found[1]["toward"][0] < -0.3
    sentences = {(s["article"], s["sentence"]): s for s in corpora.rows(two, "sentences")}
    assert found[1]["valence"] == sentences[1, 1]["valence"] < 0


def test_nothing_comes_through_the_articles_own_outlet(tmp_path):
    out = measured(tmp_path, [TWO[1] | {"outlet": "Esk Harbour Times"}])
    assert {q["via"] for q in corpora.rows(out, "quotes")} == {None}


def test_the_sentences_of_two_articles(two):
    found = corpora.rows(two, "sentences")
    assert columns(found, "article", "sentence", "paragraph", "words", "voice", "heard") == [
        (0, 1, 1, 12, "the article's own voice", "own"),
        (0, 2, 2, 9, "the article's own voice", "own"),  # 4 words of 9 are quoted
        (0, 3, 2, 7, "An aide", "retold"),  # 4 of 7
        (0, 4, 3, 11, "Marren Gazette", "retold"),  # 7 of 11
        (1, 1, 1, 18, "Tom Quill", "quoted"),  # 11 of 18
        (1, 2, 1, 3, "the article's own voice", "own"),
        (1, 3, 2, 15, "several voices", None),  # the aide's 4, the outlet's 6, 5
    ]
    assert [s["quoted_share"] for s in found] == [0, round(4 / 9, 6), 0, 0, round(11 / 18, 6), 0, round(10 / 15, 6)]
    assert columns(found, "wording", "wording_categories")[1] == (["could"], ["hedges"])
    assert not any(s["wording"] for s in (found[0], found[2], found[3]))
    assert {s["difficulty"] for s in found} == {None} and {s["id"] for s in found} == {"a0", "b"}
    assert all(-1 <= s[column] <= 1 for s in found for column in ("valence", "tone"))


@pytest.mark.parametrize(
    ("words", "grade", "marked"),
    [(25, 20, None), (26, 12.9, None), (26, 13, "difficult"), (41, 16.9, "difficult"), (41, 17, "very difficult")],
)
def test_difficult_sentences_are_those_of_the_page(words, grade, marked):
    assert frames.difficulty(words, grade) == marked


def test_marks_are_left_out():
    for text, inside in {
        "“No.”": "No.",
        "“On and on": "On and on",
        '"No"': "No",
        "``No''": "No",
        "‘“No”’": "“No”",
    }.items():
        start, end = without_marks(text, (0, len(text)))
        assert text[start:end] == inside


def test_without_tone_nothing_of_it_is_there(tmp_path):
    out = measured(tmp_path, TWO, "--without", "tone")
    assert {(q["valence"], *q["people"], *q["toward"]) for q in corpora.rows(out, "quotes")} == {(None,)}
    assert {s["valence"] for s in corpora.rows(out, "sentences")} == {None}
    assert corpora.rows(out, "sentences")[2]["tone"] == 0.4404  # VADER's needs no network: "safe"


def test_kinds_of_text_that_the_measures_were_not_made_for(tmp_path):
    talk = "\n\n".join(
        f"NORR: Why is your bridge number {n} old?\n\nQUILL: I think we forgot it, you know." for n in range(12)
    )
    out = measured(tmp_path, [{"text": VIA}, {"text": talk}, {"text": " "}], "--without", "tone", "--csv")
    rows = corpora.rows(out, "articles")
    assert [r["limits"] for r in rows] == [["short"], ["transcript"], None]  # VIA has 40 words
    page = analyze.open_article(str(article_of(tmp_path, talk)), without=("tone",))
    assert [limit["kind"] for limit in json_output.page_to_dict(page)["limits"]] == rows[1]["limits"]
    header, *lines = csv_rows(out / "articles.csv")
    assert [line[header.index("limits")] for line in lines] == ["short", "transcript", ""]


def article_of(folder: Path, text: str) -> Path:
    (folder / "a.txt").write_text(f"Norr meets Quill\n\n{text}", "utf-8")
    return folder / "a.txt"


def test_a_bad_article_has_no_quotes(corpus):
    for table in ("quotes", "sentences"):
        rows = corpora.rows(corpus, table)
        assert {r["article"] for r in rows} == set(range(130)) - set(corpora.BAD), table
        assert json.loads((corpus / "manifest.json").read_bytes())["rows"][table] == len(rows)


def test_every_quote_is_a_statement_of_the_attributions(corpus):
    said = {(a["article"], a["attribution"]) for a in corpora.rows(corpus, "attributions") if a["type"] == "statement"}
    assert {(q["article"], q["statement"]) for q in corpora.rows(corpus, "quotes")} == said


# --- columns that are kept -------------------------------------------------------------------------------------------

ODD = [
    {"words": 7, "error": "none", "input_words": "x", "b|`c\n": True, "n": 1, "m": 1.5, "deep": {"a": [1, "é"]}},
    {"words": 8, "error": None, "input_words": "y", "b|`c\n": False, "n": 2.5, "m": 2**70, "deep": None},
]
ODD = [corpora.article(n) | odd for n, odd in enumerate(ODD)]


def test_columns_with_names_of_ours_and_values_of_all_kinds(tmp_path, capsys):
    out = measured(tmp_path, [*ODD, corpora.article(3) | {"late": "\ud800"}], "--keep", "all")
    note = "words is kept as input_words, error is kept as input_error, input_words is kept as input_input_words"
    assert note in capsys.readouterr().err
    names = ["input_words", "input_error", "input_input_words", "b|`c", "n", "m", "deep", "late"]
    rows = corpora.rows(out, "articles")
    assert list(rows[0])[-8:] == names
    assert columns(rows, *names) == [
        (7, "none", "x", True, 1.0, "1.5", '{"a": [1, "é"]}', None),
        (8, None, "y", False, 2.5, str(2**70), None, None),
        (*[None] * 7, "\ufffd"),
    ]
    assert [r["words"] for r in rows] == [39, 39, 39] and [r["error"] for r in rows] == [None] * 3
    written = (out / "CODEBOOK.md").read_text("utf-8")
    assert "| `input_words` | integer |  | The input's column 'words'. |" in written
    assert "| `b&#124;`c` | boolean |" in written
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert manifest["keep"]["input_words"] == ["words", "integer"] and len(manifest["keep"]) == 8


def test_a_bad_article_keeps_its_columns(tmp_path):
    out = measured(tmp_path, [corpora.article(0), {"id": "b", "text": " ", "topic": "x"}], "--keep", "topic")
    assert columns(corpora.rows(out, "articles"), "id", "topic") == [("a0", None), ("b", "x")]


def test_a_column_that_is_taken_can_be_kept_as_it_was(tmp_path):
    out = measured(tmp_path, [corpora.article(0) | {"published": "spring, or 1 May 2024"}], "--keep", "Published")
    row = corpora.rows(out, "articles")[0]
    assert (row["input_published"], str(row["published"])) == ("spring, or 1 May 2024", "2024-05-01")


def test_parquet_keeps_its_types(tmp_path):
    day, moment = datetime.date(2025, 4, 1), datetime.datetime(2025, 4, 1, 12, 30, tzinfo=datetime.UTC)
    table = pa.table(
        {
            **{name: [corpora.article(0)[name]] for name in ("id", "text")},
            "day": [day],
            "moment": pa.array([moment], pa.timestamp("ns", "UTC")),
            "small": pa.array([3], pa.int8()),
            "many": pa.array([2**63], pa.uint64()),
            "share": pa.array([0.5], pa.float32()),
            "section": pa.array(["world"]).dictionary_encode(),
            "tags": [["a", "b"]],
            "a.b": [True],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = inputs.open_input(tmp_path / "a.parquet", inputs.Columns(), ["all"])
    assert {k.name: k.type for k in found.kept} == {
        **{"day": "date", "moment": "time_utc", "small": "integer", "many": "string", "share": "number"},
        **{"section": "string", "tags": "string", "a.b": "boolean"},
    }
    arguments = ["corpus", str(tmp_path / "a.parquet"), "--out", str(tmp_path / "out"), "--keep", "all", "--xlsx"]
    assert cli.main(arguments) == 0
    row = corpora.rows(tmp_path / "out", "articles")[0]
    kept = [row[k.name] for k in found.kept]
    assert kept == [day, moment, 3, str(2**63), 0.5, "world", '["a", "b"]', True]


def test_what_cannot_be_kept(tmp_path, capsys):
    path = corpora.json_lines(tmp_path / "in.jsonl", [corpora.article(0) | {"topic": "x"}])
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out"), "--keep", "topics"]) == 2
    err = capsys.readouterr().err
    assert "no column 'topics'; name others with --keep (it has: id, headline, text," in err and err.count("\n") == 1
    (tmp_path / "texts").mkdir()
    assert cli.main(["corpus", str(tmp_path / "texts"), "--out", str(tmp_path / "out"), "--keep", "all"]) == 2
    assert "a folder has no columns to keep" in capsys.readouterr().err
    many = corpora.article(0) | {f"c{n}": n for n in range(keeping.MOST + 1)}
    path = corpora.json_lines(tmp_path / "many.jsonl", [many])
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out"), "--keep", "all"]) == 2
    assert "more than 1,000 columns" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_another_choice_of_columns_is_another_corpus(tmp_path, capsys):
    rows = [corpora.article(0) | {"topic": "x"}]
    measured(tmp_path, rows, "--keep", "topic")
    assert cli.main(["corpus", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]) == 2
    assert "was begun with another --keep;" in capsys.readouterr().err
    arguments = ["corpus", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"), "--keep", "topic"]
    assert cli.main([*arguments, "--without", "tone"]) == 2
    assert "was begun with another --without;" in capsys.readouterr().err
    assert cli.main(arguments) == 0  # what was left out in one run is not left out in the next


def test_a_bar_that_is_turned_off(tmp_path):
    """`TQDM_DISABLE` is read when tqdm is imported: a process of its own."""
    (tmp_path / "in.jsonl").write_text(json.dumps(corpora.article(0)) + "\n", "utf-8")
    command = [sys.executable, "-m", "analysis", "corpus", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, env={**os.environ, "TQDM_DISABLE": "1"}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        f"{tmp_path / 'out'}: 1 article, 3 sources, 3 attributions, among them 3 statements, 4 s"
    )


# --- ids that are missing --------------------------------------------------------------------------------------------


def test_a_missing_id_is_said_once(tmp_path, capsys):
    rows = [corpora.article(0), corpora.article(1) | {"id": " "}, corpora.article(2) | {"id": None}]
    out = measured(tmp_path, rows)
    assert f"{tmp_path / 'in.jsonl'}: 2 of 3 articles have no id: {inputs.NO_ID}\n" in capsys.readouterr().err
    assert columns(corpora.rows(out, "articles"), "article", "id") == [(0, "a0"), (1, None), (2, None)]
    assert {q["id"] for q in corpora.rows(out, "quotes") if q["article"]} == {None}


def test_no_column_for_the_id_is_said_once(tmp_path, capsys):
    measured(tmp_path, [{"text": VIA}, {"text": VIA}])
    err = capsys.readouterr().err
    assert f"no column 'id' for the id: {inputs.NO_ID}\n" in err and err.count(inputs.NO_ID) == 1


# --- what is said of the input ----------------------------------------------------------------------------------------


def remarks(rows: list[dict]) -> list[str]:
    found = Remarks("day")
    records = [inputs._record(row, inputs.Columns(published="day"), ()) for row in rows]
    list(found.on(inputs.Input("", len(records), lambda: iter(records))).records())
    return list(found.lines())


def test_dates_that_are_not_understood():
    days = ["2019-07-12", "07/12/2019", " ", None, "20190708", "2019-13-45", "July 8, 2019"]
    rows = [{"id": str(n), "text": str(n), "day": day} for n, day in enumerate(days)]
    assert remarks(rows) == [
        "3 of 5 values of 'day' are no date that is certain, the first '07/12/2019' (article 1): "
        "write dates like 2019-07-12"
    ]
    assert remarks(rows[1:2])[0].startswith("1 of 1 value of 'day' is no date that is certain, the first '07/12/2019'")
    assert remarks(rows[:1] + rows[6:]) == []


def test_ids_and_texts_that_come_again():
    pairs = [("a", "x"), ("b", "y"), (None, "x"), (None, " "), ("b", "z"), ("a", " "), ("b", None)]
    assert remarks([{"id": i, "text": text} for i, text in pairs]) == [
        f"2 of 7 articles have no id: {inputs.NO_ID}",
        "3 of 7 articles have the id of an earlier one (the first: article 4, that of article 1); "
        "the column `article` tells them apart",
        "1 of 7 articles has the text of an earlier one (the first: article 2, that of article 0); "
        "leave out what should not count twice",
    ]


def test_it_is_said_once_after_the_run(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(run, "PART", 1)
    measured(tmp_path, [corpora.article(0) | {"published": "07/12/2019"}, corpora.article(0)])
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if line.startswith(f"{tmp_path / 'in.jsonl'}: ")]
    assert [line.split(": ")[1].split(" of ")[0] for line in lines] == ["1", "1", "1"] and "article/s" not in lines[0]
    assert "values of 'published' is no date that is certain, the first '07/12/2019' (article 0)" in lines[2]
    assert "1 of 2 articles has the id" in lines[0] and out.count("\n") == 1
    measured(tmp_path, [corpora.article(0) | {"published": "07/12/2019"}, corpora.article(0)])
    assert capsys.readouterr().err == ""  # done already


def test_what_an_interrupted_run_left(tmp_path):
    assert run.kept(tmp_path) == ""
    (tmp_path / "parts").mkdir()
    for number in (0, 2):  # the last one is of two
        (tmp_path / f"parts/{number:08}.arrow").touch()
    for manifest, said in [
        ('{"articles": 66}', "34 of 66 articles are kept; "),
        ('{"articles": 1}', "1 of 1 article is kept; "),
        ('{"articles": 7, "rows": {}}', "7 of 7 articles are kept; "),
        ("[]", ""),
        ("half", ""),
    ]:
        (tmp_path / "manifest.json").write_text(manifest)
        assert run.kept(tmp_path) == said


# --- sheets ----------------------------------------------------------------------------------------------------------


def csv_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def xlsx_rows(path: Path) -> list[list]:
    return [[cell.value for cell in row] for sheet in load_workbook(path) for row in sheet.rows]


@pytest.mark.parametrize("table", sheets.TABLES)
def test_sheets_have_the_rows_of_the_tables(table, two):
    rows = corpora.rows(two, table)
    names = [name for name in rows[0] if name != "text" or table != "articles"]
    header, *lines = csv_rows(two / f"{table}.csv")
    assert header == names and len(lines) == len(rows)
    assert xlsx_rows(two / f"{table}.xlsx")[0] == names
    for number, line in enumerate(xlsx_rows(two / f"{table}.xlsx")[1:]):
        for name, cell, text in zip(names, line, lines[number], strict=True):
            value = rows[number][name]
            if isinstance(value, float):
                assert float(text) == cell == value, name
            elif isinstance(value, int) or value is None:  # bool too
                assert (cell, text) == (value, "" if value is None else str(value)), name
            else:
                assert text == ("" if cell is None else str(cell).removesuffix(" 00:00:00")), name


def test_lists_in_a_sheet(two):
    header, *lines = csv_rows(two / "quotes.csv")
    cells = dict(zip(header, lines[4], strict=True))
    tone = corpora.rows(two, "quotes")[4]["toward"][0]
    assert (cells["people"], cells["toward"], cells["sources"]) == ("Ada Norr", f"Ada Norr {tone:+.2f}", "0")
    assert cells["quoted"] == "Ada Norr lied to the poor farmers and stole their money,"


HOSTILE = {
    "id": "=1+1",
    "headline": "=HYPERLINK(1) bridges\u202e close",
    "text": "“=cmd|' /C calc'!A0 is my name,” said Marta Vell, the mayor.\n\n"
    "@SUM(1+1) was the answer;=2 the\x01 council\u200b said on Monday.\n\n–2 is cold, an aide said.",
    "outlet": "+outlet",
    "=topic": "\t-3\x00;=4",
}


def test_hostile_cells(tmp_path):
    out = measured(tmp_path, [HOSTILE], "--keep", "all", "--csv", "--xlsx")
    for table in sheets.TABLES:
        for rows in (csv_rows(out / f"{table}.csv"), xlsx_rows(out / f"{table}.xlsx")):
            for cell in (cell for row in rows for cell in row if isinstance(cell, str)):
                number = not cell.strip("-.e0123456789")
                assert number or not re.match(r"\s*[=+@＝＋－＠-]", cell), cell
                assert not re.search(r";\s*[=+@-]", cell), cell
                assert not set(cell) & set("\x00\x01\t\n\u202e\u200b"), cell
        for row in load_workbook(out / f"{table}.xlsx").active.rows:
            assert {cell.data_type for cell in row} <= {"s", "n", "d", "b"}
    assert csv_rows(out / "articles.csv")[0][-1] == "'=topic"
    assert csv_rows(out / "articles.csv")[1][-1] == "'-3; '=4"
    assert csv_rows(out / "quotes.csv")[1][1] == "'=1+1"
    kept = pq.read_table(out / "articles.parquet", columns=["=topic"]).to_pylist()
    assert kept == [{"=topic": "\t-3\x00;=4"}]  # Parquet has what was given


def test_a_cell_and_a_sheet_have_a_limit(tmp_path, monkeypatch):
    assert sheets._cell("a" * 32_767) == "a" * 32_767
    assert sheets._cell("a" * 32_768) == "a" * 32_766 + "…"
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)  # the header and two
    pq.write_table(pa.table({"n": [1, 2, 3, 4, 5]}), tmp_path / "quotes.parquet")
    sheets.write(tmp_path / "quotes.parquet", tmp_path / "quotes.xlsx", "xlsx")
    assert xlsx_rows(tmp_path / "quotes.xlsx") == [["n"], [1], [2], ["n"], [3], [4], ["n"], [5]]


def test_sheets_of_a_corpus_that_is_done_and_after_an_interruption(two, tmp_path, monkeypatch):
    out = measured(tmp_path, TWO)
    assert not list(out.glob("*.csv"))
    write, arguments = sheets.write, ["corpus", str(tmp_path / "in.jsonl"), "--out", str(out), "--csv", "--xlsx"]

    def interrupted(table, path, ending):
        path.write_bytes(b"half")
        if ending == "xlsx":
            raise KeyboardInterrupt
        write(table, path, ending)

    monkeypatch.setattr(sheets, "write", interrupted)
    assert cli.main(arguments) == 130
    assert [p.name for p in out.glob("*.xlsx")] == []
    monkeypatch.undo()
    assert cli.main(arguments) == 0
    assert corpora.contents(out) == corpora.contents(two)


def test_a_run_that_stopped_goes_on_with_all_tables(tmp_path, monkeypatch):
    """The first part is there, the second is not: kept columns, quotes and sentences are the same."""
    monkeypatch.setattr(run, "PART", 2)
    rows = [corpora.article(n) | {"topic": n} for n in range(4)]
    whole = measured(tmp_path, rows, "--keep", "topic", "--csv")
    part, real = tmp_path / "part", run._write

    def write(path, data):
        if path.name == "00000001.arrow":
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr(run, "_write", write)
    arguments = ["corpus", str(tmp_path / "in.jsonl"), "--out", str(part), "--keep", "topic", "--csv"]
    assert cli.main(arguments) == 130
    assert [p.name for p in part.glob("parts/*")] == ["00000000.arrow"]
    monkeypatch.setattr(run, "_write", real)
    assert cli.main(arguments) == 0
    assert corpora.contents(part) == corpora.contents(whole)
    assert [r["topic"] for r in corpora.rows(part, "articles")] == [0, 1, 2, 3]


# --- CSV, standard input, progress -----------------------------------------------------------------------------------


def test_csv_on_standard_input_with_all_options(tmp_path, monkeypatch):
    given = pd.DataFrame([corpora.article(n) for n in range(2)] + [{"text": ""}]).assign(zip=["007", "", "1"])
    text = given.rename(columns={"text": "Body"}).to_csv(index=False, sep=";")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    out = tmp_path / "out"
    assert cli.main(["corpus", "-", "--out", str(out), "--text", "body", "--keep", "zip", "--csv"]) == 0
    rows = corpora.rows(out, "articles")
    assert columns(rows, "id", "zip", "words") == [("a0", "007", 39), ("a1", None, 39), (None, "1", None)]
    assert "empty, no words in it" in rows[2]["error"]
    assert len(csv_rows(out / "quotes.csv")) == 7


def test_progress_counts_articles(monkeypatch):
    shown = []

    class Bar:
        n = 2  # of six, measured in an earlier run

        def update(self, more):
            self.n += more
            shown.append(self.n)

    counted = iter((1, 3, 9))
    progress = run.Progress(Bar(), lambda: next(counted), 4)
    progress.show()
    progress.show(2)  # a part of two is collected; another process has begun the next
    progress.show()
    assert shown == [3, 5, 6]


def test_the_codebook_tells_of_every_column_of_a_frame():
    for table in codebook.OF_FRAMES:
        declared = [c.name for c in codebook.TABLES[table][1]]
        assert declared[-len(frames.COLUMNS[table]) :] == list(frames.COLUMNS[table])
        assert all(c.type in codebook.types() and c.meaning for c in codebook.TABLES[table][1])


def test_the_codebook_speaks_of_these_tables_not_of_data_frames():
    told = [c.meaning for _, columns in [*codebook.TABLES.values(), *codebook.ACROSS.values()] for c in columns]
    assert re.findall(r"tuple|<NA>|NaN|`told`|`statements`|`toward\.|`wording\.", "\n".join(told)) == []
    meanings = {c.name: c.meaning for c in codebook.TABLES["quotes"][1]}
    assert meanings["people"] == "The people named in the article of whom it speaks, as a list of names."
    assert meanings["type"] == "`statement`: thoughts and deeds are in attributions.parquet."
