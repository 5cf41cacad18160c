"""Statements, sources and identities drawn for checking by hand: sheets, what spreadsheets do to them, precision."""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
from collections import Counter
from datetime import date

import corpora
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import cli
from analysis.corpus import codebook, sample, sampled
from analysis.views.base.spreadsheet import safe


def said(capsys, *arguments: object, code: int = 0, lines: int = 1) -> str:
    assert cli.main(["sample", *map(str, arguments)]) == code
    out, err = capsys.readouterr()
    assert (out + err).count("\n") == lines
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
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def filled(path, answers, column="right", **form):
    """Fill in the sheet's first rows."""
    rows = read(path)
    for row, answer in zip(rows, answers, strict=False):
        row[column] = answer
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
    statements = [a for a in corpora.rows(corpus, "attributions") if a["type"] == "statement"]
    total = len(statements)
    line = said(capsys, corpus, "-n", 5000, "--out", tmp_path / "all.csv")
    assert f"{total} of {total} statements" in line and "Does the article give these words to this source?" in line
    rows = read(tmp_path / "all.csv")
    assert [(int(r["article"]), int(r["attribution"])) for r in rows] == [
        (a["article"], a["attribution"]) for a in statements
    ]


def regrouped(table: str, source, target, change=lambda rows: rows) -> list[dict]:
    """A table of a large corpus has many row groups; here the same rows in groups of 50."""
    schema = pq.read_schema(source / f"{table}.parquet")
    rows = change(corpora.rows(source, table))
    pq.write_table(pa.Table.from_pylist(rows, schema), target / f"{table}.parquet", row_group_size=50)
    return rows


def test_row_groups_are_all_drawn_from(corpus, tmp_path):
    rows = [r for r in regrouped("sources", corpus, tmp_path) if r["named"]]
    chosen = [0, 32, 33, 34, 35, 100, len(rows) - 1]
    assert list(sampled.taken(tmp_path / "sources.parquet", "named", [True], chosen)) == [rows[n] for n in chosen]


def test_thoughts_and_deeds_are_no_statements(corpus, tmp_path, capsys):
    """All but every seventh become thoughts and deeds: those that are left lie in several row groups."""

    def change(rows):
        return [row | {"type": ("statement", "thought", "deed")[min(n % 7, 2)]} for n, row in enumerate(rows)]

    shutil.copytree(corpus, tmp_path / "corpus")
    rows = regrouped("attributions", corpus, tmp_path / "corpus", change)
    statements = [(r["article"], r["attribution"]) for r in rows[::7]]
    line = said(capsys, tmp_path / "corpus", "-n", 5000, "--out", tmp_path / "all.csv")
    assert f"{len(statements)} of {len(statements)} statements" in line
    assert [(int(r["article"]), int(r["attribution"])) for r in read(tmp_path / "all.csv")] == statements


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
        "right: precision 0.80 (95% interval 0.49 to 0.94, Wilson): 8 of 10 judged are right; "
        "10 not judged, which counts only if they are like the others\n"
    )


def test_all_judged(sheet, corpus, capsys):
    filled(sheet, ["y"] * 20)
    line = said(capsys, corpus, "--filled", sheet)
    assert line == "right: precision 1.00 (95% interval 0.84 to 1.00, Wilson): 20 of 20 judged are right\n"


def test_a_sheet_not_filled_in(sheet, corpus, capsys):
    assert "nothing under `right`" in said(capsys, corpus, "--filled", sheet, code=2)


def test_an_answer_that_is_none(sheet, corpus, capsys):
    filled(sheet, ["y", "", "Perhaps", "maybe"])
    rows = read(sheet)
    for blank in ([], [dict.fromkeys(rows[0], "")]):  # a row that was left empty in a spreadsheet counts
        write(sheet, [*blank, *rows])
        line = said(capsys, corpus, "--filled", sheet, code=2)
        assert f"'Perhaps' is under `right` in row {4 + len(blank)}; write y, n or nothing there" in line


def test_a_sheet_without_its_question(sheet, corpus, capsys):
    write(sheet, [{column: cell for column, cell in row.items() if column != "right"} for row in read(sheet)])
    assert f"{sheet}: no column `right`; " in said(capsys, corpus, "--filled", sheet, code=2)


