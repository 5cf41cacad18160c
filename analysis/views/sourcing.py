"""Who speaks in the body, and how the article got their words."""

from collections import Counter
from typing import Any

import pandas as pd

from analysis import frames
from analysis.article import Page
from analysis.views.base import common, drawing, palette
from analysis.views.base.common import NO_SOURCES, NOT_NEEDED, NOT_STATED, NOT_STATED_HERE, OWN_STYLE, answers
from analysis.views.base.drawing import EDGE, LINE, WIDTH
from analysis.views.base.html import Chart, Section, Table, Text
from analysis.views.base.numbers_in_words import count, listed, quote, share
from analysis.views.base.palette import INK, SOFT

SHORT = 70  # characters of what a source says, in the chart and the table of the ways of words
HEIGHTS = "half height: retold"
NONE = -1  # as the number of a source: the article's own voice, or no outlet
MANNERS = {"direct": "in quotation marks", "mixed": "partly in quotation marks", "indirect": "retold"}
SHORT_MANNERS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "retold"}
THINGS = {"organization": "an organization", "outlet": "an outlet", "document": "a document"}


@answers("sourcing")
def voice_ribbon(page: Page) -> Section:
    """The body as one strip, from the first word to the last, by who speaks."""
    runs = voice_runs(page)
    if runs.empty:
        return Section(Text("The body has no words to show."))
    rows = [(v.name, v.words, *_quoted_and_retold(v), share(v.share)) for v in voices(page).itertuples()]
    rows += [(f"{s.name} ({s.shares})", *[NOT_NEEDED] * 4) for s in sources(page).itertuples() if s.shares]
    frame = pd.DataFrame(rows, columns=["Voice", "Words", "Quoted", "Retold", "Share of body words"])
    note = (
        "Each word belongs to one voice: the innermost source whose words it is given as. Quoted words are inside the "
        "source's own quotation marks; retold words are told by the article, or inside the marks of somebody else."
    )
    return Section(
        Chart(*draw_ribbon(runs), "voice_ribbon", "Who speaks, from the first word of the body to the last"),
        Table(frame, "How many of the body's words each voice has", note),
    )


@answers("sourcing")
def source_ledger(page: Page, title: str = "The sources") -> Section:
    """One line for each source: named or not, how the article got it, in what position to know."""
    known, elsewhere = sources(page), _elsewhere(page)
    if known.empty:
        return Section(Text(elsewhere or NO_SOURCES))
    way = ("through " + known["through"]).where(known["through"] != "", "no other outlet is credited")
    way = way.mask((known["through"] == "") & (known["kind"] == "outlet"), "from this outlet's report")
    shown = {
        "Source, as written": known["name"],
        "Kind": known["kind"],
        "Named": known["named_in_words"],
        "Statements": [_by_manner(s) for s in known.itertuples()],
        "Words quoted": known["quoted_words"].mask(known["shares"] != "", NOT_NEEDED),
        "Words retold": known["retold_words"].mask(known["shares"] != "", NOT_NEEDED),
        "How the article got it": way + _after_semicolon(known["shares"]),
        "Position to know": _stated(known, "position_to_know"),
        "Reason for not being named": _stated(known, "reason_for_anonymity"),
    }
    note = (
        f"{elsewhere}A source is named when a reader could find out from the article who it is. Quoted words are "
        "inside the source's own quotation marks. Words that two sources share count for the first. There are good "
        "reasons not to name a source; whether one is given is shown."
    )
    return Section(Table(pd.DataFrame(shown), title, note))


@answers("sourcing")
def source_chain(page: Page) -> Section:
    """How the words came from those who said them to this article."""
    known = sources(page).sort_values(["words", "source"], ascending=[False, True], ignore_index=True)
    if known.empty:
        return Section(Text(NO_SOURCES))
    first = _first_said(page)
    known["said"] = [quote(first[s], SHORT) if s in first else "" for s in known["source"]]
    through = known["through"].where(known["through"] != "", "no other outlet is credited")
    shown = {
        "What is said, first": known["said"].where(known["said"] != "", NOT_NEEDED),
        "Source": known["name"],
        "Kind": known["kind"],
        "Named": known["named_in_words"],
        "Through": through + _after_semicolon(known["shares"]),
        "Words": known["words_in_words"],
    }
    note = "Words of the body; those that two sources share count for the first."
    caption = "How the words came from those who said them to this article"
    return Section(
        Chart(*draw_chain(_with_silent_outlets(page, known)), "source_chain", caption),
        Table(pd.DataFrame(shown), "Each source's way to this article", note),
    )


