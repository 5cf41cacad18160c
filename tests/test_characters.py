"""Words as they are printed, and their places in the text as it was given: in texts of our own."""

from __future__ import annotations

import json

import pytest

import analysis
from analysis import json_output
from analysis import workbook as wb
from analysis.article import HASHTAG, WORD, Article, ArticleError, Given, Sourcing, Voice, as_given, blanked
from analysis.nlp.text_type import find_limits
from analysis.reading import markdown, web_page
from analysis.reading.plain_text import from_text
from analysis.reading.printed import as_printed, printed

PRINTED = {
    # decomposed letters
    "e and an acute accent": ("cafe\u0301", "café"),
    "two accents": ("Vie\u0323\u0302t Nam", "Việt Nam"),
    "a capital": ("U\u0308ber", "Über"),
    "the Angstrom sign": ("\u212bngstrom", "Ångstrom"),
    "Korean": ("\u1112\u1161", "\u1112\u1161"),  # letters that no accent is part of: left as they are
    # ligatures and other forms of letters
    "ffi": ("o\ufb03ce", "office"),
    "fi, fl, ff, ffl": ("\ufb01nd \ufb02ag o\ufb00 ba\ufb04e", "find flag off baffle"),
    "long st, st": ("fir\ufb05 la\ufb06", "first last"),
    "full width": ("Ｌｏｗｆｉｅｌｄ ２０２５", "Lowfield 2025"),
    "bold of social networks": ("\U0001d401\U0001d428\U0001d425\U0001d41d", "Bold"),
    "the German ß is none": ("Straße", "Straße"),
    "the Danish æ is none": ("Æbler œuvre", "Æbler œuvre"),
    # what shows nothing
    "a soft hyphen": ("govern\u00adment", "government"),
    "a zero-width space": ("gov\u200bernment", "government"),
    "a word joiner and a mark inside": ("gov\u2060ern\ufeffment", "government"),
    "a zero-width joiner between letters": ("gov\u200dern\u200cment", "government"),
    "a mark of writing direction": ("gov\u200eernment", "government"),
    "an emoji keeps its joiner": ("\U0001f469\u200d\U0001f4bb works", "\U0001f469\u200d\U0001f4bb works"),
    "Persian keeps its joiner": (
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ),
    # blanks
    "no-break": ("10\u00a0percent", "10 percent"),
    "narrow, figure, thin, wide": ("a\u202fb\u2007c\u2009d\u3000e", "a b c d e"),
    # hyphens and apostrophes
    "hyphens that do not break": ("well\u2011known co\u2010op", "well-known co-op"),
    "the letter apostrophe": ("don\u02bct, the dogs\u02bc home", "don’t, the dogs’ home"),
    "an acute accent for one": ("it\u00b4s", "it’s"),
    "a grave accent for one": ("they`re", "they’re"),
    "a prime for one": ("can\u2032t", "can’t"),
    "an opening mark for one": ("it‘s O‘Brien", "it’s O’Brien"),
    "feet and inches are none": ("6\u2032 2\u2033 tall", "6\u2032 2\u2033 tall"),
    "a quotation is none": ("a ‘so-called’ ally", "a ‘so-called’ ally"),
    "a dash is no hyphen": ("2010\u20132012 – no", "2010\u20132012 – no"),
    # words divided at a line's end; the line ends behind them
    "a word of the dictionary": ("the govern-\nment said", "the government\nsaid"),
    "two words of the dictionary": ("a well-\nknown man", "a well-known\nman"),
    "with a comma behind": ("the govern-\nment, they said", "the government,\nthey said"),
    "part of a longer compound": ("her mother-in-\nlaw's house", "her mother-in-law's\nhouse"),
    "an age": ("a 12-year-\nold boy", "a 12-year-old\nboy"),
    "a name that no dictionary has": ("Kovalen-\nko said", "Kovalenko\nsaid"),
    "two names": ("Anglo-\nSaxon law", "Anglo-Saxon\nlaw"),
    "a number": ("COVID-\n19 cases", "COVID-19\ncases"),
    "as elsewhere in the text: one word": ("An eyemark. Each eye-\nmark counts", "An eyemark. Each eyemark\ncounts"),
    "as elsewhere in the text: a hyphen": ("A post-war plan, post-\nwar aid", "A post-war plan, post-war\naid"),
    "a soft hyphen at the end": ("well\u00ad\nknown man", "wellknown\nman"),
    "twice": ("multi-\nlay-\nered cake here", "multi-layered\ncake here"),
    "in capitals": ("THE GOVERN-\nMENT SAID", "THE GOVERNMENT\nSAID"),
    "a blank behind, an indent below": ("the govern- \n   ment said", "the government\nsaid"),
    "half of a pair of compounds": ("pre-\nand post-war aid", "pre-\nand post-war aid"),
    "a dash": ("the plan —\nwhich failed", "the plan —\nwhich failed"),
    "two hyphens": ("the plan--\nwhich failed", "the plan--\nwhich failed"),
    "a list": ("the plan -\n- which failed", "the plan -\n- which failed"),
    "another paragraph": ("the plan-\n\nwhich failed", "the plan-\n\nwhich failed"),
}


