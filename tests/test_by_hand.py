"""What a person corrects in sources and statements: a text counted by hand, the seed, the file beside an article."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import analysis
from analysis import analyze, cli
from analysis import workbook as wb
from analysis.article import Article, ArticleError, Parse
from analysis.measures import sourcing
from analysis.measures.sourcing.entities import Draft, SourceEntry
from analysis.reading import corrections_file
from analysis.report.page import render

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
# 9 + 20 + 20 body words. As if the program took the farmer for Ida Norr, and "Nobody asked" for a source and a cue.
TEXT = """Council closes the old bridge

“It is not safe,” said Marta Vell, the mayor.

The work begins in May, an aide to the mayor said. A report by engineers found cracks in two beams.

Ida Norr met the council on Monday. “Nobody asked the farmers,” she said. “We need the bridge,” the farmer added.
"""
FOUND = {"Marta Vell": 4, "an aide to the mayor": 5, "A report by engineers": 4, "Ida Norr": 8}


# A part of a line; source, cue and content in it, manner, the statement that it is inside of, and who says it.
SAID = (
    ("“It is not safe,” said Marta Vell", "Marta Vell", "said", "“It is not safe,”", "direct", None, (0,)),
    (
        *(
            "The work begins in May, an aide to the mayor said",
            "an aide to the mayor",
            "said",
            "The work begins in May",
        ),
        *("indirect", None, (1,)),
    ),
    (
        *("A report by engineers found cracks in two beams", "A report by engineers", "found", "cracks in two beams"),
        *("indirect", None, (2,)),
    ),
    ("“Nobody asked the farmers,” she said", "she", "said", "“Nobody asked the farmers,”", "direct", None, (3,)),
    ("Nobody asked the farmers", "Nobody", "asked", "the farmers", "direct", 3, ()),
    ("“We need the bridge,” the farmer added", "the farmer", "added", "“We need the bridge,”", "direct", None, (3,)),
)
SOURCES = (
    ("Marta Vell", "person", True, ("Marta Vell", "Marta Vell")),
    ("an aide to the mayor", "person", False, ("an aide to the mayor",) * 2),
    ("A report by engineers", "document", False, ("A report by engineers",) * 2),
    ("Ida Norr", "person", True, ("Ida Norr", "Ida Norr"), ("she", "she said"), ("the farmer", "the farmer added")),
)


@pytest.fixture(scope="module", autouse=True)
def as_found():
    """What the program finds in `TEXT`, whatever its models have learned; in other texts it is as always."""
    attributions, resolve = sourcing.find_attributions, sourcing.resolve_sources

    def is_ours(article: Article) -> bool:
        return all(name in article.text for name, *_ in SOURCES)

    def span(article: Article, words: str, line: str) -> tuple[int, int]:
        start = TEXT.index(line) + line.index(words) + article.text.index("“It is") - TEXT.index("“It is")
        return start, start + len(words)

    def find_attributions(article: Article, parse: Parse) -> list[Draft]:
        if not is_ours(article):
            return attributions(article, parse)
        return [
            Draft(*((span(article, words, line),) for words in spoken), 1.0, manner, parent)
            for line, *spoken, manner, parent, _ in SAID
        ]

    def resolve_sources(article: Article, parse: Parse, found: list[Draft], entities: list) -> tuple:
        if not is_ours(article):
            return resolve(article, parse, found, entities)
        entries = []
        for n, (name, kind, named, *called) in enumerate(SOURCES):
            own = [i for i, row in enumerate(SAID) if n in row[-1]]
            mentions = {span(article, words, line): None for words, line in called}
            entries.append(SourceEntry(name, kind, named, mentions, own))
        return entries, [row[-1] for row in SAID]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sourcing, "find_attributions", find_attributions)
        patch.setattr(sourcing, "resolve_sources", resolve_sources)
        yield


@pytest.fixture(scope="module")
def found() -> analysis.AnalyzedArticle:
    return analysis.measure(TEXT)


@pytest.fixture(scope="module")
def seed() -> analysis.AnalyzedArticle:
    return analysis.measure(SEED.read_text("utf-8"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    return tmp_path / "bridge.txt"


def words(a: analysis.AnalyzedArticle) -> dict[str, int]:
    return dict(zip(a.sources.name, a.sources.words, strict=True))


def numbers(a: analysis.AnalyzedArticle) -> list[float]:
    """Statements, sources, and people and groups without a name; then the words in the article's own voice."""
    assert sum(v.words for v in a.analysis.sourcing.voices) == len(a.words)
    own = round(a.value("narrator_share") * len(a.words))
    return [a.value("attributions"), a.value("sources"), a.value("unnamed_sources"), own]


