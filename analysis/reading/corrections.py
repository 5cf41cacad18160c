"""Fields of an article as a person corrects them: marked where they are a line of the text, else put above it."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.article import WORD, Article, ArticleError, Span, Zone
from analysis.reading.captions import as_caption
from analysis.reading.encoding import replace_surrogates
from analysis.reading.line_patterns import RecognizedLine, find_dates, recognize_link, recognized
from analysis.reading.plain_text import line_spans
from analysis.reading.printed import printed

FIELDS = ("headline", "caption", "byline", "published", "outlet", "url")
LONGEST = 1_000  # characters
_BEFORE = {"byline": "By ", "published": "Published: "}


def correct_fields(article: Article, said: Mapping[str, str]) -> Article:
    """The article with these `FIELDS` as a person says them. Raises ArticleError for what cannot be such a field."""
    done: set[str] = set()
    for kind in reversed(FIELDS):  # the headline last, so that it is above the others
        if kind in said:
            article = _with(article, kind, _checked(kind, said[kind]), done)
            done.add(kind)
    return article


def _checked(kind: str, words: str) -> str:
    words = printed(replace_surrogates(" ".join(words.split())))
    if len(words) > LONGEST or not WORD.search(words):
        raise ArticleError(f"--{kind}: no words, or more than {LONGEST:,} characters; give what the article says")
    if kind == "url" and not recognize_link(words):
        raise ArticleError("--url: not an http or https link; copy it from the browser's address line")
    if kind == "published" and not any(day for _, day in find_dates(words)):
        raise ArticleError("--published: no day that can be told for certain; write it as 2025-03-31")
    return words


def _with(article: Article, kind: str, words: str, done: set[str]) -> Article:
    """The article with one more field; fields that are `done` keep their lines."""
    taken = {z.span for z in article.zones if z.kind in done}
    free = (s for s in line_spans(article.text) if not any(s[0] <= a < s[1] for a, _ in taken))
    place = next((s for s in free if " ".join(article.text[slice(*s)].split()) == words), None)
    article = _without(article, kind, by_mistake=place is not None)
    if place is None:
        article, place = _above(article, words, _BEFORE.get(kind, ""))
    sign = _recognized(kind, article.text[slice(*place)])
    zones = [z.shifted(place[0]) for z in sign.zones]
    first = {z.kind for z in zones}
    overlapped = [z for z in article.zones if z.span[0] < place[1] and place[0] < z.span[1]]
    kept = [z for z in article.zones if z not in overlapped and (z.kind not in first or z.kind == "caption")]
    paragraphs = tuple(p for p in article.paragraphs if p[1] <= place[0] or place[1] <= p[0])
    dates = {"published": sign.day} if kind == "published" else {"photo_date": sign.day} if kind == "caption" else {}
    ordered = tuple(sorted((*kept, *zones), key=lambda z: (z.span[0], -z.span[1])))
    return replace(article, zones=ordered, paragraphs=paragraphs, **dates)


def _without(article: Article, kind: str, by_mistake: bool) -> Article:
    """Without the former field. A line that was the headline or a caption `by_mistake` becomes a paragraph."""
    gone = article.span(kind)
    if gone is None:
        return article
    inside = ("credit", "photo_date") if kind == "caption" else ()
    zones = tuple(
        z for z in article.zones if z != Zone(kind, gone) and not (z.kind in inside and gone[0] <= z.span[0] < gone[1])
    )
    if not by_mistake or kind not in ("headline", "caption"):
        return replace(article, zones=zones)
    return replace(article, zones=zones, paragraphs=tuple(sorted((*article.paragraphs, gone))))


def _above(article: Article, words: str, before: str) -> tuple[Article, Span]:
    """The article with these words in a line above its text, and their span."""
    line = f"{before}{words}\n\n"
    by = len(line)
    zones = tuple(z.shifted(by) for z in article.zones)
    paragraphs = tuple((a + by, b + by) for a, b in article.paragraphs)
    given = article.given and article.given.below(line)
    moved = replace(article, text=line + article.text, zones=zones, paragraphs=paragraphs, given=given)
    return moved, (len(before), len(before) + len(words))


def _recognized(kind: str, words: str) -> RecognizedLine:
    if kind == "caption":
        return as_caption(words)
    if kind == "published":
        span, day = next(found for found in find_dates(words) if found[1])
        return RecognizedLine("date", (Zone(kind, span),), day)
    return recognized(kind, words)
