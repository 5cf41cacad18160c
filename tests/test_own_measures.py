"""Measures of the user's own, from outside of the package: files that are named, functions that are registered."""

from __future__ import annotations

import hashlib
import json
import math
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import corpora
import pytest

import analysis
from analysis import analyze, catalogue, cli, own
from analysis import workbook as wb
from analysis.reading import plain_text

ROOT = Path(__file__).parents[1]
# 50 words in the body, 10 in each paragraph; 46 of them are the article's own.
TEXT = """Perhaps a bridge closes!

Perhaps the old bridge in Lowfield will close in May.

“Maybe it is safe,” said Marta Vell, the town mayor.

Of course, nobody knows what the new road will cost!

It may, of  course, be that the far-left council agrees!

The council’s vote is in June, and perhaps nobody comes.
"""
WORDS = """
[measures.my_hedges]
label = "My <b>hedges"
words = ["maybe", "Perhaps", "of course", "left"]

[measures.my_own_hedges]
label = "Hedges of the article's own voice"
words = ["maybe", "perhaps", "of course", "left"]
unit = "count"
scope = "narrator"

[measures.my_headline]
label = "Hedges of the headline"
words = ["perhaps"]
scope = "headline"

[measures.my_endings]
label = "Words with any ending"
words = ["council*", "* road"]
unit = "count"
meaning = "Yes | no."
"""
CODE = """
import re, sys
import analysis

@analysis.measure_of("exclamation marks", unit="count")
def exclamations(article):
    return re.finditer("!", article.text)

@analysis.measure_of("Statements of the mayor")
def of_the_mayor(article):
    return article.statements.query("name == 'Marta Vell'")

@analysis.measure_of("Words of a statement", unit="words on average")
def on_average(article):
    return analysis.Value(article.statements.words.mean(), [(0, 7)], note="of all")

@analysis.measure_of("Fails")
def fails(article):
    raise ValueError(f"no\\nidea {object()}")

@analysis.measure_of("Nonsense")
def nonsense(article):
    return [(5, 5)]

@analysis.measure_of("A number")
def a_number(article):
    return 3

@analysis.measure_of("Ends")
def ends(article):
    sys.exit(4)
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, text in (("article.txt", TEXT), ("words.toml", WORDS), ("code.py", CODE)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def registered(files: Path):
    """For what is called in this process: other tests do not have these measures."""
    with own.using(own.read([files / "words.toml", files / "code.py"])):
        yield


def run(folder: Path, *arguments: object) -> str:
    options = ["--own", folder / "words.toml", "--own", folder / "code.py"]
    command = [sys.executable, "-m", "analysis", *map(str, (*arguments, *options))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_they_are_measured_like_ours(files: Path) -> None:
    printed = json.loads(run(files, "measure", files / "article.txt"))
    text = printed["article"]["text"]
    found = {m["name"]: m for m in printed["measurements"] if m["name"] in MINE}
    assert {name: (m["scope"], m["unit"], m["value"]) for name, m in found.items()} == MINE
    words = {name: [text[slice(*span)] for span in m["evidence"]] for name, m in found.items()}
    assert words["my_hedges"] == ["Perhaps", "Maybe", "Of course", "of  course", "perhaps"]
    assert words["my_own_hedges"] == ["Perhaps", "Of course", "of  course", "perhaps"]  # “Maybe” is the mayor's
    assert words["my_endings"] == ["new road", "council", "council’s"]
    assert words["exclamations"] == ["!", "!"]  # the headline's is none of the body's
    assert words["of_the_mayor"] == ["“Maybe it is safe,”"]
    # Without the two "perhaps" three of five are left: 3 / 50.
    assert (found["my_hedges"]["low"], found["my_hedges"]["high"]) == (60, 100)
    assert found["my_hedges"]["note"] == "the range: without 'perhaps'"
    assert all(m["reference"] is None and m["validity"] is None for m in found.values())
    notes = {name: found[name]["note"] for name in ("on_average", "fails", "nonsense", "a_number", "ends")}
    assert notes["on_average"] == "of all"
    assert notes["fails"] == "your own function failed: ValueError: no idea <object object at 0x…>"
    assert "(5, 5) is no place in the text" in notes["nonsense"]
    assert "'int' object is not iterable" in notes["a_number"]
    assert "SystemExit" in notes["ends"]


MINE = {
    "my_hedges": ("body", "per 1,000 words", 100),  # 5 / 50
    "my_own_hedges": ("narrator", "count", 4),
    "my_headline": ("headline", "count", 1),
    "my_endings": ("body", "count", 3),
    "exclamations": ("body", "count", 2),
    "of_the_mayor": ("body", "count", 1),
    "on_average": ("body", "words on average", 4),  # Maybe it is safe
    **dict.fromkeys(("fails", "nonsense", "a_number", "ends"), ("body", "count", None)),
}


def test_the_page_shows_them_with_their_words(files: Path, tmp_path: Path) -> None:
    run(files, "report", files / "article.txt", "--out", tmp_path)
    page = (tmp_path / "article.report.html").read_text("utf-8")
    part = page.partition('<section class="sec" id="own"')[2].partition("</section>")[0]
    assert "Eleven measures of your own" in part
    assert "My &lt;b&gt;hedges: <a" in part and "<b>hedges" not in page
    assert "“perhaps,” “Maybe,” and “of course.”" in part
    assert part.count("Your own measure: not tested.") == len(MINE)
    assert part.count("No reference values: measure your own corpus.") == len(MINE)
    assert "your own function failed" in part.lower() and "not measurable" in part
    lit = set(re.findall(r'data-l="([^"]*)"', part))
    assert {"my_hedges.body", "my_headline.headline", "exclamations.body"} <= lit
    assert lit <= {key for keys in re.findall(r'data-k="([^"]*)"', page) for key in keys.split()}


def test_without_them_the_page_has_no_such_part(files: Path) -> None:
    assert 'id="own"' not in wb.page(wb.open_article(files / "article.txt")).blocks[0].page


def test_corpus_tables_have_them_whatever_the_number_of_workers(files: Path, tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": TEXT} for n in range(40)]
    given = corpora.json_lines(tmp_path / "in.jsonl", rows)
    for workers in (1, 2):
        options = ["--out", tmp_path / str(workers), "--workers", workers, "--without", "tone"]
        command = [sys.executable, "-m", "analysis", "corpus", given, *options]
        command += ["--own", files / "words.toml", "--own", files / "code.py"]
        done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
    assert corpora.contents(tmp_path / "1") == corpora.contents(tmp_path / "2")
    for row in corpora.rows(tmp_path / "2", "articles"):
        assert {name: row[name] for name in MINE} == {name: value for name, (_, _, value) in MINE.items()}
        assert (row["my_hedges_low"], row["my_hedges_high"]) == (60, 100)
        assert "no idea" in dict(row["notes"])["fails"]
    digests = [
        f"{name} {hashlib.sha256((files / name).read_bytes()).hexdigest()}" for name in ("words.toml", "code.py")
    ]
    assert json.loads((tmp_path / "1/manifest.json").read_text("utf-8"))["own"] == "; ".join(digests)
    book = (tmp_path / "1/CODEBOOK.md").read_text("utf-8")
    assert "| `my_endings` | number, range | count | Words with any ending (body). Yes &#124; no. |" in book
    list_of_words = "Words of a list of your own: maybe, Perhaps, of course, left."
    assert f"| `my_hedges` | number, range | per 1,000 words | My <b>hedges (body). {list_of_words} |" in book


def test_a_corpus_is_not_continued_with_other_measures(files: Path, tmp_path: Path, capsys) -> None:
    given = corpora.json_lines(tmp_path / "in.jsonl", [{"text": TEXT}])
    command = ["corpus", str(given), "--out", str(tmp_path / "out"), "--without", "tone"]
    assert cli.main([*command, "--own", str(files / "words.toml")]) == 0
    assert not catalogue.OWN
    for options in ([], ["--own", str(files / "code.py")]):
        assert cli.main([*command, *options]) == 2
        assert "was begun with another --own;" in capsys.readouterr().err


def test_in_python(registered, files: Path) -> None:
    a = analysis.measure(files / "article.txt")
    assert (a.value("my_hedges"), a.value("my_own_hedges", "narrator"), a.value("exclamations")) == (100, 4, 2)
    assert list(a.evidence("my_hedges").text) == ["Perhaps", "Maybe", "Of course", "of course", "perhaps"]
    rows = a.measurements.query("question == 'own'")
    assert list(rows.name) == list(MINE)
    assert rows.below.isna().all() and rows.unusual.isna().all()
    shown = "".join(data["text/html"] for data, _ in wb.measured(a, "my_hedges", "fails").outputs())
    assert "My &lt;b&gt;hedges" in shown and "100 per 1,000 words" in shown
    assert shown.count("Your own measure: not tested.") == shown.count("No reference values") == 2
    with pytest.raises(KeyError, match="did you mean my_hedges"):
        a.value("my_hedge")


def test_a_function_is_registered_in_a_notebook(files: Path) -> None:
    with own.using(()):

        @analysis.measure_of("questions of the mayor", scope="headline")
        def questions(article):
            """What it asks."""
            return [(0, 7), (0, 7), (30, 31)]

        assert analysis.own_measures(files / "words.toml") == list(MINE)[:4]
        a = wb.open_article(text=TEXT)
        assert questions(a)  # it can be called as before
        assert a.value("questions", "headline") == 1  # once, and the body's is left out
        assert catalogue.by_name("questions").meaning == "What it asks."

        @analysis.measure_of("the cell is run again")
        def questions(article):
            return ()

        assert wb.open_article(text=TEXT).value("questions", "body") == 0


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("inf", "your own function failed: ValueError: infinite"),
        ("nan", "your own function gave no number"),
        ("'many'", "your own function failed: ValueError: could not convert string to float: 'many'"),
    ],
)
def test_a_number_of_its_own_that_is_none(value: str, note: str) -> None:
    with own.using(()):

        @analysis.measure_of("M", unit="degrees")
        def m(article):
            return analysis.Value(value.strip("'") if "'" in value else float(value))

        found = analysis.measure(TEXT, without=["tone"]).measurement("m")
    assert math.isnan(found.value) and found.note == note


def test_places_lead_into_the_text_as_given(files: Path, registered) -> None:
    """Soft hyphens are in the text as given and not in the words as printed."""
    given = TEXT.replace("Perhaps the", "Per\u00adhaps the")
    a = analysis.measure(given)
    assert (a.value("my_hedges"), a.value("exclamations")) == (100, 2)
    for name, first in (("my_hedges", "Per\u00adhaps"), ("exclamations", "!")):
        span = a.evidence(name).iloc[0]
        assert a.text[span.start : span.end] == first


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["trump"], "Trump’s men met Mr. Trump, not trumpets.", ["Trump", "Trump"]),
        (["U.S.", "don't"], "The U.S. army: don’t.", ["U.S.", "don’t"]),
        (["of course", "of course not"], "He is, of course not, of course.", ["of course not", "of course"]),
        (["left"], "The far-left left.", ["left"]),
        (["far-*"], "The far-left left far too late.", ["far-left"]),
        (["may * be", "*ly"], "It may well be early.", ["may well be", "early"]),
        (["end. And"], "The end. And so on.", ["end. And"]),
    ],
)
def test_what_an_entry_finds(words: list[str], text: str, found: list[str]) -> None:
    written = f"[measures.m]\nlabel = 'M'\nunit = 'count'\nwords = {json.dumps(words)}"
    with own.using((own.File("m.toml", written.encode()),)):
        a = analysis.measure(f"News of the day\n\n{text}\n", without=["tone"])
        assert list(a.evidence("m").text) == found


LIST = "[measures.m]\nlabel = 'M'\nwords = ['a']\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "[measures.m]\nlabel = 'M'\nword = ['a']", "m: no key 'word'; did you mean words?"),
        ("a.toml", "[measure.m]\n", "no table 'measure'; did you mean measures?"),
        ("a.toml", "measures = 3", "begin each with [measures.NAME]"),
        ("a.toml", "", "begin each with [measures.NAME]"),
        ("a.toml", "[measures.m\n", "no TOML"),
        ("a.toml", "[measures.m]\nlabel = 'M'\nwords = []", "m: no list of words; write words = ["),
        ("a.toml", "[measures.m]\nlabel = 'M'\nwords = ['...']", "'...' begins with no letter"),
        ("a.toml", "[measures.m]\nlabel = 'M'\nwords = [5]", "'5' begins with no letter"),
        ("a.toml", "[measures.m]\nlabel = 'M'\nwords = ['*a*']", "'*a*' has two * in one word"),
        ("a.toml", "[measures.m]\nwords = ['a']", "m: no label"),
        ("a.toml", f"{LIST}scope = 'own'", "m: no scope 'own'"),
        ("a.toml", f"{LIST}unit = 'per 100 words'", "m: no unit 'per 100 words'; did you mean per 1,000 words?"),
        ("a.toml", LIST.replace("s.m", "s.hedges"), "hedges: this name is taken"),
        ("a.toml", LIST.replace("s.m", "s.sentences"), "sentences: this name is taken"),
        ("a.toml", LIST.replace("s.m", "s.x_low"), "x_low: this name is taken"),
        ("a.toml", LIST.replace("s.m", "s.Mine"), "Mine: a name has small letters"),
        ("a.txt", LIST, "own measures are in a .toml or a .py file"),
        ("a.py", "def f(:\n", "line 1: SyntaxError"),
        ("a.py", "x = 1\n1 / 0", "line 2: ZeroDivisionError"),
        ("a.py", "x = 1", "no measures in it; put @analysis.measure_of"),
        ("a.py", "import analysis\n\n@analysis.measure_of('S')\ndef sources(a): ...", "line 3: sources: this name is"),
        ("a.py", "import analysis\n@analysis.measure_of('S', scope='all')\ndef f(a): ...", "f: no scope 'all'"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    name: str, text: str, said: str, files: Path, tmp_path, capsys
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert cli.main(["measure", str(files / "article.txt"), "--own", str(tmp_path / name)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{tmp_path / name}: ") and err.count("\n") == 1
    assert said in err


def test_files_that_do_not_go_together(files: Path, tmp_path: Path, capsys) -> None:
    both = [str(tmp_path / name) for name in ("a.toml", "b.toml")]
    for path in both:
        Path(path).write_text(LIST, "utf-8")
    command = ["measure", str(files / "article.txt"), "--own"]
    assert cli.main([*command, both[0], "--own", both[1]]) == 2
    assert capsys.readouterr().err == f"{both[1]}: m is in another file, too; rename one of them\n"
    assert cli.main([*command, str(tmp_path / "none.toml")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'none.toml'}: cannot be read")
    assert cli.main(["report", "--own", both[0]]) == 2
    assert "--own: is said of an article" in capsys.readouterr().err


def test_the_example_in_the_documents_is_the_file_that_they_name() -> None:
    told = (ROOT / "docs/python.md").read_text("utf-8").partition("## Your own measures")[2].partition("\n## ")[0]
    shown = "\n".join(re.findall(r"^    (?!>>>|\.\.\. )(\[measures.*|\w+ = .*)$", told, re.MULTILINE))
    assert tomllib.loads(shown) == tomllib.loads((ROOT / "docs/weather.toml").read_text("utf-8"))


def test_too_few_words_for_a_rate():
    for headline, said in (("Fire", "one word"), ("Fire again", "2 words"), ("No fire again", "3 words")):
        found = analyze.analyze(
            plain_text.from_text("Workers closed the old bridge on Monday.", headline), without=("tone",)
        )
        assert own._counted(found, "headline", own.RATE, ()).note == f"only {said}, too few for a rate"
