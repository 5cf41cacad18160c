"""Lines that an editor would ask about: each with its words and why it is listed. Nothing here is called wrong."""

import re
from collections.abc import Iterator, Sequence

from analysis.article import Article, HeadlineWord, Line, Parse, Sourcing, Wording
from analysis.measures.contradictions import find_contradictions
from analysis.nlp.spans import DisjointSpans, SpanIndex, tokens_in

_ONE = "one|two|three|four|five|six|seven|eight|nine"
_TEN = (
    r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:{_ONE}))?)"
)
_BIG = "hundred|thousand|million|billion|trillion"
_PERCENT = r"\s?%|\s?per\s?cent\b"
_PART = r"(?:third|quarter|fifth|sixth|seventh|eighth|tenth)"
# Digits, or words: of the small numbers, which are everywhere, only those from ten on or with what they count by.
NUMBER = re.compile(
    rf"(?<![\w.])(?:[$€£]\s?)?\d+(?:,\d{{3}})*(?:\.\d+)?(?:{_PERCENT}|\s?(?:{_BIG})\b)?"
    rf"|\b(?:{_ONE}|{_TEN}|a|several)\s(?:{_BIG})\b(?:\s(?:and\s)?(?:{_BIG}|{_ONE}|{_TEN})\b)*(?:{_PERCENT})?"
    rf"|\b(?:{_ONE}|{_TEN})(?:{_PERCENT})|\b{_TEN}\b(?![-‐‑])|\b(?:{_BIG}|dozen)s\b|\b(?:a|two|three|several)\sdozen\b"
    rf"|\b(?:one|two|three|four)[-‐‑\s]{_PART}s?\b|\b(?:a\s{_PART}|half)\sof\b|\b(?:{_ONE})\s(?:in|out\sof)\s(?:{_ONE}|ten)\b",
    re.IGNORECASE,
)
_N = rf"(?:\d{{1,3}}|{_TEN})"
_MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ROADS = "St Street Ave Avenue Rd Road Lane Ln Drive Dr Boulevard Blvd Court Way Place Square Terrace Parkway Row"
_CALLED = (
    "Route Routes Highway Highways Hwy Interstate I US Section Sections Article Articles Chapter Title Rule "
    "Amendment Proposition Prop Measure Bill Form Boeing Airbus Flight Room Suite Unit Gate Figure Table Exhibit Count "
    "District Ward Precinct Phase Stage Step Level Tier Category Channel Terminal Week Day Game Round Lap "
    "Episode Season Volume Version Number No Nos Page number no page pages p pp footnote chapter room highway version"
)
# Numbers that name something or say when: nobody counted them, so they need no source.
NO_CLAIM = re.compile(
    rf"""
    # dates and years, versions, clock times
      {_MONTH}\s\d{{1,2}}\b(?:\s?[-–]\s?\d{{1,2}}\b)? | \b\d{{1,2}}\s(?:of\s)?{_MONTH}(?!\w) | \b\d{{4}}-\d\d-\d\d
    | (?<![\d,.$€£])(?:1[5-9]|20)\d\d(?:[-–/]\d{{2,4}}|s)?(?![\d,.]?\d|\s?%) | \b\d+(?:[./]\d+){{2,5}}
    | \b[Ii]n\s[1-9]\d{{2,3}}(?=[,.;:)]|$) | \b\d{{1,2}}/\d{{1,2}}\b(?!\s(?:of|cups?|inch|miles?)\b) | \b\d0s\b
    | \b\d{{1,2}}(?:[:.]\d\d){{0,2}}\s?[AaPp]\.?[Mm]\b | \b\d{{1,2}}:\d\d | \b{_N}\so['’]clock
    # ordinals, numbers of a list, F-16 and 5G, scores and votes, telephones, houses in a street
    | \b\d+(?:st|nd|rd|th)\b | ^\s*[(\[]?\d{{1,3}}[.)\]]\s | [A-Za-z][-‐‑]\d+ | \b\d{{1,3}}[GDP]\b
    | \b\d{{1,3}}[-–]\d{{1,3}}\b(?!\s?%|\s(?:per\s?cent|{_BIG}|(?!this|his|was|has|across)[a-z]{{2,20}}s)\b)
    | [+(]?\b\d{{1,4}}\)?[-.\s](?:\d{{3}}[-.\s]){{1,2}}\d{{4}}\b | \b\d{{3}}-\d{{4}}\b
    | \b\d{{1,5}}\s(?:[A-Z][\w.'’-]{{0,20}}\s){{1,3}}(?:{_ROADS.replace(" ", "|")})\b
    # ages
    | \b{_N}(?:[-‐‑]\s(?:and|or|to)\s{_N})?[-‐‑\s]years?[-‐‑\s]olds?\b
    | \b[Aa]ge[sd]?\s(?:of\s)?{_N}(?:\s?(?:to|and|or|-|–)\s?{_N})?
    | [A-Z][\w.'’-]{{0,20}},\s(?:now\s|then\s|who\s(?:is|was)\s)?\d{{1,3}}(?=[;:)]|[,.](?!\d)|\s(?:and|when|who|of)\b)
    | \b(?:[Ss]?[Hh]e|[Ww]ho|I|[A-Z][\w’'-]{{1,20}})(?:\s(?:is|was|am|turns|turned)|['’][sm])\s(?:(?:just|only)\s)?
        {_N}(?=[.,;:!?)”"]|\s(?:years?\sof\sage|when|and|but|then|now)\b|$)
    # what is called by its number
    | (?:\b(?:{_CALLED.replace(" ", "|")})\.?|\b[Gg]roup\sof|[§#№])\s?\d+(?:\.\d+)?\b
    """,
    re.VERBOSE | re.MULTILINE,
)
QUOTED_WORDS = 4  # shorter quotations are titles, nicknames and scare quotes
UNNAMED = "a source that is not named, and no reason is given"
HEADLINE = "a headline word that the body does not have"
QUOTATION = "a quotation whose speaker was not found"
NUMBERED = "a number, and no source is given"
TWICE = "a quotation that somebody else is given too"
SAME_WORDS = 6  # the opening words of a quotation by which it is known again
WORDED = {"causal": "a cause, and no source is given", "judgement": "a judgement, and no source is given"}


