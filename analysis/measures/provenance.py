"""What the text says of its photograph: when and where it was taken, compared with the article."""

import math
import re

from analysis.article import Analysis, Article, Span, Value
from analysis.patterns import patterns

FILE_PHOTO = patterns("captions")["file_photo"]
PLACES = frozenset(("GPE", "LOC", "FAC"))
NO_CAPTION = "no photo caption in the text"


def photo_days_before(analysis: Analysis, scope: str) -> Value:
    """Days from the photograph to the article's publication: 0 or 1 for a picture of the event, any for a file photo.

    Below 0 when the text dates the photograph later than itself. Evidence: the two dates in the text.
    """
    article = analysis.article
    dates = (("the photo's date", article.photo_date), ("the publication date", article.published))
    missing = [name for name, found in dates if found is None]
    if missing:
        return Value(math.nan, note=f"not in the text: {' and '.join(missing)}")
    spans = (article.span("photo_date"), article.span("published"))
    called = "calls" if file_photo_words(article) else "does not call"
    note = f"the caption {called} it a file photo" if article.caption else ""
    days = (article.published - article.photo_date).days
    return Value(float(days), tuple(s for s in spans if s is not None), note=note)


def photo_places_elsewhere(analysis: Analysis, scope: str) -> Value:
    """How many places of the caption the body does not name, 0 and up. A file photo is often of another place.

    Evidence: those places in the caption; all of its places where the body has each.
    """
    if analysis.article.span("caption") is None:
        return Value(math.nan, note=NO_CAPTION)
    places = photo_places(analysis)
    if not places:
        return Value(math.nan, note="no place was found in the caption")
    elsewhere = tuple(place for place, found in places if not found)
    return Value(float(len(elsewhere)), elsewhere or tuple(place for place, _ in places))


def file_photo_words(article: Article) -> Span | None:
    """The words by which the caption says that the picture is not of the day; None where it does not say so."""
    span = article.span("caption")
    found = FILE_PHOTO.search(article.text[slice(*span)]) if span else None
    return (span[0] + found.start(), span[0] + found.end()) if found else None


def photo_places(analysis: Analysis) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """The places that the caption names, each once, and where the body names them: as places, by the same words."""
    article, caption = analysis.article, analysis.article.span("caption")
    if caption is None:
        return ()
    credit = article.span("credit") or (0, 0)
    named = [(e.start_char, e.end_char) for e in analysis.parse.doc.ents if e.label_ in PLACES]
    seen: dict[str, tuple[Span, tuple[Span, ...]]] = {}
    for start, end in named:
        in_credit = credit[0] <= start < credit[1]
        if caption[0] <= start and end <= caption[1] and not in_credit:
            words = re.sub(r"^[Tt]he\s+|['’]s$", "", " ".join(article.text[start:end].split()))
            pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)".replace(r"\ ", r"\s+"))
            there = tuple(m.span() for p in article.paragraphs for m in pattern.finditer(article.text, *p))
            seen.setdefault(words.lower(), ((start, end), there))
    return tuple(seen.values())
