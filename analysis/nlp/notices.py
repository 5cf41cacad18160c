"""What a reader should know of an article's words and marks, in plain sentences for its notes."""

from collections.abc import Iterator

from analysis.article import HASHTAG, LINK, Article
from analysis.nlp.quotations import broken_marks

MOST_LINKS, LONGEST_LINK = 3, 60  # of those that are not counted: how many are shown, and characters of each
MOST_PARAGRAPHS = 5
_MARKS = {
    "open": "In {} a quotation is not closed. It is taken to end where its speaker is named, or with its sentence.",
    "goes on": "In {} a quotation is not closed. It is taken to go on to the closing mark of the next paragraph.",
    "unopened": "In {} a quotation mark closes and none opens. The quotation is taken to begin with its sentence "
    "where its speaker is named behind it; elsewhere nothing is taken for one.",
    "wrong way": "In {} quotation marks are the wrong way round. They are read by the blanks beside them.",
}


def find_notices(article: Article) -> tuple[str, ...]:
    """What is set apart from the words of headline and body, and where quotation marks are broken."""
    return (*_links(article), *_marks(article))


def _links(article: Article) -> Iterator[str]:
    parts = (*filter(None, [article.span("headline")]), *article.paragraphs)
    all_links = (m[0] for pattern in (LINK, HASHTAG) for p in parts for m in pattern.finditer(article.text, *p))
    found = list(dict.fromkeys(all_links))
    if found:
        shown = (each if len(each) <= LONGEST_LINK else f"{each[:LONGEST_LINK]}…" for each in found[:MOST_LINKS])
        more = f" and {len(found) - MOST_LINKS} more" if len(found) > MOST_LINKS else ""
        yield f"Not counted as words (links, e-mail addresses, hashtags): {', '.join(shown)}{more}."


def _marks(article: Article) -> Iterator[str]:
    broken = broken_marks(article.text, article.paragraphs)
    for how, told in _MARKS.items():
        if found := [str(n) for n in dict.fromkeys(broken.get(how, ()))]:
            more = [f"{len(found) - MOST_PARAGRAPHS} more"] if len(found) > MOST_PARAGRAPHS else []
            *others, last = found[:MOST_PARAGRAPHS] + more
            listed = f"{', '.join(others)} and {last}" if others else last
            yield told.format(f"paragraph{'s' if others else ''} {listed}")