def find_lines(
    article: Article, parse: Parse, sourcing: Sourcing, headline: Sequence[HeadlineWord], wording: Sequence[Wording]
) -> tuple[Line, ...]:
    """In the order of the text. `words` are what a line is listed for, `span` the sentence or phrase around them."""
    found = [Line(w.span, w.span, HEADLINE) for w in headline if w.match == "none"]
    found += _claims(article, parse, sourcing, wording)
    for source in sourcing.sources:
        if not source.named and source.kind in ("person", "group") and not source.reason_for_anonymity:
            found += [Line(m, m, UNNAMED) for m in source.mentions[:1]]
    known = SpanIndex(s for a in sourcing.attributions if a.source_ids for s in a.content)
    long = (q for q in parse.quotations if len(list(article.words(q))) >= QUOTED_WORDS)
    found += [Line(q, q, QUOTATION) for q in long if not known.touch(q)]
    found += [*_given_twice(article, parse, sourcing), *find_contradictions(article, parse)]
    return tuple(sorted(found, key=lambda line: (line.span, line.words, line.why)))


def _claims(article: Article, parse: Parse, sourcing: Sourcing, wording: Sequence[Wording]) -> Iterator[Line]:
    """Numbers, causes and judgments in the article's own voice, in sentences that no attribution touches."""
    touched = [s for a in sourcing.attributions for s in (*a.source, *a.cue, *a.content)]
    touched += [*parse.quotations, *(s for source in sourcing.sources for s in source.reason_for_anonymity)]
    told, sentences = SpanIndex(touched), DisjointSpans(parse.sentences)
    claims: dict[int | None, list[Wording]] = {}
    for word in wording:
        if word.category in WORDED and word.place == "own":
            claims.setdefault(sentences.at(word.span[0]), []).append(word)
    for n, (start, end) in enumerate(parse.sentences):
        if told.touch((start, end)):
            continue
        named = SpanIndex(m.span() for m in NO_CLAIM.finditer(article.prose, start, end))
        for match in NUMBER.finditer(article.prose, start, end):
            if not named.touch(match.span()) and not _is_name(parse, match):
                yield Line((start, end), match.span(), NUMBERED)
        yield from (Line((start, end), word.span, WORDED[word.category]) for word in claims.get(n, ()))


def _is_name(parse: Parse, number: re.Match[str]) -> bool:
    """Is a bare number the end of a name: "Apollo 11 flew"? In "In Orle 30 people died" a noun follows."""
    tokens = tokens_in(parse.doc, number.span()) if number[0].replace(".", "").isdecimal() else []
    if not tokens or tokens[0].i == 0 or tokens[-1].i + 1 == len(parse.doc):
        return False
    before, after = parse.doc[tokens[0].i - 1], parse.doc[tokens[-1].i + 1]
    return before.pos_ == "PROPN" and after.pos_ not in ("NOUN", "ADJ", "PROPN", "SYM") and after.lower_ != "to"


def _given_twice(article: Article, parse: Parse, sourcing: Sourcing) -> Iterator[Line]:
    """Quotations with the same words, or the same opening words, of which no source is the same."""
    quotations, seen, alone = DisjointSpans(parse.quotations), {}, set(article.paragraphs)  # pull quotes stand alone
    for attribution in sourcing.attributions:
        for n in sorted({n for span in attribution.content for n in quotations.overlapping(span)}):
            span = quotations.spans[n]
            words = tuple(article.prose[slice(*w)].lower() for w in article.words(span))[:SAME_WORDS]
            if len(words) < QUOTED_WORDS or not attribution.source_ids or span in alone:
                continue
            first, ids = seen.setdefault(words, (span, set(attribution.source_ids)))
            if first == span:
                ids.update(attribution.source_ids)
            elif ids.isdisjoint(attribution.source_ids):
                yield Line(span, span, f"{TWICE}, {sourcing.source(min(ids)).name}")
