"""A worksheet as a Word file that a teacher can edit. The same worksheet gives the same bytes. Part of `report`."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analysis.report.prose import parser
from analysis.views.base.html import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from analysis.report.worksheets import Task, Text, Worksheet

NO_DATE = datetime(2000, 1, 1)  # a file says when it was made; ours are the same whenever that is
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
NOT_XML = re.compile("[\ufffe\uffff]")
FONT, PAPER_EDGE = "Arial", 0.8  # inches
MOST_TOGETHER = 14  # paragraphs of a task that no page break parts
LINE, ARTICLE = "Answer line", "Article text"
MARKS = {"strong": "bold", "em": "italic"}
DEEPEST_LIST = 3


def docx(sheet: Worksheet) -> bytes:
    """The .docx file of a worksheet."""
    from docx import Document

    document = Document()
    _prepare(document, sheet.title)
    document.add_heading(plain(sheet.title), 1)
    _name_and_date(document)
    if sheet.question:
        document.add_paragraph(plain(sheet.question), style="Subtitle")
    for text in sheet.texts:
        _article(document, text)
    if sheet.tasks:
        document.add_heading("Tasks", 2)
    for block in sheet.blocks:
        _task(document, block)
    return _fixed(document)


def plain(text: str) -> str:
    """Text that XML can hold, its invisible characters written out."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def _prepare(document: Document, title: str) -> None:
    from docx.shared import Inches, Pt, RGBColor

    about = document.core_properties
    about.title, about.author, about.comments, about.language = plain(title), "", "", "en-US"
    about.last_modified_by, about.created, about.modified, about.revision = "", NO_DATE, NO_DATE, 1
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(PAPER_EDGE)
    sizes = {"Normal": 10.5, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Subtitle": 12}
    for name, size in sizes.items():
        font = document.styles[name].font
        _without_theme(font)
        font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    for name, before, after in (
        ("Normal", 0, 6),
        ("Heading 1", 0, 4),
        ("Heading 2", 14, 4),
        ("Heading 3", 12, 3),
        ("Subtitle", 6, 6),
    ):
        spacing = document.styles[name].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.1
    document.styles["Subtitle"].font.italic = True
    _own_styles(document)


def _without_theme(font: Any) -> None:
    """A theme's font or color would win over the one that is set."""
    for element in font.element.iter():
        for key in [k for k in element.attrib if "heme" in k]:
            del element.attrib[key]
    for spacing in font.element.xpath("./w:rPr/w:spacing"):
        spacing.getparent().remove(spacing)


def _own_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Inches, Pt

    line = document.styles.add_style(LINE, WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = document.styles["Normal"]
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(13), Pt(0)
    edges = _element("w:pBdr")
    for edge in ("w:bottom", "w:between"):
        edges.append(_element(edge, val="single", sz="6", space="1", color="808080"))
    line.element.get_or_add_pPr().insert_element_before(edges, "w:shd", "w:tabs", "w:spacing", "w:ind")
    text = document.styles.add_style(ARTICLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.paragraph_format.left_indent, text.paragraph_format.first_line_indent = Inches(0.3), Inches(-0.3)
    text.paragraph_format.tab_stops.add_tab_stop(Inches(0.3))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _name_and_date(document: Document) -> None:
    from docx.enum.text import WD_TAB_LEADER
    from docx.shared import Inches

    paragraph = document.add_paragraph("Name: \t  Date: \t")
    for place in (4.6, 6.9):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(place), leader=WD_TAB_LEADER.LINES)


def _article(document: Document, text: Text) -> None:
    document.add_heading(plain(text.headline) or "The article", 2)
    if text.about:
        document.add_paragraph().add_run(plain(text.about)).italic = True
    for number, words in enumerate(text.paragraphs, 1):
        document.add_paragraph(f"{number}\t{plain(words)}", style=ARTICLE)


def _task(document: Document, task: Task) -> None:
    from docx.shared import Pt

    before = len(document.paragraphs)
    document.add_heading(plain(f"{task.number}. {task.name}" if task.number else task.name), 3 if task.number else 2)
    Writer(document).write(task.text)
    for number in range(task.lines):
        line = document.add_paragraph(style=LINE)
        # Word and LibreOffice draw one box around neighbors with the same border and the same indents.
        line.paragraph_format.right_indent = Pt(number % 2)
    if len(made := document.paragraphs[before:]) <= MOST_TOGETHER:
        for paragraph in made[:-1]:
            paragraph.paragraph_format.keep_with_next = True


class Writer:
    """Writes Markdown into a document, block by block. HTML in it is left out; its text stays."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lists: list[tuple[str, int]] = []  # the open lists: kind, and the number of its numbering
        self._cells: list[list[Any]] = []  # of the open table, row by row: (inline token, whether it is a heading)
        self._quoted = 0
        self._begun = False  # whether the open item of a list has its first paragraph

    def write(self, source: str) -> None:
        """Raises nothing for Markdown, whatever it holds."""
        tokens = parser().parse(source)
        for before, token in zip([None, *tokens], tokens, strict=False):
            made = getattr(self, f"on_{token.type}", None)
            if made:
                made(token)
            elif token.type == "inline":
                self._inline(before, token)
            elif token.type in ("fence", "code_block"):
                self._document.add_paragraph(plain(token.content.rstrip("\n")))
            elif token.type == "html_block" and (text := plain(_text_of(token.content))):
                self._document.add_paragraph(text)

    def on_bullet_list_open(self, _: Any) -> None:
        self._lists.append(("List Bullet", 0))

    def on_ordered_list_open(self, token: Any) -> None:
        self._lists.append(("List Number", self._numbering(int(token.attrs.get("start", 1)))))

    def on_bullet_list_close(self, _: Any) -> None:
        self._lists.pop()

    on_ordered_list_close = on_bullet_list_close

    def on_list_item_open(self, _: Any) -> None:
        self._begun = False

    def on_blockquote_open(self, token: Any) -> None:
        self._quoted += token.nesting

    on_blockquote_close = on_blockquote_open

    def on_table_open(self, _: Any) -> None:
        self._cells = []

    def on_tr_open(self, _: Any) -> None:
        self._cells.append([])

    def on_table_close(self, _: Any) -> None:
        from docx.shared import Inches

        table = self._document.add_table(len(self._cells), max(map(len, self._cells)), style="Table Grid")
        for row, cells in zip(table.rows, self._cells, strict=True):
            for place, (inline, head) in zip(row.cells, cells, strict=False):
                _runs(place.paragraphs[0], inline, bold=head)
                place.paragraphs[0].paragraph_format.keep_with_next = True
            if not all(inline.content for inline, _ in cells):  # to be filled in
                row.height = Inches(0.4)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        self._document.add_paragraph().paragraph_format.space_after = 0

    def _inline(self, before: Any, token: Any) -> None:
        if before.type in ("td_open", "th_open"):
            self._cells[-1].append((token, before.type == "th_open"))
        elif before.type == "heading_open":
            _runs(self._document.add_heading("", 4), token)
        else:
            _runs(self._paragraph(), token)

    def _paragraph(self) -> Paragraph:
        if not self._lists:
            return self._document.add_paragraph(style="Quote" if self._quoted else None)
        (kind, numbering), depth = self._lists[-1], min(len(self._lists), DEEPEST_LIST)
        kind, self._begun = ("List Continue" if self._begun else kind), True
        paragraph = self._document.add_paragraph(style=f"{kind} {depth}" if depth > 1 else kind)
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


def _runs(paragraph: Paragraph, inline: Any, bold: bool = False) -> None:
    """The pieces of a line of Markdown, in bold and italic as they are there."""
    on = {"bold": int(bold), "italic": 0}
    for token in inline.children or []:
        kind, _, side = token.type.rpartition("_")
        if side in ("open", "close") and kind in MARKS:
            on[MARKS[kind]] += token.nesting
        elif token.type == "hardbreak" or token.content.casefold() in ("<br>", "<br/>", "<br />"):
            paragraph.add_run().add_break()
        elif token.type in ("text", "code_inline", "softbreak", "image"):
            run = paragraph.add_run(" " if token.type == "softbreak" else plain(token.content))
            run.bold, run.italic = on["bold"] > 0 or None, on["italic"] > 0 or None


def _text_of(inside: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


def _fixed(document: Document) -> bytes:
    """The file without the times of this run."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
