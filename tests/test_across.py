"""Sources that are linked over the articles of a corpus. The people, places and outlets are invented; what should be
linked was decided by hand from the texts."""

from __future__ import annotations

import datetime

import corpora
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import cli
from analysis.corpus import across, codebook, linking
from analysis.corpus.linking import Name, Seen, person_name

DAY = datetime.date(2025, 3, 31).toordinal()


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ida Norr", Name("ida", "", "norr", "")),
        ("Sen. Ida R. Norr Jr.", Name("ida", "r", "norr", "jr")),
        ("IDA NORR", Name("ida", "", "norr", "")),
        ("Ida Norr’s", Name("ida", "", "norr", "")),
        ("Bill de Blasio", Name("bill", "", "de blasio", "")),
        ("von Esk", Name("", "", "von esk", "")),
        ("Ohio Sen. Ida Norr", Name("ida", "", "norr", "")),
        ("Chairman Norr", Name("", "", "norr", "")),
        ("Anne-Marie O'Brien", Name("anne-marie", "", "o'brien", "")),
        ("Ian McEsk", Name("ian", "", "mcesk", "")),
        ("the president", None),
        ("Lt.", None),
        ("Norr Ida NorrGOP", None),  # two names that ran into each other
        ("Ida Norr Ida", None),
        ("a senior official", None),
        ("“”", None),
        ("", None),
    ],
)
def test_the_parts_of_a_name(written, name):
    assert person_name(written) == name


# --- persons ---------------------------------------------------------------------------------------------------------


def person(article: int, written: str, roles: str = "", **known) -> Seen:
    known["near"] = tuple(known.get("near", "").split())
    return Seen(article, True, written, person_name(written), roles=tuple(roles.split()), **known)


def groups(*seen: Seen) -> list[tuple[set[str], set[str]]]:
    """Those that are linked: how they are called, and how they were linked."""
    found: dict[int, tuple[set[str], set[str]]] = {}
    for s, link in zip(seen, linking.link(seen), strict=True):
        names, how = found.setdefault(link.who, (set(), set()))
        names.add(f"{s.written} {s.article}")
        how.add(link.how)
    return sorted(found.values(), key=lambda group: sorted(group[0]))


def others(n: int) -> list[Seen]:
    """People of whom nobody has the name of another."""
    return [person(100 + k, f"Abel{chr(97 + k % 26)} Zed{chr(97 + k // 26)}") for k in range(n)]


def named(found: list, name: str) -> list[tuple[set[str], set[str]]]:
    return [group for group in found if any(name in n for n in group[0])]


def test_one_name_in_two_articles_is_one_person_and_a_name_in_one_article_is_alone():
    found = groups(person(0, "Ida Norr"), person(1, "IDA NORR"), person(2, "Max Norr"))
    assert found == [({"IDA NORR 1", "Ida Norr 0"}, {"full name"}), ({"Max Norr 2"}, {"alone"})]


def test_middle_initials_that_differ_are_two_persons_and_a_name_without_one_is_in_doubt():
    seen = [person(0, "Ida R. Norr"), person(1, "Ida R. Norr"), person(2, "Ida B. Norr"), person(3, "Ida Norr")]
    assert groups(*seen) == [
        ({"Ida B. Norr 2"}, {"alone"}),
        ({"Ida Norr 3"}, {"doubt"}),
        ({"Ida R. Norr 0", "Ida R. Norr 1"}, {"full name"}),
    ]
    # Without the other the initial may be left out.
    assert groups(seen[0], seen[3]) == [({"Ida Norr 3", "Ida R. Norr 0"}, {"full name"})]


def test_father_and_son_are_not_linked():
    assert groups(person(0, "Ida Norr"), person(1, "Ida Norr Jr.")) == [
        ({"Ida Norr 0"}, {"alone"}),
        ({"Ida Norr Jr. 1"}, {"alone"}),
    ]