def test_what_the_program_finds(found):
    assert (words(found), numbers(found)) == (FOUND, [6, 4, 1, 49 - 21])
    assert list(found.statements.name[4:].fillna("")) == ["", "Ida Norr"]
    assert found.corrections.empty and found.path is None


def test_a_statement_of_somebody_else(found):
    mended = found.correct(statement=5, source="the farmer")
    assert words(mended) == FOUND | {"Ida Norr": 4, "the farmer": 4}
    assert numbers(mended) == [6, 5, 2, 28]
    farmer = mended.sources.iloc[-1]
    assert (farmer.kind, farmer.named, farmer.mentions, mended.text[farmer.start :][:10]) == (
        "person",
        False,
        1,
        "the farmer",
    )
    assert len(mended.sources) == 5 and words(found) == FOUND  # the first stays as it was


def test_a_statement_of_nobody_known(found):
    """ "the farmers" is taken for a statement whose source is not known; two words of Ida Norr's eight."""
    mended = found.correct(statement=4, source="the council")
    assert words(mended) == FOUND | {"Ida Norr": 6, "the council": 2}


def test_a_statement_of_a_source_that_is_there(found):
    mended = found.correct(statement=2, source="Vell")
    assert words(mended) == {"Marta Vell": 8, "an aide to the mayor": 5, "Ida Norr": 8}
    assert numbers(mended) == [6, 3, 1, 28]  # the report says nothing else and is no source now
    assert list(mended.statements.name[:3]) == ["Marta Vell", "an aide to the mayor", "Marta Vell"]


def test_no_statement(found):
    mended = found.correct(drop_statement=4)
    assert (words(mended), numbers(mended)) == (FOUND, [5, 4, 1, 28])  # its words are Ida Norr's, who is around it
    mended = found.correct(drop_statement=1)
    assert words(mended) == {"Marta Vell": 4, "A report by engineers": 4, "Ida Norr": 8}
    assert numbers(mended) == [5, 3, 0, 33]


def test_a_thought_and_back(found, file):
    mended = found.correct(statement=1, type="thought")
    assert words(mended) == {"Marta Vell": 4, "A report by engineers": 4, "Ida Norr": 8}
    assert numbers(mended) == [5, 3, 0, 33] and list(mended.told.statement) == [1]
    assert list(mended.corrections.says) == ["“The work begins in May” is a thought"]
    assert words(mended.correct(statement=1, type="statement")) == FOUND
    analysis.measure(file).correct(statement=1, type="deed")
    assert list(analysis.measure(file).told.type) == ["deed"]
    with pytest.raises(ArticleError, match="no type"):
        found.correct(statement=1, type="wish")
    with pytest.raises(TypeError):
        found.correct(statement=1, source="Vell", type="thought")


def test_two_that_are_one(found):
    mended = found.correct(same=("an aide to the mayor", "Marta Vell"))
    assert words(mended) == {"an aide to the mayor": 9, "A report by engineers": 4, "Ida Norr": 8}
    assert numbers(mended) == [6, 3, 0, 28]
    one = mended.sources.iloc[0]
    assert (one.named, one.mentions, one.statements, one.direct, one.indirect) == (True, 2, 2, 1, 1)