@pytest.mark.parametrize("given, expected", PRINTED.values(), ids=PRINTED)
def test_printed(given, expected):
    assert printed(given) == expected
    assert printed(expected) is expected


LINKS = {
    "https": ("See https://a.example/b?c=1&d=e, then go.", "See , then go."),
    "in parentheses": ("It is here (https://a.example/b).", "It is here ()."),
    "at a sentence's end": ("Go to http://a.example.", "Go to ."),
    "www": ("Go to www.lowfield.gov, he said.", "Go to , he said."),
    "a domain with a path": ("Go to lowfield.gov/bridge today.", "Go to  today."),
    "short links": ("A t.co/Ab1 b youtu.be/x c pic.twitter.com/q3Gw d bit.ly/2x.", "A  b  c  d ."),
    "an e-mail address": ("Write to i.norr+x@post.example today.", "Write to  today."),
    "mailto": ("Write to mailto:ida@post.example today.", "Write to  today."),
    "a hashtag": ("The #MeToo movement’s #Lowfield2025.", "The  movement’s ."),
    "a hashtag's possessive": ("It was #MeToo’s day (#BringBack).", "It was  day ()."),
    "a name with a dot": ("Amazon.com and the U.S. said so.",) * 2,
    "one or the other": ("He and/or she, a.m./p.m., 5/6.",) * 2,
    "numbers": ("The #1 song, No. #5, Unit #4B.",) * 2,
    "a language": ("He wrote it in C# and F#.",) * 2,
    "a handle": ("He wrote to @lowfield and @ noon.",) * 2,
    "a sentence without a blank": ("It is done.He left, she/they said.",) * 2,
}


@pytest.mark.parametrize("text, expected", LINKS.values(), ids=LINKS)
def test_links_and_hashtags_are_set_apart(text, expected):
    left = blanked(text, HASHTAG)
    assert len(left) == len(text)
    assert WORD.findall(left) == WORD.findall(expected)
    assert "".join(left.split()) == "".join(expected.split())


@pytest.mark.parametrize("word", ["O\u0323\u0300sun", "Ade\u0301ba\u0301yo\u0323\u0300’s", "n\u0303a\u030ana"])
def test_letters_that_no_accent_composes_with_are_one_word(word):
    assert WORD.findall(printed(f"a {word} b")) == ["a", printed(word), "b"]


TEXT = (
    """Council closes the old bridge after the flood

“It is not safe, and we need official help to fix it,” said José Fiel, the mayor. The office of the government agreed.

The well-known engineer Ida Norr said the work begins in May. “We could not wait for the first offer,” she said. The
council met on Monday and talked about the bridge for two hours, and then it voted to close the road and to build a new
one beside it, which the farmers of the town had asked for since the last flood.

The farmers sent a letter to the office. They said that the detour takes an hour, that the milk is late, and that
nobody had asked them about the date.
""".replace("The\ncouncil", "The council")
    .replace("new\none", "new one")
    .replace("that\nnobody", "that nobody")
)

# What a reader sees is the same each time.
AS_GIVEN = {
    "decomposed": TEXT.replace("é", "e\u0301"),
    "ligatures": TEXT.replace("ffi", "\ufb03").replace("ff", "\ufb00").replace("fi", "\ufb01"),
    "soft hyphens": TEXT.replace("govern", "gov\u00adern\u00ad").replace("engi", "en\u00adgi"),
    "zero width": TEXT.replace("mayor", "may\u200bor").replace("work", "wo\u2060rk"),
    "no-break blanks": TEXT.replace(" of ", "\u00a0of\u202f"),
    "hyphens": TEXT.replace("well-known", "well\u2011known"),
    "full width": TEXT.replace("May", "Ｍａｙ"),
    "a line's end": TEXT.replace("engineer", "engi-\nneer"),
    "all of them": TEXT.replace("é", "e\u0301")
    .replace("ffi", "\ufb03")
    .replace("govern", "gov\u00adern")
    .replace(" in ", "\u00a0in "),
}


@pytest.fixture(scope="module")
def plain() -> analysis.AnalyzedArticle:
    return analysis.measure(TEXT)