def test_two_states_are_two_persons():
    seen = [person(0, "Ida Norr", state="ohio"), person(1, "Ida Norr", state="utah"), person(2, "Ida Norr")]
    assert [how for _, how in groups(*seen)] == [{"alone"}, {"alone"}, {"doubt"}]


def test_a_state_that_one_article_alone_has_is_a_slip():
    ohio = [person(n, "Ida Norr", state="ohio") for n in range(3)]
    slip, unsaid = person(5, "Ida Norr", state="utah"), person(6, "Ida Norr")
    assert [len(names) for names, _ in groups(*ohio, slip, unsaid)] == [4, 1]
    assert [len(names) for names, _ in groups(*ohio[:2], slip, unsaid)] == [2, 1, 1]


def test_a_short_form_is_linked_where_a_role_agrees():
    surgeon = (person(0, "Michael Esk", "surgeon"), person(1, "Mike Esk", "surgeon"))
    assert groups(*surgeon, *others(60))[-1] == ({"Michael Esk 0", "Mike Esk 1"}, {"full name"})
    baker = person(1, "Mike Esk", "baker")
    assert named(groups(surgeon[0], baker, *others(60)), "Esk") == [
        ({"Michael Esk 0"}, {"alone"}),
        ({"Mike Esk 1"}, {"alone"}),
    ]
    ted = [person(n, f"{name} Esk", "surgeon") for n, name in enumerate(("Ted", "Edward", "Theodore"))]
    assert len(named(groups(*ted, *others(60)), "Esk")) == 3  # short for both


def test_a_common_name_needs_a_role_that_agrees():
    """Of 30 distinct full names ten are Johns and ten are Smiths: 9 * 9 / 30, nearly three, other John Smiths are to
    be expected."""
    johns = [person(10 + k, f"John Esk{chr(97 + k)}") for k in range(9)]
    smiths = [person(20 + k, f"Ada{chr(97 + k)} Smith") for k in range(9)]
    crowd = [*johns, *smiths, *others(11)]
    for first, second, linked in [("", "", False), ("surgeon", "baker", False), ("surgeon", "surgeon", False)]:
        found = groups(person(0, "John Smith", first), person(1, "John Smith", second), *crowd)
        assert (len(named(found, "John Smith")) == 1) is linked
    # Among more people the same role is rare enough.
    found = groups(person(0, "John Smith", "surgeon"), person(1, "John Smith", "surgeon"), *crowd, *others(600)[11:])
    assert named(found, "John Smith") == [({"John Smith 0", "John Smith 1"}, {"full name"})]


# --- surnames and offices --------------------------------------------------------------------------------------------


def known(articles: int = linking.OFTEN, **more) -> list[Seen]:
    return [person(n, "Ida Norr", pronoun="she", office="mayor", day=DAY, **more) for n in range(articles)]


def test_a_surname_is_linked_to_somebody_known_enough():
    assert named(groups(*known(), person(50, "Norr")), "Norr 50") == [
        ({"Norr 50", *(f"Ida Norr {n}" for n in range(10))}, {"full name", "surname"})
    ]
    assert named(groups(*known(9), person(50, "Norr")), "Norr 50") == [({"Norr 50"}, {"doubt"})]
    # Nine articles do when this one has the full name.
    assert len(named(groups(*known(9), person(50, "Norr", near="ida")), "Norr")) == 1


@pytest.mark.parametrize(
    "about",
    [
        {"pronoun": "he"},
        {"office": "senator"},
        {"near": "max"},  # "Max Norr" is in the article, too
    ],
)
def test_a_surname_with_a_doubt_is_left_alone(about):
    seen = (*known(), person(20, "Max Norr"), person(50, "Norr", **about))
    assert named(groups(*seen), "Norr 50") == [({"Norr 50"}, {"doubt"})]


