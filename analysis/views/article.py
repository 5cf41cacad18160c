"""The article itself, plain and with its voices marked, and what it says about where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.article import Article, Page, Span
from analysis.views.base import html
from analysis.views.base.common import NO_SOURCES, ZONE_NAMES, answers, unnamed, voice_names, voice_styles
from analysis.views.base.html import Html, Mark, Marked, Section, Table, Text, element, join
from analysis.views.base.numbers_in_words import count, quote
from analysis.views.sourcing import sources, voices

LONGEST_LABEL = 30  # characters of a voice's name after its words


def plain_article(page: Page) -> Section:
    """The headline and the paragraphs without any mark, to be read first."""
    return Section(Marked(paragraphs(page.article, ()), "The article as it stands"))


@answers("sourcing")
def marked_article(page: Page) -> Section:
    """The article with each voice marked, and with the sources that are not named."""
    sourcing = page.analysis.sourcing
    styles, called = voice_styles(sourcing), voice_names(sourcing)
    marks = []
    for voice in (v for v in sourcing.voices if v.source_id is not None and v.words):
        label = quote(called[voice.source_id], LONGEST_LABEL).strip("“”")
        marks += [Mark(span, label, styles[voice.source_id], announced=True) for span in voice.spans]
    marks += [Mark(s, "not named", html.UNNAMED) for s in _unnamed_phrases(page)]
    if not marks:
        return plain_article(page) + Section(Text(NO_SOURCES))
    shown = Marked(paragraphs(page.article, marks), "Who speaks: words without a mark are in the article's own voice")
    return Section(shown, Table(_legend(page), "What the marks mean"))


def parts_of_article(page: Page) -> Section:
    """What the text says about where it comes from: headline, photo, author, place, outlet, date and link."""
    article = page.article
    dates = {"published": article.published, "photo_date": article.photo_date}
    said = [dates.get(kind) or article.field(kind) for kind in ZONE_NAMES]
    shown = pd.Series([quote(s, 200) if isinstance(s, str) else s for s in said], dtype=object)
    frame = pd.DataFrame({"Part": ZONE_NAMES.values(), "What the text says": shown})
    missing = shown.isna().sum()
    note = f"{missing} of {len(frame)} parts are not in the text. The page where it appeared may say more."
    return Section(Table(frame, "What the text says about where it comes from", note if missing else ""))


def paragraphs(article: Article, marks: Iterable[Mark], in_headline: bool = False) -> Html:
    """The headline, in bold, and the body's paragraphs with these marks, which the headline has if `in_headline`."""
    marks, headline = list(marks), article.span("headline")
    text = [html.marked(article.text, span, marks) for span in article.paragraphs]
    if headline:
        text.insert(0, element("strong", html.marked(article.text, headline, marks if in_headline else ())))
    return join(element("p", part) for part in text)


def _unnamed_phrases(page: Page) -> list[Span]:
    """Where the article writes a source that it does not name."""
    spans = {m for s in page.analysis.sourcing.sources if unnamed(s) for m in s.mentions}
    return sorted(s for s in spans if any(a <= s[0] and s[1] <= b for a, b in page.article.paragraphs))


def _legend(page: Page) -> pd.DataFrame:
    """One row for each mark, in the style of the mark itself."""
    words, known = voices(page).groupby(["voice", "voice_style"], sort=False)["words"].sum(), sources(page)
    styles = dict(zip(known["source"], known["voice_style"], strict=True))
    rows = [(html.mark_sample(*voice), count(n, "word")) for voice, n in words.items()]
    rows += [(html.mark_sample(s.name, styles[s.shares_with]), s.shares) for s in known.itertuples() if s.shares]
    if _unnamed_phrases(page):
        rows.append((html.mark_sample("a heavy line", html.UNNAMED), "a source that is not named"))
    return pd.DataFrame(rows, columns=["Mark", "Stands for"], dtype=object)
