"""Several articles on one event as one page: their texts side by side, and each source linked across them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase
from types import SimpleNamespace
from typing import Any

from analysis.article import Page
from analysis.context import comparison
from analysis.context.comparison import ComparedSource, SharedStatement
from analysis.measures.word_forms import load
from analysis.report.page import compare_parts, opening, ribbon
from analysis.report.page.cards import KINDS
from analysis.report.page.compare_parts import Out, Side, keys, of_each
from analysis.report.page.parts import BOTH, NO_LIT, VOICES, Lit, Sentence, in_a_row
from analysis.report.page.render import written
from analysis.report.page.ribbon import NARROW, drawing
from analysis.report.page.sources import LOOKS, OWN, find_voices, side_bar_words
from analysis.report.page.text import MarkedText
from analysis.views.base.common import one_line
from analysis.views.base.numbers_in_words import count, first_upper, in_words, listed, share, spelled

OTHER_EVENT = (
    "These articles share hardly any names. Are they about the same event? If not, the rest of this page means little."
)
SIDE_NOTE = "An article is not worse because it says more or less about somebody. Look at what each leaves out."
SIDE_BARS = {"solid": "quoted from another outlet", "dotted": "retold by another outlet"}
WIDE = 540  # pixels: the ribbon above a text, of which two are side by side


def render(pages: Sequence[Page]) -> str:
    """The page on two or more articles as one HTML file. The same articles give the same bytes."""
    out = comparison.left_out(pages)
    found = [] if "sourcing" in out else comparison.compared_sources(pages)
    shared = [] if "sourcing" in out else comparison.shared_statements(pages)
    sides = _named_alike([_side(n, page, found, "sourcing" not in out) for n, page in enumerate(pages)], found)
    for statement in shared:
        same = "bs" if statement.difference == comparison.SAME else "bo"
        for n, a in zip(statement.articles, statement.attributions, strict=True):
            sides[n].text.mark(BOTH, same, pages[n].analysis.sourcing.attributions[a].content)
    cards = [_card(n, source, sides) for n, source in enumerate(found)]
    parts = [part for make in compare_parts.PARTS if (part := make(sides, shared, out))]
    shown = {"title": _title(len(sides), found), "opening": _opening(sides, found, shared, cards), "parts": parts}
    shown |= {"groups": _groups(found, cards), "side_note": SIDE_NOTE, "notes": _notes(pages, out)}
    shown["columns"] = [_column(side, cards) for side in sides]
    barred = {line for side in sides if side.voices for line in side_bar_words(side.voices)}
    shown["side_bars"] = {line: words for line, words in SIDE_BARS.items() if line in barred}
    modes = [mode for mode in (VOICES, BOTH) if any(side.text.marked_for(mode) for side in sides)]
    # The anchors of all texts, as the macros ask for them.
    first = SimpleNamespace(first=lambda of: next(filter(None, (side.text.first(of) for side in sides)), ""))
    return written("compare", "several.css", text=first, modes=modes, **shown)


def side_by_side(page: Page, other: Page, width: int) -> dict[str, Any]:
    """Two articles without their texts: the ribbon of each, and the statements that both have. Nothing lights up."""
    pages = page, other
    out = comparison.left_out(pages)
    found = [] if "sourcing" in out else comparison.compared_sources(pages)
    shared = [] if "sourcing" in out else comparison.shared_statements(pages)
    sides = _named_alike([_side(n, p, found, "sourcing" not in out) for n, p in enumerate(pages)], found)
    in_both = [
        card
        for s, card in zip(found, (_card(n, s, sides) for n, s in enumerate(found)), strict=True)
        if None not in s.ids
    ]
    columns = [
        {
            "letter": side.letter,
            "name": one_line(side.page.article.headline) or "without a headline",
            "n_words": f"{len(side.page.article.body_words()):,}",
            "alt": ribbon.alt(side.voices) if side.voices else "",
            "ribbons": [drawing(side.voices, w, lambda lit: NO_LIT) for w in (width, NARROW)]
            if _has_words(side)
            else [],
        }
        for side in sides
    ]
    told = spelled(len(shared), "statement is", "statements are") + " in both"
    pairs = [compare_parts.pair(sides, statement, lights=False) for statement in shared]
    first = [p if isinstance(p, str) else Lit(p.words) for p in _who(in_both, 2)] if found else ()
    return {"title": _title(2, found), "first": first, "columns": columns, "told": told, "pairs": pairs}


def _has_words(side: Side) -> bool:
    return side.voices is not None and len(side.voices.words) > 0


def _side(n: int, page: Page, found: Sequence[ComparedSource], voiced: bool) -> Side:
    """An article under its letter. A source has one look in all of them."""
    text = MarkedText(page.article, ascii_uppercase[n])
    looks = {id: min(at, LOOKS) for at, source in enumerate(found, 1) if (id := source.ids[n]) is not None}
    return Side(text.prefix, page, text, find_voices(page, text, looks) if voiced else None)


def _named_alike(sides: Sequence[Side], found: Sequence[ComparedSource]) -> list[Side]:
    """The articles with one name for a source in all of them: the longest of the names that it has."""
    names: list[dict[int, str]] = [dict(side.voices.names) if side.voices else {} for side in sides]
    for source in found:
        there = [(n, id) for n, id in enumerate(source.ids) if id is not None]
        longest = max((names[n][id] for n, id in there), key=len)
        for n, id in there:
            names[n][id] = longest
    made = []
    for side, own in zip(sides, names, strict=True):
        called = [own[id] for id in side.voices.sources["source"]] if side.voices else []
        voices = side.voices and replace(side.voices, names=own, sources=side.voices.sources.assign(called=called))
        made.append(replace(side, voices=voices))
    return made


def _card(n: int, source: ComparedSource, sides: Sequence[Side]) -> SimpleNamespace:
    """One source in all of the articles that have it. `called`: its name inside a sentence; `there`: what it has in
    each of them, the bars being lengths in percent."""
    pairs = [(side, id) for side, id in zip(sides, source.ids, strict=True) if id is not None]
    most, there = max((n for side in sides for n in side.voices.sources["account"]), default=0) or 1, []
    for side, id in pairs:
        for row in side.voices.sources[side.voices.sources["source"] == id].itertuples():
            bars = {"quoted_bar": 100 * row.quoted / most, "retold_bar": 100 * row.retold / most}
            own = {"quoted": row.quoted, "retold": row.retold, "unnamed": row.unnamed}
            there.append(SimpleNamespace(letter=side.letter, **own, **bars))
    told = "; ".join(f"{t.letter} {count(t.quoted, 'word')} quoted, {t.retold:,} retold" for t in there)
    called, lit = pairs[0][0].voices.name(pairs[0][1]), keys(sides, {side.letter: f"s{id}" for side, id in pairs})
    for side, id in pairs:  # a touch of the words opens the card that they share
        side.text.card(lit, [span for v in side.page.analysis.sourcing.voices if v.source_id == id for span in v.spans])
    name = Lit(first_upper(called), lit, f"{first_upper(called)}: {told}", VOICES, source=True)
    return SimpleNamespace(name=name, called=called, look=min(n + 1, LOOKS), kind=KINDS[source.kind], there=there)


def _groups(
    found: Sequence[ComparedSource], cards: Sequence[SimpleNamespace]
) -> list[tuple[str, list[SimpleNamespace]]]:
    """The cards by the articles that have the source: first those in all, then those in some, then in one only."""
    groups: dict[tuple[bool, ...], list[SimpleNamespace]] = {}
    for source, card in zip(found, cards, strict=True):
        groups.setdefault(tuple(id is not None for id in source.ids), []).append(card)
    ordered = sorted(groups.items(), key=lambda g: (-sum(g[0]), [not is_in for is_in in g[0]]))
    return [(f"{_where(is_in)} ({len(own)})", own) for is_in, own in ordered]


def _where(is_in: tuple[bool, ...]) -> str:
    letters = [letter for letter, there in zip(ascii_uppercase, is_in, strict=False) if there]
    if all(is_in):
        return "In both articles" if len(is_in) == 2 else "In all articles"
    return f"Only in {letters[0]}" if len(letters) == 1 else f"In {listed(letters)}"


def _title(n: int, found: Sequence[ComparedSource]) -> str:
    if not found:
        return f"{spelled(n, 'article')}, side by side"
    common, sources = sum(None not in s.ids for s in found), count(len(found), "source")
    speak = f"{in_words(common) if common else 'none'} {'speaks' if common < 2 else 'speak'}"
    return f"{spelled(n, 'article')}, {sources}: {speak} in {'both' if n == 2 else 'all of them'}"


def _opening(
    sides: Sequence[Side],
    found: Sequence[ComparedSource],
    shared: Sequence[SharedStatement],
    cards: Sequence[SimpleNamespace],
) -> list[Sentence]:
    """Three sentences: who speaks in all, who has a name in one only, and how much is the articles' own."""
    in_all = [card for source, card in zip(found, cards, strict=True) if None not in source.ids]
    return [_who(in_all, len(sides)), _named(sides, shared), _own(sides)] if found else []


