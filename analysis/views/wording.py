"""Words of our lists and passives: in the article's own voice, and apart from it what is retold and quoted."""

import math
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Loaded, Page, Span
from analysis.measures import word_forms
from analysis.nlp.spans import DisjointSpans
from analysis.views.article import paragraphs
from analysis.views.base import drawing, html
from analysis.views.base.common import NO_TONE, NOT_NEEDED, answers
from analysis.views.base.drawing import EDGE, LINE, WIDTH, Drawn, swatch, write
from analysis.views.base.html import Chart, Mark, Marked, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, quote, share
from analysis.views.base.palette import INK, SOFT, STRONG_BLUE, VOICES

# Category -> what it is called, in the order of charts and tables.
CATEGORIES = {
    **{name: own["label"] for name, own in word_forms.load("wording").items()},
    "passive": "Passives that say who did it",
    "agentless_passive": "Passives that do not say who did it",
}
PLACES = {"own": "in the article's own voice", "retold": "retold of a source", "quoted": "inside quotation marks"}
BARS = (STRONG_BLUE, VOICES[1], VOICES[3])  # one for each place: dark, dotted, gray and crossed
MOST_ROWS = 40  # longer tables are not read
OWN_MARK, GRAY_MARK = 1, 3  # of `html.MARK_STYLES`
LABELS = word_forms.load("labels")["marks"]
NOTHING = "No word of our lists and no passive was found in the body."
PASSIVES = {"passive", "agentless_passive"}
MOST_SENTENCES, MOST_WORDS = 12, 4
RAISES = 0.02  # words that add less to the chance are no evidence
NO_CHANCES = "Left out: the model that finds loaded sentences is not installed (data/loaded.npz)."
ABOUT_CHANCES = (
    "The model learned from news sentences, half of which experts had called loaded. In most articles fewer are: look "
    "at the order, not at the percentages. They say nothing about the article as a whole."
)
FOR_YOU_TO_JUDGE = "A word may be the exact one. You decide."
FOR_YOU = "The lists have words to look at. Whether a word judges here depends on the sentence, and you decide."


@answers("wording")
def wording(page: Page) -> Section:
    """Words of the lists and passives by kind: in the article's own voice, retold of a source, in quotation marks."""
    kinds = counts_by_kind(frames.wording(page))
    own, retold, quoted = kinds[[*PLACES]].sum()
    if not own + retold + quoted:
        return Section(Text(NOTHING))
    said = (
        f"{count(own, 'place')} in the article's own voice; {retold + quoted} in what others say, retold or in "
        f"quotation marks. {FOR_YOU}"
    )
    headings = {"kind": "Kind of words", **{place: called[0].upper() + called[1:] for place, called in PLACES.items()}}
    return Section(
        Chart(*draw_kinds(kinds), "wording", "Kinds of words, by whose voice they are in"),
        Text(said),
        Table(kinds.rename(columns=headings), "Kinds of words, and in whose voice"),
    )


@answers("wording")
def found_words(page: Page, *categories: str) -> Section:
    """The words themselves, outside quotation marks, each with its sentence; of some kinds, or of all."""
    found = frames.wording(page)
    found = found[found["category"].isin(categories or CATEGORIES) & (found["place"] != "quoted")]
    if found.empty:
        return Section(Text("None of these words was found outside quotation marks."))
    note = f"The first {MOST_ROWS} of {len(found)}. " if len(found) > MOST_ROWS else ""
    table = words_in_context(page, found.head(MOST_ROWS))
    return Section(Table(table, "The words, outside quotation marks", note + FOR_YOU))


@answers("wording")
def loaded_sentences(page: Page) -> Section:
    """The body's sentences without quotations, ordered by the chance that readers find them loaded, and their words."""
    if page.analysis.tone is None:
        return Section(Text(NO_TONE))
    table = by_chance(page)
    if table["chance"].isna().all():
        return Section(Text(NO_CHANCES if len(table) else "No sentence of the body is without a quotation."))
    table = table.dropna(subset="chance")  # without those that have no words
    shown = table.head(MOST_SENTENCES)
    rows = {
        "Sentence": [f"{n}. {quote(text, 400)}" for n, text in zip(shown["sentence"], shown["text"], strict=True)],
        "Chance that readers find it loaded": [share(chance) for chance in shown["chance"]],
        "Words that raise it most": [listed([quote(w) for w in words]) for words in shown["words"]],
        "What our lists say": [" ".join(f"{w}: {why}." for w, why in told) or NOT_NEEDED for told in shown["listed"]],
    }
    note = f"The first {MOST_SENTENCES} of {len(table)}. " if len(table) > MOST_SENTENCES else ""
    caption = "Sentences without quotations: first those that readers are likeliest to find loaded"
    return Section(Table(pd.DataFrame(rows), caption, f"{note}{ABOUT_CHANCES} {FOR_YOU_TO_JUDGE}"))


@answers("wording")
def marked_wording(page: Page) -> Section:
    """The article with these words marked in its own voice, and in gray where others speak."""
    shown = paragraphs(page.article, [_mark(row) for row in frames.wording(page).itertuples()], in_headline=True)
    marks = [html.mark_sample("orange", OWN_MARK), html.mark_sample("gray", GRAY_MARK)]
    own = "a word of the lists, or a passive, in the article's own voice or the headline"
    meanings = [own, "the same in what others say: retold, or in quotation marks"]
    legend = pd.DataFrame({"Mark": marks, "Stands for": meanings}, dtype=object)
    caption = "Words to look at, in the article's own voice and in what others say"
    return Section(Marked(shown, caption), Table(legend, "What the marks on words mean", FOR_YOU))


