"""The headline's verbs against the body's, and what the headline does to be opened."""

from __future__ import annotations

from analysis.article import Page
from analysis.measures import word_forms
from analysis.measures.headline import cues
from analysis.views import tables
from analysis.views.base.common import NO_HEADLINE, answers
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, quote

ENDS = {
    "force": ("presses hardest", "presses least"),
    "stance": ("the writer takes it for true", "the writer keeps away from it"),
}
NAMES = {"force": "How hard verbs press", "stance": "How the writer stands to what is said"}
COLUMNS = ["Step", "Words", "Where", "Whose voice", "Headline words in the same sentence"]
NO_CUES = (
    "The headline has none of the cues that we look for: no number at its beginning, no question, no “you”, no word "
    "that points ahead, and so on."
)
MOST = 24  # words on a chart; the table has more


@answers("headline")
def verb_ladder(page: Page, ladder: str = "force") -> Section:
    """Headline and body on one ladder: `force`, how hard somebody presses, or `stance`, where the writer stands."""
    if page.article.headline is None:
        return Section(Text(NO_HEADLINE))
    listed_words = word_forms.load("verb_ladders")[ladder]
    steps = tuple(step["name"] for step in listed_words["steps"])
    found = tables.on_ladder(page.analysis, ladder)
    if not found:
        return Section(Text(f"{listed_words['question']} No word of headline or body stands on this ladder."))
    from analysis.views import charts

    shown = sorted(
        sorted(found, key=lambda r: (not r.in_headline, -len(r.shares), r.span))[:MOST], key=lambda r: r.span
    )
    figure, alt = charts.verb_ladder(tables.rungs(page.analysis, shown, steps), steps, *ENDS[ladder])
    frame = tables.rungs(page.analysis, found, steps)[COLUMNS]
    frame["Words"] = [quote(w, 80) for w in frame["Words"]]
    note = "The order of the steps is ours, and people differ. Words of one sentence may tell of another deed than the "
    note += "headline: you judge."
    return Section(
        Chart(figure, alt, f"verb_ladder_{ladder}", NAMES[ladder]),
        Text(_told(page, ladder, steps)),
        Table(frame, f"{NAMES[ladder]}: the words on the ladder", note),
    )


def _told(page: Page, ladder: str, steps: tuple[str, ...]) -> str:
    found = tables.on_ladder(page.analysis, ladder)
    head = sorted({r.step for r in found if r.in_headline})
    body = sorted({r.step for r in found if not r.in_headline and not r.negated})
    if not head:
        return f"The headline has no word on this ladder. The body has {count(len(found), 'word')} on it."
    said = f"The headline stands on {listed([f'“{steps[n]}”' for n in head])}. "
    if not body and any(r.negated for r in found if not r.in_headline):
        return f"{said}What the body has on this ladder, it says was not done."
    if not body:
        return f"{said}The body has no word on this ladder in a sentence that shares a word with the headline."
    span = f"“{steps[body[0]]}” to “{steps[body[-1]]}”" if len(body) > 1 else f"“{steps[body[0]]}”"
    higher = (
        "above all of these" if head[-1] > body[-1] else "below all of these" if head[0] < body[0] else "among these"
    )
    return f"{said}The body's words that may tell of the same deed stand on {span}: the headline is {higher}."


@answers("headline")
def headline_cues(page: Page) -> Section:
    """What the headline does to be opened: each cue as what it is."""
    if page.article.headline is None:
        return Section(Text(NO_HEADLINE))
    found = cues(page.article.headline)
    if not found:
        return Section(Text(NO_CUES))
    note = "A cue is no fault. Many good headlines ask, count or speak to the reader. You judge what it does here."
    return Section(Table(tables.cues(page.article.headline, found), "What the headline does to be opened", note))
