"""The parts of a page: what is folded, what is side by side on paper, which words lead to the glossary.

Part of `report`.
"""

import re
from functools import cache
from typing import Any

from analysis.views.glossary import terms

SEES, READ = "What we see.", "What we see:"  # a reading begins so, and the line that opens it in JupyterLab
PROSE = {"p", "ul", "ol"}
MOST_COLUMNS, MOST_ROWS = 4, 12  # of a table that has room beside its chart
NOTHING = {"", "–"}
BOXES = ("In the text", "You judge", "Look it up")
GLOSSARY_FILE = "glossary.html"  # the page with all words
# What is no prose of ours, or leads elsewhere already.
NOT_HERE = ["a", "code", "figure", "h1", "h2", "h3", "h4", "pre", "summary", "table"]
NOT_IN = ["glossary", "output"]  # what the program shows holds the article's words
# The same letters in another sense: "the article credits the paper", "to its credit", "to tone down".
OTHERWISE = r"\bcredits\s+(?:the|any|to)\b|\b(?:to\s+its|with)\s+credit\b|\btone\s+down\b"
WRITTEN = {"'": "['\N{RIGHT SINGLE QUOTATION MARK}]", " ": r"\s+"}


def fold(soup: Any) -> None:
    """Join the cells of one answer, and those of one part to explore, whose heading stays in sight.

    For JupyterLab, a notebook's own Markdown folds answers and the reading of what is to be guessed. Here the edition
    says whether an answer is folded, and the reading is folded with what it reads.
    """
    read = [d for d in soup.find_all("details") if d.summary and d.summary.get_text().startswith(READ)]
    for inner in (*soup.select(".solution > details, .answer > details"), *read):
        if inner.summary:
            inner.summary.decompose()
        inner.unwrap()
    for part in reversed(soup.select("details.solution + details.solution, details.explore + details.explore")):
        first = part.find_previous_sibling("details")
        part.summary.decompose()
        first.extend(list(part.children))
        part.decompose()
    for heading in soup.select("details.explore > h2"):
        heading.parent.insert_before(heading)
    for guessed in soup.select("details.reveal"):
        guessed.extend(_reading(guessed))


def _reading(guessed: Any) -> list[Any]:
    """The paragraphs behind it that say what is to be seen: they would give it away."""
    found: list[Any] = []
    for item in guessed.find_next_siblings():
        if item.name not in PROSE or not (found or item.get_text().strip().startswith(SEES)):
            break
        found.append(item)
    return found


def arrange(soup: Any) -> None:
    """On paper, charts are beside their words and table, and the three boxes side by side; empty cells are marked. A
    screen shows nothing of it."""
    for chart in soup.select("figure.chart"):
        beside = _beside(chart)
        pair, words = soup.new_tag("div", attrs={"class": "pair"}), soup.new_tag("div")
        chart.insert_before(pair)
        pair.extend([chart, words])
        words.extend(beside)
    _boxes(soup)
    for cell in soup.select("td[data-label]"):
        if cell.get_text(strip=True) in NOTHING:
            cell["class"] = [*cell.get("class", []), "empty"]


def _boxes(soup: Any) -> None:
    """The page's last three parts, if they are the boxes, become one."""
    headings = soup.find_all("h3")[-len(BOXES) :]
    if tuple(" ".join(h.get_text().split()) for h in headings) != BOXES:
        return
    boxes = soup.new_tag("div", attrs={"class": "boxes"})
    headings[0].insert_before(boxes)
    for heading in headings:
        box = soup.new_tag("div")
        content = heading.find_next_sibling()
        box.extend([heading, content] if content else [heading])
        boxes.append(box)


def _beside(chart: Any) -> list[Any]:
    """The outputs behind a chart, up to its table. A table that is too large for the place stays behind."""
    found = []
    for item in chart.find_next_siblings():
        if "output" not in item.get("class", []) or item.select_one(".marked"):
            break
        table = item.find("table")
        if table and not _has_room(table):
            break
        found.append(item)
        if table:
            break
    return found


def _has_room(table: Any) -> bool:
    rows, columns = len(table.select("tbody tr")), len(table.select("thead th"))
    wide = "stacks" in table.get("class", [])  # cells that hold sentences
    return columns <= MOST_COLUMNS and rows <= (MOST_ROWS // 2 if wide else MOST_ROWS)


def lead_to_glossary(soup: Any, page: str = "") -> None:
    """Lead each word's first use in prose to its entry, and give the entries on this page their ids. `page` is the file
    that holds the entries; "" where they are on this page, if anywhere."""
    here = {entry.get_text(): entry for entry in soup.select("dl.glossary > dt")}
    for term in (known := here.keys() & terms().keys()):
        here[term]["id"] = anchor(term)
    wanted = set(terms()) if page else known
    prose = [t for t in soup.find_all(string=True) if not (t.find_parent(NOT_HERE) or t.find_parent(class_=NOT_IN))]
    for text in sorted(prose, key=lambda t: t.find_parent("details") is not None):  # what is folded comes last
        pieces, at = [], 0
        for found in _pattern().finditer(text):
            term = found[1] and _term(found[1])
            if term not in wanted:
                continue
            wanted.remove(term)
            link = soup.new_tag("a", href=f"{page}#{anchor(term)}", role="doc-glossref", attrs={"class": "word"})
            link.string = found[0]
            pieces += [text[at : found.start()], link]
            at = found.end()
        if pieces:
            text.replace_with(*pieces, text[at:])


def anchor(term: str) -> str:
    """The id of a word's entry.

    >>> anchor("named, unnamed")
    'word-named-unnamed'
    """
    return "word-" + re.sub(r"\W+", "-", term.lower()).strip("-")


@cache
def _forms() -> dict[str, str]:
    """Each way of writing a word, small letters -> the word as the glossary has it."""
    return {form.casefold(): term for term in terms() for form in term.split(", ")}


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the words, the longest first, with a plural's s or without, as group 1."""
    written = ("".join(WRITTEN.get(c, re.escape(c)) for c in f) for f in sorted(_forms(), key=len, reverse=True))
    return re.compile(rf"{OTHERWISE}|\b((?:{'|'.join(written)})s?)\b", re.IGNORECASE)


def _term(found: str) -> str:
    form = " ".join(found.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    return _forms().get(form) or _forms().get(form.removesuffix("s"), "")  # "": matched by a letter like ours, no word