def test_no_source(found):
    mended = found.correct(not_a_source="a report by engineers")
    assert words(mended) == {"Marta Vell": 4, "an aide to the mayor": 5, "Ida Norr": 8}
    assert numbers(mended) == [5, 3, 1, 32]


def test_what_a_source_is(found):
    assert [c.rule for c in found.analysis.sourcing.sources[1].checks][:1] == ["described"]
    mended = found.correct(source="an aide to the mayor", named=True)
    assert (words(mended), numbers(mended)) == (FOUND, [6, 4, 0, 28])
    assert mended.analysis.sourcing.sources[1].checks == ()  # the rules on unnamed sources do not apply
    mended = found.correct(source="A report by engineers", kind="group")
    assert list(mended.sources.kind) == ["person", "person", "group", "person"]


def test_one_after_another_and_back(found):
    mended = found.correct(drop_statement=4).correct(statement=4, source="the farmer").correct(not_a_source="Vell")
    assert words(mended) == {"an aide to the mayor": 5, "A report by engineers": 4, "Ida Norr": 4, "the farmer": 4}
    assert list(mended.corrections.says) == [
        "“the farmers” is no statement",
        "“We need the bridge,” is said by the farmer",
        "Vell is no source, and nobody else says what only Vell said",
    ]
    assert mended.corrections.fits.all()
    assert words(mended.uncorrect(2)) == FOUND | {"Ida Norr": 4, "the farmer": 4}
    assert mended.uncorrect().to_dict() == found.to_dict()
    with pytest.raises(ArticleError, match="no correction 3"):
        mended.uncorrect(3)


def test_what_is_only_given_back(seed):
    """ "to tone down the rhetoric" with "her" before it are 6 words inside what the Journal says."""
    number = int(seed.statements.statement[seed.statements.content.str.startswith("her to tone down")].iloc[0])
    mended = seed.correct(drop_statement=number)
    before, after = words(seed), words(mended)
    assert after["Donald Trump"] == before["Donald Trump"] - 6
    assert after["Wall Street Journal"] == before["Wall Street Journal"] + 6
    assert numbers(mended) == [numbers(seed)[0] - 1, *numbers(seed)[1:]]
    assert mended.value("second_hand_share") == seed.value("second_hand_share")


def test_what_comes_through_an_outlet_is_found_again(seed):
    """Said to the Journal: by the officials and an American; then by Takaichi, whom the body names five times."""
    number = int(seed.statements.statement[seed.statements.content.str.startswith("set up a call")].iloc[0])
    mended = seed.correct(statement=number, source="Takaichi")
    assert set(seed.sources.name) - set(mended.sources.name) == {
        "Japanese officials",
        "an American briefed on the call",
    }
    her = mended.sources.set_index("name").loc["Sanae Takaichi"]
    journal = mended.sources.set_index("name").source["Wall Street Journal"]
    assert (her.named, her.statements, her.words, her.obtained, her.via) == (True, 1, 19, "via", journal)
    assert "Sanae Takaichi" in set(mended.headline.voices.explode()) | set(mended.words.voice)
    assert mended.value("unnamed_sources") == seed.value("unnamed_sources") - 2


