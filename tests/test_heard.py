"""Statements, thoughts and deeds: who is quoted, retold, told about or only mentioned, in every table, by hand."""

from dataclasses import replace

import pytest
from test_sourcing import Told

from analysis import catalogue, frames, json_output, workbook
from analysis.article import Attribution, Page
from analysis.measures.sourcing import find_sourcing
from analysis.measures.sourcing.attributions import Draft
from analysis.measures.sourcing.voices import spoken_words, undecided_words

# 4 + 5, 9, 7, 6 and 5 words; the headline's statement is one of its own.
TEXT = """Road stays shut, says Dan Orr

“The road is shut,” Ada Quill said.

Ada Quill said the road was “very bad” last winter.

An aide hopes it will open soon.

Cara Voss said that it opens.

Eva Holt waved to the crowd.
"""


def draft(text: str, source: str, cue: str, content: str, kind: str = "statement", manner: str = "indirect") -> Draft:
    """An attribution of one paragraph, in which each of these words is once."""
    line = next(p for p in text.split("\n\n") if content in p)
    start = text.index(line)
    spans = [((at := start + line.index(part)), at + len(part)) for part in (source, cue, content)]
    return Draft((spans[0],), (spans[1],), (spans[2],), 1.0, manner, None, kind)


@pytest.fixture(scope="module")
def page() -> Page:
    text = TEXT
    found = [
        draft(text, "Dan Orr", "says", "Road stays shut"),
        draft(text, "Ada Quill", "said", "“The road is shut,”", manner="direct"),
        draft(text, "Ada Quill", "said", "the road was “very bad” last winter", manner="mixed"),
        draft(text, "An aide", "hopes", "it will open soon", kind="thought"),
        draft(text, "Cara Voss", "said", "it opens"),
    ]
    analyzed = workbook.analyze(Told(text).article)
    sourcing = find_sourcing(analyzed.article, analyzed.parse, found)
    analysis = replace(analyzed, sourcing=sourcing)
    return Page("", analysis, tuple(catalogue.measure(analysis)))


def test_how_each_is_heard(page):
    sourcing = page.analysis.sourcing
    assert {s.name: s.heard for s in sourcing.sources} == {
        "Dan Orr": "retold",
        "Ada Quill": "quoted",
        "An aide": "told about",
        "Cara Voss": "retold",
    }
    assert [s.name for s in sourcing.speaking] == ["Dan Orr", "Ada Quill", "Cara Voss"]
    assert [a.id for a in sourcing.statements] == [0, 1, 2, 4]
    assert [m.name for m in sourcing.mentioned] == ["Eva Holt"]
    assert sourcing.sources[2].unnamed and not sourcing.sources[2].checks  # the rules are for those who speak


def test_quoted_and_retold_words(page):
    quill = page.analysis.sourcing.voice(1)
    assert [page.article.text[slice(*s)] for s in quill.quoted] == ["The road is shut", "very bad"]
    assert [page.article.text[slice(*s)] for s in quill.retold] == ["the road was", "last winter"]
    assert (quill.words, quill.quoted_words, quill.retold_words) == (11, 6, 5)
    assert {v.source_id for v in page.analysis.sourcing.voices} == {None, 1, 3}  # the thought is the article's own


def test_measures_count_statements_of_the_body(page):
    values = {m.name: m.value for m in page.measured if m.scope == "body"}
    counts = ("attributions", "direct", "mixed", "indirect", "sources", "named_sources", "unnamed_sources")
    assert [values[name] for name in counts] == [3, 1, 1, 1, 2, 2, 0]
    # 7 + 10 + 7 + 6 + 6 words, of which 4 + 7 + 2 are others'
    assert values["narrator_share"] == pytest.approx(23 / 36)
    assert values["quoted_share"] == pytest.approx(6 / 36)


def test_tables_have_the_same_rows(page):
    said, told, sources = frames.statements(page), frames.told(page), frames.sources(page)
    assert list(zip(said.statement, said.place, strict=True)) == [
        (0, "headline"),
        (1, "body"),
        (2, "body"),
        (4, "body"),
    ]
    assert list(zip(told.statement, told.type, told.name, strict=True)) == [(3, "thought", "An aide")]
    columns = ["name", "heard", "place", "statements", "words", "quoted_words", "retold_words"]
    assert list(sources[columns].itertuples(index=False, name=None)) == [
        ("Dan Orr", "retold", "headline", 1, 0, 0, 0),
        ("Ada Quill", "quoted", "body", 2, 11, 6, 5),
        ("Cara Voss", "retold", "body", 1, 2, 0, 2),
    ]
    assert list(frames.mentioned(page).name) == ["Eva Holt"]


