"""For what kinds of text nothing, or not everything, is measured: texts of our own, decided by hand."""

from __future__ import annotations

import importlib
import math
import pkgutil
from pathlib import Path

import pytest
import spacy.lang
from texts import WRAPPED

from analysis import workbook as wb
from analysis.nlp import text_type
from analysis.reading import plain_text
from analysis.reading.read import read_article
from analysis.report.page import render
from analysis.views.base.html import Section

SEED = Path(__file__).parents[1] / "seeds" / "trump-takaichi-call.txt"
PROSE = "The council of Lowfield voted on Monday to close the old bridge, which the spring flood had damaged so badly. "
GERMAN = "Der Rat von Niederfeld hat am Montag beschlossen, die alte Brücke zu schließen, weil sie beschädigt ist. "
SPANISH = "El ayuntamiento decidió el lunes cerrar el viejo puente, que la crecida de la primavera había dañado mucho. "
JAPANESE = "町の議会は月曜日、春の洪水で壊れた古い橋を閉鎖することを決めた。"
CHINESE = "镇议会周一决定关闭被春季洪水损坏的旧桥。"
RUSSIAN = "Совет города решил в понедельник закрыть старый мост, который повредило весеннее наводнение. "
POEM = "\n".join(
    [
        "The bridge is old and green with moss,",
        "Its stones have heard the river sing,",
        "And all who walked across",
        "Have left behind some little thing,",
        "A coin, a button, half a song,",
        "A letter that was never sent,",
        "The water takes them all along",
        "And nobody knows where they went",
    ]
    * 3
)
LIST = "\n".join(
    f"- {name}, {n} pages" for n, name in enumerate(("River maps", "Flood tables", "Bridge plans") * 5, 20)
)
TABLE = "\n".join(f"Lowfield {n}\t{n * 7}\t{n * 3} percent\tyes" for n in range(20))
TRANSCRIPT = "\n".join(
    f"{who}: The bridge is a matter for all of us, and I would like to hear what you think of it now."
    for who in ("ANNA VELL", "MR. DAHL") * 6
)
DIALOGUE = (
    "“The bridge is safe,” said Ida Norr, the engineer. “It will stand,” she added. Nobody else spoke at the meeting.\n"
    * 12
)


def kinds(text: str) -> list[str]:
    return [limit.kind for limit in text_type.find_limits(plain_text.from_text(text, "A headline of this text"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PROSE * 10, []),
        (PROSE, ["short"]),
        (PROSE * 1200, ["long"]),
        (GERMAN * 10, ["not English"]),
        (SPANISH * 10, ["not English"]),
        (JAPANESE * 3, ["not English"]),
        ("\n\n".join([CHINESE] * 12), ["not English"]),
        (RUSSIAN * 10, ["not English"]),
        (PROSE * 10 + JAPANESE, []),
        ("\n\n".join([PROSE * 10, JAPANESE * 4]), ["partly not English"]),
        ("\n\n".join([PROSE * 10, RUSSIAN * 6]), ["partly not English"]),  # 200 words and 72
        ("\n\n".join([PROSE * 6, PROSE * 6, SPANISH * 3]), ["partly not English"]),
        (POEM, ["poetry"]),
        (LIST * 3, ["list"]),
        (TABLE, ["table"]),
        (TRANSCRIPT, ["transcript"]),
        (DIALOGUE, []),
    ],
)
def test_kinds(text, expected):
    assert [k for k in kinds(text) if k != "short" or expected == ["short"]] == expected


def test_wrapped_prose_is_no_verse():
    assert kinds(WRAPPED * 4) == []


def test_other_languages_are_told_from_english():
    """spaCy's sample sentences, some ten for each language."""
    told, english = {}, 0.0
    for found in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            sample = importlib.import_module(f"spacy.lang.{found.name}.examples").sentences
        except ImportError:
            continue
        words = [w.lower() for w in " ".join(sample).split()]
        if len(words) >= text_type.TELLING:
            told[found.name] = text_type._english(words)
    english = told.pop("en")
    assert len(told) > 50
    assert max(told.values()) < text_type.LEAST_ENGLISH < english / 3


def test_what_does_not_apply_is_not_shown(tmp_path):
    path = tmp_path / "german.txt"
    path.write_text("Die Brücke\n\n" + GERMAN * 10, "utf-8")
    page = wb.open_article(path)
    measured = {m.name for m in page.measured if not math.isnan(m.value)}
    assert measured == set()
    assert {m.note for m in page.measured if not m.name.startswith("photo_")} == {
        "the text does not read as English sentences"
    }
    assert wb.readability_by_ruler(page).blocks[0].text == "Left out: the text does not read as English sentences."
    for section in (wb.voices, wb.chain, wb.gap, wb.headline_words, wb.wording, wb.difficulty):
        told = [block.text for block in section(page).blocks]
        assert len(told) > 1 and any("does not read as English" in words for words in told)
    said = render.render(page)
    assert "does not read as English" in said and 'id="check"' not in said and 'id="chain"' not in said


def test_the_seed_has_no_limits():
    assert text_type.find_limits(read_article(SEED)) == ()


def test_every_section_of_a_question_asks_whether_it_applies():
    """A section of these modules shows measures: it needs the decorator `answers`."""
    for name in ("readability", "judging"):
        module = importlib.import_module(f"analysis.views.{name}")
        own = [f for f in vars(module).values() if getattr(f, "__module__", "") == module.__name__ and callable(f)]
        sections = [f for f in own if getattr(f, "__annotations__", {}).get("return") in ("Section", Section)]
        assert sections
        bare = [f.__name__ for f in sections if not hasattr(f, "question") and f.__name__[0] != "_"]
        assert bare == [n for n in ("against_teachers",) if hasattr(module, n)]  # about no article
