"""Lines with known zones -> the text of an article that had none yet, as a web page or Markdown has none."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from analysis.article import REPEATED, Article, Span, Zone
from analysis.reading.captions import SLIDE_NUMBER, as_caption, credit_names, is_label
from analysis.reading.line_patterns import find_dateline


@dataclass(slots=True)
class ArticleBuilder:
    """The lines so far: words, zones, and the part that is a body paragraph. Of a zone that an article has once, the
    first is kept."""

    lines: list[tuple[str, tuple[Zone, ...], Span | None]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    published: date | None = None
    photo_date: date | None = None
    kinds: set[str] = field(default_factory=set)

    def add(self, words: str, zones: Iterable[Zone] = (), day: date | None = None, body: Span | None = None) -> None:
        """A line, with those of its zones that the article does not have yet; `day` is what its date zone says."""
        kept = tuple(z for z in zones if z.kind in REPEATED or z.kind not in self.kinds)
        if any(z.kind == "caption" for z in kept) and "caption" in self.kinds:
            kept = tuple(z for z in kept if z.kind == "caption")  # credit and date are the first photo's
        new = {z.kind for z in kept}
        self.photo_date = day if "photo_date" in new else self.photo_date
        self.published = day if "published" in new else self.published
        self.kinds |= new
        self.lines.append((words, kept, body))

    def words_of(self, kind: str) -> str | None:
        """The words of the first zone of this kind so far."""
        return next((words[slice(*z.span)] for words, zones, _ in self.lines for z in zones if z.kind == kind), None)

    def add_zone(self, kind: str, words: str, before: str = "") -> None:
        """A line with one zone, after words that do not belong to it, such as "By "."""
        self.add(before + words, [Zone(kind, (len(before), len(before + words)))])

    def add_body(self, words: str) -> None:
        """A paragraph of the body, without the dateline that may open the first."""
        begin, zones = 0, ()
        if not any(body for *_, body in self.lines) and (found := find_dateline(words)):
            zones, begin = found[0].zones, found[1]
        self.add(words, zones, body=(begin, len(words)) if any(c.isalnum() for c in words[begin:]) else None)

    def add_pictures(self, parts: list[tuple[str, str]]) -> None:
        """What a page shows beside one or more pictures, in order: ("caption" or "credit", words)."""
        first = "credit" if (parts[0][0], parts[-1][0]) == ("credit", "caption") else "caption"
        pictures: list[list[tuple[str, str]]] = []
        for role, words in parts:
            if is_label(words) or (pictures and (role, words) in pictures[-1]):
                continue
            if not pictures or (role == first and (pictures[-1][-1][0] != first or SLIDE_NUMBER.match(words))):
                pictures.append([])
            pictures[-1].append((role, words))
        for picture in pictures:
            self.add_caption(*(" ".join(w for r, w in picture if r == role) for role in ("caption", "credit")))

    def add_caption(self, caption: str, credit: str) -> None:
        """A photo's caption and the credit that the page gives beside it; either may be empty."""
        whole = " ".join(filter(None, (caption, credit)))
        sign = as_caption(whole)
        zones = [z for z in sign.zones if caption or z.kind == "credit"]
        if credit:
            start, end = credit_names(credit)
            at = len(whole) - len(credit)
            zones = [z for z in zones if z.kind != "credit"] + [Zone("credit", (at + start, at + end))]
        self.add(whole, zones, sign.day)

    def article(self) -> Article:
        """The article of all lines, with blank lines between them; of nothing but corrections, they are the body."""
        nothing, at = not any(body for *_, body in self.lines), 0
        zones: list[Zone] = []
        paragraphs: list[Span] = []
        for words, own, body in self.lines:
            if nothing and any(z.kind == "correction" for z in own):
                own, body = (), (0, len(words))
            zones += [z.shifted(at) for z in own]
            paragraphs += [(at + body[0], at + body[1])] if body else []
            at += len(words) + 2
        zones.sort(key=lambda z: (z.span[0], -z.span[1]))
        text = "\n\n".join(words for words, *_ in self.lines)
        return Article(text, tuple(zones), tuple(paragraphs), self.published, self.photo_date, tuple(self.notes))