def test_a_sheet_of_sources_from_before_pronouns_were_asked_for(corpus, tmp_path, capsys):
    path = tmp_path / "sources.csv"
    said(capsys, corpus, "--of", "sources", "-n", 4, "--out", path)
    filled(path, ["y"] * 4)
    write(path, [{c: cell for c, cell in row.items() if "pronouns" not in c} for row in read(path)])
    assert "right: precision 1.00" in said(capsys, corpus, "--filled", path)


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
        (b"a,b\n1,2\n", "no column `corpus`, `of`; fill in the sheet"),
        (b"corpus,of,article,right\nc,sources,1,y\n", "no column `source`"),
        (b"corpus,of,article,right\nc,songs,1,y\n", "no known kind under `of`"),
        (b"PK\x03\x04", "must be CSV"),
    ],
)
def test_what_is_no_sheet(data, words, corpus, tmp_path, capsys):
    path = tmp_path / "sheet.csv"
    if data is not None:
        path.write_bytes(data)
    err = said(capsys, corpus, "--filled", path, code=2)
    assert err.startswith(f"{path}: ") and words in err


def test_a_damaged_table(corpus, tmp_path, capsys):
    shutil.copytree(corpus, tmp_path / "corpus")
    (tmp_path / "corpus/attributions.parquet").write_bytes(b"PAR1")
    assert "missing or damaged" in said(capsys, tmp_path / "corpus", code=2)
    assert not (tmp_path / "corpus/sample_statements.csv").exists()


def test_a_kind_that_is_none(corpus, tmp_path, capsys):
    assert "statements, sources, identities" in said(capsys, corpus, "--of", "songs", "--out", tmp_path / "a", code=2)


def test_the_help_names_every_kind(capsys):
    with pytest.raises(SystemExit):
        cli.main(["sample", "--help"])
    told = capsys.readouterr().out
    assert [kind for kind in sampled.KINDS if kind not in told] == []


def test_what_is_no_corpus(tmp_path, capsys):
    assert "no corpus" in said(capsys, tmp_path, code=2)
    (tmp_path / "manifest.json").write_text("{}")
    assert "not finished; start the same `corpus` command again" in said(capsys, tmp_path, code=2)


def test_every_statement_is_as_likely(corpus, tmp_path):
    """Over 60 seeds each is drawn 60 * 20 / total times, about 3; by chance none comes up 15 times."""
    counts = Counter()
    for seed in range(60):
        path = tmp_path / f"{seed}.csv"
        sample.draw(corpus, "statements", 20, seed, path)
        counts.update((r["article"], r["attribution"]) for r in read(path))
    assert sum(counts.values()) == 1200
    assert len(counts) > 300 and max(counts.values()) < 15


# --- sources ---------------------------------------------------------------------------------------------------------


TEXT = "Mayor Ada Quill said roads are shut. She hopes for sun. Ms. Quill said ice came. The mayor said rain came."


def spans(*words: str) -> list[dict]:
    """The places of words that stand once in TEXT."""
    assert all(TEXT.count(w) == 1 for w in words)
    return [{"start": TEXT.index(w), "end": TEXT.index(w) + len(w)} for w in words]


def of_one_article(folder, statements: int) -> None:
    """Tables of one article: a source with two statements and a thought (or with one more), and one told about."""
    said = [("Mayor Ada Quill", "roads are shut"), ("She", "for sun"), ("Ms. Quill", "ice came"), ("The", "rain came")]
    types = ["statement", "thought", "statement", "statement" if statements == 3 else "deed"]
    attributions = [
        {"article": 0, "attribution": n, "type": types[n], "source_ids": [0]}
        | {"source": spans(who), "cue": [], "content": spans(what)}
        for n, (who, what) in enumerate(said)
    ]
    source = {"article": 0, "source": 0, "name": "Ada Quill", "kind": "person", "named": True, "heard": "retold"}
    source["pronouns"] = ["she", "her"]
    mentions = [*spans("Mayor Ada Quill", "She"), *spans("Ms. Quill"), *spans("Mayor Ada Quill")]
    other = {"article": 0, "source": 1, "name": "An aide", "heard": "told about", "mentions": []}
    tables = {
        "articles": [{"article": 0, "id": None, "text": TEXT}],
        "attributions": attributions,
        "sources": [source | {"mentions": mentions}, other],
    }
    folder.mkdir()
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows, codebook.schemas()[name]), folder / f"{name}.parquet")
    (folder / "manifest.json").write_text('{"rows": {}}')


def test_a_source_with_all_that_is_judged(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sampled, "AROUND", 10)
    monkeypatch.setattr(sampled, "BRIEF", 12)
    of_one_article(tmp_path / "one", 2)
    line = said(capsys, tmp_path / "one", "--of", "sources")
    assert "1 of 1 sources that make a statement" in line and "Is this one source" in line
    pronouns = "Are these the pronouns that the article uses for it? Nothing is right where it uses none."
    assert f"`right_pronouns`: {pronouns}" in line
    (row,) = read(tmp_path / "one/sample_sources.csv")
    assert row.pop("corpus").startswith("corpus-")
    assert row == {
        "of": "sources",
        "article": "0",
        "source": "0",
        "right": "",
        "right_kind": "",
        "right_named": "",
        "right_pronouns": "",
        "remark": "",
        "id": "",
        "name": "Ada Quill",
        "kind": "person",
        "named": "yes",
        "pronouns": "she; her",
        "mentions": "Mayor Ada Quill / She / Ms. Quill",
        "statements": "2",
        "first_statements": "Mayor Ada Qu | - | roads are sh // Ms. Quill | - | ice came",
        "passage": "Mayor Ada Quill said road",
    }


