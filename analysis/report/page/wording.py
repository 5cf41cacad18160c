"""Words worth a second look, by kind and by whose they are, and the article's own sentences that sound most loaded."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from analysis import frames
from analysis.article import OWN_VOICE, Page, Span
from analysis.frames import printed
from analysis.nlp.spans import DisjointSpans
from analysis.nlp.text_type import withheld
from analysis.report.page.parts import COMPARED, WORDING, Fact, Lit, Part, how_sure, lit, measured
from analysis.report.page.sources import Voices
from analysis.report.page.text import MarkedText
from analysis.views.base.common import sentence, trust
from analysis.views.base.numbers_in_words import in_marks, in_words, quote, share, times, us_marks, value_in_words
from analysis.views.wording import ABOUT_CHANCES, CATEGORIES, by_chance, raising

PLACES = {"headline": "Headline", "own": "Article’s own", "retold": "Retold", "quoted": "Quoted"}
# Category -> the class of its mark in the text; the legend of the switch tells what they mean.
MARKS = {
    **{"judgement": "wj", "hedges": "wh", "boosters": "wb", "causal": "wc"},
    **dict.fromkeys(("factives", "implicatives", "reporting"), "wr"),
    **dict.fromkeys(("passive", "agentless_passive"), "wp"),
}
STRONG = ("judgement", "causal")
MOST_CHIPS = 8  # different words of a kind in one place
MOST_LOADED, LIKELY = 3, 0.5  # sentences, of those that readers are likelier to find loaded than not
MOST_QUOTED = 6  # words in a fact
# Measure -> what it counts, what one of them does, what several do; the first two are told of every article.
TOLD = {
    "judgement_words": ("words", "may carry a judgment", "may carry a judgment"),
    "causal_claims": ("phrases", "states a cause", "state a cause"),
    "hedges": ("words", "softens", "soften"),
    "boosters": ("words", "adds force", "add force"),
    "judging_reports": ("verbs", "tells how to take what someone said", "tell how to take what someone said"),
}
ALWAYS = 2


def part(page: Page, text: MarkedText, voices: Voices | None) -> Part | None:
    """The words of our lists and the passives; None where they were not looked for, or there is nothing to show."""
    if "wording" in withheld(page.limits):
        return None
    found = page.analysis.wording
    for category, mark in MARKS.items():
        text.mark(WORDING, mark, [w.span for w in found if w.category == category])
    loaded = list(_loaded(page, text))
    if not found and not loaded:
        return None
    shown = {"columns": ["Kind", *PLACES.values()], "rows": list(_rows(page, text)), "loaded": loaded}
    shown |= {"about": [("Accuracy", sentence(trust("language.loaded"))), ("Note", ABOUT_CHANCES)]}
    subtitle = (
        "Words from our lists, and where they are. Kinds with no words are left out. A word on a list may still be "
        "exactly right."
    )
    facts = [f for f in (_fact(page, text, name) for name in TOLD) if f]
    return Part("word", _title(page), subtitle, shown, facts)


def _title(page: Page) -> str:
    found, sentences = page.analysis.wording, DisjointSpans(page.analysis.parse.sentences)
    own = [w for w in found if w.place == "own"]
    strong, last = [sentences.at(w.span[0]) for w in own if w.category in STRONG], len(sentences.spans) - 1
    if len(strong) > 1 and len(set(strong)) == 1 and last > 0:
        where = {0: "the first sentence", last: "the last sentence"}.get(strong[0], "one sentence")
        return f"Its own words that judge or state a cause are all in {where}"
    judging = sum(w.category == "judgement" for w in own)
    if judging == 1:
        return "One of its own words may be a judgment"
    if judging:
        return f"{in_words(judging).capitalize()} of its own words may carry a judgment"
    if own:
        return "None of its own words is on our list of judging words"
    return "The words to look at are not its own" if found else "It has none of the words on our lists"


def _rows(page: Page, text: MarkedText) -> Iterator[tuple[str, list[list[Lit]]]]:
    """A row for each kind with a find: what it is called, and its words by place."""
    found: dict[str, dict[str, list[Span]]] = {}
    for w in page.analysis.wording:
        found.setdefault(w.category, {}).setdefault(w.place, []).append(w.span)
    for category, label in CATEGORIES.items():
        if category in found:
            yield label, [_chips(found[category].get(place, []), category, place, text) for place in PLACES]


def _chips(found: Sequence[Span], category: str, place: str, text: MarkedText) -> list[Lit]:
    """Words that light up where they are, equal ones as one; beyond `MOST_CHIPS`, the rest as one."""
    by_words: dict[str, list[Span]] = {}
    for span in found:
        by_words.setdefault(printed(text.article, [span]).lower(), []).append(span)
    words, says = list(by_words.values()), f"{CATEGORIES[category]}, {PLACES[place].lower()}"
    kept = words[:MOST_CHIPS] if len(words) > MOST_CHIPS + 1 else words
    named = [printed(text.article, spans[:1]) + (f" ×{len(spans)}" if len(spans) > 1 else "") for spans in kept]
    chips = {str(n): (name, spans) for n, (name, spans) in enumerate(zip(named, kept, strict=True))}
    if rest := words[len(kept) :]:
        chips["rest"] = f"{len(rest)} more", [span for spans in rest for span in spans]
    return [Lit(name, text.key(f"{category}.{place}.{n}", at), says, WORDING) for n, (name, at) in chips.items()]


def _loaded(page: Page, text: MarkedText) -> Iterator[SimpleNamespace]:
    """The article's own sentences that readers are likeliest to find loaded, and the words that make them so."""
    if page.analysis.tone is None:
        return
    spoken = frames.sentences(page).set_index("sentence")["voice"]
    table = by_chance(page).dropna(subset="chance")
    own = table[(table["sentence"].map(spoken) == OWN_VOICE) & (table["chance"] >= LIKELY)].head(MOST_LOADED)
    for n, words, chance in zip(own["sentence"], own["text"], own["chance"], strict=True):
        key, says = text.key(f"l{n}", [page.analysis.parse.sentences[n - 1]]), "Raises the chance"
        raised = [
            Lit(page.article.text[slice(*w)], text.key(f"l{n}.{i}", [w]), says, WORDING)
            for i, w in enumerate(raising(page.analysis.tone.loaded[n - 1]))
        ]
        whole = Lit(quote(words, 180), key, f"Sentence {n}", WORDING)
        yield SimpleNamespace(quote=whole, chance=share(chance), words=raised)


def _fact(page: Page, text: MarkedText, name: str) -> Fact | None:
    """How many of the article's own words do it, and which; of most kinds only where that is unusual."""
    m = measured(page, name)
    if m is None:
        return None
    sure = [("Rate", f"{value_in_words(m)}."), *how_sure(page, m)]
    unusual = any("Unusually" in words for label, words in sure if label == COMPARED)
    if list(TOLD).index(name) >= ALWAYS and not (unusual and m.evidence):
        return None
    n, (counted, one, several) = len(m.evidence), TOLD[name]
    of, about = f" of the article’s own {counted} ", f"{counted} that {several}"
    if not n:
        return Fact((Lit("None"), f"{of}is on our list of {about}."), sure, about)
    words = list({(word := printed(page.article, [span])).lower(): word for span in m.evidence}.values())
    again = "" if n == len(words) else f", {times(n)}" if len(words) == 1 else ", some more than once"
    said = lit(text, m, in_words(n).capitalize(), f"{n}{of}".strip(), WORDING)
    which = us_marks(f"{in_marks(words, MOST_QUOTED)}{again}.")
    return Fact((said, f"{of}{several if n > 1 else one}: {which}"), sure, about)