def test_a_surname_that_two_people_may_have_is_left_alone():
    # Two articles in twelve are more than one in ten, one in eleven is less.
    rivals = [person(20 + n, "Max Norr") for n in range(2)]
    assert named(groups(*known(), *rivals, person(50, "Norr")), "Norr 50") == [({"Norr 50"}, {"doubt"})]
    assert named(groups(*known(), rivals[0], person(50, "Norr")), "Norr 50")[0][1] == {"full name", "surname"}


def office(day: int | None, near: str = "") -> Seen:
    return person(50, "the mayor", office="mayor", day=day, near=near)


@pytest.mark.parametrize(
    ("seen", "linked"),
    [
        (office(DAY), True),
        (office(DAY + 90), True),
        (office(DAY + 91), False),
        (office(None), False),
        (office(DAY, "norr"), True),
        (office(DAY, "norr quill"), False),  # "Mayor Quill" is in the article
    ],
)
def test_an_office_is_linked_to_who_has_it_in_these_days(seen, linked):
    found = named(groups(*known(3), seen), "the mayor")
    assert found[0][1] == ({"full name", "office"} if linked else {"doubt"})


def test_an_office_of_two_people_is_left_alone():
    rival = [person(20 + n, "Tom Quill", office="mayor", day=DAY) for n in range(2)]
    assert named(groups(*known(3), *rival, office(DAY)), "the mayor")[0][1] == {"doubt"}


# --- organizations ---------------------------------------------------------------------------------------------------


def body(article: int, written: str, near: str = "") -> Seen:
    return Seen(article, False, written, near=tuple(near.split()))


def test_organizations_by_their_names():
    seen = [
        body(0, "the U.S. Bureau of Tides"),
        body(1, "Bureau of Tides"),
        body(2, "the bureau"),
        body(3, "the bureau"),
    ]
    assert groups(*seen) == [
        ({"Bureau of Tides 1", "the U.S. Bureau of Tides 0"}, {"same name"}),
        ({"the bureau 2"}, {"alone"}),
        ({"the bureau 3"}, {"alone"}),
    ]


def test_an_acronym_is_the_one_name_it_is_explained_by():
    tides, tests = body(0, "Bureau of Tides", "bot"), body(1, "Board of Tests", "bot")
    assert groups(tides, body(2, "BOT")) == [({"BOT 2", "Bureau of Tides 0"}, {"acronym", "same name"})]
    assert [how for _, how in groups(tides, tests, body(2, "BOT"))] == [{"alone"}] * 3


def test_a_name_that_several_others_end_with_is_left_alone():
    longer = [body(0, "Marren Times"), body(1, "Lowfield Times")]
    assert named(groups(*longer, body(2, "Times"), body(3, "the Times")), "Times 2")[0][1] == {"doubt"}
    often = [body(n, "Times") for n in range(2, 6)]  # twice as often as the two longer ones
    assert named(groups(*longer, *often), "Times 2") == [({f"Times {n}" for n in range(2, 6)}, {"same name"})]


# --- what an article tells -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("behind", "state"),
    [
        (" (R-Texas)", "texas"),
        (", D-N.Y.,", "new york"),
        (" (D., Mass.)", "massachusetts"),
        (" (R-West Virginia)", "west virginia"),
        (" (Rep.-Ohio)", "ohio"),
        (" (R-Nowhere)", ""),
        (", a Republican", ""),
        (" (A-Texas)", ""),
    ],
)
def test_the_state_of_a_politician(behind, state):
    assert across._state(behind) == state


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("House Speaker ", "house speaker"),
        ("the U.S. President ", "president"),
        ("Mr. ", ""),
        ("former President ", ""),
        ("the city’s police chief, Major ", "major"),
        ("the reporter, ", ""),
        ("friends of ", ""),
        ("", ""),
    ],
)
def test_the_office_before_a_name(before, office):
    assert across._office(before, alone=False) == office


