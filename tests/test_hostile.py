"""No article's words become code: where raw HTML may be made, what pages let run, how long patterns may take."""

from __future__ import annotations

import ast
import hashlib
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import parses
import processor
import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup

import analysis
from analysis import cli, own
from analysis import workbook as wb
from analysis.article import HASHTAG, Article, ArticleError, Attribution, Page, Source, Sourcing, Voice, Zone, blanked
from analysis.measures import lines_to_check
from analysis.measures.headline import clickbait
from analysis.nlp import text_type
from analysis.nlp.quotations import broken_marks
from analysis.reading.printed import as_printed
from analysis.reading.words import patterns as of_lists
from analysis.report import article_page
from analysis.report.files import Pages
from analysis.report.page import render
from analysis.report.page.render import TEMPLATES
from analysis.report.prose import _pattern as of_words
from analysis.views.base.html import INVISIBLE, visible

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "analysis").rglob("*.py"))

# --- one escaping place ------------------------------------------------------------------------------------------

# What makes HTML, Markdown or script of a string. Who is allowed to, and why.
NAMES = """
HTML Markdown Javascript Latex Math SVG IFrame Styler style Markup display display_html display_markdown render to_html
publish_display_data to_markdown to_csv to_excel writer DictWriter
"""
RAW = set(NAMES.split())
ALLOWED = {
    ("html.py", "display"),  # of Section, whose blocks are escaped
    ("html.py", "Markup"),  # style sheets and scripts of ours
    ("render.py", "render"),  # templates that escape
    ("workbook.py", "render"),  # the same, into a frame
    ("prose.py", "render"),  # Markdown of notebooks; what becomes of it passes `_clean`
    ("notebook_pages.py", "Markup"),  # the body of a page, which has passed the allow-list of `_clean`
    ("notebook_pages.py", "render"),  # templates that escape
    ("article_page.py", "render"),  # the page that `render.py` makes with them
    ("course.py", "render"),  # the same
    ("course.py", "Markup"),  # a lesson's drawing, which has passed the allow-list of `clean`
    ("html.py", "render"),  # templates that escape
    ("plain_page.py", "Markup"),  # what has passed the allow-list of `clean`
    ("plain_page.py", "render"),  # templates that escape
    ("plain_page.py", "style"),  # a local name
    ("self_check.py", "HTML"),  # a field of ipywidgets, with escaped words
    ("teacher_pack.py", "render"),  # our own Markdown; what becomes of it passes `clean`
    ("handouts.py", "Markup"),  # what has passed the allow-list of `clean`
    ("handouts.py", "render"),  # templates that escape
    ("articles.py", "render"),  # the same, and our own Markdown, in which raw HTML is off
    ("articles.py", "Markup"),  # what becomes of that Markdown
    ("markdown.py", "render"),  # a stranger's Markdown -> HTML that is read as a page, never shown
    ("sample.py", "writer"),  # all cells go through `spreadsheet.safe`
    ("sheets.py", "writer"),  # the same
    ("blank_sheet.py", "writer"),  # the same
    ("blank_sheet.py", "render"),  # a template that escapes
    ("spreadsheet.py", "to_csv"),  # all cells go through `safe`
    ("spreadsheet.py", "to_excel"),  # the same
    ("run.py", "writer"),  # of Parquet
    ("across.py", "writer"),  # of Parquet
    ("html.py", "style"),  # a local name
}


# They read pages, or put tags around what is escaped or has passed the allow-list.
TAGGED = ("html.py", "html_blocks.py", "markdown.py", "figures.py", "notebook_pages.py", "plain_page.py")


