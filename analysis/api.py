"""The stable Python API (docs/python.md): an article is measured, and its results are tables to explore.

>>> import analysis
>>> a = analysis.measure("Bridge closes\\n\\n“It is not safe,” said Marta Vell, the mayor. It closes on Friday.")
>>> list(a.sources.name), a.value("sources")
(['Marta Vell'], 1.0)
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Never, NoReturn

import pandas as pd

from analysis import analyze, frames, json_output
from analysis.article import ArticleError, Kind, Page, Type, as_given, no_such
from analysis.measures.sourcing import by_hand, counts
from analysis.reading import corrections_file
from analysis.reading.explain import printable
from analysis.reading.read import read_article

_LIKE_A_LINK = re.compile(r"\s*https?://\S+\s*")
_LIKE_A_NAME = re.compile(rf"{_LIKE_A_LINK.pattern}|.+\.(?:txt|html?|md|json)\s*", re.IGNORECASE)
_HINT = "give a file as a pathlib.Path, a link as url=..."


class _Table:
    """A table of `analysis.frames` as an attribute: made once, handed out as a copy that the caller may change."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name, self.__doc__ = name, frames.FRAMES[name].__doc__

    def __get__(self, page: AnalyzedArticle, owner: type | None = None) -> pd.DataFrame:
        if page is None:  # asked of the class, as `help` does
            return self
        if self.name not in page.tables:
            page.tables[self.name] = frames.as_given(page, frames.FRAMES[self.name](page))
        return page.tables[self.name].copy()


