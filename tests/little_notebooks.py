"""Small notebooks for the tests of the report: one as ours are, one that shows a hostile article, one that fails."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.report import course, files, notebook_pages, run_notebooks

SEEDS = str(course.SEEDS)
HOSTILE_TEXT = (
    "Mayor <script>window.pwned = 1</script> opens <img src=x onerror='window.pwned = 2'> a bridge "
    "</script></style></title> ]]> --> ![picture](javascript:window.pwned=3) [link](javascript:window.pwned=4) "
    '" onmouseover="window.pwned=5" \u202egnp.exe <svg onload="window.pwned=6"> $x$ {{ 7 * 7 }} &lt;b&gt;'
)

SETUP = """
import pandas as pd
from matplotlib.figure import Figure
from analysis.views.base.html import Chart, Marked, Section, Table, Text, element
figure = Figure(figsize=(7, 3), layout="constrained")
axes = figure.subplots()
bars = axes.barh(["the mayor", "the engineers", "the article's own voice"], [30, 12, 58])
"""

ARTICLE = """
from analysis import workbook as wb
wb.article(wb.open_article("SEEDS/invented-bridge-praised.md"), "plain")
"""
PICTURE = """
wb.voices(wb.open_article("SEEDS/invented-bridge-praised.md"))
"""
CHECKS = """
check = wb.checks(wb.open_article("SEEDS/invented-bridge-praised.md"))
check("How many voices?", 2, hint="Count them.", because="A mayor and engineers.") + check(
    "Who has no name?", ["the engineers", "engineers"], hint="Look.")