def test_only_the_first_statements_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(sampled, "FIRST", 2)
    of_one_article(tmp_path / "one", 3)
    sample.draw(tmp_path / "one", "sources", 1, 1)
    (row,) = read(tmp_path / "one/sample_sources.csv")
    assert (row["statements"], row["first_statements"].count(" // ")) == ("3", 1)
    assert "ice came" in row["first_statements"] and "rain" not in row["first_statements"]


def test_each_question_on_sources_has_its_precision(corpus, tmp_path, capsys):
    path = tmp_path / "sources.csv"
    said(capsys, corpus, "--of", "sources", "-n", 10, "--out", path)
    assert "nothing under `right`, `right_kind`, `right_named`, `right_pronouns`" in said(
        capsys, corpus, "--filled", path, code=2
    )
    filled(path, ["y"] * 8 + ["n"] * 2)
    all_judged = "right: precision 0.80 (95% interval 0.49 to 0.94, Wilson): 8 of 10 judged are right\n"
    assert said(capsys, corpus, "--filled", path) == all_judged
    filled(path, ["y"], "right_named")
    assert said(capsys, corpus, "--filled", path, lines=2) == all_judged + (
        "right_named: precision 1.00 (95% interval 0.21 to 1.00, Wilson): 1 of 1 judged are right; "
        "9 not judged, which counts only if they are like the others\n"
    )
    filled(path, ["so-so"], "right_kind")
    assert "'so-so' is under `right_kind`" in said(capsys, corpus, "--filled", path, code=2)


# --- identities ------------------------------------------------------------------------------------------------------


@pytest.fixture
def linked(corpus, tmp_path):
    """The corpus with sources linked: Marta Vell is in the articles 0, 10 (twice), 15 and 20, Tom Quill is twice in the
    article 1, Sam Oake in 3 and 8 is two persons, the Marren Gazette is in 2 and 6; the aide of 0 is
    nobody. In row groups of three."""
    return with_across(
        corpus,
        tmp_path / "linked",
        [
            (0, 0, "Marta Vell", 0, "full name"),
            (0, 1, "An aide", None, None),
            (1, 0, "Tom Quill", 1, "full name"),
            (1, 2, "Marren Gazette", 1, "alone"),
            (2, 2, "Marren Gazette", 2, "same name"),
            (6, 2, "Marren Gazette", 2, "same name"),
            (8, 0, "Sam Oake", 3, "doubt"),
            (10, 0, "Marta Vell", 0, "surname"),
            (10, 1, "An aide", 0, "surname"),
            (13, 0, "Sam Oake", 4, "doubt"),
            (15, 0, "Marta Vell", 0, "office"),
            (20, 0, "Marta Vell", 0, "surname"),
        ],
    )


def with_across(corpus, folder, rows):
    shutil.copytree(corpus, folder)
    about = {"id": "x", "outlet": "The Gazette", "published": date(2025, 3, 31), "kind": "person", "who": "=Mayor Vell"}
    columns = ("article", "source", "name", "across", "linked")
    table = pa.Table.from_pylist([about | dict(zip(columns, row, strict=True)) for row in rows])
    pq.write_table(table, folder / "sources_across.parquet", row_group_size=3)
    return folder


def pairs(path) -> list[tuple[int, int]]:
    return [(int(r["article"]), int(r["other_article"])) for r in read(path)]


def test_all_identities(linked, tmp_path, capsys):
    line = said(capsys, linked, "--of", "identities", "--out", tmp_path / "all.csv")
    assert "7 of 7 sources that another article has, too" in line
    assert "Are these two the same person or organization?" in line
    found = pairs(tmp_path / "all.csv")
    assert [article for article, _ in found] == [0, 2, 6, 10, 10, 15, 20]
    assert dict(found)[2] == 6 and dict(found)[6] == 2
    assert all(other in {0, 10, 15, 20} - {article} for article, other in found if article not in (2, 6))


def test_an_identity_with_all_that_is_judged(linked, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sampled, "AROUND", 6)
    said(capsys, linked, "--of", "identities", "--out", tmp_path / "all.csv")
    row = read(tmp_path / "all.csv")[1]
    assert row.pop("corpus").startswith("corpus-")
    assert row == {
        "of": "identities",
        "article": "2",
        "source": "2",
        "other_article": "6",
        "other_source": "2",
        "right": "",
        "remark": "",
        "who": "'=Mayor Vell",
        "kind": "person",
        "id": "x",
        "published": "2025-03-31",
        "outlet": "The Gazette",
        "name": "Marren Gazette",
        "linked": "same name",
        "passage": ", the Marren Gazette repor",
        "other_id": "x",
        "other_published": "2025-03-31",
        "other_outlet": "The Gazette",
        "other_name": "Marren Gazette",
        "other_linked": "same name",
        "other_passage": ", the Marren Gazette repor",
    }