@answers("sourcing")
def statements(page: Page) -> Section:
    """Who says what, in the order of the article."""
    said = frames.statements(page)
    elsewhere, said = _elsewhere(page), said[said["place"] == "body"].reset_index(drop=True)
    if said.empty:
        return Section(Text(elsewhere or NO_SOURCES))
    numbers = {statement: n for n, statement in enumerate(said["statement"], 1)}
    said["outer"] = [0 if pd.isna(i) else numbers[i] for i in said["inside"]]
    shown = {
        "Number": list(numbers.values()),
        "Source": [_speakers(s) for s in said.itertuples()],
        "Cue": said["cue"].fillna("none written"),
        "What is said": [quote(c) if c else NOT_NEEDED for c in said["content"]],
        "Manner": [_manner(s) for s in said.itertuples()],
        "Inside": [f"number {n}" if n else NOT_NEEDED for n in said["outer"]],
    }
    note = f"{elsewhere}“Inside” names the statement in which this one is reported: somebody says that somebody said."
    return Section(Table(pd.DataFrame(shown), "Who says what, in order", note))


def voice_runs(page: Page) -> pd.DataFrame:
    """Runs of body words in one voice, all of them quoted or all retold, cut at paragraphs.

    Columns: start and end (exclusive), counted in words of the body from 0; paragraph, from 1; source (`NONE`: the
    article's own voice); retold; voice and voice_style, as in charts.
    """
    words = frames.words(page)[["paragraph", "source", "retold"]].fillna({"source": NONE}).astype("int64")
    run = words.ne(words.shift()).any(axis=1).cumsum()
    runs = words.assign(start=range(len(words)), end=range(1, len(words) + 1)).groupby(run)
    runs = runs.agg({"start": "min", "end": "max", "paragraph": "first", "source": "first", "retold": "first"})
    return runs.astype({"retold": bool}).assign(**_as_drawn(page, runs["source"]))


def voices(page: Page) -> pd.DataFrame:
    """The voices that have words, most words first. Columns: source (`NONE`: the article's own voice), name, words,
    retold (how many of these), share; voice and voice_style, as in charts."""
    words = frames.words(page).fillna({"source": NONE}).astype({"source": "int64"})
    counts = words.groupby("source", sort=False)["retold"].agg(["size", "sum"])
    ranked = sorted(counts.itertuples(name=None), key=lambda c: (-c[1], c[0] != NONE))
    found = pd.DataFrame(ranked, columns=["source", "words", "retold"])
    called = frames.source_names(page)
    found["name"] = [called[None if i == NONE else i] for i in found["source"]]
    found["share"] = found["words"] / found["words"].sum()
    return found.assign(**_as_drawn(page, found["source"]))


def sources(page: Page) -> pd.DataFrame:
    """Those of `frames.sources` that speak in the body, and what readers are told of each.

    Columns: unnamed, of people and groups alone, as nobody hides a document; through, the outlet's name or ""; shares,
    with whom its words are counted or ""; voice_style; named_in_words; words_in_words. `via` is `NONE` for no outlet.
    """
    found, called = frames.sources(page), frames.source_names(page)
    found = found[found["place"] == "body"].reset_index(drop=True)
    unnamed = ~found["named"] & found["kind"].isin(["person", "group"])
    shares = "shares the words of " + found["shares_with"].map(called.get, na_action="ignore").astype("string")
    return found.assign(
        via=found["via"].fillna(NONE).astype("int64"),
        unnamed=unnamed,
        through=found["via"].map(called.get, na_action="ignore").astype("string").fillna(""),
        shares=shares.fillna(""),
        voice_style=_as_drawn(page, found["source"])["voice_style"],
        named_in_words=found["named"].map({True: "yes", False: NOT_NEEDED}).mask(unnamed, "no"),
        words_in_words=[NOT_NEEDED if s else n for n, s in zip(found["words"], shares.notna(), strict=True)],
    )