def raw_makers(source: str, file: str) -> list[str]:
    """Uses of what is in RAW, and f-strings that hold a tag."""
    found = []
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "attr", getattr(node, "id", None))
        called = isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Load)
        if called and name in RAW and (file, name) not in ALLOWED:
            found.append(f"{file}:{node.lineno}: {name}")
        if isinstance(node, ast.JoinedStr) and file not in TAGGED:
            text = "".join(v.value for v in node.values if isinstance(v, ast.Constant))
            if re.search(r"(?<!\?P)(?<!\?)</?[a-z][a-z0-9]*[\s>]", text) and len(node.values) > 1:
                found.append(f"{file}:{node.lineno}: an f-string with a tag")
    return found


@pytest.mark.parametrize("path", [pytest.param(p, id=p.stem) for p in MODULES])
def test_html_is_made_in_one_place(path):
    assert raw_makers(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize(
    "source",
    [
        "from IPython.display import HTML\nHTML(text)",
        "display(x)",
        "frame.style.format()",
        "frame.to_html()",
        "IPython.display.Markdown(text)",
        "Markup(text)",
        "f'<b>{text}</b>'",
        "csv.writer(file)",
        "frame.to_csv(path)",
    ],
)
def test_the_rule_catches_what_breaks_it(source):
    assert raw_makers(source, "tables.py")


def test_notebooks_show_sections_only():
    import nbformat

    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                assert raw_makers(cell.source, path.name) == [], path.name


# --- pages of hostile articles -----------------------------------------------------------------------------------

ATTACK = """<script>pwned=1</script> $\\href{javascript:alert(1)}{x}$ [click](javascript:alert(1)) <img src=x onerror=x>

“<svg onload=pwned=1> {{ 7*7 }} {% raw %} \u202egnp.exe \x1b[31m </p></main><iframe src=//evil>,” said <b>Ida Norr</b>,
the mayor of =HYPERLINK("http://evil"). `rm -rf` ~~~ <!-- --> ]]> said Ida Norr of <a href="javascript:alert(1)">it</a>.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    name = "';import os;os._exit(1)# \"\\ \U0001f600 <b>.txt"
    path = tmp_path_factory.mktemp("hostile") / (re.sub(r'["\\<>]', "", name) if os.name == "nt" else name)
    path.write_text(ATTACK * 3, "utf-8")
    return path


def harmless(path: Path) -> BeautifulSoup:
    """Nothing on the page can run but our own script, and nothing can be fetched."""
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    scripts = [script.text for script in page.find_all("script")]
    assert scripts == [(TEMPLATES / "article/page.js").read_text("utf-8")]
    digest = sha256(scripts[0])
    assert policy.startswith("default-src 'none';") and f"script-src 'sha256-{digest}';" in policy
    assert not page.find_all(["iframe", "img", "object", "link", "base", "form", "foreignobject", "use", "image"])
    for item in page.find_all(True):
        assert not [a for a in item.attrs if a.startswith("on") or a in ("src", "style", "xlink:href", "srcdoc")]
        assert re.fullmatch(r"#[\w-]+", item.get("href", "#x"))
    assert not re.search("[\u202e\x1b]", str(page))
    return page


def test_a_report_of_a_hostile_article_is_harmless(hostile, tmp_path):
    said = {"headline": "<script>1</script> '\"\\"}
    made = article_page.article_report(str(hostile), Pages(tmp_path), said=said)
    assert made.parent == tmp_path and re.fullmatch(r"[\w-]+\.report\.html", made.name)
    page = harmless(made)
    assert "<script>1</script> '\"\\" in page.get_text()
    assert "[U+202E]" in page.get_text() and "Ida Norr" in page.get_text()
    assert [p.name for p in tmp_path.iterdir()] == [made.name]


POLICY = "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
NASTY = '</title></style></script><script>pwned=1</script>" onfocus="pwned=1" \' \u202egnp.exe {{ 7*7 }} <!-- ]]>'
NAME = '"><script>pwned=1</script>'
SAID = "the bridge is " + NASTY


def hostile_page() -> Page:
    """An article in which each thing that a page shows of one is hostile: headline, words, sources, notes."""
    text = f"{NASTY}\nAn aide said {SAID}.\nIt closes.\nSee https://example.org/{'x' * 400}"
    first, second, third = text.splitlines()[1:]
    zones = (Zone("headline", parses.find(text, NASTY)), Zone("caption", parses.find(text, third)))
    article = Article(text, zones, (parses.find(text, first), parses.find(text, second)), notes=(NASTY,))
    aide, told = parses.find(text, "An aide"), parses.find(text, SAID)
    said = Attribution(0, (aide,), (), (told,), "indirect", "statement", None, (0,), 0.9)
    voices = (Voice(None, article.paragraphs[1:], 2, 0.2), Voice(0, (told,), 15, 0.8))
    source = Source(0, NAME, "person", False, None, (told,), (told,), (aide,), (0,), 15, "retold")
    made = parses.analysis(article)
    return Page(NASTY, replace(made, sourcing=Sourcing((said,), (source,), voices)), ())


def sha256(text: str) -> str:
    return b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_page_on_a_hostile_article_is_harmless():
    """Read by a parser of HTML: one style sheet and one script, both ours; nothing leads out of the page."""
    page = hostile_page()
    made = render.render(page)
    tree = BeautifulSoup(made, "lxml")
    (style,), (script,) = tree.find_all("style"), tree.find_all("script")
    folder = render.TEMPLATES / "article"
    assert script.string == (folder / "page.js").read_text("utf-8")
    assert style.string == "".join((folder / f"{name}.css").read_text("utf-8") for name in ("colors", "page"))
    policy = tree.head.find(True)
    assert policy["content"] == POLICY.format(sha256(style.string), sha256(script.string))
    assert not tree.find_all(["iframe", "object", "embed", "img", "link", "base", "form", "foreignobject", "image"])
    for item in tree.find_all(True):
        assert not [a for a in item.attrs if a.startswith("on") or a in ("style", "src", "srcdoc", "xlink:href")]
        assert re.fullmatch(r"#[\w-]+", item.get("href", "#x"))
    assert not INVISIBLE.search(made.replace("\n", ""))
    ids = [item["id"] for item in tree.find_all(id=True)]
    assert len(ids) == len(set(ids)) and {a["href"][1:] for a in tree.find_all("a", href=True)} <= set(ids)


def test_the_page_gives_the_text_as_it_is():
    """Every word once, in the article's order, with what is invisible written out."""
    page = hostile_page()
    tree = BeautifulSoup(render.render(page), "lxml")
    shown = visible(NASTY)
    assert "[U+202E]gnp.exe" in shown
    assert tree.h1.get_text() == shown and tree.title.get_text() == f"{shown}: how it is made"
    assert [p.get_text() for p in tree.select(".art p")] == [
        f"An aide said the bridge is {shown}.",
        "It closes.",
        f"Photo caption: See https://example.org/{'x' * 400}",
    ]
    assert tree.select_one(".card h3").get_text() == NAME
    assert tree.select_one("p.note").get_text() == shown
    assert [dd.get_text() for dd in tree.select(".card dd")] == [f"“the bridge is {shown}”"] * 2


def test_the_same_article_gives_the_same_bytes():
    assert render.render(hostile_page()) == render.render(hostile_page())


def test_a_page_in_a_frame_is_shut_in():
    (data, _), *more = wb.page(hostile_page()).outputs()
    frame = BeautifulSoup(data["text/html"], "lxml").iframe
    assert not more and data["text/plain"] == f"A page: {visible(NASTY)}: how it is made"
    assert frame["sandbox"] == ["allow-scripts"] and frame["srcdoc"] == render.render(hostile_page())
    assert set(frame.attrs) == {"title", "sandbox", "srcdoc", "width", "height", "loading", "style"}
    assert len(BeautifulSoup(data["text/html"], "lxml").find_all(True)) == 3  # html, body and the frame


def test_a_comparison_of_hostile_articles_is_harmless(hostile, tmp_path):
    page, result = article_page.comparison(article_page.opened([str(hostile)] * 2), Pages(tmp_path))
    harmless(page)
    assert result.read_bytes().isascii()


def test_an_index_of_hostile_articles_is_harmless(hostile, tmp_path):
    """It has no script."""
    index = article_page.folder_report(str(hostile.parent), Pages(tmp_path), pytest.fail).read_text("utf-8")
    page = BeautifulSoup(index, "html.parser")
    assert "script-src" not in index and not page.find_all(["script", "img", "iframe", "form"])
    assert [re.fullmatch(r"[\w-]+\.report\.html", a["href"]) is not None for a in page.tbody.find_all("a")] == [True]
    assert "onerror=x" in page.tbody.a.text and not re.search("[\u202e\x1b]", index)


def test_no_link_of_a_stranger_becomes_a_link(hostile):
    found = wb.open_article(hostile)
    for section in (wb.article(found), wb.plain_article(found), wb.sources(found), wb.lines_to_check(found)):
        html = "".join(block.html() for block in section.blocks)
        links = [a["href"] for a in BeautifulSoup(html, "html.parser").find_all("a")]
        assert all(re.fullmatch(r"#g\d+", link) for link in links) and not INVISIBLE.search(html)


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("missing.txt", "no such file"),
        (".", "a folder"),
        ("\x00.txt", "no such file"),
        ("ftp://a.b/c", "neither a file"),
    ],
)
def test_a_report_that_cannot_be_made_says_so_in_one_line(article, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArticleError, match=said) as caught:
        article_page.article_report(article, Pages(tmp_path / "out"))
    assert len(str(caught.value).splitlines()) == 1
    assert not (tmp_path / "out").exists()


