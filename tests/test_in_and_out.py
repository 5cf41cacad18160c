"""Standard input, tables as CSV, names of columns and files, and one output for each input."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import corpora
import pytest
from bs4 import BeautifulSoup

from analysis import cli
from analysis.article import ArticleError
from analysis.corpus import inputs
from analysis.report import article_page
from analysis.report.page import figures

CUT_GZIP = gzip.compress(b"id,text\n1,No.\n", mtime=0)[:-9]  # a time in it would give each test process another name
TEXT = """Lowfield council closes bridge

The council of Lowfield voted on Monday to close the old bridge, which the spring flood had damaged.

“We could not wait,” said Marta Vell, the mayor.
"""
PAGE = (
    f"<!doctype html><html><title>Lowfield</title><body><article><h1>Lowfield</h1><p>{TEXT}</p></article></body></html>"
)


def given(monkeypatch: pytest.MonkeyPatch, data: str | bytes) -> None:
    """What the program finds on its standard input."""
    raw = data.encode() if isinstance(data, str) else data
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


@pytest.mark.parametrize(
    ("data", "headline"),
    [
        (TEXT, "Lowfield council closes bridge"),
        ("\ufeff" + TEXT, "Lowfield council closes bridge"),
        (TEXT.encode("cp1252"), "Lowfield council closes bridge"),
        (PAGE, "Lowfield"),
        (f"---\ntitle: A ferry\n---\n\n{TEXT}", "A ferry"),
    ],
)
def test_an_article_from_standard_input(data, headline, monkeypatch, capsys):
    given(monkeypatch, data)
    assert cli.main(["read", "-"]) == 0
    assert f"headline                    {headline}\n" in capsys.readouterr().out


def test_standard_input_beside_files(monkeypatch, capsys, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT.replace("Monday", "Friday"), "utf-8")
    given(monkeypatch, TEXT)
    assert cli.main(["measure", "-", str(tmp_path / "b.txt")]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == ["-", str(tmp_path / "b.txt")]


def test_a_file_called_like_standard_input(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("A file\n\n" + TEXT, "utf-8")
    given(monkeypatch, TEXT)
    assert cli.main(["read", "./-"]) == 0
    assert "headline                    A file" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "data", "said"),
    [
        (["measure", "-", "-"], TEXT, "-: named twice"),
        (["compare", "-", "-"], TEXT, "-: named twice"),
        (["read", "-"], "", "-: empty"),
        (["read", "-"], "%PDF-1.4", "-: a PDF"),
        (["read", "-"], None, "-: there is no standard input"),
        (["corpus", "-", "--out", "out"], "", "standard input: no articles"),
        (["corpus", "-", "--out", "out"], "id,body\n1,No.\n", "standard input: no column 'text'"),
        (["corpus", "-", "--out", "out"], b"\x1f\x8b no gzip", "standard input: cannot be read (Unknown compression"),
        (["corpus", "-", "--out", "out"], CUT_GZIP, "standard input: cannot be read"),
        (["corpus", "-", "--out", "out"], None, "standard input: there is no standard input"),
    ],
)
def test_what_cannot_be_read_is_one_line(arguments, data, said, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None) if data is None else given(monkeypatch, data)
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith(said) and len(told.err.splitlines()) == 1
    assert not os.listdir(tmp_path)


def test_a_terminal_is_told_what_is_awaited(monkeypatch, capsys):
    given(monkeypatch, TEXT)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert cli.main(["read", "-"]) == 0
    assert capsys.readouterr().err == "-: type or paste the article; Ctrl-D ends it (on Windows: Ctrl-Z, Enter)\n"


def records(path: Path, **columns: str) -> list[tuple[str | None, str | None, str | None]]:
    found = inputs.open_input(path, inputs.Columns(**columns))
    return [(r.id, r.headline, r.text) for r in found.records()]


TABLES = {
    "commas": ("id,headline,text\n1,A,No.\n2,B,Yes.\n", "a.csv"),
    "quotes, commas and line ends in a cell": ('id,headline,text\r\n1,A,No.\r\n2,B,"Yes."\r\n', "a.csv"),
    "semicolons": ("id;headline;text\n1;A;No.\n2;B;Yes.\n", "a.csv"),
    "tabs": ("id\theadline\ttext\n1\tA\tNo.\n2\tB\tYes.\n", "a.tsv"),
    "a mark at the start": ("\ufeffid,headline,text\n1,A,No.\n2,B,Yes.\n", "a.csv"),
    "other columns, another order": ("url,text,id,headline\nx,No.,1,A\ny,Yes.,2,B\n", "a.csv"),
    "capitals": ("ID,Headline,TEXT\n1,A,No.\n2,B,Yes.\n", "a.csv"),
    "blanks and empty lines": ("id, headline ,text\n1,A,No.\n\n2,B,Yes.\n", "a.csv"),
    "lines of JSON": (
        '{"Id": 1, "headline": "A", "Text": "No."}\n{"Id": 2, "headline": "B", "Text": "Yes."}\n',
        "a.jsonl",
    ),
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("packed", [False, True])
def test_tables(name, packed, tmp_path):
    data, file = TABLES[name]
    path = tmp_path / (file + ".gz" * packed)
    path.write_bytes(gzip.compress(data.encode()) if packed else data.encode())
    assert records(path) == [("1", "A", "No."), ("2", "B", "Yes.")]


def test_a_cell_may_hold_paragraphs(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('text,id\n"No.\n\n""Yes,"" he said; no, ""no"".",1\n', "utf-8")
    assert records(path) == [("1", None, 'No.\n\n"Yes," he said; no, "no".')]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"id,text\n1,caf\xe9\n", "not UTF-8"),
        (b"id,text\n1,a\x00b\n" if sys.version_info < (3, 11) else b"", "no articles in it"),
        (b"id,body\n1,No.\n", "no column 'text'.*it has: id, body"),
        (b"\n", "no articles in it"),
        # A quotation mark that is not closed: to the end of the file, and up to the next one.
        (b'id,text\n1,"a\nb"\n2,"No.\n3,Yes.\n', "row that begins in line 4 cannot be read .*quotation mark"),
        (b'id,text\n1,"No.\n2,"Yes."\n3,Go.\n', "row that begins in line 2 cannot be read .*quotation mark"),
    ],
)
def test_tables_that_cannot_be_read(data, said, tmp_path):
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(ArticleError, match=said):
        records(tmp_path / "a.csv")


def test_a_short_row_is_an_error_of_its_own(tmp_path):
    (tmp_path / "a.csv").write_text("id,headline,text\n1,A\n2,B,Yes.\n", "utf-8")
    found = list(inputs.open_input(tmp_path / "a.csv", inputs.Columns()).records())
    assert [bool(r.error) for r in found] == [True, False]


def test_what_is_taken_and_what_is_left_out_is_said(tmp_path):
    (tmp_path / "a.csv").write_text("ID,Text,topic,url\n1,No.,a,b\n", "utf-8")
    notes = inputs.open_input(tmp_path / "a.csv", inputs.Columns()).notes
    lacking = "no column for headline, published, outlet; if one of these has it, name it with "
    left_out = f"columns left out: topic, url; {lacking}--headline, --published, --outlet"
    assert notes == ("ID is taken for id, Text for text", left_out)
    found = inputs.open_input(tmp_path / "a.csv", inputs.Columns(headline="topic", published="url"))
    assert found.notes == ("ID is taken for id, Text for text",)  # nothing is left out
    found = inputs.open_input(tmp_path / "a.csv", inputs.Columns(headline="topic"), ["url"])
    assert found.notes == ("ID is taken for id, Text for text", "url is kept as input_url")
    for name in ("a.txt", "b.md", "c.MARKDOWN", "d.html", "e.pdf", "f.pdf", "g.docx", "README", ".hidden"):
        (tmp_path / "folder" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "folder" / name).write_text(TEXT, "utf-8")
    found = inputs.open_input(tmp_path / "folder", inputs.Columns())
    assert [r.file for r in found.records()] == ["a.txt", "b.md", "c.MARKDOWN", "d.html"]
    assert found.notes == ("left out: 2 .pdf, 1 .docx, 1 without an ending",)
    assert (
        inputs.open_input(corpora.json_lines(tmp_path / "b.jsonl", corpora.articles(3)), inputs.Columns()).notes == ()
    )


@pytest.mark.parametrize("kind", ["jsonl", "csv", "jsonl.gz"])
def test_a_corpus_from_standard_input_is_that_of_a_file(kind, monkeypatch, tmp_path, capsys):
    rows = [corpora.article(n) for n in range(3)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    if kind == "csv":
        import pandas as pd

        lines = pd.DataFrame(rows).to_csv(index=False)
    data = gzip.compress(lines.encode(), mtime=0) if kind.endswith("gz") else lines.encode()
    (tmp_path / f"in.{kind}").write_bytes(data)
    assert cli.main(["corpus", str(tmp_path / f"in.{kind}"), "--out", str(tmp_path / "a")]) == 0
    for _ in range(2):  # a second time it is done already
        given(monkeypatch, data)
        assert cli.main(["corpus", "-", "--out", str(tmp_path / "b")]) == 0
    assert corpora.contents(tmp_path / "a") == corpora.contents(tmp_path / "b")
    given(monkeypatch, lines.replace("Monday", "Friday"))
    assert cli.main(["corpus", "-", "--out", str(tmp_path / "b")]) == 2
    assert "was begun with another input" in capsys.readouterr().err


def pages_of(files: list[Path], out: Path, *options: str) -> int:
    return cli.main(["report", *map(str, files), "--out", str(out), *options])


def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is the name of the article's file, so that the tests are fast and see which is which."""
    monkeypatch.setattr(article_page, "render", lambda page: page.file)