@pytest.mark.parametrize(
    ("before", "behind", "called"),
    [
        ("Ms. ", "", {"she"}),
        ("the port’s spokesman ", "", {"he"}),
        ("", ", a spokeswoman for the port", {"she"}),
        ("", " (a businesswoman)", {"she"}),
        ("", ", the head of the spokeswoman’s office", set()),
        ("", ", who met a spokeswoman", set()),
        ("Chairman ", "", set()),
        ("Mr. ", ", an actress", {"he", "she"}),
        ("Senator ", "", set()),
    ],
)
def test_what_titles_say(before, behind, called):
    assert across._by_title(before, behind) == called


SPEAKERS = [
    "“We waited,” said Sen. Ida Norr (D-Ohio). She spoke on Monday. Some officials said the ferry was safe.",
    "“We never waited,” said Ida Norr, the senator. “It is late,” Mr. Quill said.",
    "“No,” said Ida Norr (R-Utah). The Marren Gazette reported that the ferry was late. Officials said it was new.",
    "The ferry is old, according to the Marren Gazette. “It was never new,” said Tom Quill, the mayor.",
]


@pytest.fixture(scope="module")
def table(tmp_path_factory) -> tuple:
    folder = tmp_path_factory.mktemp("across")
    rows = [
        {"id": f"a{n}", "headline": "The ferry", "text": f"{text}\n\nThe council met at night.", "outlet": "Esk Post"}
        for n, text in enumerate(SPEAKERS)
    ]
    path, out = corpora.json_lines(folder / "in.jsonl", rows), folder / "out"
    assert cli.main(["corpus", str(path), "--out", str(out), "--without", "tone"]) == 0
    assert cli.main(["across", str(out), "--csv", "--xlsx"]) == 0
    return out, corpora.rows(out, "sources_across")


def test_a_corpus(table):
    _, rows = table
    found = [(r["article"], r["name"], r["across"], r["who"], r["linked"], r["statements"]) for r in rows]
    assert found == [
        (0, "Ida Norr", 0, "Ida Norr", "alone", 1),
        (0, "Some officials", None, None, None, 1),
        (1, "Ida Norr", 1, "Ida Norr", "doubt", 1),  # of Ohio, or of Utah?
        (1, "Quill", 2, "Quill", "doubt", 1),
        (2, "Ida Norr", 3, "Ida Norr", "alone", 1),
        (2, "Marren Gazette", 4, "Marren Gazette", "same name", 1),
        (2, "Officials", None, None, None, 1),
        (3, "Marren Gazette", 4, "Marren Gazette", "same name", 1),
        (3, "Tom Quill", 5, "Tom Quill", "alone", 1),
    ]
    assert {r["outlet"] for r in rows} == {"Esk Post"}
    first = {
        c: rows[0][c]
        for c in ("id", "pronouns", "direct", "mixed", "indirect", "words", "quoted_words", "retold_words")
    }
    assert first == {
        "id": "a0",
        "pronouns": ["she"],
        "direct": 1,
        "mixed": 0,
        "indirect": 0,
        "words": 2,
        "quoted_words": 2,
        "retold_words": 0,
    }
    assert [r["retold_words"] for r in rows if r["who"] == "Marren Gazette"] == [5, 4]
    # "She spoke", nothing, "Mr.", nothing, nothing.
    assert [r["called"] for r in rows if r["kind"] == "person" and r["named"]] == ["she", None, "he", None, None]


def test_the_table_is_declared_in_the_codebook_and_written_as_sheets_too(table):
    out, rows = table
    schema = pq.read_schema(out / "sources_across.parquet")
    declared = codebook.ACROSS["sources_across"][1]
    assert schema.names == [c.name for c in declared]
    assert [schema.field(c.name).metadata[b"meaning"].decode() for c in declared] == [c.meaning for c in declared]
    assert "## sources_across.parquet" in (out / "CODEBOOK.md").read_text("utf-8")
    assert len((out / "sources_across.csv").read_text("utf-8").splitlines()) == len(rows) + 1
    assert (out / "sources_across.xlsx").stat().st_size > 0


