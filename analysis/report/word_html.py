"""Clean HTML -> paragraphs, lists and tables of a Word file. Part of `report`."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from analysis.views.base.html import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NOT_XML = re.compile("[\ufffe\uffff]")
MARKS = {"strong": "bold", "b": "bold", "th": "bold", "caption": "bold", "em": "italic", "i": "italic"}
INLINE = frozenset("a abbr b cite code del em i ins label mark q s small span strong sub sup time u wbr".split())
VOID = frozenset(("br", "hr", "img", "wbr"))
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
UNSEEN, CIRCLE = "vh", "\N{WHITE CIRCLE}"
SCALE = re.compile(r"Scale of (\d+) circles, from (.*) to (.*)")  # an empty one, to be filled in
DATA = "data:image/png;base64,"
DEEPEST_LIST, DEEPEST_HEADING = 3, 4
PICTURE, TABLE, ROW_TO_FILL = 4.5, 6.9, 0.4  # inches
TABLE_TEXT, CELL_SPACE = 8.5, 1  # points
MOST_TOGETHER = 8  # rows that no page break parts
NARROWEST, WIDEST = 7, 45  # columns, in characters
Run = tuple[str, bool, bool]  # the words, bold, italic


def write(document: Document, inside: str, look: str | None = None) -> None:
    """Append this HTML to a document. `look`: the style of its paragraphs and list items, else Word's own."""
    made = _Writer(document, look)
    made.feed(inside)
    made.close()
    made.end_block()


def plain(text: str) -> str:
    """Text that XML can hold, its invisible characters written out."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def element(tag: str, **attributes: str) -> Any:
    """A new element of a Word file."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class _Writer(HTMLParser):
    """Gathers runs of text, and makes a block of them where one ends: a paragraph, or a line in a cell of a table."""

    def __init__(self, document: Document, look: str | None) -> None:
        super().__init__()
        self._document, self._look = document, look
        self._runs: list[Run] = []
        self._on = {"bold": 0, "italic": 0}
        self._open: list[str] = []
        self._unseen = 0  # how many of the open tags there were when one began that is not shown; 0: all are
        self._lists: list[tuple[str, int]] = []  # the open lists: kind, and the number of its numbering
        self._begun = False  # whether the open item of a list has its first paragraph
        self._after_span = False
        self._rows: list[list[_Cell]] | None = None  # of the open table

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in VOID:
            return None if self._unseen else self._void(tag, told)
        self._open.append(tag)
        if self._unseen:
            return None
        if tag not in INLINE:
            self.end_block()
        elif tag == "span" and self._after_span:  # the page sets them apart
            self._runs.append((" ", False, False))
        self._after_span = False
        if tag == "svg" or UNSEEN in told.get("class", "").split():
            self._unseen = len(self._open)
            if tag == "svg":
                self._drawing(told)
        elif tag in MARKS:
            self._on[MARKS[tag]] += 1
        if made := getattr(self, f"_begin_{tag}", None):
            made(told)
        return None

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            return
        if not self._unseen:
            if tag not in INLINE:
                self.end_block()
            if tag in MARKS:
                self._on[MARKS[tag]] -= 1
            if made := getattr(self, f"_end_{tag}", None):
                made()
            self._after_span = tag == "span"
        elif self._unseen == len(self._open):
            self._unseen = 0
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._after_span = False
            if "pre" not in self._open:
                data = re.sub(r"[ \t\n\r\f]+", " ", data)
            self._runs.append((plain(data), self._on["bold"] > 0, self._on["italic"] > 0))

    def end_block(self) -> None:
        """Make a paragraph of what was gathered."""
        runs, self._runs = _trimmed(self._runs), []
        if not runs:
            return
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].blocks.append(runs)
        else:
            _add(self._paragraph(), runs, self._document.styles[self._look].font.size if self._look else None)

    def _void(self, tag: str, told: dict[str, str]) -> None:
        if tag == "br":
            self._runs.append(("\n", False, False))
        elif tag == "img":
            self._picture(told)

    def _drawing(self, told: dict[str, str]) -> None:
        label = told.get("aria-label", "")
        if scale := SCALE.fullmatch(label) if "empty" in told.get("class", "") else None:
            circles = "   ".join(CIRCLE * int(scale[1]))
            self._runs.append((plain(f"{scale[2]}   {circles}   {scale[3]}"), False, False))
        elif label and told.get("aria-hidden") != "true":
            self._runs.append((plain(label), False, True))
        elif self._rows and self._rows[-1]:
            self._rows[-1][-1].drawn = True
        self.end_block()

    def _picture(self, told: dict[str, str]) -> None:
        from docx.shared import Inches

        self.end_block()
        alternative, source = plain(told.get("alt", "")), told.get("src", "")
        try:
            if not source.startswith(DATA) or self._rows is not None:
                raise ValueError
            drawn = self._document.add_picture(io.BytesIO(b64decode(source.removeprefix(DATA))), Inches(PICTURE))
            drawn._inline.docPr.set("descr", alternative)
        except Exception:  # whatever is wrong with it
            self._runs.append((alternative, False, True))
            self.end_block()

    def _begin_ul(self, _: dict[str, str]) -> None:
        self._lists.append(("List Bullet", 0))

    def _begin_ol(self, told: dict[str, str]) -> None:
        start = told.get("start", "")
        self._lists.append(("List Number", self._numbering(int(start) if start.isdecimal() else 1)))

    def _begin_li(self, _: dict[str, str]) -> None:
        self._begun = False

    def _end_ul(self) -> None:
        if self._lists:
            self._lists.pop()

    _end_ol = _end_ul

    def _begin_table(self, _: dict[str, str]) -> None:
        self._rows = self._rows or []

    def _begin_tr(self, _: dict[str, str]) -> None:
        if self._rows is not None:
            self._rows.append([])

    def _begin_td(self, _: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].append(_Cell())

    _begin_th = _begin_td

    def _end_table(self) -> None:
        from docx.shared import Inches

        rows, self._rows = _without_drawings(self._rows or []), None
        if not rows:
            return
        widths = [min(WIDEST, max(NARROWEST, *map(len, column))) for column in zip(*rows, strict=True)]
        table = self._document.add_table(len(rows), len(widths), style="Table Grid")
        table.autofit = False
        for row, cells in zip(table.rows, rows, strict=True):
            for place, cell, width in zip(row.cells, cells, widths, strict=True):
                place.width = Inches(TABLE * width / sum(widths))
                cell.write(place, together=len(rows) <= MOST_TOGETHER)
            if not all(map(len, cells)):
                row.height = Inches(ROW_TO_FILL)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(TABLE * width / sum(widths))
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        self._document.add_paragraph().paragraph_format.space_after = 0

    def _paragraph(self) -> Paragraph:
        heading = next((tag for tag in self._open if tag in HEADINGS), None)
        if heading:
            return self._document.add_heading("", min(int(heading[1]), DEEPEST_HEADING))
        if not self._lists:
            return self._document.add_paragraph(style="Quote" if "blockquote" in self._open else self._look)
        (kind, numbering), depth = self._lists[-1], min(len(self._lists), DEEPEST_LIST)
        kind, self._begun = ("List Continue" if self._begun else kind), True
        paragraph = self._document.add_paragraph(style=f"{kind} {depth}" if depth > 1 else kind)
        if self._look:
            like = self._document.styles[self._look].paragraph_format
            paragraph.paragraph_format.space_after = like.space_after
        if kind == "List Number":
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = numbering
        return paragraph

    def _numbering(self, start: int) -> int:
        """A numbering of its own for a list, so that it begins anew."""
        depth = min(len(self._lists) + 1, DEEPEST_LIST)
        like = self._document.styles["List Number" if depth == 1 else f"List Number {depth}"]
        numbering = self._document.part.numbering_part.element
        number = numbering.num_having_numId(like.element.pPr.numPr.numId.val)
        made = numbering.add_num(number.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)