def test_each_article_of_a_run_has_its_page(tmp_path, monkeypatch, capsys):
    """The names that are left of their files' names may be the same, or the same to Windows and Macs."""
    named(monkeypatch)
    names = ["a b.md", "a-b.md", "a b.txt", "c.txt", "a_b.html", "A b.txt"]
    for name in names:
        (tmp_path / name).write_text(PAGE if name.endswith("html") else TEXT, "utf-8")
    for _ in range(2):  # a second run writes the same files
        assert pages_of([tmp_path / n for n in names], tmp_path / "out") == 0
        made = {p.name: Path(p.read_text().splitlines()[0]).name for p in (tmp_path / "out").iterdir()}
        assert made == {
            "a-b.report.html": "a b.md",
            "a-b-2.report.html": "a-b.md",
            "a-b-3.report.html": "a b.txt",
            "c.report.html": "c.txt",
            "a-b-4.report.html": "a_b.html",
            "A-b-5.report.html": "A b.txt",
        }


def test_two_files_that_look_the_same_have_two_pages(tmp_path, monkeypatch, capsys):
    """Of one name, with the same first words."""
    named(monkeypatch)
    files = [tmp_path / "one" / "bridge.txt", tmp_path / "two" / "bridge.txt"]
    for file in files:
        file.parent.mkdir()
        file.write_text(TEXT, "utf-8")
    assert pages_of(files, tmp_path / "out") == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == [
        "bridge.report.html",
        "bridge-2.report.html",
    ]


