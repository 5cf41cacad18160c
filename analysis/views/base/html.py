"""Values -> safe HTML: the only module that escapes, and the only one that uses IPython.

Article text is hostile input. It becomes HTML through `element`, which escapes every child and attribute that
is not `Html` already; no other module makes `Html`. A `Section` of a page is a row of blocks. It shows itself in a
notebook, and the report takes the same output. JupyterLab does not load the report's style sheet: what would mislead
without style there has it inline.
"""

from __future__ import annotations

import html
import io
import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from analysis.views.base import palette
from analysis.views.base.drawing import STYLE as STYLE_OF_CHARTS
from analysis.views.base.numbers_in_words import MINUS, NOT_IN_TEXT, NOT_MEASURABLE, day, number

if TYPE_CHECKING:
    import pandas as pd
    from jinja2 import Environment
    from matplotlib.figure import Figure

TAGS = frozenset(
    """a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h2 h3 h4 hr i ins li mark
    ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead time tr u ul""".split()
)
VOID_TAGS = frozenset(("br", "hr"))
ATTRIBUTES = frozenset(
    """aria-describedby aria-hidden aria-label aria-labelledby class colspan data-answers data-kind data-label datetime
    dir href id lang open role rowspan scope style tabindex title""".split()
)
# A link goes to the web, to a place on the page, or to a neighboring file: no "javascript:", no "//host".
LINK = re.compile(r"https?://[^\s]+|#[^\s]*|(?!//)[^\s:]+", re.IGNORECASE)
STYLE = re.compile(r"(?!.*url)[\w\s#%.,:;()-]*", re.IGNORECASE)
# Characters that show nothing but change what is read: controls, direction marks, zero-width spaces, lone
# surrogates, tag characters. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

# What the parts of an article's page are made of, beside `TAGS`: for whoever lets through our HTML and nothing else.
SVG_TAGS = frozenset("circle defs g line marker path pattern polyline rect svg text".split())
FORM_TAGS = frozenset("article aside button fieldset input label legend".split())
SVG_ATTRIBUTES = frozenset(
    """cx cy d dx focusable height id marker-end markerHeight markerWidth orient patternTransform
    patternUnits points r refX refY rx stroke-opacity stroke-width text-anchor viewBox width x x1 x2 y y1 y2 fill
    role aria-label aria-hidden class data-l data-t data-mode data-steps data-src""".split()
)
# `data-l`, `data-k`: keys of evidence, what is lit and where it is; the others are read by the style sheet and script.
FORM_ATTRIBUTES = frozenset(
    """aria-label aria-labelledby aria-pressed checked class data-body data-c data-h data-half data-headline data-k
    data-l data-mode data-n data-src data-steps data-t data-tone data-v dir href id name open role scope tabindex type
    """.split()
)

# What JupyterLab's MathJax takes for the beginning of a formula, in HTML as well.
MATH = re.compile(r"\$|\\[(\[]|\\begin\b")

PNG_DPI, CSS_DPI = 192, 96
LONG_CELL = 40  # characters: the style sheet keeps the cell from getting narrow
LONG_COLUMN, PHONE = 25, 45  # characters: what a column with such a cell takes, and what a phone has
AROUND = "mw"  # the class of what is around a piece of an article's page
FRAME = 900  # pixels: the height of a page inside a notebook
NOTHING = ("", "–")  # cells that paper leaves out where there are many columns


class Html(str):
    """HTML that is safe to show. Only this module makes it; anything added to it is plain text again."""

    __slots__ = ()


def visible(text: str) -> str:
    """The text with control and direction characters written out, as in [U+202E]."""
    return INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def escape(text: object) -> Html:
    """Any value as HTML text; `Html` passes as it is."""
    return text if isinstance(text, Html) else Html(html.escape(visible(str(text))))


def element(tag: str, *children: object, **attributes: object) -> Html:
    """An HTML element, everything in it escaped.

    `class_` means class and `aria_label` aria-label. An attribute that is None or False is left out,
    as is a link that leads to anything but the web, the page or a neighboring file.

    >>> element("p", "1 < 2 ", element("b", "so", class_="x"))
    '<p>1 &lt; 2 <b class="x">so</b></p>'
    """
    if tag not in TAGS:
        raise ValueError(f"<{tag}> is not one of the elements that a page may hold")
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in VOID_TAGS:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


def join(parts: Iterable[object], separator: str = "") -> Html:
    """Parts, each escaped, one after the other."""
    return Html(escape(separator).join(escape(p) for p in parts))


def _attribute(name: str, value: object) -> str:
    name = name.rstrip("_").replace("_", "-")
    if name not in ATTRIBUTES:
        raise ValueError(f"{name} is not one of the attributes that a page may hold")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    text = str(value)
    if name == "href" and not LINK.fullmatch(text):
        return ""
    if name == "style" and not STYLE.fullmatch(text):
        raise ValueError(f"a style may not hold {text!r}")
    return f' {name}="{html.escape(visible(text))}"'


