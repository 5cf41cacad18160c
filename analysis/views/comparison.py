"""Several articles side by side: on one event, each under its letter; and a few counts on other texts."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

import pandas as pd

from analysis import frames
from analysis.article import OWN_VOICE, Page
from analysis.catalogue import SHARE
from analysis.context import comparison
from analysis.context.comparison import ComparedSource, SharedStatement
from analysis.views.base import common, drawing
from analysis.views.base.drawing import EDGE, LINE, WIDTH
from analysis.views.base.html import Block, Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, number, quote, share, value_in_words
from analysis.views.base.palette import INK, SOFT
from analysis.views.sourcing import HEIGHTS, NONE, draw_strip, sources, voice_runs

OTHER_EVENT = "These articles share hardly any names. Are they about the same event? If not, what follows means little."
SIDE_NOTE = "An article is not worse because it says more or less about somebody. Look at what each leaves out."
COUNTS_NOTE = "These are counts, and more is not better in any row. Some are wrong: compare them with the texts."
STRIP, ROW = 0.4, 0.42  # inches: the height of a strip, and of a line of the key


def compare(*pages: Page) -> Section:
    """Two or more articles side by side, part by part."""
    return Section(*(block for _, part in parts(pages) for block in part.blocks))


def parts(pages: Sequence[Page]) -> Iterator[tuple[str, Section]]:
    """(question, section); what does not apply to all of the articles is left out, and the section says why."""
    out = comparison.left_out(pages)
    found = (
        ("", "Which articles are these?", _articles),
        ("sourcing", "Who speaks in both, and who in only one?", _sources),
        ("sourcing", "Who has a name in one and not in the other?", _named),
        ("sourcing", "Which quotations differ?", _quotations),
        ("headline", "What do the headlines' verbs say?", _verbs),
        ("", "Which numbers differ?", _numbers),
    )
    for question, heading, make in found:
        if question in out:
            at, reason = out[question]
            yield heading, Section(Text(f"Left out: in {ascii_uppercase[at]}, {reason}."))
        else:
            yield heading, Section(*make(pages))


def _articles(pages: Sequence[Page]) -> Iterator[Block]:
    if comparison.shared_names(pages) < comparison.FEW_NAMES:
        yield Text(OTHER_EVENT)
    rows = []
    for letter, page in zip(ascii_uppercase, pages, strict=False):
        yield from (Text(f"{letter}: {limit.text}") for limit in page.limits)
        a = page.article
        rows.append((letter, common.one_line(a.headline), common.one_line(a.outlet), a.published, len(a.body_words())))
    columns = ["Article", "Headline", "Outlet", "Published", "Words of the body"]
    yield Table(pd.DataFrame(rows, columns=columns, dtype=object), "The articles")


def _sources(pages: Sequence[Page]) -> Iterator[Block]:
    found = comparison.compared_sources(pages)
    runs = _ribbons(pages, sorted(found, key=lambda p: -comparison.words(pages, p)))
    if not runs.empty:
        caption = "Who speaks in each article, from its first word to its last"
        yield Chart(*draw_ribbons(runs), "voice_ribbons", caption)
    common, of_all = sum(None not in p.ids for p in found), f"of {len(found)}"
    yield Text(f"{count(common, f'source {of_all} speaks', f'sources {of_all} speak')} in all of the articles.")
    if found:
        rows = [(p.name, *(_words_there(*there) for there in zip(pages, p.ids, strict=True))) for p in found]
        yield Table(_by_letter("Source", rows), "Sources in both and in only one", SIDE_NOTE)


def _words_there(page: Page, source_id: int | None) -> str:
    if source_id is None:
        return common.NOT_NEEDED
    source = page.analysis.sourcing.source(source_id)
    return count(source.words, "word") + ("" if source.named else ", not named")


def _named(pages: Sequence[Page]) -> Iterator[Block]:
    shared = comparison.named_in_one(pages, comparison.shared_statements(pages))
    if shared:
        note = "Found by the words of the statement. Is it the same?"
        yield _shared(pages, shared, "Named in one, not named in another", note)
    else:
        yield Text("No statement was found that one article gives to somebody with a name, and another without.")


def _quotations(pages: Sequence[Page]) -> Iterator[Block]:
    shared = comparison.shared_statements(pages)
    same = sum(t.difference == comparison.SAME for t in shared)
    differing = comparison.quoted_differently(pages, shared)
    said = f"{count(same, 'statement is', 'statements are')} word for word the same in two articles"
    yield Text(f"{said}; {len(differing)} in other words, or longer in one.")
    if differing:
        note = "Shortening a quotation is normal. Does what was left out change what it says?"
        yield _shared(pages, differing, "Quotations that differ", note)


def _shared(pages: Sequence[Page], shared: Sequence[SharedStatement], caption: str, note: str) -> Table:
    rows = []
    for statement in shared:
        one, other = (_said(pages[p], i) for p, i in zip(statement.articles, statement.attributions, strict=True))
        a, b = (ascii_uppercase[p] for p in statement.articles)
        told = {comparison.FIRST_LONGER: f"longer in {a}", comparison.SECOND_LONGER: f"longer in {b}"}
        rows.append((f"{a}: {one}", f"{b}: {other}", told.get(statement.difference, statement.difference)))
    return Table(pd.DataFrame(rows, columns=["In one article", "In another", "Difference"]), caption, note)


def _said(page: Page, attribution_id: int) -> str:
    who = listed([" ".join(s.name.split()) for s in comparison.speakers(page, attribution_id)]) or "nobody named here"
    content = page.analysis.sourcing.attributions[attribution_id].content
    return f"{who}, {quote(frames.printed(page.article, content), 220)}"


def _verbs(pages: Sequence[Page]) -> Iterator[Block]:
    rows = []
    for letter, page in zip(ascii_uppercase, pages, strict=False):
        verbs = [quote(page.article.text[slice(*s)]) for s in comparison.headline_verbs(page)]
        rows.append((letter, common.one_line(page.article.headline), ", ".join(verbs) or "no verb"))
    frame = pd.DataFrame(rows, columns=["Article", "Headline", "Verbs"], dtype=object)
    yield Table(frame, "The verbs of the headlines", "Whose action does each verb report, and how strongly?")


def _numbers(pages: Sequence[Page]) -> Iterator[Block]:
    rows = []
    for measure in comparison.measures(pages):
        values = [page.measurement(measure.name, measure.scopes[0]).value for page in pages]
        whole = all(v != v or float(v).is_integer() for v in values)
        shown = [share(v) if measure.unit == SHARE else number(v, 0 if whole else 2) for v in values]
        rows.append((measure.label, *shown))
    if rows:
        note = "More is not better. For how far each number can be trusted, see the article's own report."
        yield Table(_by_letter("What", rows), "Numbers side by side", note)
    else:
        yield Text("Left out: none of the numbers applies to all of these articles.")


def _by_letter(first: str, rows: list[tuple[str, ...]]) -> pd.DataFrame:
    """A column of what is compared, and one for each article."""
    return pd.DataFrame(rows, columns=[first, *ascii_uppercase[: len(rows[0]) - 1]])


def same_measures(*pages: Page) -> Section:
    """A few counts of several articles side by side, under their headlines."""
    headings = [" ".join((p.article.headline or f"text {n}").split()) for n, p in enumerate(pages, 1)]
    if len(set(headings)) < len(headings):
        return Section(Text("Two of these articles have the same headline. Give each article once."))
    counts = [_counts(page) for page in pages]
    shown = {heading: of.values() for heading, of in zip(headings, counts, strict=True)}
    return Section(
        Table(pd.DataFrame({"What": counts[0].keys(), **shown}), "The same measures on other texts", COUNTS_NOTE)
    )


def _counts(page: Page) -> dict[str, str]:
    known, words = sources(page), frames.headline(page)
    return {
        "Sources with a name": value_in_words(page.measurement("named_sources")),
        "People and groups without a name": str(known["unnamed"].sum()),
        "With a reason for not being named": str(known["reason_for_anonymity"].notna().sum()),
        "Documents as sources": str((known["kind"] == "document").sum()),
        "Share in the article's own voice": share(page.measurement("narrator_share").value),
        "Share through another outlet": share(page.measurement("second_hand_share").value),
        "Headline words not in the body": f"{(words['matches'] == 0).sum()} of {count(len(words), 'word')}",
    }


def _ribbons(pages: Sequence[Page], sources: Sequence[ComparedSource]) -> pd.DataFrame:
    """The runs of words of all articles. A source has one style in all; the first of the sources have their own."""
    own = list(zip((source.name for source in sources), common.LARGEST_STYLES, strict=False))
    styles = own + [(common.OTHER_SOURCES, common.OTHERS_STYLE)] * (len(sources) - len(own))
    found = []
    for at, (letter, page) in enumerate(zip(ascii_uppercase, pages, strict=False)):
        here = {NONE: (OWN_VOICE, common.OWN_STYLE)} | {
            s.ids[at]: called for s, called in zip(sources, styles, strict=True)
        }
        runs = voice_runs(page).assign(article=letter)
        voices = [here[source] for source in runs["source"]]
        found.append(runs.assign(voice=[name for name, _ in voices], voice_style=[n for _, n in voices]))
    return pd.concat(found)


@drawing.styled
def draw_ribbons(runs: pd.DataFrame) -> drawing.Drawn:
    """One strip of words for each article, on one scale; below, each voice with its share of every article."""
    totals = runs.groupby("article", sort=False)["end"].max()
    lengths = runs.assign(words=runs["end"] - runs["start"])
    shares = lengths.groupby(["voice", "voice_style", "article"], sort=False)["words"].sum() / totals
    shares = shares.unstack("article", fill_value=0.0)
    voices = list(dict.fromkeys(zip(runs["voice"], runs["voice_style"], strict=True)))
    voices.sort(key=lambda v: -sum(shares.loc[v]))
    columns = [WIDTH - EDGE - 0.85 * (len(totals) - 1 - n) for n in range(len(totals))]
    names = [drawing.wrap(voice, columns[0] - 1.35) for voice, _ in voices]
    heights = [max(ROW, LINE * len(lines) + 0.14) for lines in names]
    axes = drawing.canvas((STRIP + 0.45) * len(totals) + 0.55 + sum(heights) + EDGE)
    y = axes.get_ylim()[1]
    scale = (WIDTH - 2 * EDGE) / totals.max()
    for article, total in totals.items():
        axes.text(EDGE, y - 0.2, f"{article}: {count(int(total), 'word')}", va="center", weight="bold")
        draw_strip(axes, runs[runs["article"] == article], y - 0.36 - STRIP, STRIP, scale)
        y -= STRIP + 0.45
    axes.text(WIDTH - EDGE, axes.get_ylim()[1] - 0.2, HEIGHTS, va="center", ha="right", color=SOFT)
    y -= 0.3
    axes.text(EDGE, y, "voice", va="center", color=SOFT)
    for article, x in zip(totals.index, columns, strict=True):
        axes.text(x, y, article, va="center", ha="right", weight="bold")
    y -= 0.2
    told = []
    for voice, lines, height in zip(voices, names, heights, strict=True):
        middle = y - height / 2
        drawing.swatch(axes, EDGE, middle - 0.12, 0.34, 0.24, drawing.voice_style(voice[1]))
        drawing.write_lines(axes, EDGE + 0.5, middle, lines, color=INK)
        for article, x in zip(totals.index, columns, strict=True):
            part = shares.loc[voice, article]
            axes.text(x, middle, share(part) if part else common.NOT_NEEDED, va="center", ha="right")
        parts = (f"{share(part) if part else 'nothing'} of {article}" for article, part in shares.loc[voice].items())
        told.append(f"{voice[0]} {' and '.join(parts)}")
        y -= height
    sizes = ", ".join(f"{article} {count(int(n), 'word')}" for article, n in totals.items())
    return axes.figure, (
        f"Strip charts of {count(len(totals), 'article')}, one below the other on one scale, from the first word of "
        f"the body to the last, by who speaks, retold words at half the height: {sizes}; {'; '.join(told)}."
    )
