"""What a page needs to print well: marks for the print style, which show nothing on a screen. Part of `report`."""

from __future__ import annotations

from typing import Any

MOST_COLUMNS, MOST_ROWS = 4, 12  # of a table that has room beside its chart
NOTHING = {"", "–"}
BOXES = ("In the text", "You judge", "Look it up")


def prepare(soup: Any) -> None:
    """Put charts beside their words and table, and the three boxes side by side; mark empty cells."""
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
