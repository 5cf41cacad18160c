"""The parts of an article's page one by one, for notebooks and the lessons that are made of them.

All of them are made at once, in the order of the page: the keys of evidence are those of `article(page)`, whichever
parts a notebook shows.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from analysis import catalogue
from analysis.article import Measurement, Page, no_such
from analysis.report.page import compare as comparing
from analysis.report.page import ribbon
from analysis.report.page.parts import NO_LIT, Fact, Lit, Part, Sentence, how_sure, lit
from analysis.report.page.render import KIND_NAMES, MODES, parts_of
from analysis.report.page.text import MarkedText
from analysis.views.base import html
from analysis.views.base.html import Section
from analysis.views.base.numbers_in_words import value_in_words
from analysis.views.base.pieces import shown

KEPT = 4  # articles whose parts are kept
WIDE = 760  # pixels of a ribbon in a lesson, whose column is narrower than a page
# What `article` marks at first -> the switch.
MARKS = dict(
    zip(("plain", "voices", "headline", "tone", "wording", "difficulty", "checks"), ("m0", *MODES), strict=True)
)
# What is said where a part does not apply, besides the reasons that the text itself gives.
NONE = {
    "voices": "Whose words are whose: not shown, because nobody is looked for in a text of this kind.",
    "chain": "How the words got here: not shown, because nobody is looked for in a text of this kind.",
    "headline": "Headline against body: not shown, because the text has no headline with words to look for.",
    "verbs": "Verbs from mild to strong: the program found none in the headline and the body.",
    "gap": "Tone of headline and body: not shown, because one of them has no words with a tone.",
    "tone": "Tone by sentence: not shown, because no sentence of the body has one.",
    "toward": "Tone toward people: not shown, because no person is in the headline or in two sentences of the body.",
    "word": "Wording: the program found no word of its lists.",
    "read": "Sentence difficulty: not shown, because the formulas do not apply to this text.",
    "place": "What is unusual: not shown, because no number of this text has a place among the reference articles.",
    "photo": "Photo and dates: the text has no caption, and no dates of photo and article.",
    "check": "Lines to check: not shown, because nobody is looked for in a text of this kind.",
}
PART = "in_notebook/part"
OTHERS = re.compile("^textstat_|_textblob$|_news$")  # measures of second opinions, whose many places do not light up
BARE: dict[str, Any] = {"title": "", "subtitle": "", "touch": "", "facts": ()}
_made: list[tuple[Page, dict[str, Any]]] = []


def article(page: Page, marks: str = "plain") -> Section:
    """The article with a switch for what is marked in it. `marks`: what is marked at first: plain, voices, headline,
    tone, wording, difficulty, checks."""
    if marks not in MARKS:
        raise KeyError(no_such("kind of marks", marks, MARKS))
    made = _parts(page)
    modes = ["m0", *made["modes"]] if made["modes"] else []
    mode = MARKS[marks] if MARKS[marks] in modes else "m0"
    words = f"The article: {page.article.headline or 'without a headline'}"
    return _piece("in_notebook/article", words, **(made | {"modes": modes, "mode": mode}))


def voices(page: Page, whose: str = "") -> Section:
    """The ribbon: the words of the body in reading order, by whose they are. `whose`: one voice, the only one in color,
    as `page.words` names it. Raises KeyError where nobody of this name has words."""
    made = _parts(page)
    if made["voices"] is None or not (rib := ribbon.ribbon(made["voices"], WIDE)):
        return _none(page, "voices")
    if whose:
        rib = ribbon.one_voice(rib, made["voices"], whose)
    return _piece(PART, f"{rib.title}. {rib.alt}", shows="ribbon", rib=rib, **BARE, text=made["text"])


def sources(page: Page) -> Section:
    """A card for each source: how many words it has, how they came, and what it says."""
    made = _parts(page)
    return _piece(PART, made["cards"].title, shows="cards", cards=made["cards"], **BARE, text=made["text"])


def chain(page: Page) -> Section:
    """How the words got here: who spoke, through whom, to this article."""
    return _part(page, "chain")


def headline_words(page: Page) -> Section:
    """The headline's words, joined to the sentences of the body that have them."""
    return _part(page, "headline", "headline_words")


def verb_ladders(page: Page) -> Section:
    """The verbs of headline and body from mild to strong, and the headline's strong words beside the body's."""
    part = _found(page, "headline")
    if part is None or not (part.shown["ladders"] or part.shown["pressing"]):
        return _none(page, "verbs")
    title = part.shown["ladders"][0].point if part.shown["ladders"] else "Strong words of the headline"
    return _shown(page, part, "headline_verbs", (title.rstrip("."),), "", ())