@pytest.mark.parametrize(
    ("name", "place"), [("Ben Carlson", "Ben Carlson"), ("Carlson", "Carlson"), ("Bob Carlson", "Carlson")]
)
def test_a_passage_is_where_the_whole_name_stands(name, place):
    text = "Carlson warns of war. On Monday Ben Carlson spoke."
    mentions = [{"start": 0, "end": 7}]
    (span,) = sampled._introduced(text, name, mentions)
    assert span == {"start": text.index(place), "end": text.index(place) + len(place)}


def test_every_other_article_is_as_likely(linked, tmp_path):
    """Marta Vell in article 10: over 300 seeds each of the three others is drawn about 100 times, within five standard
    deviations (8.2 each)."""
    counts = Counter()
    for seed in range(300):
        rows = sampled.KINDS["identities"].rows(
            linked, list(sampled.taken(linked / "sources_across.parquet", "across", [0], [1])), random.Random(seed)
        )
        counts.update((row["article"], row["other_article"]) for row in rows)
    assert set(counts) == {(10, 0), (10, 15), (10, 20)}
    assert all(59 < n < 141 for n in counts.values())


def test_a_seed_draws_the_same_pairs(linked, tmp_path, capsys):
    drawn = {}
    for name, seed in (("a", 1), ("b", 1), *((f"other{n}", n) for n in range(2, 9))):
        said(capsys, linked, "--of", "identities", "--seed", seed, "--out", tmp_path / name)
        drawn[name] = (tmp_path / name).read_bytes()
    assert drawn["a"] == drawn["b"] and len(set(drawn.values())) > 2


def test_precision_by_how_they_were_linked(linked, tmp_path, capsys):
    """Twenty rows written by hand, of which 15 are judged: 12 right; by surname 5 of 6, by full name 3 of 5. Four by
    office are too few."""
    said(capsys, linked, "--of", "identities", "--out", tmp_path / "sheet.csv")
    row = read(tmp_path / "sheet.csv")[0]
    judged = [("office", "y")] * 4 + [("surname", "y")] * 5 + [("surname", "n")]
    judged += [("full name", "y")] * 3 + [("full name", "n")] * 2 + [("full name", "")] * 5
    rows = [row | {"article": n, "linked": how, "right": answer} for n, (how, answer) in enumerate(judged)]
    write(tmp_path / "sheet.csv", rows)
    left = "; 5 not judged, which counts only if they are like the others\n"
    assert said(capsys, linked, "--filled", tmp_path / "sheet.csv", lines=3) == (
        f"right: precision 0.80 (95% interval 0.55 to 0.93, Wilson): 12 of 15 judged are right{left}"
        f"right (linked: full name): precision 0.60 (95% interval 0.23 to 0.88, Wilson): 3 of 5 judged are right{left}"
        "right (linked: surname): precision 0.83 (95% interval 0.44 to 0.97, Wilson): 5 of 6 judged are right\n"
    )


def test_identities_need_the_table(corpus, tmp_path, capsys):
    line = said(capsys, corpus, "--of", "identities", "--out", tmp_path / "a.csv", code=2)
    assert (
        line.startswith(f"{corpus}: no sources_across.parquet") and f"run `python -m analysis across {corpus}`" in line
    )
    assert not (tmp_path / "a.csv").exists()


def test_no_source_in_two_articles(corpus, tmp_path, capsys):
    folder = with_across(corpus, tmp_path / "linked", [(0, 0, "Marta Vell", 0, "alone"), (1, 1, "An aide", None, None)])
    assert "nothing to check" in said(capsys, folder, "--of", "identities", code=2)


def test_sources_linked_anew(linked, corpus, tmp_path, capsys):
    """What was judged is not said of another table; and a table of other articles is not drawn from."""
    said(capsys, linked, "--of", "identities", "--out", tmp_path / "a.csv")
    filled(tmp_path / "a.csv", ["y"] * 7)
    assert "right: precision 1.00" in said(capsys, linked, "--filled", tmp_path / "a.csv")
    folder = with_across(corpus, tmp_path / "anew", [(n, 0, "Nobody", 7, "full name") for n in (0, 1)])
    assert "draw again" in said(capsys, folder, "--filled", tmp_path / "a.csv", code=2)
    assert "of other tables" in said(capsys, folder, "--of", "identities", code=2)