def _as_drawn(page: Page, numbers: pd.Series) -> dict[str, list[Any]]:
    """What charts call the voices of these sources, and the numbers of their styles."""
    keys = [None if i == NONE else i for i in numbers]
    called, styles = common.voice_names(page.analysis.sourcing), common.voice_styles(page.analysis.sourcing)
    return {"voice": [called[k] for k in keys], "voice_style": [styles[k] for k in keys]}


def _quoted_and_retold(voice: Any) -> tuple[Any, Any]:
    """How many of a voice's words are quoted, and how many retold; the article's own are neither."""
    own = voice.source == NONE
    return (NOT_NEEDED, NOT_NEEDED) if own else (voice.words - voice.retold, voice.retold)


def _elsewhere(page: Page) -> str:
    """What the tables of the body leave out: statements of the headline and of posts, and who makes them."""
    said = frames.statements(page)
    said = said[said["place"] != "body"]
    who = listed(list(dict.fromkeys(said["name"].dropna())))
    places = listed([{"headline": "the headline", "post": "posts"}[p] for p in dict.fromkeys(said["place"])])
    more = f"Not counted here: {count(len(said), 'statement')} in {places}{f' ({who})' if who else ''}. "
    return more if len(said) else ""


def _by_manner(source: Any) -> str:
    """How many statements, by manner: "2 quoted, 1 retold"."""
    counts = ((getattr(source, manner), words) for manner, words in SHORT_MANNERS.items())
    return ", ".join(f"{n} {words}" for n, words in counts if n) or NOT_NEEDED


def _after_semicolon(words: pd.Series) -> pd.Series:
    """What is added to a cell; nothing where there are no words."""
    return ("; " + words).where(words != "", "")


def _stated(known: pd.DataFrame, column: str) -> pd.Series:
    """What the article says of a source that it does not name; who a named one is, a reader can look up."""
    absent = known["through"].eq("").map({True: NOT_STATED, False: NOT_STATED_HERE})
    return ("“" + known[column] + "”").fillna(absent.where(known["unnamed"], NOT_NEEDED).astype("string"))


def _first_said(page: Page) -> dict[int, str]:
    """Source -> what the body gives as its words first: the event or claim that it speaks of."""
    body = page.article.paragraphs[0][0] if page.article.paragraphs else 0
    said = frames.statements(page).explode("sources")
    said = said[said["start"] >= body]
    return said.sort_values(["start", "end"]).groupby("sources")["content"].first().to_dict()


def _speakers(statement: Any) -> str:
    """The words for the source beside the statement, and who that is where these words do not name it."""
    written, name = statement.as_written, statement.name if statement.sources else "nobody"
    if pd.isna(written):
        return f"none written here; taken to be {name}" if statement.sources else "none written"
    return written if len(statement.sources) > 1 or name in written else f"{written} ({name})"


def _manner(statement: Any) -> str:
    """What is retold inside another statement need not be in the article's words."""
    retold_by = statement.outer if statement.manner == "indirect" else 0
    return MANNERS[statement.manner] + (f" by number {retold_by}" if retold_by else "")