def _who(cards: Sequence[SimpleNamespace], n: int) -> Sentence:
    every = "both articles" if n == 2 else "all articles"
    if not cards:
        return (f"No source speaks in {every}.",)
    names = [cards[0].name, *(replace(card.name, words=card.called) for card in cards[1:3])]
    more = [f"{len(cards) - 3} more"] if len(cards) > 3 else []
    return (*in_a_row([*names, *more]), f" {'speak' if len(cards) > 1 else 'speaks'} in {every}.")


def _named(sides: Sequence[Side], shared: Sequence[SharedStatement]) -> Sentence:
    twins = comparison.named_in_one([side.page for side in sides], shared)
    if not twins:
        return ("No statement was found whose source has a name in one article and none in another.",)
    said = f"Named in one, not in another: {count(len(twins), 'statement')}"
    lit = " ".join(compare_parts.both(sides, twin) for twin in twins)
    told = f" {'has' if len(twins) == 1 else 'have'} a named source in one article and an unnamed one in another."
    return (Lit(spelled(len(twins), "statement"), lit, said, VOICES), told)


def _own(sides: Sequence[Side]) -> Sentence:
    told = []
    for side in sides:
        own, total = side.voices.groups.get(OWN, 0), len(side.voices.words)
        said = f"{side.letter}’s own words: {own:,} of {total:,}"
        lit = Lit(share(own / total) if total else "none", keys(sides, {side.letter: OWN}), said, VOICES)
        told.append((lit, f" of {side.letter}"))
    return of_each("Words that are the article’s own: ", told)