@pytest.mark.parametrize(
    ("said", "error", "mend"),
    [
        ({}, TypeError, "one thing at a time"),
        ({"statement": 1}, TypeError, "one thing"),
        ({"statement": 1, "source": "Vell", "drop_statement": 2}, TypeError, "one thing"),
        ({"source": "Vell"}, TypeError, "one thing"),
        ({"drop_statement": 1, "named": True}, TypeError, "one thing"),
        ({"same": "Vell"}, TypeError, "one thing"),
        ({"same": ("Vell", "Marta Vell")}, ArticleError, "no two sources 'Vell and Marta Vell'"),
        ({"same": ("Vell",)}, ArticleError, "no two sources 'Vell'; did you mean Marta Vell"),
        ({"statement": 9, "source": "Vell"}, ArticleError, "no statement 9"),
        ({"statement": 1, "source": "the baker"}, ArticleError, "no source 'the baker'.*body's own words"),
        ({"statement": 1, "source": " "}, ArticleError, "no source ' '"),
        ({"not_a_source": "Martha Vell"}, ArticleError, "no source 'Martha Vell'; did you mean Marta Vell?"),
        ({"source": "Vell", "kind": "persons"}, ArticleError, "no kind of source 'persons'; did you mean person"),
    ],
)
def test_what_cannot_be_corrected_is_told(found, said, error, mend):
    with pytest.raises(error, match=mend):
        found.correct(**said)


# The file beside the article ------------------------------------------------------------------------------


def test_corrections_are_kept_beside_the_article(file, found, capfdbinary):
    mended = analysis.measure(file).correct(statement=5, source="the farmer")
    beside = file.with_name("bridge.txt.corrections.json")
    assert sorted(p.name for p in file.parent.iterdir()) == ["bridge.txt", beside.name]
    (kept,) = json.loads(beside.read_text("utf-8"))["corrections"]
    start = TEXT.index("“We need")
    assert kept == {
        "what": "source statement",
        "text": "“We need the bridge,”",
        "places": [[start, start + 21], [TEXT.index("added"), TEXT.index("added") + 5]],
        "names": ["the farmer"],
    }
    note = "Corrected by hand: “We need the bridge,” is said by the farmer."
    assert mended.article.notes == (note,)
    for opened in (analysis.measure(file), wb.open_article(str(file))):
        assert opened.to_dict() == mended.to_dict()
    assert cli.main(["measure", str(file)]) == 0  # the command takes them too, and says so
    told = json.loads(capfdbinary.readouterr().out)
    assert told == mended.to_dict() and told["article"]["notes"] == [note]
    assert note in render.render(mended)
    beside.unlink()
    assert analysis.measure(file).to_dict() == found.to_dict() | {"file": str(file)}


def test_the_last_that_is_taken_back_takes_the_file_along(file):
    mended = analysis.measure(file).correct(drop_statement=4).correct(drop_statement=0)
    assert len(analysis.measure(file).corrections) == 2
    assert len(mended.uncorrect(0).corrections) == len(analysis.measure(file).corrections) == 1
    mended.uncorrect()
    assert [p.name for p in file.parent.iterdir()] == ["bridge.txt"]


def test_a_headline_that_is_said_moves_no_correction(file):
    """A line that is put above the text moves all offsets of the article, not those of the file."""
    mended = analysis.measure(file).correct(statement=5, source="the farmer")
    beside = file.with_name("bridge.txt.corrections.json")
    written = beside.read_bytes()
    said = analysis.measure(file, headline="The bridge", byline="Tom Quill")
    assert words(said) == words(mended) and len(said.text) > len(mended.text)
    assert words(said.correct(drop_statement=0)) == {n: w for n, w in words(mended).items() if n != "Marta Vell"}
    assert analysis.measure(file).uncorrect(1).to_dict() == mended.to_dict() and beside.read_bytes() == written


