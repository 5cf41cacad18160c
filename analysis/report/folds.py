"""What a page keeps behind a line that opens: answers, what is to be guessed first, exploring. Part of `report`."""

from __future__ import annotations

from typing import Any

SEES, READ = "What we see.", "What we see:"  # a reading begins so, and the line that opens it in JupyterLab
PROSE = {"p", "ul", "ol"}


def prepare(soup: Any) -> None:
    """Cells of one answer become one, as do those of one part to explore, whose heading stays in sight; what is to be
    guessed is folded together with the words that read it.

    In the notebook itself, for JupyterLab, an answer in Markdown is folded, and so is the reading of what is to be
    guessed. Here its edition says whether an answer is, and the reading goes with what it reads.
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
