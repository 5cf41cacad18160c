"""Six articles of Wikinews: a ready page on each, and one page that presents them with a task."""

import tomllib
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from analysis.analyze import open_article
from analysis.report.page.render import Credit, render, written

ROOT = Path(__file__).parents[2]
FILE = ROOT / "teaching" / "articles.toml"
SEEDS = ROOT / "seeds"
INDEX = "articles.html"
OUTLET = "Wikinews"
CHANGES = "Pictures, links, and the list of sources at its end are left out."


def files() -> dict[str, str]:
    """Name of the file -> its HTML: the page that presents the articles, then a page on each."""
    entries = articles()
    pages = {each["page"]: render(open_article(SEEDS / each["file"]), credit=each["credit"]) for each in entries}
    return {
        INDEX: written("articles", "articles.css", scripted=False, title="Six more articles", articles=entries),
        **pages,
    }


def articles() -> list[dict[str, Any]]:
    """The entries of the file in `teaching`, with `credit`, and with `teaches`, `task` and `answer` as HTML."""
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes")
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["article"]
    for each in entries:
        of_license = (each["license"], each["license_url"])
        each["credit"] = Credit(each["title"], each["url"], OUTLET, each["date"], *of_license, CHANGES)
        each |= {part: Markup(markdown.render(each[part])) for part in ("teaches", "task", "answer")}
    return entries