def test_a_run_goes_on_after_an_article_that_cannot_be_read(tmp_path, monkeypatch, capsys):
    named(monkeypatch)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert pages_of([Path("none.txt"), tmp_path / "a.txt"], tmp_path / "out") == 2
    told = capsys.readouterr()
    assert told.out.split() == [str(tmp_path / "out" / "a.report.html")]
    assert told.err.startswith("none.txt: no such file") and len(told.err.splitlines()) == 1


def test_another_run_keeps_the_pages_of_other_articles(tmp_path, monkeypatch, capsys):
    """The same article again, or corrected, gets its page again; one of another folder gets its own."""
    named(monkeypatch)
    paths = [tmp_path / "one" / "bridge.txt", tmp_path / "two" / "bridge.txt"]
    other = TEXT.replace("voted", "vowed")  # among the first words of the body
    for path, text in zip(paths, (TEXT, other), strict=True):
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    out = tmp_path / "out"
    assert [pages_of([path], out) for path in (*paths, paths[0])] == [0, 0, 0]
    paths[1].write_text(f"{other}\n\nA paragraph was added.\n", "utf-8")
    assert pages_of([paths[1]], out, "--headline", "Another headline") == 0
    for text in (TEXT, TEXT, other):
        given(monkeypatch, text)
        assert cli.main(["report", "-", "--out", str(out)]) == 0
    (out / "mine.report.html").write_text("<p>Not made by the program</p>", "utf-8")
    (tmp_path / "mine.txt").write_text(TEXT, "utf-8")
    assert pages_of([tmp_path / "mine.txt"], out) == 0
    assert pages_of([tmp_path / "mine.txt"], out, "--force") == 0
    made = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert made == [
        "bridge.report.html",
        "bridge-2.report.html",
        "bridge.report.html",
        "bridge-2.report.html",
        "Lowfield-council-closes-bridge.report.html",
        "Lowfield-council-closes-bridge.report.html",
        "Lowfield-council-closes-bridge-2.report.html",
        "mine-2.report.html",
        "mine.report.html",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["a.txt", "--refresh"], "--refresh: is for the course's notebooks"),
        (["texts", "--headline", "A bridge"], "--headline: is said of one article, and texts is a folder"),
        (["empty"], "empty: no articles in it; give a folder of .txt"),
        (["bad"], "bad/b.txt: only a headline"),
    ],
)
def test_what_a_report_cannot_be_asked_for(options, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("texts", "empty", "bad"):
        Path(name).mkdir()
    for path, text in (("a.txt", TEXT), ("texts/a.txt", TEXT), ("bad/b.txt", "Only a headline\n")):
        Path(path).write_text(text, "utf-8")
    assert cli.main(["report", *options, "--out", "out"]) == 2
    assert said in capsys.readouterr().err and not Path("out").exists()


def texts_in(folder: Path) -> Path:
    """Two articles, one of them deeper, and what is none."""
    for name, text in {
        "b.txt": TEXT,
        "a/one.md": "# " + TEXT.replace("closes", "opens"),
        "bad.txt": "Only a headline\n",
        ".hidden.txt": TEXT,
        "notes.pdf": "%PDF",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_folder_of_articles_has_their_pages_and_an_index(tmp_path, capsys):
    """By hand: 27 words of the body, four of them the mayor's; 23 of 27 are 85%."""
    folder = texts_in(tmp_path / "texts")
    assert pages_of([folder], folder) == 2  # beside the articles
    told = capsys.readouterr()
    assert told.out == f"{folder / 'index.html'}\n"
    assert f"{folder / 'bad.txt'}: only a headline, no body; add the article's paragraphs below it" in told.err
    assert sorted(p.name for p in folder.glob("*.html")) == ["b.report.html", "index.html", "one.report.html"]
    index = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    assert index.h1.text == "2 articles in “texts”"
    rows = [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in index.tbody.find_all("tr")]
    assert [row[:5] for row in rows] == [
        ["Lowfield council opens bridge", "27", "1", "0", "85%"],
        ["Lowfield council closes bridge", "27", "1", "0", "85%"],
    ]
    assert [a["href"] for a in index.tbody.select("a")] == ["one.report.html", "b.report.html"]
    strips = [[float(rect["width"][:-1]) for rect in svg.select("rect.w0, rect.f1")] for svg in index.select("td svg")]
    assert all(sum(strip) == pytest.approx(100, abs=0.2) for strip in strips)
    first = (folder / "index.html").read_bytes()
    assert (
        pages_of([folder], folder) == 2 and (folder / "index.html").read_bytes() == first
    )  # its pages are no articles


def test_the_index_of_something_else_stays(tmp_path, capsys):
    folder, out = texts_in(tmp_path / "texts"), tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("mine", "utf-8")
    assert pages_of([folder], out) == 2
    assert capsys.readouterr().err.startswith(f"{out / 'index.html'}: there already, and made of something else")
    assert [p.name for p in out.iterdir()] == ["index.html"] and (out / "index.html").read_text("utf-8") == "mine"
    assert pages_of([folder], out, "--force") == 2 and "2 articles" in (out / "index.html").read_text("utf-8")


def test_charts_of_another_article_are_not_overwritten(tmp_path, monkeypatch, capsys):
    def save(page, folder):
        (folder / "places.svg").write_text("<svg/>", "utf-8")
        return [folder / "places.svg"]

    monkeypatch.setattr(figures, "save", save)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    out = ["--out", str(tmp_path / "out")]
    assert cli.main(["figures", str(tmp_path / "a.txt"), *out]) == 0
    assert cli.main(["figures", str(tmp_path / "a.txt"), "--headline", "Another", *out]) == 0
    assert cli.main(["figures", str(tmp_path / "b.txt"), *out]) == 2
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert told.err == f"{tmp_path / 'out'}: has the charts of another article; give another folder\n"
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "places.svg").write_text("<svg/>", "utf-8")
    assert cli.main(["figures", str(tmp_path / "a.txt"), "--out", str(tmp_path / "old")]) == 2