def test_corrections_of_another_text_are_refused_in_one_line(file, capsys):
    opened = analysis.measure(file)
    opened.correct(drop_statement=4)
    file.write_text(TEXT + "\nOne more paragraph, which is new.\n", "utf-8")
    with pytest.raises(ArticleError, match=r"^.*bridge\.txt\.corrections\.json: made for another text than bridge.txt"):
        analysis.measure(file)
    assert cli.main(["measure", str(file)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    with pytest.raises(ArticleError, match="changed since it was opened"):
        opened.correct(drop_statement=0)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: [],
        lambda kept: kept | {"corrections": 7},
        lambda kept: kept | {"corrections": [{"what": "source statement"}]},
        lambda kept: kept | {"corrections": [{"what": "run"}]},
        lambda kept: kept | {"corrections": [kept["corrections"][0] | {"places": [[0, 10**9]]}]},
        lambda kept: kept | {"corrections": [kept["corrections"][0] | {"places": [["a", 3]]}]},
        lambda kept: kept | {"corrections": [kept["corrections"][0] | {"names": []}]},
        lambda kept: kept | {"corrections": [kept["corrections"][0] | {"kind": "<script>"}]},
        lambda kept: [[]] * 100_000,
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_in_one_line(file, change):
    analysis.measure(file).correct(statement=5, source="the farmer")
    beside = file.with_name("bridge.txt.corrections.json")
    beside.write_text(json.dumps(change(json.loads(beside.read_text("utf-8")))), "utf-8")
    with pytest.raises(ArticleError, match=r"^.*corrections\.json: not what `correct` writes; delete it[^\n]*$"):
        analysis.measure(file)


def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(file):
    opened = analysis.measure(file)
    file.with_name("bridge.txt.corrections.json").mkdir()
    with pytest.raises(ArticleError, match="cannot be written"):
        opened.correct(drop_statement=4)
    assert len(list(file.parent.iterdir())) == 2


def test_texts_and_links_have_no_file(found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert found.correct(drop_statement=4).path is None
    assert analyze.article_file("https://news.example/a") is analyze.article_file("/dev/null") is None
    assert list(tmp_path.iterdir()) == []


# Another version of the program ---------------------------------------------------------------------------


def test_a_statement_that_ends_elsewhere_is_still_the_same(found):
    """The program may find a word more or less; where less than half is alike, it is another."""
    (made,) = found.correct(drop_statement=2).analysis.sourcing.corrections
    start, end = made.places[0]
    longer = analyze.corrected_by_hand(found, [replace(made, places=((start - 7, end + 3),))])
    assert len(longer.analysis.sourcing.attributions) == 5 and longer.article.notes[0].startswith("Corrected by hand:")
    other = analyze.corrected_by_hand(found, [replace(made, places=((start - 40, start + 9),))])
    assert len(other.analysis.sourcing.attributions) == 6
    assert other.article.notes == ("A correction by hand no longer fits: “cracks in two beams” is no statement.",)
    assert list(analysis.AnalyzedArticle.of(other).corrections.fits) == [False]


def test_a_source_that_is_found_no_more_is_told(found):
    (made,) = found.correct(not_a_source="Ida Norr").analysis.sourcing.corrections
    gone = analyze.corrected_by_hand(found, [replace(made, names=("Ida Quill",))])
    assert not gone.analysis.sourcing.corrections[0].fits and len(gone.analysis.sourcing.sources) == 4


def test_a_strangers_file_names_nobody_whom_the_article_does_not(file):
    analysis.measure(file).correct(statement=5, source="the farmer")
    beside = corrections_file.beside(file)
    beside.write_text(beside.read_text("utf-8").replace('["the farmer"', '["<script>alert(1)</script>"'), "utf-8")
    opened = analysis.measure(file)
    assert words(opened) == FOUND and list(opened.corrections.fits) == [False]


def test_the_same_with_other_names_leaves_corrections_out(found):
    mended = found.correct(not_a_source="A report by engineers")
    (table,) = (block for block in wb.with_other_names(mended, ways=1).blocks)
    assert "corrected by hand is left out" in table.note
    assert table.frame.equals(wb.with_other_names(found, ways=1).blocks[0].frame)


def test_a_link_to_the_article_keeps_its_own(file, tmp_path):
    """Two articles in one folder do not share corrections, whatever their names end in."""
    other = shutil.copy(file, file.with_suffix(".md"))
    analysis.measure(file).correct(drop_statement=4)
    assert analysis.measure(Path(other)).corrections.empty
