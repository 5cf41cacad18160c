"""The article itself, what it says about its origin, and its longest statement."""

import pandas as pd

from analysis.article import Page
from analysis.measures import statement
from analysis.views.base.common import OTHER_ZONE_NAMES, ZONE_NAMES, answers
from analysis.views.base.html import Marked, Section, Table, Text, element, join
from analysis.views.base.numbers_in_words import count, in_marks, quote, share

NOBODY = "Nobody with a name speaks in this article at any length."


def plain_article(page: Page) -> Section:
    """The headline and the paragraphs without any mark, to be read first."""
    article, headline = page.article, page.article.headline
    paragraphs = [element("strong", headline)] if headline else []
    paragraphs += [article.text[slice(*span)] for span in article.paragraphs]
    return Section(Marked(join(element("p", words) for words in paragraphs), "The article as it stands"))


def parts_of_article(page: Page) -> Section:
    """What the text says about where it comes from: headline, photo, author, place, outlet, date and link."""
    article = page.article
    dates = {"published": article.published, "photo_date": article.photo_date}
    others = [z for z in article.zones if z.kind in OTHER_ZONE_NAMES]
    names = [*ZONE_NAMES.values(), *(OTHER_ZONE_NAMES[z.kind] for z in others)]
    said = [dates.get(kind) or article.field(kind) for kind in ZONE_NAMES]
    said += [article.text[slice(*z.span)] for z in others]
    shown = pd.Series([quote(s, 200) if isinstance(s, str) else s for s in said], dtype=object)
    frame = pd.DataFrame({"Part": names, "What the text says": shown})
    missing = shown.isna().sum()
    note = f"{missing} of {len(ZONE_NAMES)} parts are not in the text. The page where it appeared may say more."
    return Section(Table(frame, "What the text says about where it comes from", note if missing else ""))


@answers("sourcing")
def longest_statement(page: Page) -> Section:
    """The longest stretch that one named person has, sentence by sentence, with the size of it."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    name = page.analysis.sourcing.source(found.source_id).name
    quoted = join(element("p", page.article.text[slice(*s)]) for s in found.sentences)
    said = (
        f"{name} has {count(found.words, 'word')} here, in {count(len(found.sentences), 'sentence')}: "
        f"{share(found.share)} of the body's {len(page.article.body_words()):,} words."
    )
    if "U.S." in page.article.text:
        said += " The program counts “U.S.” as two words."
    return Section(Marked(quoted, f"The longest statement, by {name}, sentence by sentence"), Text(said))


@answers("sourcing")
def taken_up(page: Page) -> Section:
    """The subjects of the rest of the article, and how often the longest statement has them."""
    found = statement.longest_statement(page.analysis)
    if found is None:
        return Section(Text(NOBODY))
    subjects = statement.find_subjects(page.analysis, found)
    if not subjects:
        return Section(Text("The rest of the article has no noun or name often enough to look for."))
    name = page.analysis.sourcing.source(found.source_id).name
    rows = [(s.word, len(s.outside), len(s.inside)) for s in subjects]
    frame = pd.DataFrame(rows, columns=["Word", "Times in the rest", "Times in the statement"])
    missing = [s.word for s in subjects if not s.inside]
    note = (
        f"{len(missing)} of {len(subjects)} are not in the statement. A word is counted with its other forms, as in "
        "“farm” and “farmers.” The program counts words; it does not know what an answer is."
    )
    never = "never comes up" if len(missing) == 1 else "never come up"
    title = (
        f"{in_marks(missing, 3)} {never} in {name}’s statement" if missing else f"All of them are in {name}’s statement"
    )
    return Section(Table(frame, title, note))