def plain(text: str) -> str:
    """The words of `Html` without its elements; other text with its invisible characters written out."""
    if not isinstance(text, Html):
        return visible(text)
    spaced = re.sub(r"</(?:p|li|tr|div|caption|summary|figcaption|h[2-4])>|<br>", "\n", text)
    spaced = re.sub(r"</t[hd]>", "\t", spaced)
    return re.sub(r"\s*\n\s*", "\n", html.unescape(re.sub(r"<[^>]*>", "", spaced))).strip()


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str

    def html(self) -> Html:
        return element("p", self.text)


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure that a notebook drew, and its text alternative."""

    figure: Figure
    alt: str

    def png(self) -> bytes:
        """The same figure gives the same bytes."""
        from matplotlib.style import context

        buffer = io.BytesIO()
        with context(STYLE_OF_CHARTS, after_reset=True):  # whatever the process around it has set
            self.figure.savefig(buffer, format="png", dpi=PNG_DPI, metadata={"Software": None})
        return buffer.getvalue()

    def picture(self) -> tuple[dict[str, str], dict[str, dict[str, object]]]:
        """The figure as a notebook holds it, and its metadata: the alternative, and the width in CSS pixels."""
        png = self.png()
        pixels = int.from_bytes(png[16:20], "big")  # where every PNG has its width
        words = f"A chart. In words:\n{visible(self.alt)}"  # JupyterLab shows the first line of what is folded
        data = {"image/png": b64encode(png).decode("ascii"), "text/plain": words}
        return data, {"image/png": {"alt": visible(self.alt), "width": round(pixels * CSS_DPI / PNG_DPI)}}

    def html(self) -> Html:
        """What is shown below the figure: its alternative too, because JupyterLab drops that of the picture."""
        summary = element("summary", "What the chart shows, in words")
        return element("details", summary, element("p", self.alt), class_="alternative")


@dataclass(frozen=True, slots=True)
class Table:
    """A table. The index heads the rows; an index that only counts is left out, and the first column heads them.

    Cells are text, or numbers in a default form: for another form, give text. `Html` cells need a column of dtype
    object. On a phone the style sheet stacks the cells of a table that is too wide, each with its column's name;
    roles keep it a table for screen readers.
    """

    frame: pd.DataFrame
    caption: str
    note: str = ""

    def html(self) -> Html:
        columns = self._columns()
        right = [all(_NUMERIC.fullmatch(str(c)) for c in cells) for _, cells in columns]
        stacks = _phone_width(columns) > PHONE

        def role(name: str) -> str | None:
            return name if stacks else None

        def cell(i: int, content: object) -> Html:
            more = {"data_label": columns[i][0] if stacks else None, "empty": stacks and content in NOTHING}
            if i:
                return _cell("td", content, right[i], role=role("cell"), **more)
            return _cell("th", content, right[i], scope="row", role=role("rowheader"), **more)

        def row(cells: Iterable[Html]) -> Html:
            return element("tr", *cells, role=role("row"))

        names, contents = zip(*columns, strict=True)
        head = (_cell("th", n, r, scope="col", role=role("columnheader")) for n, r in zip(names, right, strict=True))
        body = (row(map(cell, count(), cells)) for cells in zip(*contents, strict=True))
        parts = (element("thead", row(head), role=role("rowgroup")), element("tbody", *body, role=role("rowgroup")))
        caption = element("caption", self.caption, style="text-align:left")
        table = element("table", caption, *parts, class_="stacks" if stacks else None, role=role("table"))
        # Wide tables scroll by themselves; a region that scrolls must be reachable with the keyboard.
        region = {"role": "region", "aria_label": plain(self.caption), "tabindex": 0}
        scrolling = element("div", table, class_="table", **region, style="overflow-x:auto")
        return join([scrolling, element("p", self.note, class_="note")] if self.note else [scrolling])

    def _columns(self) -> list[tuple[str, list[object]]]:
        frame = self.frame
        counts = frame.index.name is None and list(frame.index) == list(range(len(frame)))
        shown = frame if counts else frame.reset_index(names=frame.index.name or "")
        return [(str(name), _shown(list(shown[name]), list(shown[name].isna()))) for name in shown.columns]


@dataclass(frozen=True, slots=True)
class Marked:
    """A safe fragment with a caption, such as the article."""

    fragment: Html
    caption: str

    def html(self) -> Html:
        return element("figure", element("figcaption", self.caption), self.fragment, class_="marked")


@dataclass(frozen=True, slots=True)
class Folded:
    """A line that opens to what is inside."""

    line: str
    inside: Html

    def html(self) -> Html:
        return element("details", element("summary", self.line), element("div", self.inside), class_="folded")


@dataclass(frozen=True, slots=True)
class Framed:
    """A whole HTML page of ours in a frame that shares nothing with the notebook around it: no cookies, no storage, no
    way to its document. Only the script that the page's own Content-Security-Policy names runs in it."""

    page: str
    title: str

    def html(self) -> Html:
        inside = self.page.replace("&", "&amp;").replace('"', "&quot;")  # all that an attribute in quotes needs
        frame = f'sandbox="allow-scripts" width="100%" height="{FRAME}" loading="lazy" style="border:1px solid"'
        return Html(f'<iframe title="{escape(self.title)}" {frame} srcdoc="{inside}"></iframe>')


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article's page, made by a template of ours. `name`: a class of its own; `style`: the rules of our
    style sheets that it needs where no page of ours is around it; `words`: the piece in words, for a terminal."""

    inside: Html
    name: str
    style: str
    words: str

    def html(self) -> Html:
        return Html(f'<div class="{AROUND} {self.name}"><style>{self.style}</style>{self.inside}</div>')


@runtime_checkable
class HasField(Protocol):
    """A block with a field to write in, in JupyterLab."""

    def html(self) -> Html: ...

    def field(self) -> Any:
        """A widget; None without ipywidgets."""


Block = HasField | Text | Chart | Table | Marked | Folded | Framed | Piece


class Section:
    """One section of a page: blocks that show themselves, in a notebook, in their order."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks

    def __add__(self, other: Section) -> Section:
        return Section(*self.blocks, *other.blocks)

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables that it shows, as DataFrames to go on with, by caption; one that comes again is numbered."""
        found: dict[str, pd.DataFrame] = {}
        for table in (b for b in self.blocks if isinstance(b, Table)):
            again = sum(name.partition(" #")[0] == table.caption for name in found)
            found[f"{table.caption} #{again + 1}" if again else table.caption] = table.frame.copy()
        return found

    def outputs(self) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
        """What a notebook holds of it: each block's data by kind, and their metadata."""
        for block in self.blocks:
            if isinstance(block, Chart):
                yield block.picture()
            shown = block.html()
            if isinstance(block, Framed):
                yield {"text/html": str(shown), "text/plain": f"A page: {visible(block.title)}"}, {}
                continue
            words = visible(block.words) if isinstance(block, Piece) else plain(shown)
            if MATH.search(shown):  # "$5 million and $6 million" would become a formula in JupyterLab
                shown = element("div", shown, class_="mathjax_ignore")
            yield {"text/html": str(shown), "text/plain": words}, {}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for block in self.blocks:
            for data, metadata in Section(block).outputs():
                display(data, metadata=metadata, raw=True)
            if isinstance(block, HasField) and (field := block.field()):
                display(field)


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@cache
def templates(folder: Path) -> Environment:
    """The page templates of a folder: they escape what is put into them, and take the colors from `palette`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, finalize=_printed)
    pages.globals["palette"] = palette
    return pages


def written(folder: Path, template: str, **shown: object) -> Html:
    """A template of a folder of ours, filled in."""
    return Html(templates(folder).get_template(template).render(**shown))


def _printed(value: object) -> object:
    """What a template prints: text with its invisible characters written out."""
    return visible(value) if type(value) is str else value


@dataclass(frozen=True, slots=True)
class Inline:
    """A style sheet or script of ours inside a page, with the digest by which its Content-Security-Policy allows it."""

    text: str
    sha256: str


def inline(*files: Path) -> Inline:
    """These files of ours, one after the other."""
    return inlined("".join(file.read_text("utf-8") for file in files))


def inlined(content: str) -> Inline:
    """A style sheet or script of ours, as text."""
    from markupsafe import Markup

    return Inline(Markup(content), b64encode(sha256(content.encode()).digest()).decode())


_NUMERIC = re.compile(rf"[+{MINUS}-]?\d[\d,]*(\.\d+)?\s?%?|{NOT_MEASURABLE}|(less|more) than \d+%|–?")


def _phone_width(columns: Sequence[tuple[str, list[object]]]) -> int:
    """How many characters a table's columns take side by side at the least."""
    shown = ([plain(escape(c)) for c in (name, *cells)] for name, cells in columns)
    return sum(2 + (LONG_COLUMN if max(map(len, cells)) > LONG_CELL else _longest_word(cells)) for cells in shown)


def _longest_word(cells: Iterable[str]) -> int:
    return max(len(word) for cell in cells for word in cell.split() or [""])


def _cell(tag: str, content: object, right: bool, empty: bool = False, **attributes: object) -> Html:
    style = f"text-align:{'right' if right else 'left'}"
    look = "empty" if empty else "long" if len(plain(escape(content))) > LONG_CELL else None
    return element(tag, content, class_=look, style=style, **attributes)


def _shown(cells: Sequence[Any], missing: Sequence[bool]) -> list[object]:
    """A column's cells in their default form. What is missing among numbers is not measurable, else not in the text."""
    there = [c for c, m in zip(cells, missing, strict=True) if not m]
    numbers = bool(there) and all(hasattr(c, "__float__") for c in there)
    decimals = 0 if all(float(c).is_integer() for c in there if hasattr(c, "__float__")) else 2
    empty = NOT_MEASURABLE if numbers else NOT_IN_TEXT
    return [empty if m else _one(c, decimals) for c, m in zip(cells, missing, strict=True)]


def _one(value: Any, decimals: int) -> object:
    if isinstance(value, bool | date):
        return day(value) if isinstance(value, date) else "yes" if value else "no"
    return number(float(value), decimals) if hasattr(value, "__float__") else value
