"""The charts of an article's page as files of their own: SVG in light colors, with its title and text alternative."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from analysis.article import Page
from analysis.report.page import in_notebook
from analysis.report.page.widths import fitting, lines, wide
from analysis.views.base import drawing, html, palette, pieces
from analysis.views.readability import readability_by_ruler

WIDTH, EDGE = 760, 20  # pixels of a chart, and around it
ROW, SMALL, GAP = 26, 18, 12  # pixels: of a row of a table, of a line, between parts of a figure
BETWEEN = 12  # pixels between columns
# Name -> the section with the chart. Where that is a table: shares of the width that its columns take.
FIGURES: dict[str, tuple[Callable[[Page], html.Section], tuple[int, ...]]] = {
    "voice_ribbon": (in_notebook.voices, ()),
    "source_chain": (in_notebook.chain, ()),
    "headline_words": (in_notebook.headline_words, ()),
    "tone_gap": (in_notebook.gap, ()),
    "tone_by_sentence": (in_notebook.tone_by_sentence, (4, 37, 26, 24, 9)),
    "sentence_difficulty": (in_notebook.difficulty, (4, 34, 26, 8, 20, 8)),
    "places": (in_notebook.places, (48, 22, 30)),
    "photo_and_dates": (in_notebook.dates, ()),
    "readability_by_ruler": (readability_by_ruler, (30, 70)),
}
DRAWN = {"wide", "tx", "ph", "strip"}  # classes of charts that are drawings
DROPPED = re.compile(r"data-|aria-|role$|focusable$")
DRAWING = re.compile(r"(?:fill|stroke|font|paint-order|text-anchor)[\w-]*$")
FONT = re.compile(r"(?:(\d+) )?([\d.]+)px(?:/\S+)? (.+)")
FONTS = {"--sans": "Arial,Helvetica,'Liberation Sans',sans-serif", "--serif": "Georgia,'Times New Roman',serif"}
WHITE = dict.fromkeys(("--bg", "--card"), palette.PAPER)


def figures(page: Page) -> Iterator[tuple[str, str]]:
    """The name and the SVG of each chart that applies to the article."""
    for name, (section, columns) in FIGURES.items():
        piece = next((b for b in section(page).blocks if isinstance(b, html.Piece)), None)
        if piece and (svg := _figure(piece.inside, columns)):
            yield name, svg


def save(page: Page, folder: Path) -> list[Path]:
    """Write every chart of the article as SVG and PNG; the files' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, svg in figures(page):
        for ending, content in ((".png", drawing.png(svg)), (".svg", svg.encode())):
            html.replace(path := folder / (name + ending), content)
            paths.append(path)
    return paths


def _figure(inside: str, columns: tuple[int, ...]) -> str | None:
    """The chart of a piece, with what is said above it: its point, what is shown, its legend."""
    shown = etree.fromstring(f"<div>{inside}</div>")
    for unseen in shown.xpath("//*[@class='vh' or @class='onlyjs']"):
        unseen.tag = "unseen"
    etree.strip_elements(shown, "unseen", with_tail=False)
    drawn: list[str] = []
    y, alts, title = float(EDGE), list[str](), ""
    for part in shown.iter("p", "svg", "table"):
        looks = set(part.get("class", "").split())
        if any(a.tag in ("p", "svg", "table", "details", "li", "dl") for a in part.iterancestors()):
            continue
        if looks & {"ct", "cs"} and not alts:
            title = title or _words(part)
            y = _lines(drawn, part, y, "ct" in looks)
        elif "ends" in looks and part.getprevious() is not None and part.getprevious().tag == "svg":
            y = _ends(drawn, part, y)
        elif "leg" in looks:
            y = _legend(drawn, part, y)
        elif part.tag == "svg" and looks & DRAWN and not alts:
            alts.append(part.get("aria-label", ""))
            y = _drawing(drawn, part, y)
        elif part.tag == "table" and columns and not alts:
            alts = [". ".join(", ".join(filter(None, map(_words, row))) for row in part.iter("tr"))]
            y = _table(drawn, part, columns, y)
    return _whole(drawn, title, alts[0], y + EDGE) if alts else None


def _whole(drawn: list[str], title: str, alt: str, height: float) -> str:
    inside, around = "".join(drawn), WIDTH + 2 * EDGE
    if re.search(r'class="p\d|marker-end', inside):
        patterns = html.written(pieces.TEMPLATES, "article/patterns.html.j2")
        inside = patterns[patterns.index("<defs>") : patterns.index("</svg>")] + inside
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{around}" height="{height:.0f}" '
        f'viewBox="0 0 {around} {height:.0f}" role="img"><title>{html.escape(title)}</title>'
        f"<desc>{html.escape(alt)}</desc><style>{_style(inside)}</style>"
        f'<rect width="100%" height="100%" fill="{palette.PAPER}"/>{inside}</svg>\n'
    )