@dataclass(frozen=True, repr=False)
class AnalyzedArticle(Page):
    """An article with everything that is measured of it. Its tables are pandas DataFrames (columns: docs/python.md)."""

    path: Path | None = None  # of its file, beside which corrections are kept
    tables: dict[str, pd.DataFrame] = field(default_factory=dict, compare=False)

    sentences, words, statements, told, sources = _Table(), _Table(), _Table(), _Table(), _Table()
    mentioned, headline, toward, wording, measurements = _Table(), _Table(), _Table(), _Table(), _Table()
    corrections, quotes = _Table(), _Table()

    @classmethod
    def of(cls, page: Page, path: Path | None = None) -> AnalyzedArticle:
        return cls(page.file, page.analysis, page.measured, page.limits, path)

    @property
    def text(self) -> str:
        """The article's text as given, into which all offsets lead. Words in tables are as printed."""
        return as_given(self.article, self.article.given).text

    def value(self, name: str, scope: str | None = None) -> float:
        """The value of a measure, NaN where it is undefined. `scope`: `body`, `headline`, `paragraph:0`, `voice:2` ...

        Without a scope: the measure's first. Raises KeyError, with likely names, for a measure or scope that there is
        not. What the value means: `a.measurements`.
        """
        return float(self.measurement(name, scope).value)

    def evidence(self, name: str, scope: str | None = None) -> pd.DataFrame:
        """The words that a measure's value was counted from: one row a place, with `text`, `start` and `end`."""
        return frames.as_given(self, frames.evidence(self, self.measurement(name, scope)))

    def correct(
        self,
        *,
        statement: int | None = None,
        source: str | None = None,
        type: Type | None = None,
        drop_statement: int | None = None,
        same: Sequence[str] | None = None,
        not_a_source: str | None = None,
        named: bool | None = None,
        kind: Kind | None = None,
    ) -> AnalyzedArticle:
        """The article measured again, with one thing corrected that was found wrongly. This one stays as it is.

            a.correct(statement=3, source="Sanae Takaichi")   statement 3 of `a.statements` is hers
            a.correct(statement=3, type="thought")            it tells of a thought; or "deed", "statement"
            a.correct(drop_statement=5)                       it is no statement
            a.correct(same=("Trump", "the president"))        they are one source, called as the first is
            a.correct(not_a_source="a study")                 it is none, and what only it said is no statement
            a.correct(source="Quill", named=False)            or kind="group" ...: what the source is

        `a.corrections` lists what was corrected. Where the article is a file, corrections are kept beside it, in
        NAME.corrections.json, and hold whenever it is opened. Raises ArticleError when something is not in the article.
        """
        found = self.analysis.sourcing
        asked = {"statement": statement, "source": source, "drop_statement": drop_statement, "same": same}
        asked |= {"not_a_source": not_a_source, "named": named, "kind": kind, "type": type}
        new = by_hand.correction(self.article, found, asked)
        made = analyze.corrected_by_hand(self, (*found.corrections, new))
        if not made.analysis.sourcing.corrections[-1].fits:
            what, names = "two sources" if same else "source", [s.name for s in found.sources]
            known = no_such(what, " and ".join(new.names), names)
            raise ArticleError(known if statement is None else f"{known}; or take the body's own words for somebody")
        return self._kept(made)

    def uncorrect(self, number: int | None = None) -> AnalyzedArticle:
        """The article measured again without a correction (`a.corrections.correction`), or without any."""
        kept = self.analysis.sourcing.corrections
        if number is not None and number not in range(len(kept)):
            raise ArticleError(f"no correction {number}; .corrections numbers them")
        return self._kept(analyze.corrected_by_hand(self, [c for n, c in enumerate(kept) if number not in (None, n)]))

    def _kept(self, page: Page) -> AnalyzedArticle:
        """The page's corrections are kept in its file, if there is one."""
        if self.path:
            read, corrections = read_article(self.path), page.analysis.sourcing.corrections
            corrections_file.save(self.path, read, self.article, corrections)
        return self.of(page, self.path)

    def to_dict(self) -> dict[str, Any]:
        """What `python -m analysis measure` prints of this article, as plain values; "file" is None for a text."""
        return json_output.page_to_dict(self)

    def report(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Write the article's page: to the file `path` if that ends in .html, else into the folder `path`. Its path.

        A file that was made of something else is overwritten only with `force`: of a folder, the page gets another
        name, for a file ArticleError is raised.
        """
        from analysis.report import article_page
        from analysis.report.files import Pages

        path = Path(path)
        if path.suffix.lower() in (".html", ".htm"):
            return article_page.write_to(self, path, force)
        return article_page.write(self, Pages(path, force))

    def __repr__(self) -> str:
        article, sources = self.article, counts.sources_in_body(self.analysis)
        unnamed, statements = sum(s.unnamed for s in sources), counts.statements_in_body(self.analysis)
        return "\n".join(
            (
                f"<{printable(article.headline or 'no headline')[:100]}>",
                f"{printable(article.outlet or 'outlet not in the text')[:60]}; {len(article.body_words()):,} words; "
                f"{len(sources)} sources, {unnamed} of them not named; {len(statements)} statements",
                *(printable(limit.text)[:120] for limit in self.limits[:1]),
                f"Tables: .{' .'.join(frames.FRAMES)}",
                'More: .value("sources"), .evidence("sources"), .report("pages"), help(...)',
            )
        )

    def __getattr__(self, name: str) -> NoReturn:
        if hasattr(type(self), name):  # an error inside of a property
            object.__getattribute__(self, name)
        known = [n for n in dir(type(self)) if not n.startswith("_")]
        raise AttributeError(no_such("attribute", name, known), name=name, obj=None)


def measure(
    article: str | os.PathLike[str] | None = None,
    *,
    url: str | None = None,
    allow_local: bool = False,
    pipeline: str | None = None,
    headline: str | None = None,
    caption: str | None = None,
    byline: str | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    link: str | None = None,
    without: Collection[str] = (),
    **unknown: Never,
) -> AnalyzedArticle:
    """Read, parse and measure one article.

    `article`: a `str` is the text itself, a `pathlib.Path` a file. `url`: a link to fetch instead; `allow_local` lets
    it lead to this machine or into your own network. A text can therefore never open a file or fetch a page.

    `headline`, `caption`, `byline`, `published`, `outlet` and `link` (where the article was published; nothing is
    fetched) say what the reading gets wrong, as the options of the command line do. `pipeline`: another spaCy pipeline.
    `without=["tone"]` leaves the network for tone out, which saves a quarter of the time.

    Raises ArticleError when there is nothing to measure, TypeError for what is neither text nor path.
    """
    if unknown:
        raise TypeError(no_such("keyword", next(iter(unknown)), measure.__kwdefaults__ or ()))
    day = f"{published:%Y-%m-%d}" if isinstance(published, date) else published
    said = {"headline": headline, "caption": caption, "byline": byline, "published": day, "outlet": outlet, "url": link}
    for name, value in said.items():
        if not isinstance(value, str | None):
            raise TypeError(f"{name}={value!r}: no text; leave it out, or give None, where you do not know it")
    options: dict[str, Any] = {"said": {k: v for k, v in said.items() if v is not None}, "allow_local": allow_local}
    options["without"] = without
    hint = f"; {_HINT}" if isinstance(article, str) and "\n" not in article.strip() else ""
    try:
        match article, url:
            case str(text), None if not (hint and _LIKE_A_NAME.fullmatch(text)):
                return open_article(text=text, pipeline=pipeline, **options)
            case str(), None:
                raise ArticleError(f"{article!r} is taken for the article's text")
            case os.PathLike(), None:
                return open_article(Path(article), pipeline, **options)
            case None, str(address) if _LIKE_A_LINK.fullmatch(address):
                return open_article(address.strip(), pipeline, **options)
            case None, str():
                raise ArticleError(f"{url}: no http or https link; {_HINT}")
    except ArticleError as error:
        raise ArticleError(re.sub("^--", "", str(error).replace("--url", "link", 1)) + hint) from None
    if article is not None and url is not None:
        raise TypeError("give an article or url=..., not both")
    mend = "decode them, or give a pathlib.Path" if isinstance(article, bytes) else "drop rows without a text"
    raise TypeError(f"an article is a str (its text), a pathlib.Path or url=..., not {type(article).__name__}; {mend}")


def open_article(
    path: str | Path | None = None,
    pipeline: str | None = None,
    *,
    text: str | None = None,
    said: Mapping[str, str] | None = None,
    allow_local: bool = False,
    without: Collection[str] = (),
) -> AnalyzedArticle:
    """For notebooks: an article from a file or a link (`path`), or from its text (`text=`).

    `said` corrects what was read: {"headline": "...", "published": "2025-03-31"}. Raises ArticleError when there is
    nothing to measure.
    """
    if (path is None) == (text is None):
        raise TypeError("give one article: a file's name or a link, or text=...")
    if isinstance(path, str) and "\n" in path:
        raise ArticleError("a text, not a file's name; give it as text=...")
    page = analyze.open_article(path, pipeline, text=text, said=said, allow_local=allow_local, without=without)
    return AnalyzedArticle.of(page, analyze.article_file(path))
