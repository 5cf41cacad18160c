"""The teacher's pack: `teaching/` and the lessons' cells -> pages for teachers, worksheets, slides. Part of `report`.

Numbers are measured when the pages are made; the Markdown has their names, as in `{{ seed.unnamed_sources }}`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import PACKAGE, analyze, catalogue, frames
from analysis.article import OWN_VOICE, Article, ArticleError, Measurement
from analysis.measures.sourcing import counts
from analysis.report import handouts, slides, word_file, worksheets
from analysis.views.base.numbers_in_words import listed, quote, share, value_in_words
from analysis.views.base.numbers_in_words import number as number_in_words

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup as Clean

    from analysis.report.notebook_pages import Lesson
    from analysis.report.worksheets import Task

TEACHING = PACKAGE.parent / "teaching"
SEEDS = PACKAGE.parent / "seeds"
PLACE = "teaching/"  # the pack's folder in the site
ARTICLES = {
    "seed": "trump-takaichi-call.txt",
    "praised": "invented-bridge-praised.md",
    "blamed": "invented-bridge-blamed.md",
}
PAGES = ("plan_45_minutes", "plan_two_weeks", "running_it", "standards")  # besides the index, in the order of its list
# The parts of `teaching/lessons/NN.md`, in the order in which a teacher's page has them; the key comes before the first
# of AFTER_KEY.
BEFORE_KEY = ("Materials", "Plan", "Background", "Vocabulary", "Ask", "Misreadings")
AFTER_KEY = ("Exit ticket", "Rubric", "Sentence starters")
HEADINGS = {"Ask": "Questions to ask", "Misreadings": "Common misreadings"}
SETS = {"ccss": "Common Core", "c3": "C3 Framework", "namle": "NAMLE Key Questions", "iste": "ISTE Students"}
LISTED = "{{ lessons }}"  # where the index has the tables of lessons


@dataclass(frozen=True, slots=True)
class Notes:
    """What `teaching/lessons/NN.md` says of one lesson; `standards` are code -> how the lesson practices it. `articles`
    are the names of those that its worksheet prints; None: the seed, if the lesson shows an article."""

    number: str
    standards: Mapping[str, str]
    articles: tuple[str, ...] | None
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry of the key: a task with an answer, or a self-check, as HTML."""

    task: Task | None
    html: Clean


class Numbers:
    """An article's numbers in words, by the measures' names; in templates, `seed.sources`."""

    def __init__(self, file: str) -> None:
        self.page = analyze.open_article(SEEDS / file)
        self._words = frames.words(self.page)

    def __getattr__(self, name: str) -> str:
        try:
            return _in_words(self.page.measurement(name))
        except KeyError as error:
            raise AttributeError(str(error)) from None

    def voice(self, name: str = OWN_VOICE) -> int:
        """Body words in a source's voice; without a name: in the article's own."""
        return len(self._in_voice(name))

    def quoted(self, name: str) -> int:
        """A source's words inside its own quotation marks."""
        return int((~self._in_voice(name)["retold"]).sum())

    def _in_voice(self, name: str) -> pd.DataFrame:
        if name not in frames.source_names(self.page).values():
            raise ArticleError(f"{TEACHING}: {name!r} is not one voice of {self.page.file}")
        return self._words[self._words["voice"] == name]

    @property
    def unnamed(self) -> str:
        """The people and groups without a name, as the text has them."""
        return listed([quote(s.name) for s in counts.sources_in_body(self.page.analysis) if s.unnamed])

    @property
    def words(self) -> int:
        """Words of the body."""
        return len(self._words)


def _in_words(m: Measurement) -> str:
    """The value without the unit that the sentence around it says: a share, a grade, a tone; else with it."""
    if m.unit == catalogue.SHARE:
        return share(m.value)
    if catalogue.by_name(m.name).question in ("readability", "tone"):
        return number_in_words(m.value, 1 if "grade" in m.unit else 2, sign="VADER" in m.unit)
    return value_in_words(m)


@cache
def standards() -> Mapping[str, Any]:
    """`teaching/standards.toml`: `sets` (title, publisher, year, url) and `codes` (set, what it asks for)."""
    return tomllib.loads(_text("standards.toml"))


def _text(name: str) -> str:
    try:
        return (TEACHING / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ArticleError(f"{TEACHING / name}: cannot be read ({error.strerror})") from None


@cache
def notes(number: str) -> Notes:
    """What there is for teachers on a lesson; nothing where `teaching/lessons` has no file on it."""
    path = f"lessons/{number}.md"
    if not number or not (TEACHING / path).exists():
        return Notes(number, {}, None, {})
    _, head, text = _text(path).split("+++\n", 2)
    said = tomllib.loads(head)
    titles = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)
    parts = {title: body.strip() for title, body in zip(titles[1::2], titles[2::2], strict=True)}
    named = tuple(said["articles"]) if "articles" in said else None
    return Notes(number, said["standards"], named, parts)