def _style(inside: str) -> str:
    """Of our style sheets what draws, without custom properties."""
    light, _ = pieces.colors()
    colors = dict(line.split(":", 1) for line in light.split(";") if line.startswith("--")) | FONTS | WHITE
    said = [".ct{font-size:17px;font-weight:600}"]
    for selectors, declared in pieces.needed(pieces.sheet(*pieces.SHEETS), pieces.names(inside)):
        plain = [s for s in selectors.split(",") if not re.search(r"[:\[*>]", s) and not s.endswith("svg")]
        pairs = (line.split(":", 1) for line in declared.split(";") if ":" in line)
        own = ";".join(
            x for name, value in pairs if DRAWING.match(name) for x in _declared(name, _resolved(value, colors))
        )
        if plain and own:
            said.append(f"{','.join(plain)}{{{own}}}")
    return "".join(said)


def _resolved(value: str, colors: Mapping[str, str]) -> str:
    return re.sub(r"var\((--[\w-]+)\)", lambda m: colors[m[1]], value)


def _declared(name: str, value: str) -> Iterator[str]:
    if name != "font":
        yield f"{name}:{value}"
    elif found := FONT.fullmatch(value):
        yield from ([f"font-weight:{found[1]}"] if found[1] else [])
        yield f"font-size:{found[2]}px;font-family:{found[3]}"


def _words(part: Any) -> str:
    return " ".join("".join(part.itertext()).split())


def _text(x: float, y: float, words: str, look: str, anchor: str = "start") -> str:
    return f'<text class="{look}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{html.escape(words)}</text>'


def _lines(drawn: list[str], part: Any, y: float, is_title: bool) -> float:
    size, look = (17, "ct") if is_title else (13, "m")
    for line in lines(_words(part), WIDTH, 3, size * drawing.NARROWER, is_title):
        drawn.append(_text(EDGE, y + size, line, look))
        y += size + 6
    return y + 4


def _legend(drawn: list[str], part: Any, y: float) -> float:
    x = float(EDGE)
    for entry in part.iterchildren("span"):
        words = _words(entry)
        if x + 40 + wide(words) > WIDTH + EDGE:
            x, y = float(EDGE), y + SMALL
        drawn.append(_nested(entry.find("svg"), x, y, 26, 13))
        drawn.append(_text(x + 33, y + 11, words, "m"))
        x += 33 + wide(words) + 18
    return y + SMALL + GAP


def _ends(drawn: list[str], part: Any, y: float) -> float:
    """What is written below the ends and the middle of a drawing."""
    places = zip(part.iterchildren("span"), ("start", "middle", "end"), (0, WIDTH / 2, WIDTH), strict=False)
    drawn.extend(_text(EDGE + x, y + SMALL, _words(end), "m", anchor) for end, anchor, x in places)
    return y + SMALL


def _drawing(drawn: list[str], part: Any, y: float) -> float:
    box = part.get("viewBox", "").split()
    height = float(box[3]) if box else float(part.get("height"))
    drawn.append(_nested(part, EDGE, y + GAP, WIDTH, height))
    return y + GAP + height


def _nested(part: Any, x: float, y: float, width: float, height: float) -> str:
    """A drawing at a place of the figure, without what only a page needs."""
    for e in part.iter():
        for name in [n for n in e.attrib if DROPPED.match(n)]:
            del e.attrib[name]
        if e.tag == "svg":
            e.set("overflow", "visible")
    for name, value in {"x": x, "y": y, "width": width, "height": height}.items():
        part.set(name, f"{value:g}")
    part.tail = None
    return etree.tostring(part, encoding="unicode")


def _table(drawn: list[str], table: Any, shares: tuple[int, ...], y: float) -> float:
    """A table of words and small drawings, one row below the other."""
    shown = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    if len(shown[0]) < len(shares):  # a column of voices is left out where nobody looked for them
        shares = (*shares[:2], *shares[3:])
    widths = [share * WIDTH / sum(shares) for share in shares]
    for cells in shown:
        if len(cells) == 1:
            y += GAP
            drawn.append(_text(EDGE, y + 17, _words(cells[0]), "b"))
        else:
            x = float(EDGE)
            for cell, width in zip(cells, widths, strict=True):
                _cell(drawn, cell, x, y, width - BETWEEN)
                x += width
        y += ROW
        drawn.append(f'<path class="ru" d="M{EDGE} {y:.1f}H{EDGE + WIDTH}"/>')
    return y


def _cell(drawn: list[str], cell: Any, x: float, y: float, width: float) -> None:
    svg, right = cell.find("svg"), x + width
    if svg is not None:
        height = float(svg.get("height", SMALL))
        drawn.append(_nested(svg, x, y + (ROW - height) / 2, width, height))
        return
    look = "m" if cell.tag == "th" and cell.get("scope") == "col" else "w"
    ends = cell.xpath("span[@class='ends']/span")
    for part, anchor in zip(ends or [cell], ("start", "end"), strict=False):
        anchor = "end" if cell.get("class") == "nu" else anchor
        words = fitting(_words(part), width, 13 * drawing.NARROWER)
        drawn.append(_text(right if anchor == "end" else x, y + 17, words, look, anchor) if words else "")