@pytest.mark.parametrize("kind", AS_GIVEN)
def test_counts_are_those_of_the_text_as_printed(kind, plain):
    text = AS_GIVEN[kind]
    assert text != TEXT
    a = analysis.measure(text)
    numbers = [(m.name, m.scope, m.value, m.low, m.high) for m in plain.measured]
    assert repr([(m.name, m.scope, m.value, m.low, m.high) for m in a.measured]) == repr(numbers)
    assert list(a.words.word) == list(plain.words.word)
    assert list(a.sources.name) == list(plain.sources.name)


@pytest.mark.parametrize("kind", AS_GIVEN)
def test_spans_are_in_the_text_as_given(kind, plain):
    """Every span of the JSON, and every row of a table, has the words there that it has in the plain text."""
    text = AS_GIVEN[kind]
    a = analysis.measure(text)
    found = a.to_dict()
    assert found["article"]["text"] == a.text == text
    one, other = (list(words_of(f)) for f in (found, plain.to_dict()))
    assert one == other
    for row in a.words.itertuples():
        assert printed(text[row.start : row.end]).replace("\n", "") == row.word
    assert [len(t) for t in a.measurements.evidence] == [len(t) for t in plain.measurements.evidence]
    starts = a.statements.dropna(subset="start")
    assert [squeezed(text[r.start : r.end]) for r in starts.itertuples()] == [
        squeezed(TEXT[r.start : r.end]) for r in plain.statements.dropna(subset="start").itertuples()
    ]


def words_of(record: dict, text: str | None = None):
    """The words of each span in a record of the JSON, by the names that docs/json.md gives to spans."""
    text = record["article"]["text"] if text is None else text
    several = {"source", "cue", "content", "spans", "position_to_know", "reason_for_anonymity", "mentions", "evidence"}
    several |= {"near", "shares", "paragraphs", "sentences"}
    for key, value in record.items():
        if key in {"span", "whole", "words"} and isinstance(value, list) and value and isinstance(value[0], int):
            yield key, squeezed(text[slice(*value)])
        elif key in several and isinstance(value, list):
            yield from ((key, squeezed(text[slice(*span)])) for span in value)
        elif isinstance(value, dict):
            yield from words_of(value, text)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                yield from words_of(each, text)


def squeezed(words: str) -> str:
    return "".join(printed(words).split()).replace("engi-neer", "engineer")


def test_ids_that_look_like_a_span_stay():
    given = Given("a\u00adbc", (0, 2, 3), (1, 3, 4))
    voices = (Voice(1, ((0, 3),), 1, 1.0),)
    assert as_given(Sourcing((), (), voices), given).voices == (Voice(1, ((0, 4),), 1, 1.0),)
    from analysis.article import Attribution

    one = Attribution(0, ((0, 1),), (), ((1, 3),), "direct", "statement", None, (0, 1), 0.5)
    moved = as_given(one, given)
    assert (moved.source, moved.content, moved.source_ids) == (((0, 1),), ((2, 4),), (0, 1))


def test_places_there_and_back():
    text, given = as_printed("o\ufb03ce of gov\u00adern-\nment, cafe\u0301 here")
    assert text == "office of government,\ncafé here"
    for words, there in (("office", "o\ufb03ce"), ("government", "gov\u00adern-\nment"), ("café", "cafe\u0301")):
        start = text.index(words)
        start, end = given.span((start, start + len(words)))
        assert given.text[start:end] == there
        start, end = given.printed((start, end))
        assert text[start:end] == words
    start, end = given.span((1, 2))  # the first f is all of the ligature
    assert given.text[start:end] == "\ufb03"
    below = given.below("New\n\n")
    assert below.text == "New\n\n" + given.text
    assert below.span((5, 11)) == (5, 9)


def test_an_ordinary_text_has_no_map():
    article = from_text(TEXT)
    assert article.given is None
    assert article.text == TEXT
    assert as_given(article, article.given) is article


@pytest.mark.parametrize(
    "tail",
    [" https://t.co/Ab3dEf9h", " See www.lowfield.gov/bridge.", " #LowfieldBridge #Flood2025", " (norr@post.example)"],
)
def test_a_link_changes_no_number(tail):
    """Those of readability above all: a link has syllables and no sentence."""
    base = TEXT.rstrip()
    extra = " See." if "See" in tail else ""
    one, other = analysis.measure(base + extra), analysis.measure(base + tail)
    for name in (
        "flesch_kincaid_grade",
        "flesch_reading_ease",
        "textstat_flesch_kincaid_grade",
        "quoted_share",
        "body_tone",
    ):
        assert other.value(name) == pytest.approx(one.value(name)), name
    assert len(other.words) == len(one.words)
    assert tail.strip() in other.text
    assert any(note.startswith("Not counted as words") for note in other.article.notes)
    assert one.article.notes == ()


