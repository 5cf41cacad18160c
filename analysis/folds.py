"""What a page keeps behind a line that opens: answers, and what is to be guessed first. Part of `report`."""

from __future__ import annotations

from typing import Any

SEES = "What we see."
PROSE = {"p", "ul", "ol"}


def prepare(soup: Any) -> None:
    """Cells of one answer become one; what is to be guessed is folded together with the words that read it.

    An answer in Markdown is folded in the notebook itself, for JupyterLab; here its edition says whether it is.
    """
    for inner in soup.select(".solution > details, .answer > details"):
        if inner.summary:
            inner.summary.decompose()
        inner.unwrap()
    for answer in reversed(soup.select("details.solution + details.solution")):
        first = answer.find_previous_sibling("details")
        answer.summary.decompose()
        first.extend(list(answer.children))
        answer.decompose()
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