@cache
def articles() -> Mapping[str, Numbers]:
    """The articles of the course by their names."""
    return {name: Numbers(file) for name, file in ARTICLES.items()}


def files(lessons: Sequence[Lesson]) -> dict[str, str | bytes]:
    """The pack's files by name, for the lessons that have a number."""
    lessons = [lesson for lesson in lessons if lesson.number]
    made: dict[str, str | bytes] = {}
    for lesson in lessons:
        sheet = worksheets.worksheet(lesson, _articles(lesson), _ticket(lesson), _words(lesson))
        made[f"worksheet_{lesson.number}.html"] = sheet.html()
        made[f"worksheet_{lesson.number}.docx"] = word_file.docx(sheet)
        if slides.has_slides(lesson):
            made[f"slides_{lesson.number}.html"] = slides.html(lesson)
        made[f"teach_{lesson.number}.html"] = _teach(lesson)
    pages = {stem: handouts.title(_filled(_text(f"{stem}.md"), **_shown(lessons))) for stem in PAGES}
    for stem, (title, text) in pages.items():
        made[f"{stem}.html"] = _written("page", title=title, text=handouts.markdown(text))
    made["index.html"] = _index(lessons, {stem: title for stem, (title, _) in pages.items()})
    return {PLACE + name: content for name, content in sorted(made.items())}


def _index(lessons: Sequence[Lesson], pages: Mapping[str, str]) -> str:
    """Where a teacher begins: `teaching/index.md` with the lessons in it, and the other pages below."""
    title, text = handouts.title(_text("index.md"))
    before, after = (handouts.markdown(_filled(part)) for part in text.partition(LISTED)[::2])
    shown = {"title": title, "before": before, "after": after, "lessons": lessons, "pages": pages}
    return _written("index", **shown, slides=slides.has_slides)


def _written(template: str, **shown: object) -> str:
    return handouts.written(template, handouts.styles("teaching/pack.css"), None, **shown)


def _articles(lesson: Lesson) -> list[Article]:
    named = notes(lesson.number).articles
    if named is None:
        named = ("seed",) if lesson.tagged("article") else ()
    return [articles()[name].page.article for name in named]


def _ticket(lesson: Lesson) -> str:
    """The question of the exit ticket; what follows it is what a good answer has."""
    return _filled(_part(lesson, "Exit ticket")).partition("\n\n")[0]


def _words(lesson: Lesson) -> list[str]:
    """The words and the sentence starters that a class may have on paper."""
    return [_filled(told) for name in ("Vocabulary", "Sentence starters") if (told := _part(lesson, name))]


def _part(lesson: Lesson, name: str) -> str:
    return notes(lesson.number).parts.get(name, "")


def _teach(lesson: Lesson) -> str:
    """The page for whoever teaches the lesson."""

    def parts(names: Sequence[str]) -> list[tuple[str, str, Clean]]:
        there = [(name, _filled(_part(lesson, name))) for name in names if _part(lesson, name)]
        return [(name, HEADINGS.get(name, name), _under_heading(text)) for name, text in there]

    codes = {code: (standards()["codes"][code], how) for code, how in notes(lesson.number).standards.items()}
    return _written(
        "teach",
        lesson=lesson,
        slides=slides.has_slides(lesson),
        before=parts(BEFORE_KEY),
        key=list(_key(lesson)),
        after=parts(AFTER_KEY),
        standards=codes,
        sets=SETS | {key: said["title"] for key, said in standards()["sets"].items() if key not in SETS},
    )


def _under_heading(text: str) -> Clean:
    return handouts.stepped(handouts.markdown(text), 3)


def _key(lesson: Lesson) -> Iterator[Answer]:
    """The answers to the tasks and to the self-checks, in the lesson's order."""
    tasks = iter(worksheets.tasks(lesson.cells))
    for cell in lesson.cells:
        if "task" in cell.tags:
            task = next(tasks)
            yield Answer(task, handouts.stepped(handouts.markdown(task.answer, lesson.file), 4))
        elif "check" in cell.tags:
            yield Answer(None, handouts.answered(handouts.fragment(cell.html, lesson.file)))


def _shown(lessons: Sequence[Lesson]) -> dict[str, object]:
    """What the Markdown of the pack may speak of besides the articles' numbers."""
    practiced = [(lesson, notes(lesson.number)) for lesson in lessons]
    return {"lessons": practiced, "standards": standards(), "core": [lesson for lesson in lessons if lesson.core]}


def _filled(source: str, **shown: object) -> str:
    """The Markdown with its numbers."""
    from jinja2 import Environment, StrictUndefined, UndefinedError

    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    try:
        return environment.from_string(source).render(**articles(), **shown)
    except UndefinedError as error:
        raise ArticleError(f"{TEACHING}: {error}") from None
