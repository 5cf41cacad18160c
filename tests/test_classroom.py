"""Sheets of a class: written, filled in, read again; figures worked out by hand."""

import csv
import errno
import io
import math
import zipfile

import pytest

from analysis import cli
from analysis.article import ArticleError
from analysis.classroom import blank_sheet, questions, read_sheets
from analysis.classroom.agreement import against, agreements, kappa, splits
from analysis.classroom.questions import BY_NAME, OF_SENTENCES, Item
from analysis.classroom.read_sheets import Coding

ITEMS = (
    Item("S1", "The bridge is closed.", OF_SENTENCES),
    Item("S2", "“It will open,” she said.", OF_SENTENCES),
    Item("Q1", "Is it so?", (questions.ANSWER,)),
)


def sheet(name: str, *answers: tuple[str, str, str]) -> bytes:
    """The CSV sheet with some cells filled in: (item, column, cell)."""
    rows = list(csv.reader(io.StringIO(blank_sheet.as_csv(ITEMS).decode("utf-8-sig"), newline="")))
    for item, column, cell in (("name", "answer", name), *answers):
        next(r for r in rows if r[0] == item)[rows[0].index(column)] = cell
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def test_a_filled_sheet_is_read_and_messy_cells_are_reported_by_row(tmp_path):
    (tmp_path / "a.csv").write_bytes(
        sheet("Ada", ("S1", "kind", "Fact: sure"), ("S2", "kind", "f"), ("Q1", "answer", "Y"))
    )
    codings, messy = read_sheets.read([tmp_path], ITEMS, names=True)
    assert codings == [Coding("Ada", {("S1", "kind"): "fact", ("Q1", "answer"): "yes"})]
    assert [str(m) for m in messy] == [
        "a.csv, row 4, column kind: 'f' is none of fact, judgment, forecast, other; taken as empty"
    ]


def test_names_become_letters(tmp_path):
    for name in ("Ada", "Bo"):
        (tmp_path / f"{name}.csv").write_bytes(sheet(name, ("S1", "kind", "fact"), ("S2", "kind", "hm")))
    codings, messy = read_sheets.read([tmp_path], ITEMS)
    assert [c.coder for c in codings] == ["A", "B"]
    assert "Ada" not in str(messy) and "Bo" not in str(messy)
    assert {m.file for m in messy} == {"sheet A", "sheet B"}


def test_a_form_has_its_columns_found_by_name(tmp_path):
    text = "Timestamp,Who says most of the sentence? [S2],S1 loaded,Your name,Q1 Is it so?,Shoe size\n"
    (tmp_path / "form.csv").write_text(text + "1,other,no,Ada,partly,38\n2,article,,Bo,no,40\n", "utf-8")
    codings, messy = read_sheets.read([tmp_path / "form.csv"], ITEMS, names=True)
    assert codings == [
        Coding("Ada", {("S2", "speaker"): "other", ("S1", "loaded"): "no", ("Q1", "answer"): "partly"}),
        Coding("Bo", {("S2", "speaker"): "article", ("Q1", "answer"): "no"}),
    ]
    assert [str(m) for m in messy] == ["form.csv, row 1, column Shoe size: is none of the questions; left out"]


def test_a_spreadsheet_comes_back(tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(blank_sheet.as_xlsx(ITEMS)))
    book["your answers"]["F3"] = "yes"
    book.save(tmp_path / "cy.xlsx")
    codings, messy = read_sheets.read([tmp_path / "cy.xlsx"], ITEMS, names=True)
    assert (codings, messy) == ([Coding("cy", {("S1", "loaded"): "yes"})], [])


def test_a_full_disk_leaves_no_half_sheet(tmp_path, monkeypatch):
    """Else the next run would find a sheet there, and write none."""

    def full(*_: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(blank_sheet, "as_form", full)
    with pytest.raises(ArticleError, match=r"No space left on device.*; give another folder"):
        blank_sheet.write(tmp_path, ITEMS, "Bridge closed")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", b"a,b\n1,2\n", "neither a sheet"),
        ("x.xlsx", b"PK", "not a spreadsheet"),
        ("x.csv", sheet("Ada"), "no answers in it"),
        ("x.csv", b"item,text,kind\nS1,Another one.,fact\n", "not this article's"),
    ],
)
def test_what_is_no_sheet_of_this_article(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ArticleError, match=message):
        read_sheets.read([tmp_path / name], ITEMS)


