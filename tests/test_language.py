"""American spelling and plain words in everything that a person reads: prose, messages, docstrings, comments.

Names of measures, JSON keys and codes of the coding sheet are a contract, whatever their spelling: they are recognized
by the quotation mark, underscore, bracket or backtick beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("analysis", "docs", "notebooks", "research", "seeds", "teaching", "tests")
KINDS = {".md", ".toml", ".j2", ".css", ".ipynb", ".mjs", ".yml", ".py"}
LEFT_OUT = {"node_modules", ".venv", "__pycache__", ".ipynb_checkpoints"}
FILES = sorted(
    path
    for path in [*ROOT.glob("*.*"), *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*"))]
    if path.suffix in KINDS and path != Path(__file__) and not path.name.startswith("wikinews-")
    if not LEFT_OUT & set(path.relative_to(ROOT).parts)
)
# Parts of words as Britain spells them, and words that Americans have others for.
ELSEWHERE = re.compile(
    r"\b(?:un|re|mis|out)?(?:"
    r"(?:col|fav|hon|neighb|lab|behavi|rum|hum|harb|flav|endeav)our\w*|grey\w*|licence\w*|analys(?:e|ed|es|ing)"
    r"|(?:recogn|real|organ|emphas|summar|categor|normal|capital|initial|serial|standard|visual|memor|apolog|optim"
    r"|minim|maxim|critic|special|general|token)is(?:e|ed|es|ing|ations?)"
    r"|(?:label|travel|cancel|signal|model|level)l(?:ed|ing|er)|judgements?"
    r"|programmes?|(?:cent|theat|met|lit)res?|defences?|offences?|pretences?|scept\w+|practis\w+|mould\w*|artefacts?"
    r"|whilst|amongst|towards|learnt|spelt|burnt|nought|maths|adverts?|telephones?|fortnight|full stops?|per cent"
    r"|hangs? on (?:the|a|its|how|who|whom|what)"
    r")(?!\w)",
    re.IGNORECASE,
)
CONTRACT = re.compile(r"""["'`\[_]judgement\b|judgement(?:_words|\.groups)""")
# What schema 1 of the JSON says, and what shipped files say of themselves.
KEPT = re.compile(
    r"a judgement, and no source is given|maintainers labelled who each source is|\"judgements\""
    r"|sources and licences: README.md of this folder|non-commercial licence|Labour Party|Esk Harbour"
)
# Words as data: of word lists, and of texts and answers that tests make up.
ALLOWED = {
    "wording.toml": {"realise", "recognise"},
    "word_endings.toml": {"analyse", "defence", "towards"},
    "source_words.toml": {"criticise", "emphasise", "realise"},
    "irregular_verbs.toml": {"learnt", "signalled"},
    "page_words.toml": {"advert"},
    "articles.toml": {"analyse"},
    "test_checking.py": {"judgement"},
    "test_classroom.py": {"judgement"},
    "test_lessons.py": {"judgement"},
    "test_components.py": {"harbour"},
    "test_sourcing_kinds.py": {"metres", "neighbours"},
}


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file; of a notebook only what a person wrote."""
    text = path.read_text("utf-8")
    if path.suffix == ".ipynb":
        cells = nbformat.reads(text, as_version=4).cells
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    yield from enumerate(text.splitlines(), 1)


def foreign(path: Path) -> Iterator[str]:
    allowed = ALLOWED.get(path.name, set())
    for number, line in prose(path):
        for found in ELSEWHERE.finditer(KEPT.sub("", CONTRACT.sub("", line))):
            if found[0].lower() not in allowed:
                yield f"{path.relative_to(ROOT)}, line {number}: {found[0]}"


def test_files_are_found():
    assert {"README.md", "02.md", "glossary.toml", "02_the_headline.ipynb"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", [pytest.param(p, id=str(p.relative_to(ROOT))) for p in FILES])
def test_american_spelling(path: Path):
    assert list(foreign(path)) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("A judgement in grey, labelled by a neighbour.", ["judgement", "grey", "labelled", "neighbour"]),
        ("What it hangs on whom? Recognised, unlabelled.", ["hangs on whom", "Recognised", "unlabelled"]),
        ('`judgement_words`, [judgement] and "judgement" are names.', []),
        ("A judgment in gray, labeled by a neighbor; the label, the centers, raised eyes, a table of metrics.", []),
    ],
)
def test_what_is_found(line: str, words: list[str]):
    assert [found[0] for found in ELSEWHERE.finditer(CONTRACT.sub("", line))] == words