class _Cell:
    """A cell of a table: its lines; `drawn`: it has a drawing that says nothing in words."""

    def __init__(self) -> None:
        self.blocks: list[list[Run]] = []
        self.drawn = False

    def __len__(self) -> int:
        return sum(len(words) for runs in self.blocks for words, *_ in runs)

    def write(self, place: Any, together: bool) -> None:
        """Put the lines into a cell of Word's; `together`: no page break comes behind it."""
        from docx.shared import Pt

        place.paragraphs[0].paragraph_format.keep_with_next = together
        for number, runs in enumerate(self.blocks):
            paragraph = place.add_paragraph() if number else place.paragraphs[0]
            _add(paragraph, runs, Pt(TABLE_TEXT))
            paragraph.paragraph_format.space_after = Pt(CELL_SPACE)


def _without_drawings(rows: list[list[_Cell]]) -> list[list[_Cell]]:
    """Rows of one length, without columns that have drawings only."""
    rows = [row for row in rows if row]
    most = max(map(len, rows), default=0)
    rows = [row + [_Cell() for _ in range(most - len(row))] for row in rows]
    kept = [n for n in range(most) if any(map(len, (row[n] for row in rows))) or not any(row[n].drawn for row in rows)]
    return [[row[n] for n in kept] for row in rows] if kept else []


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without space at the ends, and without two spaces in a row."""
    kept: list[Run] = []
    for words, *look in runs:
        if not kept or kept[-1][0].endswith((" ", "\n")):
            words = words.lstrip(" ")
        if words:
            kept.append((words, look[0], look[1]))
    while kept and not (last := kept[-1][0].rstrip()):
        kept.pop()
    return [*kept[:-1], (last, *kept[-1][1:])] if kept else []


def _add(paragraph: Paragraph, runs: list[Run], size: Any = None) -> None:
    for words, bold, italic in runs:
        run = paragraph.add_run(words)
        run.bold, run.italic, run.font.size = bold or None, italic or None, size
