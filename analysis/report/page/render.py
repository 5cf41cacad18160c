"""Puts the parts of the page together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis import __version__
from analysis.article import Page
from analysis.nlp.text_type import withheld
from analysis.report.page import (
    cards,
    chain,
    checks,
    headline,
    opening,
    own,
    photo,
    places,
    questions,
    ribbon,
    sentences,
    sources,
    tone,
    wording,
)
from analysis.report.page.parts import CHECKS, DIFFICULTY, HEADLINE, TONE, VOICES, WORDING, Part
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base import html
from analysis.views.base.common import OTHER_ZONE_NAMES, ZONE_NAMES
from analysis.views.base.numbers_in_words import day
from analysis.views.base.pieces import TEMPLATES

FOOTER = (
    f"Made by the media analysis workbook {__version__}. Nothing on this page calls the network, and nothing was sent "
    "anywhere. A program read the article, and it can be wrong: “How sure?” says how often, where that is known."
)
NO_HEADLINE = "An article without a headline"
SITE_ZONES = {"boilerplate": "Line of the website", "post_author": "Author of the post"}
KIND_NAMES = ZONE_NAMES | OTHER_ZONE_NAMES | SITE_ZONES
MODES = (VOICES, HEADLINE, TONE, WORDING, DIFFICULTY, CHECKS)
# The order of the page: lines to check, the way of the words, headline, tone, wording, own measures, readability,
# what is unusual, photo and dates, open questions. Each gives None where it does not apply to the text; `Voices` is
# None where who speaks was not looked for.
PARTS: tuple[Callable[[Page, MarkedText, Voices | None], Part | None], ...] = tuple(
    of.part for of in (checks, chain, headline, tone, wording, own, sentences, places, photo, questions)
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Where an article is from and what its license allows, for pages on articles that may be passed on. Raises
    ValueError for an address that is not on the web."""

    title: str
    url: str
    outlet: str
    date: date
    license: str
    license_url: str
    changes: str = ""

    def __post_init__(self) -> None:
        for url in (self.url, self.license_url):
            if not url.startswith(("https://", "http://")):
                raise ValueError(f"{url}: not an address on the web")

    @property
    def day(self) -> str:
        return day(self.date)


def render(page: Page, credit: Credit | None = None) -> str:
    """The page on one article as one HTML file. The same page gives the same bytes. `credit`: shown below the title."""
    shown = parts_of(page)
    blocks = shown["text"].shown()
    return written("page", headline=shown["text"].headline(), blocks=blocks, credit=credit, **shown)


def parts_of(page: Page) -> dict[str, Any]:
    """All that the page on one article shows, before its text is cut; `voices`: None where nobody looked for them."""
    text, out, voices = MarkedText(page.article), withheld(page.limits), None
    shown: dict[str, Any] = {"text": text, "title": title(page), "about": opening.about_itself(page)}
    shown["notes"] = [*(limit.text for limit in page.limits), *page.article.notes]
    if "sourcing" in out:
        shown |= {"opening": (), "rib": None, "side_bars": {}}
        shown["cards"] = cards.left_out(f"Sources left out: {out['sourcing']}")
    else:
        voices = sources.find_voices(page, text)
        shown |= {"opening": opening.sentences(page, text, voices), "rib": ribbon.ribbon(voices)}
        shown |= {"cards": cards.cards(page, text, voices), "side_bars": sources.side_bar_words(voices)}
    shown["parts"] = [part for make in PARTS if (part := make(page, text, voices))]
    shown["modes"] = [mode for mode in MODES if text.marked_for(mode)]
    return shown | {"voices": voices}


def written(template: str, *styles: str, scripted: bool = True, **shown: object) -> str:
    """One HTML file of a template of ours. `styles`: further style sheets. `scripted`: with our script, for pages on
    which something can be touched."""
    folder = TEMPLATES / "article"
    sheets = html.inline(*(folder / name for name in ("colors.css", "page.css", *styles)))
    script = html.inline(folder / "page.js") if scripted else None
    more = {"footer": FOOTER, "zone_names": KIND_NAMES, "style": sheets, "script": script, "mode": "", "alone": False}
    return html.written(TEMPLATES, f"article/{template}.html.j2", **shown, **more)


def title(page: Page) -> str:
    """The title of the page: the article's headline."""
    return f"{page.article.headline or NO_HEADLINE}: how it is made"
