"""Small notebooks for the tests of the report: one as ours are, one that shows a hostile article, one that fails."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.report import files, notebook_pages, run_notebooks

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

SHOW = """
text = "The mayor said the bridge would open in May. Engineers doubt it."
table = pd.DataFrame({"voice": ["the mayor", "the engineers"], "words": [30, 12], "share": ["71%", "29%"]})
wide = pd.DataFrame([[f"value {i}" for i in range(14)]], columns=[f"a long heading {i}" for i in range(14)])
Section(
    Text("Two voices speak in this article, and one of them has no name."),
    Chart(figure, "Bar chart of words by voice, from 0 to 58. The article's own voice has the most."),
    Table(table, "Words by voice, counted"),
    Table(wide, "A table that is wider than a phone", "It scrolls by itself."),
    Marked(element("p", element("mark", text[:9]), text[9:]), "The article, with its marks"),
)
"""


def write(folder: Path) -> list[Path]:
    """Three notebooks that run: as ours are, with a hostile article, and with output past our own functions."""
    plain = new_notebook(
        cells=[
            new_markdown_cell(
                "# The bridge\n\nWho speaks in an article about a bridge? A short lesson.\n\n**Time:** about 45 minutes"
            ),
            _code("limit = 10", "parameters"),
            _code(SETUP, "hide-input"),
            new_markdown_cell(
                "## Who speaks?\n\nLook at the *voices* first. See [the next page](01_hostile.ipynb).\n\n"
                "### A closer look"
            ),
            _code(SHOW),
            new_markdown_cell(
                "## Who speaks?\n\nThe heading again, with `code`.\n\n1. Name one voice.\n2. Name another."
            ),
            _code("# a comment\nprint('total', 30 + 12.5, len(\"words\"))", "solution"),
            _tagged(
                new_markdown_cell(
                    "<details><summary>One answer</summary>\n\nThe mayor, and the engineers.\n\n</details>"
                ),
                "solution",
            ),
        ]
    )
    hostile = new_notebook(
        cells=[
            new_markdown_cell("# A hostile article\n\nNothing of it may run."),
            new_markdown_cell("## Shown"),
            _code(SETUP + f"text = {HOSTILE_TEXT!r}", "hide-input"),
            _code(
                "Section(Text(text), Table(pd.DataFrame({'words': [text], 'n': [1]}), 'Words ' + text, text),\n"
                "        Marked(element('p', element('mark', text)), text),\n"
                "        Chart(figure, text))"
            ),
            new_markdown_cell("## Explored"),
            _code(
                "from analysis import workbook as wb\n"
                "wb.show(pd.Series({text: 1, 'other': 2}).plot.barh(title=text, xlabel=text))",
                "explore",
            ),
            _code("frame = pd.DataFrame({text: [text]}, index=[text])\nprint(text)\nframe", "explore"),
        ]
    )
    raw = new_notebook(
        cells=[
            new_markdown_cell(
                "# Raw output\n\nWhat a notebook shows without the workbook's own functions.\n\n"
                "<script>window.pwned = 7</script>\n\n"
                "<p onclick='window.pwned=8'>raw</p> <a href='javascript:window.pwned=9'>raw link</a>"
            ),
            _code(f"text = {HOSTILE_TEXT!r}", "hide-input"),
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
    """Run these notebooks and write their pages and a plain index, as `course` does with the course's; its path."""
    books = [run_notebooks.read(path) for path in paths]

    with files.folder(out):
        run_notebooks.run_all(paths, books)
        pages = [notebook_pages.page(path, book) for path, book in zip(paths, books, strict=True)]
        index = notebook_pages.indexed(pages=pages, ways=(), short=(), pack=(), examples=(), editions=(), glossary="")
        files.write(out, notebook_pages.linked(pages) | {"index.html": index})
    return out / "index.html"


def write_failing(folder: Path) -> Path:
    """A notebook whose third cell ends in an error."""
    cells = [new_markdown_cell("# Fails"), _code("pass"), _code("raise ValueError('no bridge\\nat all')")]
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


def _code(source: str, *tags: str) -> nbformat.NotebookNode:
    return _tagged(new_code_cell(source.strip()), *tags)


def _tagged(cell: nbformat.NotebookNode, *tags: str) -> nbformat.NotebookNode:
    if tags:
        cell.metadata["tags"] = list(tags)
    return cell