def gap(page: Page) -> Section:
    """The tone of the headline against the body, and what it is with one word of the headline left out."""
    part = _found(page, "tone")
    if part is None or not part.shown["scale"]:
        return _none(page, "gap")
    return _shown(page, part, "tone_gap", (part.title,), part.subtitle, ())


def tone_by_sentence(page: Page) -> Section:
    """How pleasant or unpleasant each sentence sounds."""
    part = _found(page, "tone")
    return _shown(page, part, "tone_sentences", part.shown["said"], "", ()) if part else _none(page, "tone")


def tone_toward(page: Page) -> Section:
    """How the sentences sound about each person."""
    part = _found(page, "tone")
    if part is None or not part.shown["toward"]:
        return _none(page, "toward")
    return _shown(page, part, "tone_toward", ("How sentences sound about people",), "", ())


def wording(page: Page) -> Section:
    """Words worth a second look, by kind and by whose they are."""
    return _part(page, "word")


def difficulty(page: Page) -> Section:
    """The sentences: how long each is, and how hard by a formula."""
    return _part(page, "read")


def places(page: Page) -> Section:
    """What is unusual beside the reference articles, and what is ordinary."""
    return _part(page, "place")


def dates(page: Page) -> Section:
    """The photo and the dates, as far as the text has them."""
    return _part(page, "photo")


def lines_to_check(page: Page) -> Section:
    """The lines that an editor would ask about, worst first."""
    return _part(page, "check")


def measured(page: Page, *names: str) -> Section:
    """One sentence for each of these measures, and how sure it is."""
    for name in names:
        page.measurement(name)  # says so where there is no such measure
    facts = [fact for name in names for fact in _parts(page)["measured"].get(name, ())]
    words = "; ".join("".join(p if isinstance(p, str) else p.words for p in fact.sentence) for fact in facts)
    return _piece(PART, words, shows="", **(BARE | {"facts": facts}), text=_parts(page)["text"])


def compare(page: Page, other: Page) -> Section:
    """Two articles on one event: whose words each has, and the statements that both report."""
    both = comparing.side_by_side(page, other, WIDE)
    return _piece("in_notebook/compare", both["title"], **both)


def _parts(page: Page) -> dict[str, Any]:
    """All that the page shows, with the keys of every measure of the article as a whole; `measured`: name -> facts."""
    for known, made in _made:
        if known is page:
            return made
    made = parts_of(page)
    text, names, lights = made["text"], dict.fromkeys(m.name for m in page.measured), dict[Any, Lit]()
    made["measured"] = {
        name: [_fact(page, text, m, lights) for m in catalogue.of_whole(page.measured, name)] for name in names
    }
    made |= {"headline": text.headline(), "blocks": text.shown()}
    _made.append((page, made))
    del _made[:-KEPT]
    return made


def _fact(page: Page, text: MarkedText, m: Measurement, lights: dict[Any, Lit]) -> Fact:
    """A measure in one sentence. `lights`: those with the same evidence light up under one key."""
    label, value = catalogue.by_name(m.name).label, value_in_words(m)
    said = f"{label}: {value}"
    first = NO_LIT
    if m.evidence and not OTHERS.search(m.name):
        first = lights.get(m.evidence) or lit(text, m, value, said)
    lights[m.evidence] = first
    return Fact((f"{label}: ", replace(first, words=value, says=said), "."), how_sure(page, m), label)


def _found(page: Page, id: str) -> Part | None:
    return next((part for part in _parts(page)["parts"] if part.id == id), None)


def _part(page: Page, id: str, template: str = "") -> Section:
    part = _found(page, id)
    if part is None:
        return _none(page, id)
    return _shown(page, part, template or id, (part.title,), part.subtitle, part.facts)


def _shown(page: Page, part: Part, template: str, title: Sentence, subtitle: str, facts: Sequence[Fact]) -> Section:
    words = "".join(p if isinstance(p, str) else p.words for p in title)
    values = {"part": part, "title": title, "subtitle": subtitle, "touch": part.touch, "facts": facts}
    return _piece(PART, words, shows=f"parts/{template}", text=_parts(page)["text"], **values)


def _none(page: Page, what: str) -> Section:
    return Section(*(html.Text(said) for said in (NONE[what], *(limit.text for limit in page.limits))))


def _piece(template: str, words: str, **values: Any) -> Section:
    return shown(f"article/{template}.html.j2", words, **({"mode": ""} | values), zone_names=KIND_NAMES)
