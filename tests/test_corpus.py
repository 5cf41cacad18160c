"""Many articles at once: what the tables hold, bad articles and bad input, and that interruptions change nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import sys
import time
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import corpora
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import analyze, catalogue, cli, json_output
from analysis.corpus import codebook, inputs, measuring, run
from analysis.nlp import text_type
from analysis.reading import plain_text

TABLES = "articles sources attributions quotes sentences".split()
FILES = {"CODEBOOK.md", "manifest.json", *(f"{table}.parquet" for table in TABLES)}


def failed(capsys, *arguments: object) -> str:
    """The one line of a command that could not be done."""
    assert cli.main([str(a) for a in arguments]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and err.endswith("\n")
    return err


# --- the tables ------------------------------------------------------------------------------------------------------


def test_every_article_has_its_row_in_order(corpus):
    rows = corpora.rows(corpus, "articles")
    assert [r["article"] for r in rows] == list(range(130))
    assert [r["id"] for r in rows] == [f"a{n}" for n in range(130)]
    assert [r["article"] for r in rows if r["error"]] == sorted(corpora.BAD)
    assert contents_names(corpus) == FILES


def contents_names(folder: Path) -> set[str]:
    return set(corpora.contents(folder))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (corpora.NO_TEXT, "no text"),
        (corpora.EMPTY, "no body"),
        (corpora.WEB_PAGE, "web page"),
        (corpora.NUMBER, "text: int, not text"),
    ],
)
def test_a_bad_article_says_why_and_is_not_measured(corpus, number, said):
    row = corpora.rows(corpus, "articles")[number]
    assert said in row["error"]
    assert row["headline"] == corpora.article(number)["headline"]
    assert row["text"] is row["words"] is row["attributions"] is None
    assert not [a for a in corpora.rows(corpus, "attributions") if a["article"] == number]


def test_what_is_odd_costs_no_article(corpus):
    rows = corpora.rows(corpus, "articles")
    odd_date, half = rows[corpora.ODD_DATE], rows[corpora.HALF_CHARACTER]
    assert (odd_date["error"], odd_date["published"]) == (None, None)
    assert ("published", "no date that is certain: some day in spring") in odd_date["notes"]
    assert (half["error"], half["headline"]) == (None, "Marren \ufffd closes bridges")


def test_an_article_worked_out_by_hand(corpus):
    row = corpora.rows(corpus, "articles")[0]
    assert row["text"].startswith("Lowfield closes 2 bridges\n\nIn Lowfield on Monday")
    assert (row["outlet"], str(row["published"])) == ("The Marren Gazette", "2025-03-31")
    # 12 words; 8 and 7 words; 12 words
    assert (row["words"], row["sentences"], row["paragraphs"]) == (39, 4, 3)
    text = row["text"]
    found = [
        tuple(" / ".join(text[s["start"] : s["end"]] for s in a[part]) for part in ("source", "cue"))
        for a in corpora.rows(corpus, "attributions")
        if a["article"] == 0
    ]
    assert found == [
        ("Marta Vell, the mayor", "said"),
        ("An aide", "said"),
        ("the Marren Gazette", "reported"),
    ]
    sources = [(s["name"], s["kind"], s["named"]) for s in corpora.rows(corpus, "sources") if s["article"] == 0]
    assert sources == [
        ("Marta Vell", "person", True),
        ("An aide", "person", False),
        ("Marren Gazette", "outlet", True),
    ]
    # "We could not wait"; "the ferry is safe"; "It was vote 1 of the year"
    columns = ("words", "quoted_words", "retold_words")
    counts = [tuple(s[c] for c in columns) for s in corpora.rows(corpus, "sources") if s["article"] == 0]
    assert counts == [(4, 4, 0), (4, 0, 4), (7, 0, 7)]


def test_quoted_and_retold_words_of_sources(tmp_path):
    text = (
        "Ada Quill, the mayor, said the road was “very bad” last winter.\n\n"
        "“The road is shut,” Quill said. Tom Vell and Sam Oake said the bridge is old.\n\n"
        "Workers with a crane closed two old bridges in Lowfield on Monday."
    )
    given = corpora.json_lines(tmp_path / "a.jsonl", [{"headline": "Dan Orr says the ferry is safe", "text": text}])
    assert cli.main(["corpus", str(given), "--out", str(tmp_path / "out")]) == 0
    columns = ("name", "words", "quoted_words", "retold_words")
    assert [tuple(s[c] for c in columns) for s in corpora.rows(tmp_path / "out", "sources")] == [
        ("Dan Orr", 0, 0, 0),  # his words are the headline's, not the body's
        ("Ada Quill", 11, 6, 5),  # "very bad" and "The road is shut"; "the road was" and "last winter"
        ("Tom Vell", 4, 0, 4),
        ("Sam Oake", 0, 0, 0),  # of words said together the first has all
    ]


def test_the_figures_are_those_of_one_article_alone(corpus):
    given = corpora.article(7)
    row = corpora.rows(corpus, "articles")[7]
    article = plain_text.from_text(given["text"], given["headline"])
    found = analyze.analyze(article)
    withheld = text_type.withheld(text_type.find_limits(found.article))
    for m in catalogue.measure(found, by_paragraph=False, withheld=withheld):
        if m.name != "photo_days_before":  # the only one that a given date may change
            assert row[m.name] == json_output.rounded(m.value), m.name
            assert (row[f"{m.name}_low"], row[f"{m.name}_high"]) == (
                json_output.rounded(m.low),
                json_output.rounded(m.high),
            )
            assert dict(row["notes"]).get(m.name, "") == m.note
    assert row["attributions"] == 3


def test_spans_and_numbers_lead_somewhere(corpus):
    texts = {r["article"]: r["text"] for r in corpora.rows(corpus, "articles")}
    sources = {(s["article"], s["source"]) for s in corpora.rows(corpus, "sources")}
    attributions = corpora.rows(corpus, "attributions")
    assert len(attributions) > 300
    for a in attributions:
        assert all(0 <= s["start"] < s["end"] <= len(texts[a["article"]]) for s in a["content"])
        assert {(a["article"], i) for i in a["source_ids"]} <= sources
    for _, group in groupby(attributions, key=lambda a: a["article"]):
        numbers = [a["attribution"] for a in group]
        assert numbers == list(range(len(numbers)))


# --- the codebook ----------------------------------------------------------------------------------------------------


def test_the_codebook_has_every_column_and_no_other(corpus, capsys):
    assert cli.main(["across", str(corpus)]) == 0
    written = (corpus / "CODEBOOK.md").read_text("utf-8")
    for part in written.split("\n## ")[1:]:
        file = part.partition("\n")[0]
        described = re.findall(r"^\| `(\w+)` \| (\w+)(, range)? \|", part, re.MULTILINE)
        expanded = [n + end for n, _, ranged in described for end in (("", "_low", "_high") if ranged else ("",))]
        assert expanded == pq.read_schema(corpus / file).names, file
    (corpus / "sources_across.parquet").unlink()


def test_every_measure_has_its_column_with_its_unit(corpus):
    fields = pq.read_schema(corpus / "articles.parquet")
    for m in catalogue.MEASURES:
        assert fields.field(m.name).metadata[b"unit"].decode() == m.unit
        assert f"| `{m.name}` | number, range | {m.unit} |" in (corpus / "CODEBOOK.md").read_text("utf-8")


def test_a_measure_of_two_scopes_has_two_columns():
    by_name = catalogue.by_name("body_tone")
    two = replace(by_name, name="x", scopes=("body", "headline", "paragraph"))
    assert codebook.whole(two) == {"body": "x_body", "headline": "x_headline"}
    assert codebook.whole(by_name) == {"body": "body_tone"}


# --- inputs ----------------------------------------------------------------------------------------------------------


def test_three_kinds_of_file_give_the_same_tables(tmp_path):
    rows = [{"ID": i, "title": a["headline"], "body": a["text"]} for i, a in enumerate(corpora.articles(3))]
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    corpora.json_lines(tmp_path / "a.jsonl", rows)
    corpora.json_lines(tmp_path / "a.jsonl.gz", rows)
    made = {}
    for name in ("a.parquet", "a.jsonl", "a.jsonl.gz"):
        out = tmp_path / f"out-{name}"
        columns = ("--id", "ID", "--text", "body", "--headline", "title")
        assert cli.main(["corpus", str(tmp_path / name), "--out", str(out), *columns]) == 0
        made[name] = corpora.contents(out)
    assert made["a.jsonl"] == made["a.jsonl.gz"]
    del made["a.jsonl"]["manifest.json"], made["a.parquet"]["manifest.json"]
    assert made["a.jsonl"] == made["a.parquet"]
    assert [r["id"] for r in corpora.rows(tmp_path / "out-a.parquet", "articles")] == ["0", "1", "2"]


def test_a_folder(tmp_path):
    folder = tmp_path / "texts"
    (folder / "b").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    text = corpora.article(1)["headline"] + "\n\n" + corpora.article(1)["text"]
    for name in ("c.TXT", "b/d.txt", ".hidden/e.txt", "notes.doc"):
        (folder / name).write_text(text, "utf-8")
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    ids, errors = ["a.txt", "b/d.txt", "c.TXT"], {"a.txt": "an image, not text; give the article's words as text"}
    if sys.platform == "linux":  # others have no such files
        os.mkfifo(folder / "pipe.txt")  # never waited for
        Path(os.fsdecode(bytes(folder) + b"/\xff.txt")).write_text(text, "utf-8")
        ids, errors = [*ids, "pipe.txt", "\ufffd.txt"], errors | {"pipe.txt": "not a file; give a text file"}
    assert cli.main(["corpus", str(folder), "--out", str(tmp_path / "out")]) == 0
    rows = corpora.rows(tmp_path / "out", "articles")
    assert [r["id"] for r in rows] == ids
    assert {r["id"]: r["error"] for r in rows if r["error"]} == errors
    assert [r["headline"] for r in rows][1:3] == ["Marren closes 3 bridges"] * 2


@given(st.binary(max_size=200))
def test_any_line_becomes_a_record(line):
    record = inputs._from_line(1, line, inputs.Columns())
    assert record.error or record.text is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda x: st.lists(x),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from(["id", "text", "headline", "published", "outlet", "x"]), JSON))
def test_any_values_can_be_written_down(values):
    record = inputs._from_line(1, json.dumps(values).encode(), inputs.Columns())
    for field in ("id", "text", "headline", "published", "outlet", "error"):
        (getattr(record, field) or "").encode("utf-8")  # raises for half a character
    assert (record.error is None) == (
        isinstance(values.get("text"), str) and isinstance(values.get("headline"), str | None)
    )


BAD_INPUT = {
    "missing.jsonl": (None, "no such file"),
    "words.docx": (b"x", "neither"),
    "empty.jsonl": (b"\n\n", "no articles"),
    "list.json": (b'[\n{"text": "x"},\n{"text": "y"}\n]\n', "one object per line"),
    "letter.json": (b"Dear editor,\nno.\n", "one object per line"),
    "columns.jsonl": (b'{"body": "x", "title": "y"}\n', "no column 'text'; name one with --text (it has: body, title)"),
    "short.jsonl.gz": (b"\x1f\x8b\x08\x00\x00\x00", "cannot be read"),
    "plain.jsonl.gz": (b'{"text": "x"}\n', "cannot be read"),
    "junk.parquet": (b"PAR1 junk", "cannot be read as Parquet"),
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_gets_one_line_and_leaves_nothing(name, tmp_path, capsys):
    data, said = BAD_INPUT[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    err = failed(capsys, "corpus", tmp_path / name, "--out", tmp_path / "out")
    assert err.startswith(f"{tmp_path / name}: ") and said in err
    assert not (tmp_path / "out").exists()


def test_a_folder_without_texts(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert "no articles" in failed(capsys, "corpus", tmp_path / "in", "--out", tmp_path / "out")


def test_a_misspelled_column(corpus_input, tmp_path, capsys):
    err = failed(capsys, "corpus", corpus_input, "--out", tmp_path / "out", "--headline", "titel")
    assert "no column 'titel'; name one with --headline" in err
    assert not (tmp_path / "out").exists()


def test_a_line_without_an_end(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(inputs, "LONGEST_LINE", 100)
    path = corpora.json_lines(tmp_path / "a.jsonl", [{"text": "x"}, {"text": "x" * 100}])
    assert "line 2 is longer" in failed(capsys, "corpus", path, "--out", tmp_path / "out")


@pytest.mark.parametrize("workers", ["0", "-1", "two"])
def test_no_workers_at_all(workers, corpus_input, tmp_path):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["corpus", str(corpus_input), "--out", str(tmp_path / "out"), "--workers", workers])
    assert stopped.value.code == 2


# --- where the results go --------------------------------------------------------------------------------------------


def test_a_folder_with_other_things_is_left_alone(corpus_input, tmp_path, capsys):
    (tmp_path / "thesis.doc").write_text("all of it")
    assert "not empty" in failed(capsys, "corpus", corpus_input, "--out", tmp_path)
    assert contents_names(tmp_path) == {"thesis.doc"}


def test_interrupted_before_anything_was_written(tmp_path):
    path = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(2))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/manifest.json.tmp").write_text('{"art')
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out")]) == 0
    assert contents_names(tmp_path / "out") == FILES


def test_a_file_is_no_folder(corpus_input, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    for out in (tmp_path / "file", tmp_path / "file" / "out"):
        assert str(out) in failed(capsys, "corpus", corpus_input, "--out", out)


def test_what_is_done_is_not_done_again(corpus, corpus_input, capsys):
    before = {p.name: p.stat().st_mtime_ns for p in corpus.iterdir()}
    assert cli.main(["corpus", str(corpus_input), "--out", str(corpus)]) == 0
    out, err = capsys.readouterr()
    errors = len(corpora.BAD)
    said = (
        f"{corpus}: done already: 130 articles ({errors} with an error: see the column `error` of articles.parquet), "
    )
    assert out.startswith(said)
    assert err == ""
    assert {p.name: p.stat().st_mtime_ns for p in corpus.iterdir()} == before


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda m: m.update(input="0", articles=7), "another input"),
        (lambda m: m["columns"].update(text="body"), "other columns"),
        (lambda m: m.update(pipeline="en_other 1.0.0 0"), "another pipeline"),
        (lambda m: m.update(version="0.0.9", code="0"), "another package"),
        (lambda m: m.update(libraries="spacy 2.0.0", keep={}), "other libraries, another --keep"),
    ],
)
def test_what_was_begun_otherwise_is_refused(change, what, corpus, corpus_input, tmp_path, capsys):
    manifest = json.loads((corpus / "manifest.json").read_bytes())
    change(manifest)
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    mend = "give the same, or a new folder as --out, or delete this one"
    assert f"was begun with {what}; {mend}" in failed(capsys, "corpus", corpus_input, "--out", tmp_path)
    assert contents_names(tmp_path) == {"manifest.json"}


def test_two_runs_at_once(corpus_input, tmp_path, capsys):
    fcntl = pytest.importorskip("fcntl", reason="this system has no such locks")
    (tmp_path / "out").mkdir()
    handle = os.open(tmp_path / "out", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert "another run" in failed(capsys, "corpus", corpus_input, "--out", tmp_path / "out")
    os.close(handle)


# --- interruptions ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(corpus, corpus_input, tmp_path):
    code, _, err = corpora.finished(corpora.start(corpus_input, "--out", tmp_path / "out", "--workers", 2))
    assert code == 0, err
    assert "130/130" in err and "article/s" in err
    assert corpora.contents(tmp_path / "out") == corpora.contents(corpus)


def children(process) -> set[int]:
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return {int(n) for n in path.read_text().split()} if path.exists() else set()


def alive(pid: int) -> bool:
    """Not as a zombie, which waits for nothing but to be forgotten."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_same_bytes(corpus, corpus_input, tmp_path):
    out = tmp_path / "out"
    process = corpora.start_and_pause(2, corpus_input, "--out", out, "--workers", 2)
    workers = children(process)
    process.kill()
    process.communicate()
    assert not list(out.glob("*.parquet"))
    while any(map(alive, workers)):  # they do not wait for ever for their parent
        time.sleep(0.1)

    (out / "parts/00000004.arrow.tmp").write_bytes(b"half a part")  # as power that went would leave it
    code, _, err = corpora.finished(corpora.start(corpus_input, "--out", out))
    assert code == 0, err
    assert int(re.search(r"goes on after (\d+) of 130", err)[1]) in (64, 34)  # the last part is of two articles
    assert corpora.contents(out) == corpora.contents(corpus)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to all programs of a console, this one included")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_stopped_run_says_so_and_goes_on_to_the_same_bytes(workers, corpus, corpus_input, tmp_path):
    out = tmp_path / "out"
    process = corpora.start_and_pause(2, corpus_input, "--out", out, "--workers", workers)
    process.send_signal(signal.SIGINT)
    code, _, err = corpora.finished(process)
    assert code == 130
    kept = re.escape(f"{out}: interrupted; ") + r"(64|34) of 130 articles are kept; start the same command again"
    assert re.fullmatch(kept, err.splitlines()[-1])  # the last part is of two articles
    assert "Traceback" not in err
    code, _, err = corpora.finished(corpora.start(corpus_input, "--out", out, "--workers", workers))
    assert code == 0, err
    assert corpora.contents(out) == corpora.contents(corpus)