def _notes(pages: Sequence[Page], out: Out) -> list[str]:
    notes = [OTHER_EVENT] if comparison.shared_names(pages) < comparison.FEW_NAMES else []
    names = load("labels")["questions"]
    notes += [f"{names[what]}: left out. In {ascii_uppercase[n]}, {why}." for what, (n, why) in out.items()]
    for letter, page in zip(ascii_uppercase, pages, strict=False):
        notes += [f"{letter}: {said}" for said in (*(limit.text for limit in page.limits), *page.article.notes)]
    return notes


def _column(side: Side, cards: Sequence[SimpleNamespace]) -> Mapping[str, object]:
    """What the template shows of one article."""
    linked = _linked(side, cards)
    return {
        "letter": side.letter,
        "headline": side.text.headline(),
        "about": opening.about_itself(side.page),
        "blocks": side.text.shown(),
        "ribbons": [drawing(side.voices, width, linked) for width in (WIDE, NARROW)] if _has_words(side) else [],
        "name": one_line(side.page.article.headline) or "without a headline",
        "n_words": len(side.page.article.body_words()),
    }


def _linked(side: Side, cards: Sequence[SimpleNamespace]) -> Callable[[Lit], Lit]:
    """Lets a piece of a ribbon light up the same as its card does, in all of the texts."""
    of_source = {key: card.name for card in cards for key in card.name.keys.split()}

    def linked(lit: Lit) -> Lit:
        key = " ".join(side.letter + k for k in lit.keys.split())
        return of_source.get(key, replace(lit, keys=key))

    return linked