"""

SHOW = """
text = "The mayor said the bridge would open in May. Engineers doubt it."
table = pd.DataFrame({"voice": ["the mayor", "the engineers"], "words": [30, 12], "share": ["71%", "29%"]})
wide = pd.DataFrame([[f"value {i}" for i in range(14)]], columns=[f"a long heading {i}" for i in range(14)])
Section(
    Text("Two voices speak in this article, and one of them has no name."),
    Chart(figure, "Bar chart of words by voice, from 0 to 58. The article's own voice has the most."),
    Table(table, "Words by voice, counted"),
    Table(wide, "A table that is wider than a phone", "It scrolls by itself."),
    Marked(element("p", text), "The article"),
)
"""


def write(folder: Path) -> list[Path]:
    """Three notebooks that run: as ours are, with a hostile article, and with output past our own functions."""
    plain = new_notebook(
        cells=[
            _text("# The bridge\n\nWho speaks in an article\nabout a bridge?", "title", "minutes-25", "core", "slide"),
            _text("Bring a bridge.", "slide-notes"),
            _code("limit = 10", "parameters"),
            _code(SETUP, "setup"),
            _code(ARTICLE, "article"),
            _code(PICTURE, "picture"),
            _text("- name every voice;\n- tell *quoted* words\n  from retold ones.", "aims"),
            _text("**span:** what a bridge has.", "background"),
            _text("## Who speaks?\n\nLook at the *voices* first. See [the next page](01_hostile.ipynb#shown)."),
            _code(SHOW),
            _text("### Name them\n\n1. Name one voice, with `code`.\n2. Name another.", "task", "lines-2"),
            _text(folded("One answer", "The mayor, and\nthe engineers."), "answer"),
            _text("Do not tell.", "slide-notes"),
            _code("Section(Text('The mayor has most.'))", "reveal"),
            _text(folded("What you see", "Most of the words are the mayor's."), "reveal"),
            _code(CHECKS, "check"),
            _text("### Count them\n\nHow many?", "task"),
            _text(folded("One answer", "Two."), "answer"),
            _text("## Explore\n\nChange it.", "explore"),
            _code("print('explored', 42.5)", "explore"),
            _text("## Takeaways\n\n- **In the text:** voices.", "takeaways"),
        ]
    )
    hostile = new_notebook(
        cells=[
            _text("# A hostile article\n\nDoes anything of it run?", "title"),
            _text("## Shown"),
            _code(SETUP + f"text = {HOSTILE_TEXT!r}", "setup"),
            _code(
                "Section(Text(text), Table(pd.DataFrame({'words': [text], 'n': [1]}), 'Words ' + text, text),\n"
                "        Marked(element('p', text), text),\n"
                "        Chart(figure, text))"
            ),
            _text("## Made by hand"),
            _code(
                "from analysis import workbook as wb\n"
                "wb.show(pd.Series({text: 1, 'other': 2}).plot.barh(title=text, xlabel=text))"
            ),
            _code("frame = pd.DataFrame({text: [text]}, index=[text])\nprint(text)\nframe"),
            _code("wb.article(wb.open_article(text=text + '\\n\\n“It is ' + text + ',” said Ada Vell.'))", "article"),
        ]
    )
    raw = new_notebook(
        cells=[
            _text("# Raw output\n\nWhat does a notebook show without the workbook's own functions?", "title"),
            _text(
                "<script>window.pwned = 7</script>\n\n"
                "<p onclick='window.pwned=8'>raw</p> <a href='javascript:window.pwned=9'>raw link</a>\n\n"
                "<input type=text value=typed> <label><input type='radio' name='m' onclick='window.pwned=12'>m</label>"
                "<svg viewBox='0 0 9 9' onload='window.pwned=13'><style>*{}</style>"
                "<foreignObject><b>x</b></foreignObject>"
                "<a href='javascript:window.pwned=14'><text>in it</text></a><rect fill='url(https://example.org/x)'/>"
                "</svg> <button type=submit formaction='javascript:window.pwned=15'>press</button>"
            ),
            _code(f"text = {HOSTILE_TEXT!r}", "setup"),
            _code(
                "from IPython.display import HTML, Javascript, Markdown, SVG, display\n"
                "display(HTML(text), Markdown(text), Javascript('window.pwned = 10'))\n"
                'display(SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=11"></svg>\'))\n'
                "import sys\nprint(text, object())\nprint('a warning', file=sys.stderr)"
            ),
        ]
    )
    return written(folder, {"00_bridge": plain, "01_hostile": hostile, "02_raw": raw})


def report(out: Path, paths: list[Path]) -> Path:
    """Run these notebooks and write their pages and an index, as `course` does with the course's; its path."""
    books = [run_notebooks.read(path) for path in paths]
    with files.folder(out):
        run_notebooks.run_all(paths, books)
        lessons = [notebook_pages.read_lesson(path, book) for path, book in zip(paths, books, strict=True)]
        made = notebook_pages.linked(lessons)
        files.write(out, made | {"index.html": course.index(lessons, made)})
    return out / "index.html"


def write_failing(folder: Path) -> Path:
    """A notebook whose third cell ends in an error."""
    cells = [_text("# Fails", "title"), _code("pass"), _code("raise ValueError('no bridge\\nat all')")]
    return written(folder, {"03_fails": new_notebook(cells=cells)})[0]


def written(folder: Path, books: dict[str, nbformat.NotebookNode]) -> list[Path]:
    """Write these notebooks; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.ipynb" for name in books]
    for path, book in zip(paths, books.values(), strict=True):
        for number, cell in enumerate(book.cells):
            cell["id"] = f"cell-{number}"
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(book, path)
    return paths


def folded(line: str, inside: str) -> str:
    """As a notebook folds it for JupyterLab."""
    return f"<details><summary>{line}</summary>\n\n{inside}\n\n</details>"


def _text(source: str, *tags: str) -> nbformat.NotebookNode:
    return _tagged(new_markdown_cell(source), *tags)


def _code(source: str, *tags: str) -> nbformat.NotebookNode:
    return _tagged(new_code_cell(source.strip().replace("SEEDS", SEEDS)), *tags)


def _tagged(cell: nbformat.NotebookNode, *tags: str) -> nbformat.NotebookNode:
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell
