"""The small file beside an article that keeps what a person corrected in its sources and statements.

Its places are offsets into the article's text as it is read, without the lines that `corrections` put above it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.article import KINDS, Article, ArticleError, Correction, Span

ENDING = ".corrections.json"
LARGEST = 200_000  # bytes
SHAPES = {  # by what is corrected: whether it is of a statement, and of how many sources, two standing for more
    "said by": {(True, 1)},
    "said by another": {(True, 1)},
    "no statement": {(True, 0)},
    "no source": {(False, 1)},
    "same": {(False, 2)},
    "source": {(False, 1)},
}
ABOUT = "Sources and statements of this article, corrected by hand. Deleting this file undoes the corrections."


def beside(path: Path) -> Path:
    """The file of this article's corrections; it need not exist."""
    return path.with_name(path.name + ENDING)


def load(path: Path, read: Article, article: Article) -> tuple[Correction, ...]:
    """The corrections kept beside an article. Raises ArticleError when they are of another text or none of ours.

    `read` is the article as it is in the file, `article` the same with what was said of its headline and so on.
    """
    try:
        with beside(path).open("rb") as file:
            kept = json.loads(file.read(LARGEST))
        same_text = kept["sha256"] == _sha256(read)
        corrections = tuple(_correction(record, len(read.text)) for record in kept["corrections"])
    except FileNotFoundError:
        return ()
    except (KeyError, TypeError, ValueError, RecursionError, OSError):
        raise ArticleError(f"{beside(path)}: not what `correct` writes; delete it and correct again") from None
    if not same_text:
        raise ArticleError(f"{beside(path)}: made for another text than {path.name} has now; delete it, correct again")
    return tuple(_moved(c, len(article.text) - len(read.text)) for c in corrections)


def save(path: Path, read: Article, article: Article, corrections: tuple[Correction, ...]) -> None:
    """Keep these corrections beside the article, and nothing where there are none. On an error those before stay."""
    if not corrections:
        beside(path).unlink(missing_ok=True)
        return
    by = len(article.text) - len(read.text)
    if article.text[by:] != read.text:
        raise ArticleError(f"{path}: changed since it was opened; open it again, then correct it")
    file, head = beside(path), {"about": ABOUT, "sha256": _sha256(read)}
    lines = ",\n  ".join(json.dumps(_record(_moved(c, -by)), ensure_ascii=False) for c in corrections)
    text = f'{json.dumps(head, indent=1)[:-2]},\n "corrections": [\n  {lines}\n ]\n}}\n'
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_text(text, "utf-8", newline="\n")
        temporary.replace(file)
    except OSError as error:
        raise ArticleError(
            f"{file}: cannot be written ({error.strerror}); copy the article to another folder"
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


def _sha256(read: Article) -> str:
    return hashlib.sha256(read.text.encode("utf-8")).hexdigest()


def _moved(c: Correction, by: int) -> Correction:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((start + by, end + by) for start, end in spans)

    sources = tuple((name, moved((span,))[0]) for name, span in c.sources)
    return replace(c, content=moved(c.content), cue=moved(c.cue), sources=sources)


def _record(c: Correction) -> dict[str, Any]:
    return {name: value for name, value in asdict(c).items() if value not in ("", (), None) and name != "fits"}


def _correction(record: dict[str, Any], length: int) -> Correction:
    """Raises KeyError, TypeError or ValueError where it is none of a text of this length."""

    def spans(found: Iterable[Sequence[int]]) -> tuple[Span, ...]:
        if not all(0 <= start < end <= length for start, end in found):
            raise ValueError
        return tuple((int(start), int(end)) for start, end in found)

    content, cue = (spans(record.get(name, ())) for name in ("content", "cue"))
    sources = tuple((str(name), spans([at])[0]) for name, at in record.get("sources", ()))
    what, named, kind = record["what"], record.get("named"), record.get("kind")
    if (bool(content), min(len(sources), 2)) not in SHAPES[what] or kind not in (None, *KINDS):
        raise ValueError
    return Correction(
        what, str(record.get("text", "")), content, cue, sources, named if named is None else bool(named), kind
    )