# --- patterns ----------------------------------------------------------------------------------------------------

LONG = 2_000  # characters; most patterns see one line of at most 800
MOST_SECONDS = 6.0  # of the processor, for all attacks on one pattern: twice the slowest, whose time grows as a square
ATOMS = (
    "a",
    "A",
    " ",
    "1",
    "-",
    ".",
    ",",
    '"',
    "“",
    "<",
    "|",
    ":",
    "a ",
    "A. ",
    "1, ",
    "a-",
    "By A ",
    "and ",
    "a b,",
    "\t",
    "= ",
    "http://a",
    "(a",
    "“a” ",
    "<a ",
    "A A ",
    "1:",
    "said ",
)


USES = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "finditer": 2, "findall": 2, "split": 3, "sub": 4}
# Made of an article's words or of word lists where they are used: one of each, as it may look.
MADE = {
    "analysis.measures.tone.lexicons": re.compile(r"(?<!\w)a(?!\w)", re.IGNORECASE),
    "analysis.measures.headline.clickbait": clickbait.PATTERNS["feeling"],
    "analysis.measures.lines_to_check": re.compile(r"\b([A-Z][\w'’-]{1,20})\sA\b"),
    "analysis.measures.provenance": re.compile(r"(?<!\w)a\s+a(?!\w)"),
    "analysis.measures.sourcing.by_hand": re.compile(r"\ba\s+a\b"),
    "analysis.context.name_swap": re.compile(r"(?<![\w’'-])(?:A\s+A|A)(?!\w)"),
    "analysis.corpus.across": re.compile(r"\ba\b"),
    "analysis.nlp.text_type": text_type._GARBLED[0],  # the others are in lists of the module
    "analysis.nlp.pipeline.sentence_rules": re.compile(r"(?:a|a\.a)\."),
    "analysis.own": own._patterns(["a* * b", "*a"])[""],
    "analysis.patterns": lines_to_check.NO_CLAIM,
    "analysis.reading.words": of_lists("end_matter", "corrections")[0],
    "analysis.reading.web_page": re.compile("a|a {0,9}b", re.IGNORECASE),  # the others are in a dictionary
    "analysis.report.prose": of_words(),
}


