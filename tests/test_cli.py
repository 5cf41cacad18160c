"""The command line: the JSON contract, and bad input."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cli
from analysis.views.base import html

ROOT = Path(__file__).parents[1]
SEED = "seeds/trump-takaichi-call.txt"
SEED_PATH = str(ROOT / SEED)
ARTICLE = {
    "text",
    "headline",
    "caption",
    "credit",
    "byline",
    "dateline",
    "outlet",
    "url",
    "published",
    "photo_date",
    "paragraphs",
    "sentences",
}
ATTRIBUTION = {"id", "source", "cue", "content", "manner", "type", "parent", "source_ids", "score"}
LEDGER = {
    "source_id",
    "as_written",
    "kind",
    "named",
    "statements",
    "words",
    "quoted_words",
    "retold_words",
    "place",
    "manner",
    "obtained",
    "via",
    "position_to_know",
    "reason_for_anonymity",
    "number_known",
    "rules",
}
VOICE = {"source_id", "spans", "words", "share", "quoted", "retold", "quoted_words", "retold_words", "quoted_from"}
SOURCE = {
    "id",
    "name",
    "kind",
    "named",
    "heard",
    "pronouns",
    "second_hand_via",
    "position_to_know",
    "reason_for_anonymity",
    "mentions",
    "attributions",
    "words",
}
MEASUREMENT = {"name", "scope", "value", "unit", "low", "high", "evidence", "reference", "validity", "note"}
NAMES = [
    *("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "coleman_liau_index"),
    *("automated_readability_index", "dale_chall"),
    *("textstat_flesch_reading_ease", "textstat_flesch_kincaid_grade", "textstat_gunning_fog", "textstat_smog_index"),
    *("textstat_coleman_liau_index", "textstat_automated_readability_index", "textstat_dale_chall"),
    *("attributions", "direct", "indirect", "mixed", "sources", "named_sources", "unnamed_sources"),
    *("quoted_share", "narrator_share", "second_hand_share"),
    *("headline_tone", "body_tone", "tone_gap", "tone_gap_whole_text", "headline_unmatched", "photo_days_before"),
    *("headline_tone_textblob", "body_tone_textblob", "tone_gap_textblob"),
    *("headline_tone_news", "body_tone_news", "tone_gap_news"),
    *("clickbait_cues", "judgement_words", "hedges", "boosters", "judging_reports", "presupposing_verbs", "passives"),
    *("agentless_passives", "causal_claims", "photo_places_elsewhere"),
]


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "analysis", *arguments], capture_output=True, cwd=cwd, check=False)


def measured(capsys, *arguments: str):
    code = cli.main(["measure", *arguments])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


@pytest.fixture(scope="module")
def printed() -> bytes:
    done = run("measure", SEED)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.fixture
def seed(printed):
    return json.loads(printed)


def test_seed_has_all_fields_of_the_contract(seed):
    assert (seed["schema"], seed["file"]) == (2, SEED)
    assert seed["article"].keys() >= ARTICLE
    assert all(a.keys() >= ATTRIBUTION for a in seed["sourcing"]["attributions"])
    assert all(s.keys() >= SOURCE for s in seed["sourcing"]["sources"])
    speaking = {s["id"] for s in seed["sourcing"]["sources"] if s["heard"] != "told about"}
    assert {row["source_id"] for row in seed["sourcing"]["ledger"]} == speaking
    assert all(row.keys() >= LEDGER for row in seed["sourcing"]["ledger"])
    assert all(u.keys() >= {"name", "kind", "mentions", "acting"} for u in seed["sourcing"]["only_mentioned"])
    assert all(line.keys() >= {"span", "words", "why"} for line in seed["to_check"])
    assert all(v.keys() >= VOICE for v in seed["sourcing"]["voices"])
    assert all(w.keys() >= {"span", "match", "evidence", "voices"} for w in seed["headline"]["words"])
    assert all(r.keys() >= {"span", "whole", "ladder", "step", "name", "shares"} for r in seed["headline"]["ladder"])
    assert all(w.keys() == {"span", "category", "why", "place"} for w in seed["wording"])
    assert all(m.keys() >= MEASUREMENT for m in seed["measurements"])


def test_seed_has_all_measures_by_their_stable_names(seed):
    assert set(NAMES) <= {m["name"] for m in seed["measurements"]}
    whole = {"body", "headline", "narrator", *(f"paragraph:{n}" for n in range(7))}
    voices = {
        f"voice:{v['source_id']}" for v in seed["sourcing"]["voices"] if v["source_id"] is not None and v["words"]
    }
    assert {m["scope"] for m in seed["measurements"]} == whole | voices


def test_seed_article_part(seed):
    article = seed["article"]
    assert article["text"].encode() == (ROOT / SEED).read_bytes()
    assert (article["photo_date"], article["published"]) == ("2025-10-29", "2025-11-26")
    assert article["byline"] is article["outlet"] is article["url"] is article["dateline"] is None
    assert (len(article["paragraphs"]), len(article["sentences"])) == (7, 10)


def test_ids_are_positions_and_every_span_is_in_the_text(seed):
    sourcing = seed["sourcing"]
    for part in ("attributions", "sources"):
        assert [x["id"] for x in sourcing[part]] == list(range(len(sourcing[part])))
    assert sourcing["voices"][0]["source_id"] is None
    n = len(seed["article"]["text"])

    def spans(value):
        if isinstance(value, list) and len(value) == 2 and all(type(x) is int for x in value):
            yield value
        elif isinstance(value, list | dict):
            for x in value.values() if isinstance(value, dict) else value:
                yield from spans(x)

    for attribution in sourcing["attributions"]:
        attribution.pop("source_ids")  # may look like a span
    for source in sourcing["sources"]:
        source.pop("attributions")
    for word in seed["headline"]["words"]:
        word.pop("voices")
    assert all(0 <= s < e <= n for s, e in spans(seed))


def test_what_is_not_measurable_is_null_and_says_why(tmp_path, capsys):
    path = tmp_path / "plain.txt"
    path.write_text("The river rose again on Monday and the lower fields are under water now, so nobody works.\n" * 3)
    code, (result,), err = measured(capsys, str(path))
    assert (code, err) == (0, "")
    assert result["article"]["headline"] is None
    undefined = {m["name"]: m["note"] for m in result["measurements"] if m["value"] is None}
    assert {"headline_tone", "tone_gap", "headline_unmatched", "photo_days_before"} <= undefined.keys()
    assert all(undefined.values())


BAD = {
    "missing.txt": (None, "missing.txt"),
    "empty.txt": (b"", "empty.txt"),
    "spaces.txt": (b" \n\n ", "spaces.txt"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "picture.txt"),
    "paper.pdf": (b"%PDF-1.7 ...", "paper.pdf"),
    "broken.txt": (b"caf\xe9 \x81\x8d bad bytes here, he said.", "broken.txt"),
    "headline.txt": (b"Only a headline here\n", "headline.txt"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_line_and_exit_code_2(name, tmp_path, capsys):
    data, said = BAD[name]
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    code, results, err = measured(capsys, str(path))
    assert (code, results) == (2, [])
    assert err.count("\n") == 1 and err.endswith("\n")
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip()) > len(str(path)) + 15  # more than the name: what is wrong, and the mend


def test_a_text_that_is_no_article_but_a_book(tmp_path, capsys):
    path = tmp_path / "book.txt"
    path.write_text("One sentence of a book that goes on and on, for a hundred thousand words.\n" * 2500)
    code, results, err = measured(capsys, str(path))
    assert (code, results, err.count("\n")) == (2, [], 1)
    assert "150,000" in err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems take names of files for text")
def test_a_file_name_that_is_not_utf_8(tmp_path):
    name = bytes(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(name)).write_text("Bridge stays open\n\nThe bridge is safe, Ada Quill said on Monday.\n")
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "measure", name], capture_output=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["file"] == os.fsdecode(name)


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_standard_output_that_is_full():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "measure", SEED],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"standard output" in done.stderr


@pytest.mark.parametrize("name", ["numpy", "seeds", "no_such_pipeline"])
def test_what_is_no_pipeline(name, capsys):
    code, results, err = measured(capsys, "--pipeline", name, SEED_PATH)
    assert (code, results, err.count("\n")) == (2, [], 1) and name in err


def test_figures_of_an_article(tmp_path, capsys):
    assert cli.main(["figures", SEED_PATH, "--out", str(tmp_path / "charts")]) == 0
    written = capsys.readouterr().out.split()
    assert {Path(p).suffix for p in written} == {".png", ".svg"}
    assert all(Path(p).stat().st_size > 1000 for p in written)


@pytest.mark.parametrize("command", ["figures", "sheet", "report"])
def test_where_nothing_can_be_written(command, tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert cli.main([command, SEED_PATH, "--out", str(tmp_path / "file" / "below")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1 and "; give another folder" in err
    assert [p.read_text() for p in tmp_path.iterdir()] == ["mine"]


def test_charts_on_a_full_disk(tmp_path, capsys, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(html, "replace", full)
    assert cli.main(["figures", SEED_PATH, "--out", str(tmp_path / "charts")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"{tmp_path / 'charts'}: ") and "No space left on device); give another folder" in err


def test_a_folder_is_no_article(tmp_path, capsys):
    code, results, err = measured(capsys, str(tmp_path))
    assert (code, results, err.count("\n")) == (2, [], 1)


def test_good_files_are_measured_and_bad_ones_named(tmp_path, capsys):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Bridge stays open\n\nThe bridge is safe, Ada Quill said on Monday. Nobody doubted it.\n")
    code, results, err = measured(capsys, str(good), str(bad), str(good))
    assert code == 2
    assert [r["file"] for r in results] == [str(good), str(good)]
    assert err.count("\n") == 1 and "bad.txt" in err


def test_another_pipeline_for_everything_but_attribution(tmp_path, capsys):
    import spacy

    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.meta["name"] = "other"
    other.to_disk(tmp_path / "other")
    code, (result,), err = measured(capsys, "--pipeline", str(tmp_path / "other"), SEED_PATH)
    assert (code, err) == (0, "")
    assert result["article"]["pipeline"].startswith("en_other")
    unnamed = [s["name"] for s in result["sourcing"]["sources"] if not s["named"]]
    assert unnamed == ["people briefed on the matter", "Japanese officials", "an American briefed on the call"]


@pytest.mark.slow
def test_the_same_bytes_twice(printed):
    assert run("measure", SEED).stdout == printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required: COMMAND"),
        (["mesure", SEED], "'mesure'"),
        (["measure"], "required: ARTICLE"),
        (["measure", SEED, "--no-such"], "--no-such"),
        (["corpus", "in", "--out", "out", "--workers", "0"], "0: 1 or more is meant"),
        (
            ["corpus", "--out", "out", "--keep", "topic", "in"],
            "required: INPUT (--keep takes all words behind it: give",
        ),
        (["corpus", "--out", "out"], "required: INPUT; --help"),
        (["corpus", "in", "--out", "out", "--workers", "2", "--scheduler", "tcp://x"], "not allowed with"),
        (["measure", SEED, "--\x1b[31m"], "\\x1b[31m"),
    ],
)
def test_a_mistake_on_the_command_line_gets_one_line_and_exit_code_2(arguments, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    out, err = capsys.readouterr()
    assert (stopped.value.code, out, err.count("\n")) == (2, "", 1)
    assert said in err and "--help" in err


@pytest.mark.parametrize("command", [run.__name__ for run, *_ in cli.COMMANDS])
def test_each_command_says_what_it_is_for(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0 and f"analysis {command}" in capsys.readouterr().out


def test_the_help_of_corpus_says_what_each_column_is(capsys):
    with pytest.raises(SystemExit):
        cli.main(["corpus", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for said in [
        "INPUT a folder of text files, .jsonl, .csv, .tsv (also .gz), .parquet, or - for standard input",
        "--out DIR folder for the tables",
        "--published COLUMN the column with the date (default: published)",
        "--without {tone} leave out the network for tone, which takes more than a quarter of the time",
    ]:
        assert said in told


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no `head`")
def test_a_reader_that_leaves_is_no_error():
    done = subprocess.run(
        f"{sys.executable} -m analysis measure {SEED} {SEED} | head -c 10",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
