"""What an article was read as, line by line: for a terminal, with a stranger's control characters as their numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.article import Article, Span

FIELDS = ("headline", "caption", "credit", "byline", "dateline", "outlet", "url")
_LINE = re.compile(r"[^\n]+")
_WIDE, _LABEL = 92, 28


def printable(words: str) -> str:
    """The words in one line, with everything that is no printable character as its number: \\x1b, \\u202e."""
    plain = "".join(c if c.isprintable() else " " if c in "\t\n\r\xa0\u2007\u202f" else ascii(c)[1:-1] for c in words)
    return " ".join(plain.split())


def outline(article: Article) -> list[str]:
    """One line for each line of the text: what it was taken for, and how it begins; then what is not in the text."""
    lines = [f"{label:<{_LABEL}}{_cut(article.text[slice(*span)])}" for label, span in _labeled(article)]
    days = (("published", article.published), ("photo taken", article.photo_date))
    lines += [f"{name + ' (the day)':<{_LABEL}}{day.isoformat()}" for name, day in days if day]
    missing = [name for name in (*FIELDS, "published") if article.span(name) is None]
    if missing:
        lines.append(f"{'not in the text':<{_LABEL}}{', '.join(missing)}")
    return [*lines, *(f"{'note':<{_LABEL}}{printable(note)}" for note in article.notes)]


def _labeled(article: Article) -> Iterator[tuple[str, Span]]:
    """The text's paragraphs, and its other lines, each with the names of what was found in it."""
    zones = sorted((z.span[0], n) for n, z in enumerate(article.zones))
    at = 0
    for number, span in enumerate(article.paragraphs, 1):
        yield from _between(article, zones, at, span[0])
        words = sum(1 for _ in article.words(span))
        yield f"paragraph {number} ({words} {'word' if words == 1 else 'words'})", span
        at = span[1]
    yield from _between(article, zones, at, len(article.text))


def _between(article: Article, zones: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[str, Span]]:
    for m in (m for m in _LINE.finditer(article.text, start, end) if not m[0].isspace()):
        kinds = [
            article.zones[n].kind.replace("photo_date", "photo date")
            for n in sorted(n for _, n in zones[bisect_left(zones, (m.start(),)) : bisect_left(zones, (m.end(),))])
        ]
        yield ", ".join(dict.fromkeys(kinds)) or "(nothing)", m.span()


def _cut(words: str) -> str:
    shown = printable(words[: 4 * _WIDE])
    return shown if len(shown) <= _WIDE else shown[: _WIDE - 2].rstrip() + " …"
