"""Bytes -> text: by byte order mark, by what a page or a server declares, by trying, by detection."""

import codecs
import re
from contextlib import suppress

from analysis.article import ArticleError, word_set

_SAVE = "save the article as plain text first"
_IMAGE = "an image, not text; give the article's words as text"
_OTHER_FILES = {
    b"%PDF-": "a PDF, not text; copy the article's words into a text file (.txt), and give that file",
    b"PK\x03\x04": f"a zip or office file, not text; {_SAVE}",
    b"\xd0\xcf\x11\xe0": f"an office file, not text; {_SAVE}",
    b"{\\rtf": f"a rich text file, not plain text; {_SAVE}",
    b"\x1f\x8b": "a compressed file, not text; unpack it first",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), _IMAGE),
    b"bplist00": "a web archive, not text; save the page as “Page Source” (HTML)",
    b"From: <Saved by": "a web archive, not text; save the page as “Webpage, HTML only”",
}
# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be"}
_MARKS |= {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_HALVES = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# As browsers do, in the beginning of a page only.
_IN_PAGE = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w:.-]{2,40})""", re.IGNORECASE)
_IN_XML = re.compile(rb"""\s{0,99}<\?xml[^>]{0,99}?encoding\s{0,9}=\s{0,9}["']([\w:.-]{2,40})""")
# What detection may choose from: in English news its guess between the neighbors of Windows-1252 is worth little.
_DETECTED = word_set(
    "cp1252 mac_roman cp1250 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 shift_jis euc_jp euc_kr gb18030 big5"
)
_ENOUGH, _SAMPLE = 100, 100_000  # bytes
_MANY = 0.1
_WINDOWS_MARKS, _MAC_MARKS = re.compile(rb"[\x91-\x97]"), re.compile(rb"[\xd0-\xd5]")  # quotation marks and dashes


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file without its byte order mark. Raises ArticleError for what is not text.

    By that mark, else UTF-16 without one, else UTF-8, else by the encoding that the server (`declared`) or a page's own
    head names, else what is detected, for English mostly Windows-1252.
    """
    opening = data[:1000].lstrip(b"\xef\xbb\xbf\r\n\t ")  # a PDF may begin a little later
    for magic, what in _OTHER_FILES.items():
        if opening.startswith(magic):
            raise ArticleError(what)
    mark, encoding = next((pair for pair in _MARKS.items() if data.startswith(pair[0])), (b"", None))
    text = _decoded(data.removeprefix(mark), encoding) if encoding else _without_mark(data, declared)
    if "\0" in text or len(_CONTROL.findall(text)) > len(text) / 100:
        raise ArticleError(f"a binary file, not text; {_SAVE}")
    return text


def _without_mark(data: bytes, declared: str | None) -> str:
    if bare := _bare_utf16(data):
        return _decoded(data, bare)
    # What is UTF-8 throughout and not ASCII is nothing else, whatever a page says of itself.
    in_page = _IN_XML.match(data[:1024]) or _IN_PAGE.search(data[:4096])
    named = _known(declared) or _known(in_page and in_page[1].decode("ascii", "replace"))
    return _decoded(data, *filter(None, ("utf-8", named, _detected(data), "cp1252")))


def _known(label: str | None) -> str | None:
    """Python's name of an encoding that browsers know; Python itself would take `idna` or `unicode_escape` too."""
    import webencodings

    found = webencodings.lookup(label) if label and label.isascii() else None
    name = found and found.codec_info.name
    return None if name in (None, "utf-8", "utf-16-le", "utf-16-be", "x-user-defined") else name


def _detected(data: bytes) -> str | None:
    """Of English text, by its quotation marks and dashes, Windows-1252 or Mac OS Roman; else what detection finds."""
    if b"\0" in data or _is(data, "utf-8"):
        return None
    sample = data[:_SAMPLE]
    few = sum(byte > 127 for byte in sample) <= _MANY * len(sample)
    windows, mac = len(_WINDOWS_MARKS.findall(sample)), len(_MAC_MARKS.findall(sample))
    if few and windows != mac:
        return "mac_roman" if mac > windows else "cp1252"
    if len(data) < _ENOUGH:
        return None
    import charset_normalizer

    best = charset_normalizer.from_bytes(sample, cp_isolation=sorted(_DETECTED)).best()
    found = best and best.encoding
    return None if few and found != "mac_roman" and _is(data, "cp1252") else found


def _is(data: bytes, encoding: str) -> bool:
    with suppress(UnicodeDecodeError):
        return data.decode(encoding) is not None
    return False


def _decoded(data: bytes, *encodings: str) -> str:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    if b"\0" in data and encodings[0] == "utf-8":
        raise ArticleError(f"a binary file, not text; {_SAVE}")
    tried = " or ".join(name.upper().replace("CP1252", "Windows-1252") for name in dict.fromkeys(encodings))
    raise ArticleError(f"cannot be decoded as {tried}; save it as UTF-8 text")


def _bare_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: in English every other byte, or nearly, is zero and none of the rest is."""
    if len(data) % 2 or b"\0" not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    if min(even, odd) or max(even, odd) < 0.7 * len(data) / 2:
        return None
    return "utf-16-be" if even else "utf-16-le"


def replace_surrogates(text: str) -> str:
    """The text with U+FFFD for each half of a character: nothing can write these, and a command line may hold them."""
    return _HALVES.sub("\ufffd", text)