def written(module: ModuleType) -> Iterator[tuple[int, re.Pattern | None]]:
    """Line and pattern of each use of `re` in a module's source; None: made of what is not known before it runs."""

    def value(node: ast.expr):
        return eval(compile(ast.Expression(node), module.__file__, "eval"), vars(module))

    for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{use}" for use in USES}:
            flags = [k.value for k in node.keywords if k.arg == "flags"]
            flags += node.args[USES[node.func.attr] :][:1]
            try:
                yield node.lineno, re.compile(value(node.args[0]), *map(value, flags))
            except NameError:
                yield node.lineno, None


def patterns() -> dict[str, re.Pattern]:
    """Every pattern of ours: those that a module holds, also in tuples and dictionaries, and those written in place."""
    found = {f"{name}.made": pattern for name, pattern in MADE.items()}
    for info in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if info.name == "analysis.__main__":
            continue
        module = importlib.import_module(info.name)
        for line, pattern in written(module):
            assert pattern is not None or info.name in MADE, f"{info.name}:{line}: put one like it into MADE"
            found |= {f"{info.name}:{line}": pattern} if pattern is not None else {}
        for name, value in vars(module).items():
            values = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            )
            for n, each in enumerate(v for v in values if isinstance(v, re.Pattern)):
                if each not in found.values():
                    found[f"{info.name}.{name}.{n}"] = each
    return found


