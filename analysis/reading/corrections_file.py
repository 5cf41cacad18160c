"""The file beside an article that keeps what a person corrected in its sources and statements.

Its places are offsets into the article's text as given, without the lines that `corrections` put above it.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.article import KINDS, TYPES, Article, ArticleError, Correction, as_given

ENDING = ".corrections.json"
LARGEST = 200_000  # bytes
ABOUT = "Sources and statements of this article, corrected by hand. Deleting this file undoes the corrections."
# What is corrected -> of how many sources at least, and whether it is about a statement.
SHAPES = {"source statement": (1, True), "drop_statement": (0, True), "not_a_source": (1, False), "source": (1, False)}
SHAPES |= {"same": (2, False), "statement type": (0, True)}


def beside(path: Path) -> Path:
    """The file of this article's corrections; it need not exist."""
    return path.with_name(path.name + ENDING)


def load(path: Path, read: Article, article: Article) -> tuple[Correction, ...]:
    """The corrections kept beside an article. Raises ArticleError when they are of another text or none of ours.

    `read` is the article as it is in the file, `article` the same with what was said of its headline and so on.
    """
    by = len(article.text) - len(read.text)
    try:
        with beside(path).open("rb") as file:
            kept = json.loads(file.read(LARGEST))
        text = as_given(read, read.given).text
        same_text = kept["sha256"] == _sha256(text)
        corrections = tuple(_correction(record, len(text)) for record in kept["corrections"])
    except FileNotFoundError:
        return ()
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, OSError):
        raise ArticleError(f"{beside(path)}: not what `correct` writes; delete it and correct again") from None
    if not same_text:
        raise ArticleError(f"{beside(path)}: made for another text than {path.name} has now; delete it, correct again")
    if read.given:
        corrections = tuple(replace(c, places=tuple(map(read.given.printed, c.places))) for c in corrections)
    return tuple(_moved(c, by) for c in corrections)


def save(path: Path, read: Article, article: Article, corrections: Sequence[Correction]) -> None:
    """Keep these corrections beside the article, and nothing where there are none. On an error those before stay."""
    file, by = beside(path), len(article.text) - len(read.text)
    if article.text[by:] != read.text:
        raise ArticleError(f"{path}: changed since it was opened; open it again, then correct it")
    records = [asdict(as_given(_moved(c, -by), read.given)) for c in corrections]
    lines = ",\n  ".join(
        json.dumps({k: v for k, v in r.items() if v not in ("", (), None) and k != "fits"}, ensure_ascii=False)
        for r in records
    )
    head = json.dumps({"about": ABOUT, "sha256": _sha256(as_given(read, read.given).text)}, indent=1)[:-2]
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.write_text(f'{head},\n "corrections": [\n  {lines}\n ]\n}}\n', "utf-8", newline="\n")
        temporary.replace(file) if corrections else file.unlink(missing_ok=True)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise ArticleError(f"{file}: {what}; copy the article to another folder") from None
    finally:
        temporary.unlink(missing_ok=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _moved(c: Correction, by: int) -> Correction:
    return replace(c, places=tuple((start + by, end + by) for start, end in c.places))


def _correction(record: dict[str, Any], length: int) -> Correction:
    """One line of the file. Raises some error where it is none of a text of this length."""
    places, names = tuple(map(tuple, record.get("places", ()))), tuple(map(str, record.get("names", ())))
    least, of_statement = SHAPES[record["what"]]
    inside = all(0 <= start < end <= length for start, end in places)
    typed = record.get("type") in (TYPES if record["what"] == "statement type" else (None,))
    fits = typed and inside and bool(places) == of_statement and len(names) >= least
    if not fits or record.get("kind") not in (None, *KINDS):
        raise ValueError
    named = None if record.get("named") is None else bool(record["named"])
    text, kind = str(record.get("text", "")), record.get("kind")
    return Correction(record["what"], text, places, names, named, kind, record.get("type"))
