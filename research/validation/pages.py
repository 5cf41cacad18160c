"""What web pages say of themselves (title, byline, date, outlet): read by this package, trafilatura and newspaper4k.

    python -m research.validation.pages [KIND ...]

The pages are ours (tests/pages, invented people, places and outlets), and `metadata.toml` beside them says what each
says. Letters count, not case, marks, "By", "The" or the order of names, and for all three readers alike. newspaper4k is
no part of this project's environment and is left out where it cannot be imported.
"""

import logging
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

PAGES = Path(__file__).parents[2] / "tests" / "pages"
FIELDS = ("title", "byline", "date", "outlet")
Found = dict[str, str | None]


def truths() -> dict[str, Found]:
    """What each page says, by its path below tests/pages."""
    return tomllib.loads((PAGES / "metadata.toml").read_text(encoding="utf-8"))


def comparable(field: str, value: str | None) -> object:
    """The value without what readers may write in different ways; None for nothing."""
    if not value:
        return None
    if field == "byline":
        names = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|with|&)\s+", re.sub(r"^by:?\s+", "", value.casefold()))
        return frozenset(filter(None, (re.sub(r"^(?:the|dr)\b|[\W_]+", "", name) for name in names)))
    return re.sub(r"[\W_]+", "", re.sub(r"^the\s", "", value.casefold().strip()))


def by_us(source: str) -> Found:
    from analysis.reading.web_page import from_html

    article = from_html(source)
    day = article.published and article.published.isoformat()
    return {"title": article.headline, "byline": article.byline, "date": day, "outlet": article.outlet}


def by_trafilatura(source: str) -> Found:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(source)
    return {"title": found.title, "byline": found.author, "date": found.date, "outlet": found.sitename}


def by_newspaper(source: str) -> Found:
    from newspaper import Article

    article = Article("https://unknown.example/")
    article.download(input_html=source)
    article.parse()
    day = article.publish_date and f"{article.publish_date:%Y-%m-%d}"
    outlet = (article.meta_site_name or "").strip()
    return {"title": article.title, "byline": ", ".join(article.authors), "date": day, "outlet": outlet}


def score(read: Callable[[str], Found], names: list[str], show: bool = False) -> dict[str, Counter[str]]:
    """For each field how many pages are read right, wrong and not at all (`none`). Nothing where the page says
    nothing is right."""
    known = truths()
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for name in names:
        found = read((PAGES / name).read_text(encoding="utf-8"))
        for field in FIELDS:
            got, truth = comparable(field, found[field]), comparable(field, known[name].get(field))
            verdict = "right" if got == truth else "none" if got is None else "wrong"
            counts[field][verdict] += 1
            if show and verdict != "right":
                print(f"  {name}: {field} {found[field]!r}, not {known[name].get(field)!r}")
    return counts


READERS = {"analysis": by_us, "trafilatura": by_trafilatura, "newspaper4k": by_newspaper}


def main(kinds: list[str]) -> None:
    logging.disable()
    names = [n for n in truths() if n.partition("/")[0] in kinds or not kinds]
    print(f"{len(names)} pages, right / wrong / none\n")
    print("| reader | " + " | ".join(FIELDS) + " |\n|---|" + "---|" * len(FIELDS))
    for reader, read in READERS.items():
        try:
            label = reader if reader == "analysis" else f"{reader} {version(reader)}"
        except ImportError:  # not installed
            continue
        found = score(read, names)
        cells = ["/".join(str(found[field][v]) for v in ("right", "wrong", "none")) for field in FIELDS]
        print(f"| {label} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