def coded(question: str, *columns: str) -> list[Coding]:
    """One coder for each string: a letter for each row, y or n."""
    word = {"y": "yes", "n": "no"}
    return [
        Coding(str(i), {(f"S{r}", question): word[c] for r, c in enumerate(column, 1)})
        for i, column in enumerate(columns)
    ]


ROWS = tuple(Item(f"S{n}", "", (BY_NAME["loaded"],)) for n in range(1, 11))


def test_agreement_by_hand():
    """Two coders, ten rows, one row differs; 19 of 20 answers are no: alpha 1 - 19 * 2 / (2 * 19 * 1) = 0."""
    codings = coded("loaded", "nnnnnnnnnn", "nnnnnnnnny")
    found = next(a for a in agreements(codings, ROWS) if a.question == "loaded")
    assert (found.rows, found.answers, found.agreed, found.commonest, found.share) == (10, 20, 0.9, "no", 0.95)
    assert found.alpha == pytest.approx(0)
    assert found.by_chance == pytest.approx(0.905)
    assert found.paradox
    first = splits(codings, ROWS)[0]
    assert (first.item.name, first.counts, first.agreed) == ("S10", (("no", 1), ("yes", 1)), 0)


def test_all_the_same_has_no_alpha():
    found = next(a for a in agreements(coded("loaded", "nnn", "nnn"), ROWS) if a.question == "loaded")
    assert (found.agreed, found.paradox) == (1, False)
    assert math.isnan(found.alpha) and math.isnan(kappa([("n", "n")]))
    # One of the two says n throughout: 8 of 9 agree, and kappa would be 0.
    assert math.isnan(kappa([("n", "n")] * 8 + [("y", "n")])) and math.isnan(kappa([]))


def test_the_machine_against_a_class():
    """Most say y, n, y; the machine y, n, n: 2 of 3 rows; its answer is that of 3 + 2 + 1 = 6 of 9."""
    (machine,), others = coded("loaded", "ynn"), coded("loaded", "yny", "yny", "yyn")
    (found,) = against(machine, others, ROWS)
    assert (found.agreed, found.rows, found.differs) == (pytest.approx(6 / 9), 3, (("S3", "no", "yes"),))
    assert found.kappa == pytest.approx(0.4)  # agree 2/3; by chance 1/3 * 2/3 + 2/3 * 1/3 = 4/9


def test_the_commands(tmp_path, capsys):
    article = tmp_path / "bridge.txt"
    article.write_text(
        "Bridge shut\n\nThe bridge is shut.\n\n“It will open soon,” said Marta Vell, the mayor.\n", "utf-8"
    )
    out = tmp_path / "out"
    assert cli.main(["sheet", str(article), "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["form.csv", "sheet.csv", "sheet.html", "sheet.xlsx"]
    assert cli.main(["sheet", str(article), "--out", str(out)]) == 2
    (tmp_path / "filled.csv").write_text("Name,S1 kind,S2 kind\nAda,fact,forecast\nBo,fact,judgement\n", "utf-8")
    capsys.readouterr()
    assert cli.main(["agreement", str(article), str(tmp_path / "filled.csv")]) == 0
    printed = capsys.readouterr().out
    assert "S2 kind: 1 forecast, 1 judgment." in printed
    assert "kind: 50% (4 answers to 2 rows)" in printed
    assert "Ada" not in printed


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """60 MB of strings in some 60 KB; openpyxl alone would hold all of them."""
    sound, packed = zipfile.ZipFile(io.BytesIO(blank_sheet.as_xlsx(ITEMS))), tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in sound.namelist():
            bomb.writestr(name, sound.read(name))
        bomb.writestr("xl/more.xml", b"x" * 60_000_000)
    assert packed.stat().st_size < read_sheets.LARGEST_FILE
    with pytest.raises(ArticleError, match="unpacks to more than 50 MB"):
        read_sheets.read([packed], ITEMS, names=True)