@drawing.styled
def draw_ribbon(runs: pd.DataFrame) -> drawing.Drawn:
    """The body as one strip of words, and below it a lane for each voice: where it speaks, and how much."""
    total = int(runs["end"].max())
    lengths = runs.assign(words=runs["end"] - runs["start"])
    lengths["retold_words"] = lengths["words"].where(lengths["retold"], 0)
    counts = lengths.groupby(["voice", "voice_style"], sort=False)[["words", "retold_words"]].sum()
    lanes = sorted(counts.itertuples(name=None), key=lambda item: -item[1])
    lane, strip = 0.56, 1.36
    axes = drawing.canvas(strip + lane * len(lanes) + EDGE)
    top = axes.get_ylim()[1]
    scale = (WIDTH - 2 * EDGE) / total
    _draw_strip(axes, runs, top - 1.1, 0.44, scale)
    axes.text(EDGE, top - 0.16, "paragraph", va="center", color=SOFT)
    axes.text(WIDTH - EDGE, top - 0.16, HEIGHTS, va="center", ha="right", color=SOFT)
    _paragraph_marks(axes, runs.groupby("paragraph")["start"].min(), scale, top)
    spoken = []
    for number, ((voice, voice_style), words, retold) in enumerate(lanes):
        y = top - strip - lane * number
        size = f"{count(words, 'word')}, {share(words / total)}"
        room = WIDTH - 2 * EDGE - drawing.inches(size) - 0.2
        drawing.write(axes, EDGE, y - 0.12, voice, room, weight="bold")
        drawing.write(axes, WIDTH - EDGE, y - 0.12, size, 3, ha="right")
        axes.plot((EDGE, WIDTH - EDGE), (y - 0.35, y - 0.35), color=palette.LINE, linewidth=1, zorder=0)
        _draw_strip(axes, runs[(runs["voice"] == voice) & (runs["voice_style"] == voice_style)], y - 0.43, 0.16, scale)
        spoken.append(f"{voice} {size}" + ("" if voice_style == OWN_STYLE else f", {words - retold} of them quoted"))
    return axes.figure, (
        f"Strip chart: the {count(total, 'word')} of the body from first to last, in "
        f"{count(int(runs['paragraph'].max()), 'paragraph')}, by who speaks, retold words at half the height; "
        f"below, one lane for each voice. Most words first: {'; '.join(spoken)}."
    )


def _draw_strip(axes: Any, runs: pd.DataFrame, y: float, height: float, scale: float) -> None:
    """Runs of words as pieces of a strip, each in the style of its voice, retold ones at half the height. `scale`:
    inches for each word."""
    for run in runs.itertuples():
        start, width = EDGE + run.start * scale, (run.end - run.start) * scale
        drawing.swatch(
            axes, start, y, width, height / 2 if run.retold else height, drawing.voice_style(run.voice_style)
        )


def _paragraph_marks(axes: Any, starts: pd.Series, scale: float, top: float) -> None:
    """A tick where each paragraph starts, and its number where there is room; many ticks stay above the strip."""
    free, bottom = EDGE, top - (1.16 if len(starts) <= 20 else 0.66)
    for number, start in starts.items():
        x, label = EDGE + start * scale, str(number)
        labeled = free <= x <= WIDTH - EDGE - drawing.inches(label)
        if labeled:
            axes.text(x, top - 0.52, label, va="bottom")
            free = x + drawing.inches(label) + 0.12
        if labeled or len(starts) <= 60:
            axes.plot((x, x), (bottom, top - 0.56), color=INK, linewidth=1.4, solid_capstyle="butt")


SAID_ROOM, SOURCE_AT, SOURCE_ROOM = 1.5, 1.95, 1.5  # inches
OUTLET_AT, OUTLET_WIDE, ARTICLE_AT = 4.0, 0.24, WIDTH - EDGE - 0.3


