"""A worksheet as a Word file that a teacher can edit. The same worksheet gives the same bytes. Part of `report`."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analysis.report.word_html import element, plain, write

if TYPE_CHECKING:
    from docx.document import Document

    from analysis.report.worksheets import Part, Text, Worksheet

NO_DATE = datetime(2000, 1, 1)  # a file says when it was made; ours are the same whenever that is
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FONT, PAPER_EDGE = "Arial", 0.75  # inches
MOST_TOGETHER = 14  # paragraphs of a task that no page break parts
LINE, ARTICLE, SMALL = "Answer line", "Article text", "Small text"


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
    for part in sheet.parts:
        _part(document, part)
    return _fixed(document)


def _prepare(document: Document, title: str) -> None:
    from docx.shared import Inches, Pt, RGBColor

    about = document.core_properties
    about.title, about.author, about.comments, about.language = plain(title), "", "", "en-US"
    about.last_modified_by, about.created, about.modified, about.revision = "", NO_DATE, NO_DATE, 1
    for section in document.sections:
        section.page_width, section.page_height = Inches(8.5), Inches(11)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(PAPER_EDGE)
    sizes = {"Normal": 10, "Heading 1": 20, "Heading 2": 14, "Heading 3": 12, "Subtitle": 12}
    for name, size in sizes.items():
        font = document.styles[name].font
        _without_theme(font)
        font.name, font.size, font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
    for name, before, after in (
        ("Normal", 0, 4),
        ("Heading 1", 0, 4),
        ("Heading 2", 10, 3),
        ("Heading 3", 8, 2),
        ("Subtitle", 6, 6),
    ):
        spacing = document.styles[name].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.05
    document.styles["Subtitle"].font.italic = True
    _own_styles(document)


def _without_theme(font: Any) -> None:
    """A theme's font or color would win over the one that is set."""
    for part in font.element.iter():
        for key in [k for k in part.attrib if "heme" in k]:
            del part.attrib[key]
    for spacing in font.element.xpath("./w:rPr/w:spacing"):
        spacing.getparent().remove(spacing)


def _own_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Inches, Pt

    line = document.styles.add_style(LINE, WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = document.styles["Normal"]
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(12), Pt(0)
    edges = element("w:pBdr")
    for edge in ("w:bottom", "w:between"):
        edges.append(element(edge, val="single", sz="6", space="1", color="808080"))
    line.element.get_or_add_pPr().insert_element_before(edges, "w:shd", "w:tabs", "w:spacing", "w:ind")
    text = document.styles.add_style(ARTICLE, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.paragraph_format.left_indent, text.paragraph_format.first_line_indent = Inches(0.3), Inches(-0.3)
    text.paragraph_format.tab_stops.add_tab_stop(Inches(0.3))
    small = document.styles.add_style(SMALL, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size, small.paragraph_format.space_after = document.styles["Normal"], Pt(8.5), Pt(1)


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
    for name, words in text.others:
        document.add_paragraph(style=SMALL).add_run(f"{name}: ").bold = True
        document.paragraphs[-1].add_run(plain(words))


def _part(document: Document, part: Part) -> None:
    from docx.shared import Pt

    before = len(document.paragraphs)
    if part.heading:
        document.add_heading(plain(part.heading), part.level)
    write(document, part.inside, None if part.heading and not part.box else SMALL)
    for number in range(part.lines):
        line = document.add_paragraph(style=LINE)
        # Word and LibreOffice draw one box around neighbors with the same border and the same indents.
        line.paragraph_format.right_indent = Pt(number % 2)
    if part.lines and len(made := document.paragraphs[before:]) <= MOST_TOGETHER:
        for paragraph in made[:-1]:
            paragraph.paragraph_format.keep_with_next = True


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