def test_the_json(page):
    sourcing = json_output.page_to_dict(page)["sourcing"]
    assert [a["type"] for a in sourcing["attributions"]] == ["statement"] * 3 + ["thought", "statement"]
    assert [s["heard"] for s in sourcing["sources"]] == ["retold", "quoted", "told about", "retold"]
    assert [s["pronouns"] for s in sourcing["sources"]] == [[], [], [], []]
    assert [(r["as_written"], r["place"], r["quoted_words"], r["retold_words"]) for r in sourcing["ledger"]] == [
        ("Dan Orr", "headline", 0, 0),
        ("Ada Quill", "body", 6, 5),
        ("Cara Voss", "body", 0, 2),
    ]
    assert [m["name"] for m in sourcing["only_mentioned"]] == ["Eva Holt"]


def undecided(body: str, found: Draft) -> list[str]:
    """Which words may be the source's, of one statement whose source is known."""
    article = Told(f"Road stays shut\n\n{body}\n").article
    parse = workbook.analyze(article).parse
    said = Attribution(0, found.source, found.cue, found.content, found.manner, found.type, None, (0,), 1.0)
    either = undecided_words(article, parse, [said], spoken_words(article, parse.quotations, [said]))
    return [article.text[slice(*w)] for w in sorted(either)]


QUILL = "Ada Quill said — a surprise to all. He left."
UNDECIDED = {
    "a clause behind a dash": (f"The road is shut, {QUILL}", "The road is shut", ["a", "surprise", "to", "all"]),
    "not behind a quotation": (f"“The road is shut,” {QUILL}", "“The road is shut,”", []),
    "not without a dash": ("The road is shut, Ada Quill said, to all.", "The road is shut", []),
    "no statement before the dash": ("Ada Quill said — at last — the road is shut.", "the road is shut", []),
}


@pytest.mark.parametrize("body, content, words", UNDECIDED.values(), ids=UNDECIDED)
def test_what_a_reader_must_decide(body, content, words):
    manner = "direct" if "“" in content else "indirect"
    assert undecided(body, draft(f"Road stays shut\n\n{body}", "Ada Quill", "said", content, manner=manner)) == words


def test_what_is_beside_a_quotation_without_a_source_is_for_the_reader():
    body = "Ada Quill spoke. Then Ben Oduya “set up a call” again. It rained."
    at = f"Road stays shut\n\n{body}".index("“set up a call”")
    said = Draft((), (), ((at, at + len("“set up a call”")),), 1.0, "direct")
    assert undecided(body, said) == ["Then", "Ben", "Oduya", "again"]
    assert undecided(body, replace(said, cue=((at - 10, at - 1),))) == []  # with a cue of its own


def test_marks_of_somebody_else_are_told():
    text = "Road stays shut\n\n“The mayor said it is late,” the Gazette reported. They call it “safe” here.\n"
    found = [
        draft(text, "the Gazette", "reported", "“The mayor said it is late,”", manner="direct"),
        replace(draft(text, "The mayor", "said", "it is late"), parent=0),
    ]
    analyzed = workbook.analyze(Told(text).article)
    sourcing = find_sourcing(analyzed.article, analyzed.parse, found)
    marks = {v.source_id: [(text[slice(*q.span)], q.source_id) for q in v.quoted_from] for v in sourcing.voices}
    assert marks == {None: [("safe", None)], 0: [("it is late", 1)], 1: []}
    assert [(s.name, s.heard) for s in sourcing.sources] == [("The mayor", "retold"), ("Gazette", "quoted")]
    page = replace(workbook.page_of("", analyzed.article), analysis=replace(analyzed, sourcing=sourcing))
    words = frames.words(page)
    assert list(words.quoted_from.fillna(-1)) == [1] * 6 + [-1] * 8
    assert list(words.word[words.retold]) == ["it", "is", "late"]
    assert list(words.word[words.quoted]) == ["The", "mayor", "said", "it", "is", "late", "safe"]