def by_chance(page: Page) -> pd.DataFrame:
    """The body's sentences that have no word in quotation marks, the likeliest first.

    `chance` that readers find it loaded (0 to 1, NaN without the model); `words`: those that raise it most, the first
    the most; `listed`: the words of our lists in it, each with the reason for which it is listed.
    """
    analysis, sentences = page.analysis, DisjointSpans(page.analysis.parse.sentences)
    found = (analysis.tone.loaded if analysis.tone else ()) or [Loaded(math.nan, ())] * len(analysis.parse.sentences)
    quotations = DisjointSpans(analysis.parse.quotations)
    why: dict[int | None, list[tuple[str, str]]] = {}
    for hit in analysis.wording:
        if hit.place != "headline" and hit.category not in PASSIVES:
            why.setdefault(sentences.at(hit.span[0]), []).append((analysis.article.text[slice(*hit.span)], hit.why))
    rows = []
    for n, (span, one) in enumerate(zip(analysis.parse.sentences, found, strict=True)):
        if not quotations.overlapping(span):
            words = tuple(analysis.article.text[slice(*w)] for w in raising(one))
            text = analysis.article.text[slice(*span)]
            rows.append((n + 1, text, one.chance, words, tuple(dict.fromkeys(why.get(n, ())))))
    table = pd.DataFrame(rows, columns=["sentence", "text", "chance", "words", "listed"])
    return table.sort_values("chance", ascending=False, kind="stable", ignore_index=True)


def raising(sentence: Loaded) -> list[Span]:
    """The words that raise the chance of a sentence most, the first the most."""
    most = sorted((w for w in sentence.words if w[1] >= RAISES), key=lambda word: -word[1])
    return [span for span, _ in most[:MOST_WORDS]]


def counts_by_kind(wording: pd.DataFrame) -> pd.DataFrame:
    """One row for each kind of words: how often in the article's `own` voice, `retold`, and `quoted`."""
    counts = pd.crosstab(wording["category"], wording["place"])
    counts = counts.reindex(index=[*CATEGORIES], columns=[*PLACES], fill_value=0)
    counts.insert(0, "kind", [*CATEGORIES.values()])
    return counts.reset_index(drop=True).rename_axis(columns=None)


def words_in_context(page: Page, wording: pd.DataFrame) -> pd.DataFrame:
    """For readers: these words, each with its kind, its voice and its sentence."""
    place, sentences = wording["place"], frames.sentences(page).set_index("sentence")["text"]
    voices = place.map({"headline": "the headline", "own": "the article's own voice"})
    context = wording["sentence"].map(sentences).fillna(wording["words"])
    context = context.where(place != "headline", page.article.headline)
    columns = {
        "Words": wording["words"],
        "Kind": wording["category"].map(CATEGORIES),
        "Whose voice": voices.fillna("retold of " + wording["voice"]),
        "Where it is": [quote(text, 160) for text in context],
    }
    return pd.DataFrame(columns).reset_index(drop=True)


@drawing.styled
def draw_kinds(kinds: pd.DataFrame) -> Drawn:
    """Bars by kind of words: how many are in the article's own voice, retold, and in quotation marks."""
    row, line = 0.72, LINE * 1.25  # inches
    axes = drawing.canvas(EDGE + len(PLACES) * line + 0.2 + row * len(kinds) + EDGE)
    y = axes.get_ylim()[1] - EDGE - 0.12
    for look, place in zip(BARS, PLACES.values(), strict=True):
        swatch(axes, EDGE, y - 0.09, 0.34, 0.18, look)
        write(axes, EDGE + 0.45, y, place, WIDTH - 0.8)
        y -= line
    most = kinds[[*PLACES]].sum(axis="columns").max()
    unit = (WIDTH - 2 * EDGE - 1.2) / max(1, most)  # with room for the numbers
    told = []
    for kind, *counts in kinds[["kind", *PLACES]].itertuples(index=False):
        y -= row
        write(axes, EDGE, y + 0.5, kind, WIDTH - 2 * EDGE)
        axes.plot((EDGE, EDGE), (y + 0.04, y + 0.34), color=INK, linewidth=1)
        x = EDGE
        for n, look in zip(counts, BARS, strict=True):
            if n:
                swatch(axes, x, y + 0.06, n * unit, 0.26, look)
            x += n * unit
        shown, color = (" + ".join(map(str, counts)), INK) if any(counts) else ("none", SOFT)
        axes.text(x + 0.08, y + 0.19, shown, va="center", color=color)
        told.append(f"{kind}: {', '.join(map(str, counts))}")
    return axes.figure, (
        f"Bar chart: {count(len(kinds), 'kind')} of words, each with three numbers: {', '.join(PLACES.values())}. "
        f"{'; '.join(told)}. From 0 to {count(most, 'place')} for one kind."
    )


def _mark(row: Any) -> Mark:
    own = row.place in ("own", "headline")
    return Mark((row.start, row.end), *((LABELS[row.category], OWN_MARK) if own else ("", GRAY_MARK)))
