"""The article itself, plain and with its voices marked, what it says about its origin, and its longest statement."""

from collections.abc import Iterable

import pandas as pd

from analysis.article import Article, Page, Span
from analysis.measures import statement
from analysis.measures.sourcing import counts
from analysis.views.base import html
from analysis.views.base.common import (
    NO_SOURCES,
    OTHER_ZONE_NAMES,
    ZONE_NAMES,
    answers,
    voice_names,
    voice_styles,
)
from analysis.views.base.html import Html, Mark, Marked, Section, Table, Text, element, join
from analysis.views.base.numbers_in_words import count, quote, share
from analysis.views.sourcing import sources, voices

NOBODY = "Nobody with a name speaks in this article at any length."
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
    others = [z for z in article.zones if z.kind in OTHER_ZONE_NAMES]
    names = [*ZONE_NAMES.values(), *(OTHER_ZONE_NAMES[z.kind] for z in others)]
    said = [dates.get(kind) or article.field(kind) for kind in ZONE_NAMES]
    said += [article.text[slice(*z.span)] for z in others]
    shown = pd.Series([quote(s, 200) if isinstance(s, str) else s for s in said], dtype=object)
    frame = pd.DataFrame({"Part": names, "What the text says": shown})
    missing = shown.isna().sum()
    note = f"{missing} of {len(ZONE_NAMES)} parts are not in the text. The page where it appeared may say more."
    return Section(Table(frame, "What the text says about where it comes from", note if missing else ""))


@answers("sourcing")
def longest_statement(page: Page) -> Section:
    """The longest stretch that one named person has, sentence by sentence, with the size of it."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    name = page.analysis.sourcing.source(found.source_id).name
    quoted = join(element("p", html.marked(page.article.text, s, ())) for s in found.sentences)
    said = (
        f"{name} has {count(found.words, 'word')} here, in {count(len(found.sentences), 'sentence')}: "
        f"{share(found.share)} of the body's {len(page.article.body_words()):,} words."
    )
    return Section(Marked(quoted, f"The longest statement: {name}, sentence by sentence"), Text(said))


@answers("sourcing")
def statement_to_sort(page: Page) -> Section:
    """The sentences of the longest statement, numbered, with a column to fill in by hand."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    sentences = [" ".join(page.article.text[slice(*s)].split()) for s in found.sentences]
    rows = {"Number": range(1, len(sentences) + 1), "Sentence": sentences, "Now, later or never?": "……"}
    return Section(Table(pd.DataFrame(rows), "The statement, to sort", "The program leaves the column to you."))


@answers("sourcing")
def taken_up(page: Page) -> Section:
    """The subjects of the rest of the article, and how often the longest statement has them."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    subjects = statement.find_subjects(page.analysis, found)
    if not subjects:
        return Section(Text("The rest of the article has no noun or name often enough to look for."))
    name = page.analysis.sourcing.source(found.source_id).name
    rows = [(s.word, len(s.outside), len(s.inside)) for s in subjects]
    frame = pd.DataFrame(rows, columns=["Word", "Times in the rest", "Times in the statement"])
    missing = sum(not s.inside for s in subjects)
    note = (
        f"{missing} of {len(subjects)} are not in the statement. A word is counted with its other forms, as in “farm” "
        "and “farmers”. The program counts words; it does not know what an answer is."
    )
    return Section(Table(frame, f"What the rest of the article is about, and {name}'s words", note))


def paragraphs(article: Article, marks: Iterable[Mark], in_headline: bool = False) -> Html:
    """The headline, in bold, and the body's paragraphs with these marks, which the headline has if `in_headline`."""
    marks, headline = list(marks), article.span("headline")
    text = [html.marked(article.text, span, marks) for span in article.paragraphs]
    if headline:
        text.insert(0, element("strong", html.marked(article.text, headline, marks if in_headline else ())))
    return join(element("p", part) for part in text)


def _unnamed_phrases(page: Page) -> list[Span]:
    """Where the article writes a source that it does not name."""
    spans = {m for s in counts.sources_in_body(page.analysis) if s.unnamed for m in s.mentions}
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