@drawing.styled
def draw_chain(known: pd.DataFrame, most: int = 7, most_outlets: int = 4) -> drawing.Drawn:
    """What is said at the left, then who said it, the outlet that told it as a bar, this article as a bar at the right.

    `known` has the columns source, name, kind, named, unnamed, via, words, shares, voice_style and said. A person or
    group is a circle with a whole line, one that is not named a diamond with a broken line; organizations, outlets and
    documents are squares.
    """
    groups, hidden = _chain_groups(known, most, most_outlets)
    least = (0.0 if outlet is None else 0.36 + 0.36 * len(outlet.outlet_lines) for outlet, _ in groups)
    heights = [max(sum(r.height for r in told), height) for (_, told), height in zip(groups, least, strict=True)]
    left_out = drawing.wrap(_left_out(hidden), WIDTH - 2 * EDGE) if hidden else []
    foot = LINE * len(left_out) + 0.12 if left_out else 0.0
    axes = drawing.canvas(sum(heights) + 0.5 + foot + EDGE)
    top = axes.get_ylim()[1] - 0.5
    said, outlets = any(r.said for _, told in groups for r in told), any(outlet is not None for outlet, _ in groups)
    headings = ((EDGE, "what is said", said), (SOURCE_AT - 0.12, "who said it", True), (OUTLET_AT, "told by", outlets))
    for x, heading, shown in headings:
        if shown:
            axes.text(x, top + 0.27, heading, va="center", color=SOFT)
    axes.text(WIDTH - EDGE, top + 0.27, "this article", ha="right", va="center", weight="bold")
    drawing.bar(axes, ARTICLE_AT, foot + EDGE, 0.3, top - foot - EDGE, facecolor=INK, edgecolor=INK)
    flows = [0 if outlet is None else outlet.words + sum(r.words for r in told) for outlet, told in groups]
    most_words = max(1, *flows, *(r.words for _, told in groups for r in told))
    for (outlet, told), height, flow in zip(groups, heights, flows, strict=True):
        if outlet is not None:
            _draw_outlet(axes, outlet, top - height, height, flow / most_words)
        y = top - (height - sum(r.height for r in told)) / 2
        for row in told:
            y -= row.height
            end = ARTICLE_AT if outlet is None else OUTLET_AT
            _draw_source(axes, row, y + row.height / 2, end, row.words / most_words)
        top -= height
    for number, line in enumerate(reversed(left_out)):
        axes.text(EDGE, EDGE + 0.1 + LINE * number, line, va="center")
    return axes.figure, _chain_in_words(known)


def _with_lines(known: pd.DataFrame) -> pd.DataFrame:
    """The sources, with the lines to write of each and the height that they take."""
    rows = list(known.itertuples())
    known = known.assign(
        said_lines=[drawing.wrap(r.said, SAID_ROOM, most=4) if r.said else [] for r in rows],
        name_lines=[drawing.wrap(r.name, SOURCE_ROOM, r.named, most=3) for r in rows],
        fact_lines=[drawing.wrap(_facts(r), SOURCE_ROOM, most=3) for r in rows],
        outlet_lines=[drawing.wrap(r.name, ARTICLE_AT - OUTLET_AT - OUTLET_WIDE - 0.2, True) for r in rows],
    )
    lines = [max(len(r.said_lines), len(r.name_lines) + len(r.fact_lines)) for r in known.itertuples()]
    return known.assign(height=[LINE * n + 0.24 for n in lines])


def _with_silent_outlets(page: Page, known: pd.DataFrame) -> pd.DataFrame:
    """The sources, and the outlets that their words came through and that say nothing here themselves."""
    silent = [page.analysis.sourcing.source(i) for i in sorted({*known["via"]} - {NONE, *known["source"]})]
    facts = {"unnamed": False, "via": NONE, "words": 0, "shares": "", "said": "", "through": ""}
    look = {"voice_style": common.OTHERS_STYLE, "named_in_words": "yes"}
    rows = [{"source": s.id, "name": s.name, "kind": s.kind, "named": s.named, **facts, **look} for s in silent]
    return pd.concat([known, pd.DataFrame(rows)], ignore_index=True) if rows else known


def _chain_groups(known: pd.DataFrame, most: int, most_outlets: int) -> tuple[list[tuple[Any, list[Any]]], list[Any]]:
    """(outlet, the sources that it told), last (None, the sources without an outlet); and those that are left out."""
    rows = list(known.itertuples())
    told_by, unnamed_through = {r.via for r in rows if r.via != NONE}, {r.via for r in rows if r.unnamed}
    # Where not all can be shown, those without a name and those who told their words are the last to go.
    telling = [r for r in rows if r.source in told_by or (r.kind == "outlet" and r.via == NONE)]
    telling.sort(key=lambda r: r.source not in unnamed_through)
    outlets = {r.source for r in telling[:most_outlets]}
    told_rows = [r for r in rows if r.source not in outlets and r.via in {NONE, *outlets}]
    told_rows.sort(key=lambda r: (not r.unnamed, r.kind != "outlet"))
    told = {r.source for r in told_rows[:most]}
    shown = list(_with_lines(known[known["source"].isin(outlets | told)]).itertuples())
    by_outlet = {via: [r for r in shown if r.source in told and r.via == via] for via in (*outlets, NONE)}
    groups = [(r, by_outlet[r.source]) for r in shown if r.source in outlets]
    alone = [(None, by_outlet[NONE])] if by_outlet[NONE] else []
    return [*groups, *alone], [r for r in rows if r.source not in outlets | told]