def test_the_same_corpus_gives_the_same_bytes(table, tmp_path):
    out, _ = table
    copied(out, tmp_path)
    assert cli.main(["across", str(tmp_path)]) == 0
    assert (tmp_path / "sources_across.parquet").read_bytes() == (out / "sources_across.parquet").read_bytes()


def test_errors_of_one_line(tmp_path, capsys):
    assert cli.main(["across", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("no corpus; give a folder that `python -m analysis corpus` made\n")
    (tmp_path / "manifest.json").write_text('{"articles": 1}')
    assert cli.main(["across", str(tmp_path)]) == 2
    again = "not finished; start the same `corpus` command again, it goes on where it was\n"
    assert capsys.readouterr().err.endswith(again)
    (tmp_path / "manifest.json").write_text('{"rows": {}}')
    (tmp_path / "articles.parquet").write_bytes(b"PAR1")
    assert cli.main(["across", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "a table is missing or damaged" in said and said.endswith("make them anew\n") and said.count("\n") == 1
    assert not (tmp_path / "sources_across.parquet.tmp").exists()
    (tmp_path / "sources_across.parquet").write_bytes(b"PAR1")
    assert cli.main(["across", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith("sources_across.parquet: damaged; delete it and start again\n")


def copied(out, folder) -> None:
    for name in ("manifest.json", "articles.parquet", "sources.parquet", "quotes.parquet"):
        (folder / name).write_bytes((out / name).read_bytes())


# As in test_a_corpus: nine sources, seven of them named, two in two articles, two in doubt.
SUMMARY = "9 sources, 7 of them named: 2 in other articles, too, 2 in doubt and left alone; "
SUMMARY += "in doubt most often: Ida Norr (1), Quill (1)\n"


def test_sheets_of_a_table_that_is_there(table, tmp_path, capsys):
    out, _ = table
    copied(out, tmp_path)
    path = tmp_path / "sources_across.parquet"
    for options, begins in [((), ""), ((), "done already"), (("--csv", "--xlsx"), "done already")]:
        assert cli.main(["across", str(tmp_path), *options]) == 0
        said = f"{path}: done already, delete it to make it again: {SUMMARY}" if begins else f"{path}: {SUMMARY}"
        assert capsys.readouterr() == (said, "")
    for ending in ("parquet", "csv", "xlsx"):
        assert path.with_suffix(f".{ending}").read_bytes() == (out / f"sources_across.{ending}").read_bytes()
    before = path.with_suffix(".csv").stat().st_mtime_ns
    assert cli.main(["across", str(tmp_path), "--csv"]) == 0
    assert path.with_suffix(".csv").stat().st_mtime_ns == before
    path.unlink()  # made again, and what was made from it
    path.with_suffix(".csv").write_text("old")
    assert cli.main(["across", str(tmp_path), "--csv"]) == 0
    assert path.with_suffix(".csv").read_bytes() == (out / "sources_across.csv").read_bytes()


def test_the_names_in_doubt_most_often(tmp_path):
    """At most five, of equal ones those that come first in the alphabet; no name plays tricks on a terminal."""
    often = {"Norr": 3, "Quill": 1, "Vell": 2, "Oake\x1b[2J": 4, "Brand": 1, "Alder": 1}
    names = [name for name, n in often.items() for _ in range(n)]
    rows = [{"name": name, "linked": "doubt"} for name in names] + [{"name": "An aide", "linked": None}]
    pq.write_table(pa.Table.from_pylist([*rows, {"name": "Ida Norr", "linked": "alone"}]), tmp_path / "t.parquet")
    said = across._summary(tmp_path / "t.parquet")
    assert said.startswith("14 sources, 13 of them named: 0 in other articles, too, 12 in doubt and left alone; ")
    assert "\x1b" not in said and "(4), Norr (3), Vell (2), Alder (1), Brand (1)" in said and "Quill" not in said
