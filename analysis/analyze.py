"""From an article to its page: read, parse, measure. What shows it is in `workbook`, which loads much more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analysis import catalogue
from analysis.article import Analysis, Article, ArticleError, Correction, Page, Parse, no_such
from analysis.measures import headline, lines_to_check, sourcing, wording
from analysis.measures.sourcing import by_hand
from analysis.measures.tone import learned
from analysis.nlp import parsing, text_type
from analysis.reading import corrections_file, plain_text
from analysis.reading.corrections import correct_fields
from analysis.reading.read import STDIN, read_article

TONE = "tone"  # of `without`: what can be left out
BY_HAND, BY_HAND_LOST = "Corrected by hand", "A correction by hand no longer fits"
LONGEST = 150_000  # characters, some 25,000 words: longer texts are books or many articles in one file


def open_article(
    path: str | Path | None,
    pipeline: str | None = None,
    *,
    text: str | None = None,
    said: Mapping[str, str] | None = None,
    allow_local: bool = False,
    without: Collection[str] = (),
) -> Page:
    """Read, parse and measure one article: a file, the page at a link, or a `text` that is in no file.

    `said` corrects what was read: {"headline": "...", "published": "2025-03-31"}. What a person corrected in sources
    and statements is read from the file that is kept beside the article, and told in its notes. `without`: "tone"
    leaves the network for tone out. Raises ArticleError when there is nothing to measure, and when the corrections are
    of another text.
    """
    name = "" if path is None else str(path)
    read = plain_text.from_text(text or "") if path is None else read_article(path, allow_local)
    article = correct_fields(read, said or {})
    if problem := not_measurable(article):
        raise ArticleError(f"{name}: {problem}" if name else problem)
    file = article_file(path)
    return page_of(name, article, pipeline, corrections_file.load(file, read, article) if file else (), without)


def article_file(path: str | Path | None) -> Path | None:
    """The file that holds an article; None for a text, a link or a pipe."""
    is_none = isinstance(path, str) and ("://" in path[:20] or path == STDIN)
    return Path(path).absolute() if path and not is_none and Path(path).is_file() else None


def page_of(
    name: str,
    article: Article,
    pipeline: str | None = None,
    corrections: Sequence[Correction] = (),
    without: Collection[str] = (),
) -> Page:
    """An article that was read, parsed and measured."""
    return _measured(name, analyze(article, pipeline, corrections, without))


def corrected_by_hand(page: Page, corrections: Sequence[Correction]) -> Page:
    """The page measured again, with these corrections of its sources and statements and no others."""
    without = () if page.analysis.tone else (TONE,)
    return _measured(page.file, _analyzed(page.article, page.analysis.parse, corrections, without))


def _measured(name: str, analysis: Analysis) -> Page:
    found = text_type.find_limits(analysis.article)
    return Page(name, analysis, tuple(catalogue.measure(analysis, withheld=text_type.withheld(found))), found)


def not_measurable(article: Article) -> str | None:
    """Why there is nothing to measure, and the mend; None where there is."""
    if not article.paragraphs and article.limits:
        return f"no paragraphs to measure. {article.limits[0].text}"
    if not article.paragraphs:
        return "only a headline, no body; add the article's paragraphs below it"
    if len(article.text) > LONGEST:
        return f"{len(article.text):,} characters; split it into articles of at most {LONGEST:,}"
    return None


def analyze(
    article: Article,
    pipeline: str | None = None,
    corrections: Sequence[Correction] = (),
    without: Collection[str] = (),
) -> Analysis:
    article = replace(article, notes=tuple(dict.fromkeys((*article.notes, *text_type.find_notices(article)))))
    return _analyzed(article, parsing.parse(article, pipeline), corrections, without)


def _analyzed(article: Article, parse: Parse, corrections: Sequence[Correction], without: Collection[str]) -> Analysis:
    found = sourcing.find_sourcing(article, parse, corrections=corrections)
    told = [f"{BY_HAND if c.fits else BY_HAND_LOST}: {by_hand.in_words(c)}." for c in found.corrections]
    notes = [note for note in article.notes if not note.startswith((BY_HAND, BY_HAND_LOST))]
    article = replace(article, notes=(*notes, *told))
    hits = wording.find_wording(article, parse, found)
    words = headline.match_words(article, parse, found.voices)
    ladder = headline.find_rungs(article, parse, found, words)
    pressing = headline.find_pressing(article, parse, found, words, ladder)
    words = headline.add_near_words(words, parse, ladder, hits)
    lines = lines_to_check.find_lines(article, parse, found, words, hits)
    if unknown := set(without) - {TONE}:
        raise ValueError(no_such("part", min(unknown), [TONE]))
    analysis = Analysis(article, parse, found, words, lines, hits, ladder, pressing)
    if TONE in without or TONE in text_type.withheld(text_type.find_limits(article)):
        return analysis
    return replace(analysis, tone=learned.read_tone(analysis))