def attack(pattern: re.Pattern, long: int = LONG) -> None:
    """Strings of one repeated piece, each with an end that does not fit."""
    for atom in ATOMS:
        many = atom * (long // len(atom))
        for text in (many + "\x01", "x" + many + "!\n", many + "\n"):
            subject = text.encode() if isinstance(pattern.pattern, bytes) else text
            pattern.search(subject)
            pattern.fullmatch(subject)


def test_no_line_explodes_a_pattern():
    """What doubles with each piece is told at once, in 200 characters; what grows as a power is for the slow test."""
    for name, pattern in patterns().items():
        with processor.stopped(name, 60):
            attack(pattern, 200)


@pytest.mark.slow
def test_no_pattern_explodes():
    found = patterns()
    assert len(found) > 130
    for name, pattern in found.items():
        with processor.within(MOST_SECONDS), processor.stopped(name):
            attack(pattern)


def test_the_attack_finds_a_bad_pattern():
    """Time doubles with each character: 64 times for six more, where even a square would make it four times."""
    bad = re.compile(r"(?:a|a)*\Z")
    times = []
    for long in (14, 20):
        start = time.process_time()
        attack(bad, long)
        times.append(time.process_time() - start)
    assert times[1] > 8 * times[0]


@pytest.mark.parametrize(
    "atom", ["a", "a ", "“", "“a” said ", "A. ", "\n", "a\n", "By A\n", "1 ", "a b said c. ", "'", "U.S. "]
)
def test_long_texts_are_done_or_refused_within_seconds(atom, tmp_path):
    """150,000 characters of one piece: the longest text that is measured."""
    from analysis.reading import plain_text

    with processor.within(10), suppress(ArticleError):
        assert plain_text.from_text("Headline of this\n\n" + atom * (140_000 // len(atom))).text


@pytest.mark.parametrize(
    "atom",
    [
        "“",
        "“a. ",
        "a” said he. ",
        "‘a ",
        '"a ',
        "“a” “ ",
        "’",
        "a-\nb ",
        "e\u0301",
        "a\u00ad\n",
        "http://a.",
        "a@",
        "#a",
    ],
)
def test_marks_and_characters_cost_no_square(atom):
    text = atom * (140_000 // len(atom))
    with processor.within(10):
        broken_marks(text, [(0, len(text))])
        as_printed(text)
        blanked(text, HASHTAG)


MANY = {
    "quotations": '"No," said Ida. ',
    "names": "“No,” said {first} {last}. {last} met {other}. ",
    "pronouns": "She said he told her that her aide, who knew {last}, said so. ",
    "officials": "An official of the {last} agency who asked not to be named said it was hurt because of {other}. ",
    "outlets": "“No,” Ida {last} told the New York Times, CNN reported, citing two officials.\n\n",
    "rules": "according to the {last} officials, ",
    "voices": "“No, it is,” said {first} {last}.\n\n",
    "paragraphs": "The mayor said no.\n\n",
    "quotations alone": "“No, it is not.”\n\n“It is” — {first} {last}\n\n",
    "attacks": "Reed went home. {other} slams {last}, Reed said. ",
    "colons": "{first} {last} wrote:\n\nIt is late.\n\nIt is. — {first} {last} (@{last})\n\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", MANY)
def test_many_of_one_kind_cost_no_square(kind):
    """Everything measured of some 45,000 characters: searched one by one these took up to a minute."""
    from analysis import catalogue
    from analysis.reading import plain_text

    syllables = [a + b for a in "BDFGKLMNPRST" for b in ("a", "e", "i", "o", "u", "al", "er", "in", "on", "us")]
    names = [a + b.lower() for a in syllables for b in syllables]
    text = "".join(
        MANY[kind].format(first=names[n * 7 % 997], last=names[n * 11 % 14_387], other=names[n * 5 % 14_387])
        for n in range(45_000 // len(MANY[kind]))
    )
    article = plain_text.from_text(f"Reed slams mayor of Lowfield, blasts Orle and vows to say no\n\n{text}")
    with processor.within(20):
        found = wb.analyze(article)
        assert found.sourcing.attributions
        assert len(list(catalogue.measure(found))) > len(article.paragraphs)


SENTENCE = "The mayor said that the bridge is safe and will stay open for years. "
FIVE_MEGABYTES = {  # file -> what the refusal names
    "one-line.txt": ("Headline\n\n" + SENTENCE * 72_000, "at most 150,000"),
    "one-word.txt": ("a" * 5_000_000, "at most 150,000"),
    "marks.txt": ("Headline\n\nThe mayor " + '"' * 5_000_000, "at most 150,000"),
    "lines.txt": ("Headline\n\n" + "The mayor said so.\n" * 260_000, "at most 150,000"),
    "page.html": ("<!doctype html><article>" + f"<p>{SENTENCE * 9}</p>" * 7_900 + "</article>", "at most 150,000"),
    "longer.html": ("<!doctype html><p>" + SENTENCE * 73_000, "more than 5,000,000 characters"),
    "deep.html": ("<!doctype html>" + "<div>" * 990_000 + "word", "nested too deeply"),
    "wide.html": ("<!doctype html>" + "<i>a</i> " * 550_000, "more than 60,000 elements"),
    "front.md": ("---\ntitle: T\n---\n" + "*a " * 1_700_000, "more than 1,000,000 characters"),
}


@pytest.mark.slow
def test_five_megabytes_are_refused_with_the_limit(tmp_path):
    """In a process of its own that may not have more than 2 GiB of memory; in continuous integration a minute each."""
    resource = pytest.importorskip("resource")
    for name, (text, _) in FIVE_MEGABYTES.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "measure", *(tmp_path / name for name in FIVE_MEGABYTES)],
        timeout=60 * len(FIVE_MEGABYTES) if os.environ.get("CI") else None,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    said = dict(line.split(": ", 1) for line in done.stderr.splitlines())
    assert {Path(name).name for name in said} == FIVE_MEGABYTES.keys()
    assert [n for n, why in said.items() if FIVE_MEGABYTES[Path(n).name][1] not in why] == []


@pytest.mark.slow
def test_five_megabytes_in_a_corpus_are_an_error_of_that_line(tmp_path):
    rows = [{"text": SENTENCE * 72_000}, {"text": '"' * 5_000_000}, {"text": SENTENCE * 3}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cli.main(["corpus", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out")]) == 0
    errors = pq.read_table(tmp_path / "out" / "articles.parquet")["error"].to_pylist()
    assert "at most 150,000" in errors[0] and "no words" in errors[1] and errors[2] is None