@pytest.mark.slow
def test_workers_have_ended_when_tables_are_joined(corpus_input, tmp_path, monkeypatch):
    """Their memory is free then."""
    left = []
    joining = run._join
    monkeypatch.setattr(run, "_join", lambda *given: left.append(multiprocessing.active_children()) or joining(*given))
    run.run(corpus_input, tmp_path / "out", inputs.Columns(), workers=2)
    assert left == [[]]


@pytest.mark.slow
def test_interrupted_while_joining(corpus, corpus_input, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    settle, settled = run.settle, []

    def interrupt(path):
        settled.append(path.name)
        if path.name == "sources.parquet":
            raise KeyboardInterrupt
        settle(path)

    monkeypatch.setattr(run, "settle", interrupt)
    assert cli.main(["corpus", str(corpus_input), "--out", str(out)]) == 130
    assert settled[-2:] == ["articles.parquet", "sources.parquet"]
    assert capsys.readouterr().err.endswith("interrupted; 130 of 130 articles are kept; start the same command again\n")
    monkeypatch.undo()
    assert cli.main(["corpus", str(corpus_input), "--out", str(out)]) == 0
    assert corpora.contents(out) == corpora.contents(corpus)


def test_a_damaged_part_is_named(corpus_input, tmp_path, capsys):
    manifest = tmp_path / "out" / "manifest.json"
    path = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(3))
    (tmp_path / "out/parts").mkdir(parents=True)
    (tmp_path / "out/parts/00000000.arrow").write_bytes(b"\0" * 100)
    failed(capsys, "corpus", path, "--out", tmp_path / "out")  # no manifest beside it: not ours
    given = inputs.open_input(path, inputs.Columns())
    columns = {c: c for c in ("id", "text", "headline", "published", "outlet")}
    about = {"articles": 3, "input": given.digest, "columns": columns, "part": run.PART, **measuring.maker(None)}
    manifest.write_text(json.dumps(about))
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out")]) == 2
    assert "00000000.arrow: damaged; delete it" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.parquet"))


