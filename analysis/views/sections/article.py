"""The article itself, plain and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.article import Article, Page, Span
from analysis.views import tables
from analysis.views.base import html
from analysis.views.base.common import NO_SOURCES, answers, short
from analysis.views.base.html import Html, Mark, Marked, Section, Table, Text, element, join
from analysis.views.base.numbers_in_words import count, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def plain_article(page: Page) -> Section:
    """The headline and the paragraphs without any mark, to be read first."""
    article = page.article
    return Section(Marked(_paragraphs(article, ()), "The article as it stands"))


@answers("sourcing")
def marked_article(page: Page) -> Section:
    """The article with each voice marked, and with the sources that are not named."""
    article, sourcing = page.article, page.analysis.sourcing
    looks, names = tables.looks(sourcing), tables.voice_names(sourcing)
    speaking = [v for v in sourcing.voices if v.source_id is not None and v.words]
    marks = [Mark(s, short(names[v.source_id], 30), looks[v.source_id], True) for v in speaking for s in v.spans]
    marks += [Mark(s, "not named", html.OVER) for s in _unnamed_phrases(page)]
    if not marks:
        return Section(Marked(_paragraphs(article, ()), "The article as it stands"), Text(NO_SOURCES))
    shown = Marked(_paragraphs(article, marks), "Who speaks: words without a mark are in the article's own voice")
    return Section(shown, Table(_legend(page), "What the marks stand for"))


def parts_of_article(page: Page) -> Section:
    """What the text says of its own making."""
    frame = tables.parts(page.article)
    frame["What the text says"] = [quote(c, 200) if isinstance(c, str) else c for c in frame["What the text says"]]
    missing = int(frame["What the text says"].isna().sum())
    note = f"{missing} of {len(frame)} parts are not in the text. The page where it appeared may say more."
    return Section(Table(frame, "What the text says of its own making", note if missing else ""))


def _paragraphs(article: Article, marks: Iterable[Mark]) -> Html:
    """The headline, in bold, and the body's paragraphs, with marks in the body."""
    marks = list(marks)
    head = [] if article.headline is None else [element("p", element("strong", article.headline))]
    return join([*head, *(element("p", html.marked(article.text, p, marks)) for p in article.paragraphs)])


def _unnamed_phrases(page: Page) -> list[Span]:
    """Where the article writes a source that it does not name."""
    spans = {m for s in page.analysis.sourcing.sources if tables.unnamed(s) for m in s.mentions}
    return sorted(s for s in spans if any(a <= s[0] and s[1] <= b for a, b in page.article.paragraphs))


def _legend(page: Page) -> pd.DataFrame:
    """One row for each mark, in the look of the mark itself."""
    import pandas as pd

    sourcing = page.analysis.sourcing
    looks, names = tables.looks(sourcing), tables.voice_names(sourcing)
    words: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for voice in sorted(sourcing.voices, key=lambda v: -v.words):
        name = names[voice.source_id]
        words[name] = words.get(name, 0) + voice.words
        kinds[name] = looks[voice.source_id]
    rows = [(_sample(name, kinds[name]), count(n, "word")) for name, n in words.items() if n]
    for sharer, first in tables.sharing(sourcing).items():
        rows.append((_sample(sourcing.source(sharer).name, looks[first.id]), tables.shares(first)))
    if _unnamed_phrases(page):
        rows.append((_sample("a heavy line", html.OVER), "a source that is not named"))
    return pd.DataFrame(rows, columns=["Mark", "Stands for"], dtype=object)


def _sample(label: str, kind: int) -> Html:
    whole = (0, len(label))
    return html.marked(label, whole, [] if kind == tables.OWN else [Mark(whole, "", kind)])