def test_lines_of_any_length_are_one_paragraph_where_words_are_divided():
    lines = (
        "Council closes bridge\n",
        "The o\ufb03ce of the govern-",
        "ment was slow. “We are a well-",
        "known town,” said the mayor. The work begins",
        "in May, and it ends in the month of June, as the council said on Monday.\n",
        "It rained.",
    )
    text = "\n".join(lines)
    assert [text[slice(*p)] for p in as_given(from_text(text), from_text(text).given).paragraphs] == [
        text.split("\n\n")[1],
        "It rained.",
    ]


@pytest.mark.parametrize("letter", ["Garc\u00c3\u00ada", "\u00c3\u00a0 la carte"])
def test_half_a_garbled_letter_is_told(letter):
    article = from_text(f"Council closes bridge\n\nThe owner, {letter}, said that the bridge is closed for the year.\n")
    assert [limit.kind for limit in find_limits(article)] == ["short", "garbled"]


def test_a_text_of_links_has_no_body():
    with pytest.raises(ArticleError, match="only a headline, no body"):
        analysis.measure("Council closes bridge\n\n" + f"https://a.example/{'b' * 150} " * 3)


def test_a_line_of_hashtags_is_no_paragraph():
    article = from_text(f"{TEXT}\n#Lowfield #Bridge\n")
    assert len(article.paragraphs) == 3
    assert [z.kind for z in article.zones] == ["headline", "boilerplate"]


PAGE = """<html><body><article><h1>Caf\u0065&#x301; closes</h1>
<p>The o&#xfb03;ce of the gov&shy;ern&shy;ment, which is in the old town of Lowfield, agreed.</p>
<p>The well-<br>known engi-<br/>neer said&nbsp;so, and the work begins in the month of May, she said.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(lambda: web_page.from_html(PAGE), id="page"),
        pytest.param(
            lambda: markdown.from_markdown(
                "# Cafe\u0301 closes\n\nThe o\ufb03ce of the gov\u00adern\u00adment, which is in the old town of "
                "Lowfield, agreed.\n\nThe well-\nknown engi-\nneer said\u00a0so, and the work begins in the month of "
                "May, she said.\n"
            ),
            id="markdown",
        ),
    ],
)
def test_pages_and_markdown(article):
    read: Article = article()
    assert read.headline == "Café closes"
    assert [read.text[slice(*p)] for p in read.paragraphs] == [
        "The office of the government, which is in the old town of Lowfield, agreed.",
        "The well-known engineer said so, and the work begins in the month of May, she said.",
    ]
    assert read.given is None


def test_fields_said_by_hand_are_above_the_text_as_given():
    a = analysis.measure(AS_GIVEN["all of them"], byline="Zoe\u0301 Falk")
    assert a.article.byline == "Zoé Falk"
    found = a.to_dict()["article"]
    assert found["text"] == "By Zoé Falk\n\n" + AS_GIVEN["all of them"]
    assert [found["text"][slice(*z["span"])] for z in found["zones"] if z["kind"] == "byline"] == ["Zoé Falk"]


def test_corrections_are_kept_by_places_in_the_text_as_given(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(AS_GIVEN["all of them"], "utf-8", newline="\n")
    a = analysis.measure(path)
    number = int(a.statements.query("manner == 'direct'").index[0])
    a.correct(statement=int(a.statements.statement[number]), source="Ida Norr")
    kept = json.loads((tmp_path / "a.txt.corrections.json").read_text("utf-8"))
    start, end = kept["corrections"][0]["places"][0]
    assert "not safe" in AS_GIVEN["all of them"][start:end]
    again = analysis.measure(path)
    assert list(again.corrections.fits) == [True]


def test_the_comparison_has_places_in_the_text_as_given():
    text = "Council a\ufb03rms the plan\n\n“It is not safe,” said Marta Vell, the mayor.\n"
    found = json_output.comparison_to_dict([wb.page_of("a", from_text(text)), wb.page_of("b", from_text(text))])
    assert [text[slice(*v)] for v in found["articles"][0]["headline_verbs"]] == ["a\ufb03rms"]


@pytest.mark.parametrize(
    "view", [wb.article, wb.voices, wb.sources, wb.lines_to_check, wb.wording, wb.parts_of_article]
)
def test_pages_show_the_text_as_printed(view, plain):
    a = analysis.measure(AS_GIVEN["all of them"])
    assert [block.html() for block in view(a).blocks] == [block.html() for block in view(plain).blocks]