# --- what goes wrong in the middle -----------------------------------------------------------------------------------


def broken(error: Exception):
    real = analyze.analyze

    def broken_analyze(article, pipeline=None, **options):
        if "closed 3 old" in article.text:
            raise error
        return real(article, pipeline, **options)

    return broken_analyze


def test_an_article_that_cannot_be_measured_costs_no_other(tmp_path, monkeypatch):
    path = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(3))
    monkeypatch.setattr(analyze, "analyze", broken(RecursionError("too\ndeep")))
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out")]) == 0
    errors = [r["error"] for r in corpora.rows(tmp_path / "out", "articles")]
    report = "cannot be measured (RecursionError: too deep); please report it with the text"
    assert errors == [None, report, None]


def test_what_the_machine_lacks_is_not_the_articles_fault(tmp_path, monkeypatch, capsys):
    path = corpora.json_lines(tmp_path / "a.jsonl", corpora.articles(40))
    monkeypatch.setattr(analyze, "analyze", broken(MemoryError()))
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "out")]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert "articles 0 to 31: MemoryError" in last and "start the same command again" in last
    assert not list((tmp_path / "out").glob("*.parquet"))
    path = corpora.json_lines(tmp_path / "one.jsonl", corpora.articles(2)[1:])
    assert cli.main(["corpus", str(path), "--out", str(tmp_path / "one")]) == 2
    assert ": article 0: MemoryError" in capsys.readouterr().err.splitlines()[-1]
