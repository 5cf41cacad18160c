"""Makes the table of sources that ships, for the notebook on many articles, of a corpus whose sources are linked.

    python -m analysis corpus DATA/reference-articles.jsonl.gz --out DIR --text body --headline title ...
    python -m analysis across DIR
    python -m research.validation.many_articles DIR

Writes analysis/data/many_articles.parquet (its README has the data statement): no text, no name as an article has it,
and `who` only for sources that are in two articles or more. The same tables give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analysis import DATA
from analysis.article import ArticleError

if TYPE_CHECKING:
    from pyarrow import Table

GIVEN = "sources_across.parquet"
FILE = DATA / "many_articles.parquet"
COLUMNS = (
    *("article", "outlet", "published", "kind", "named", "pronouns", "called", "across", "who", "linked"),
    *("statements", "direct", "mixed", "indirect", "words", "quoted_words", "retold_words"),
)
FEWEST = 2  # articles that name a source whose name is kept: what one article says of a person stays there


def build(corpus: Path, out: Path) -> str:
    """Write the table; a line that says what is in it. Raises ArticleError when the corpus has no linked sources."""
    import pyarrow.parquet as pq

    table = kept(_given(corpus))
    about = {"about": json.dumps({"made_with": _made_with(corpus), "fewest_articles": FEWEST})}
    table = table.replace_schema_metadata(about)
    temporary = out.with_suffix(".new")
    pq.write_table(table, temporary, compression="zstd")
    temporary.replace(out)
    names = table["who"].drop_null()
    articles = len(table["article"].unique())
    return f"{out.name}: {table.num_rows:,} sources in {articles:,} articles, {len(names.unique()):,} names"


def kept(table: Table) -> Table:
    """The columns that ship, and `who` only where its source is in at least `FEWEST` articles."""
    import pyarrow.compute as pc

    articles = table.select(["across", "article"]).group_by("across").aggregate([("article", "count_distinct")])
    often = articles.filter(pc.greater_equal(articles["article_count_distinct"], FEWEST))["across"].drop_null()
    named = pc.is_in(table["across"], value_set=often.combine_chunks())
    who = pc.if_else(named, table["who"], None)
    at = table.schema.get_field_index("who")
    return table.set_column(at, table.schema.field("who").remove_metadata(), who).select(COLUMNS).combine_chunks()


def _given(corpus: Path) -> Table:
    import pyarrow.parquet as pq

    path = corpus / GIVEN
    if not path.is_file():
        raise ArticleError(f"{path}: no such file; run python -m analysis across {corpus} first")
    if missing := set(COLUMNS) - set(pq.read_schema(path).names):
        raise ArticleError(f"{path}: no column {', '.join(sorted(missing))}; run python -m analysis across again")
    return pq.read_table(path, columns=list(COLUMNS))


def _made_with(corpus: Path) -> dict[str, str]:
    """What the corpus was made with: version, pipeline and libraries, as its manifest has them."""
    path = corpus / "manifest.json"
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise ArticleError(f"{path}: no manifest that can be read; is this a corpus that was finished?") from None
    return {name: str(manifest[name]) for name in ("version", "code", "pipeline", "libraries") if name in manifest}


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="DIR", help="a corpus, after `across`")
    parser.add_argument("--out", type=Path, default=FILE, metavar="FILE", help="instead of the one that ships")
    options = parser.parse_args(given)
    try:
        print(build(options.corpus, options.out))
    except ArticleError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