def _left_out(rows: list[Any]) -> str:
    """How many sources are not drawn, by kind."""
    kinds = Counter("not named" if row.unnamed else row.kind for row in rows)
    counted = (f"{n} {kind}" if kind == "not named" else count(n, kind) for kind, n in kinds.most_common())
    return f"and {len(rows):,} more: {', '.join(counted)}"


def _facts(row: Any) -> str:
    what = "not named" if row.unnamed else THINGS.get(row.kind)
    if row.shares:
        return f"{what}; {row.shares}" if what else row.shares
    words = count(row.words, "word") if row.words else "no own words"
    return f"{words}, {what}" if what else words


def _draw_source(axes: Any, row: Any, y: float, end: float, part: float) -> None:
    """What is said, who said it, and the line from there to `end`, as wide as its `part` of the most words."""
    drawing.write_lines(axes, EDGE, y, row.said_lines)
    if row.said_lines:  # a thin line from it to who said it
        start = EDGE + 0.08 + max(map(drawing.inches, row.said_lines))
        drawing.bar(axes, start, y - 0.007, SOURCE_AT - start, 0.014, facecolor=SOFT, linewidth=0, zorder=0.5)
    look, shape = drawing.voice_style(row.voice_style), "D" if row.unnamed else "s" if row.kind in THINGS else "o"
    face = {"markersize": 13, "markerfacecolor": look.tint, "markeredgecolor": look.ink, "markeredgewidth": 2}
    axes.plot(SOURCE_AT, y, marker=shape, linestyle="none", **face)
    of_name = {"weight": "bold" if row.named else "normal", "style": "italic" if row.unnamed else "normal"}
    lines = [(line, of_name) for line in row.name_lines] + [(line, {"color": SOFT}) for line in row.fact_lines]
    for number, (line, options) in enumerate(lines):
        at = y + LINE * ((len(lines) - 1) / 2 - number)
        axes.text(SOURCE_AT + 0.25, at, line, va="center", **options)
    start = SOURCE_AT + 0.33 + max(drawing.inches(line, bold=row.named) for line, _ in lines)
    dashes = (0, (2.5, 1.5)) if row.unnamed else "-"
    caps = {"solid_capstyle": "butt", "dash_capstyle": "butt"}
    axes.plot((start, end), (y, y), color=SOFT, linewidth=1 + 8 * part, zorder=0.5, linestyle=dashes, **caps)


def _draw_outlet(axes: Any, row: Any, y: float, height: float, part: float) -> None:
    """A bar over the rows of the sources that it told, its name to the right of it, and its line to the article."""
    middle, right = y + height / 2, OUTLET_AT + OUTLET_WIDE
    drawing.swatch(axes, OUTLET_AT, y + 0.1, OUTLET_WIDE, height - 0.2, drawing.voice_style(row.voice_style))
    for number, line in enumerate(reversed(row.outlet_lines)):
        axes.text(right + 0.08, middle + 0.17 + LINE * number, line, va="center", weight="bold")
    own = count(row.words, "own word") if row.words else "no own words"
    axes.text(right + 0.08, middle - 0.17, own, va="center", color=SOFT)
    axes.plot((right, ARTICLE_AT), (middle, middle), color=SOFT, linewidth=1 + 8 * part, zorder=0.5)


def _chain_in_words(known: pd.DataFrame) -> str:
    told, called = [], dict(zip(known["source"], known["name"], strict=True))
    for row in known.itertuples():
        said = f"{row.said} said by " if row.said else ""
        way = "without another outlet" if row.via == NONE else f"through {called[row.via]}"
        told.append(f"{said}{row.name} ({_facts(row)}) {way}")
    return (
        f"Diagram of how the words came here, left to right: what is said first, {count(len(known), 'source')}, the "
        f"outlets that told their words, this article. {'; '.join(told)}."
    )
