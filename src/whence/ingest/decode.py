"""Bytes to text: which encoding, and what to do with the bytes that fit none.

What speaks for an encoding is heeded in this order; the first that holds decides:

1. a byte order mark, and zero bytes as UTF-16 and UTF-32 without a mark have them;
2. the escape sequences of ISO-2022, in bytes that are all ASCII;
3. valid UTF-8: an accident of another encoding in a few letters only;
4. UTF-8 with a few broken bytes, or cut in the middle of a character: as many good characters as bad places where it is
   declared, three times as many where nothing is, five times as many against another declaration;
5. the encoding that the server, or else the page, declares, where the bytes are valid in it, or nearly: its label means
   what browsers mean by it (WHATWG Encoding Standard), so `iso-8859-1` is windows-1252;
6. a detector that is sure: it looks at the runs of text that hold a byte outside ASCII, for the markup around them
   tells nothing, and is asked for encodings that browsers know only. Its answer must fit better than windows-1252 by
   a margin, and below four bytes outside ASCII nothing is guessed;
7. windows-1252, as browsers do.

Nothing is replaced without a trace: `Decoded.replaced` counts the places. Measured on windows of 15 to 4,000 characters
of 300 real articles and 23 invented texts, in 25 encodings and with nothing declared: of 1,504 in windows-1252 each is
read so (1,454 by the detector alone), of 1,325 in encodings of other languages 1,115 are read right (1,073). Mac Roman
is hard to tell from windows-1252: of 1,395 windows 631 are read right (1,253), of 372 of the longest 320.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from whence.errors import Unreadable
from whence.ingest import wording

__all__ = ["Decoded", "declared_charset", "decode", "even_newlines", "wide_encoding"]

_BOMS = (  # the UTF-32 marks begin with the UTF-16 ones and so stand first
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read a label as (WHATWG Encoding Standard): the label's own table lacks characters that pages do use.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "utf-8-sig": "utf-8",
    "shift_jis": "cp932",
    "euc_jp": "euc_jis_2004",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "euc_kr": "cp949",
}
_ELSE = {"cp950": "big5hkscs"}  # browsers' Big5 holds both; where they differ it has the signs of the first
_LABELS = {  # labels of the standard that Python has no codec for, without their "x-"
    **dict.fromkeys(("unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8"), "utf-8"),
    **dict.fromkeys(("gb_2312", "gb_2312-80", "csgb2312"), "gb18030"),
    **dict.fromkeys(("cseuckr", "csksc56011987", "iso-ir-149", "ks_c_5601-1989", "ksc_5601", "windows-949"), "cp949"),
    **dict.fromkeys(("cn-big5", "x-big5"), "cp950"),
    **dict.fromkeys(("csmacintosh", "mac"), "mac-roman"),
    **dict.fromkeys(("mac-cyrillic", "mac-ukrainian"), "mac-cyrillic"),
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    **dict.fromkeys(("csiso88598e", "csiso88598i", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("csiso88596e", "csiso88596i"), "iso8859-6"),
    "cseucpkdfmtjapanese": "euc_jis_2004",
    "csisolatin9": "iso8859-15",
    **dict.fromkeys(("dos-874", "windows-874"), "cp874"),
    "koi8-ru": "koi8-u",
    "sun_eu_greek": "iso8859-7",
    "windows-31j": "cp932",
}
_ISO = re.compile(r"iso[-_]?8859[-_]?(\d{1,2})(?:-[ei])?")
_NO_CHARSET = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "mbcs", "oem"}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,8}=\s{0,8}["']?\s{0,8}([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
_HEAD = 4096  # a declaration stands in the first 1,024 bytes by the rules of HTML; real pages are later now and then
_SAMPLE = 1 << 16
_GOOD_PER_BAD = 20  # an encoding with slips: that many well-formed characters outside ASCII to each bad place
# UTF-8 with slips: that many to each bad place where it is declared, where nothing is, and where another encoding is.
# Of 4,200 windows in other encodings one reached 1, by eight accidents.
_GOOD_DECLARED, _GOOD_UNDECLARED, _GOOD_AGAINST = 1, 3, 5
_UTF8_CUT = 2  # so many bytes of a character that was cut off speak for UTF-8 by themselves
_FOUND_AMONG = (  # the encodings of the standard, by the detector's names
    "cp866", "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "koi8-r", "koi8-u", "mac-roman",
    "mac-cyrillic", "cp874", "tis-620", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "gb18030", "big5hkscs", "euc_jis_2004", "cp932", "cp949", "euc_kr",
)  # fmt: skip
_WEST = "cp1252"
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_ESCAPED = ("iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_ext", "iso2022_kr")
_LEAST_BYTES = 4  # outside ASCII; with fewer, one in two hundred windows in windows-1252 was taken for another encoding
_LEAST_MARGIN = 1.25  # over windows-1252: what it is taken for there had 1.0 at most, another encoding 1.28 at least
_MAC_BYTES = 6  # the detector's two tables of western languages lie close; letters of one are signs of the other


class Decoded(NamedTuple):
    """A text, the codec that gave it, and how many places stand as U+FFFD because no encoding fitted them."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes, *, charset: str | None = None) -> Decoded:
    """Return the text of some bytes. `charset` is what the server declared, which goes before what the page declares.

    Raises `Unreadable` where the bytes are no text.
    """
    decoded = _by_mark(data) or _by_bytes(data, charset)
    if _mostly_controls(decoded.text):
        raise Unreadable(wording.NOT_TEXT)
    return decoded


def even_newlines(text: str) -> str:
    """Turn the line ends of Windows and of old Macs into plain ones."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page's meta element or XML declaration names, in its own spelling."""
    found = _DECLARED.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def wide_encoding(sample: bytes) -> str | None:
    """Return the form of UTF-16 or UTF-32 that a text without a mark shows by its zero bytes, if it does."""
    return _detected(sample, _WIDE) if b"\0" in sample else None


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                return _by_bytes(body, encoding)
            decoded = _with_marks(body, encoding)
            if decoded is None:  # two bytes to a letter: no other encoding can be meant
                raise Unreadable(wording.UNDECODABLE)
            return decoded
    return None


def _by_bytes(data: bytes, charset: str | None) -> Decoded:
    """Decode bytes without a mark."""
    wide = wide_encoding(data[:_SAMPLE])
    codecs_declared = [codec for label in (charset, declared_charset(data)) if label and (codec := _codec(label))]
    return (
        (_with_marks(data, wide) if wide else None)
        or _escaped(data)
        or _strict(data, "utf-8")
        or _slips(data, codecs_declared)
        or _declared(data, codecs_declared)
        or _by_detector(data)
        or _west(data)
    )


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return None


class _Marked(NamedTuple):
    """A text with U+FFFD for what does not fit: how many characters fit, how many places do not, what was cut off."""

    text: str
    good: int
    bad: int
    cut: int


def _marked(data: bytes, encoding: str) -> _Marked:
    """Decode with marks; a character that the bytes' end cuts off is marked and counts apart."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data)
    cut = len(decoder.getstate()[0])
    wide = encoding in _WIDE
    stated = 0 if wide else data.count("\N{REPLACEMENT CHARACTER}".encode()) if encoding == "utf-8" else 0
    bad = text.count("\N{REPLACEMENT CHARACTER}") - stated
    good = (len(text) if wide else sum(char > "\x7f" for char in text)) - bad
    return _Marked(text + decoder.decode(b"", final=True), good, bad, cut)


def _with_marks(data: bytes, encoding: str) -> Decoded | None:
    """Decode with U+FFFD for what does not fit, where that is little."""
    found = _strict(data, encoding)
    if found is not None:
        return found
    marked = _marked(data, encoding)
    if marked.good < max(1, _GOOD_AGAINST * marked.bad):
        return None
    return Decoded(marked.text, encoding, marked.bad + bool(marked.cut))


def _slips(data: bytes, declared: list[str]) -> Decoded | None:
    """Decode UTF-8 with slips."""
    marked = _marked(data, "utf-8")
    least = _GOOD_DECLARED if "utf-8" in declared else _GOOD_AGAINST if declared else _GOOD_UNDECLARED
    cut_only = not marked.bad and least != _GOOD_AGAINST and (marked.cut >= _UTF8_CUT or bool(declared))
    if marked.good < max(1, least * marked.bad) and not cut_only:
        return None
    return Decoded(marked.text, "utf-8", marked.bad + bool(marked.cut))


def _escaped(data: bytes) -> Decoded | None:
    if b"\x1b" not in data or not data.isascii():
        return None
    found = _detected(data[:_SAMPLE], _ESCAPED)
    return Decoded(data.decode(found, "replace"), found) if found else None


def _declared(data: bytes, declared: list[str]) -> Decoded | None:
    for codec in declared:
        for one in (codec, _ELSE.get(codec)):
            if one and (decoded := _strict(data, one)):
                return decoded
    return next((decoded for codec in declared if codec != "utf-8" and (decoded := _with_marks(data, codec))), None)


def _codec(label: str) -> str | None:
    """Return the codec to read a declared encoding with; None for one that no page can be in."""
    label = label.strip().lower().removeprefix("x-")
    iso = _ISO.fullmatch(label)
    try:
        name = codecs.lookup(_LABELS.get(label) or (f"iso8859-{iso[1]}" if iso else label)).name
    except (LookupError, ValueError):
        return None
    if name.replace("-", "_") in _NO_CHARSET or name.startswith(
        ("utf-16", "utf-32")
    ):  # the declaration itself was read as ASCII
        return None
    name = _READ_AS.get(name, name)
    try:
        "".encode(name)
    except (LookupError, UnicodeError):  # a codec of bytes to bytes, such as base64
        return None
    return name


def _by_detector(data: bytes) -> Decoded | None:
    """Decode as the detector says, where it is sure."""
    sample = _outside_ascii(data)
    scores = _scores(sample, _FOUND_AMONG)
    west = max((scores[name] for name in scores if _READ_AS.get(name, name) == _WEST), default=0.0)
    count = sum(byte > 0x7F for byte in sample)
    for found in scores:
        codec = _READ_AS.get(found, found)
        near = codec == "mac-roman" and count >= _MAC_BYTES
        if codec == _WEST or count < _LEAST_BYTES or not (near or scores[found] >= _LEAST_MARGIN * west):
            return None
        decoded = _with_marks(data, codec)
        if decoded and not _C1.search(decoded.text):
            return decoded
    return None


def _outside_ascii(data: bytes) -> bytes:
    """Return the runs of text between tags and line ends that hold a byte outside ASCII, one a line.

    No encoding in question has these signs of ASCII inside of a character.
    """
    runs = (run for run in re.split(rb"[<>\r\n]", data) if not run.isascii())
    return b"\n".join(runs)[:_SAMPLE]


def _detected(sample: bytes, among: tuple[str, ...]) -> str | None:
    scores = _scores(sample, among)
    return max(scores, key=lambda name: scores[name], default=None)


def _scores(sample: bytes, among: tuple[str, ...]) -> dict[str, float]:
    """Return how well each of some encodings fits, best first, where they fit at all."""
    import chardet  # here, for most texts are UTF-8 and never need its tables  # noqa: PLC0415

    found = chardet.detect_all(
        sample, ignore_threshold=True, compat_names=False, include_encodings=(*among, _WEST),
        no_match_encoding=_WEST, empty_input_encoding=_WEST,
    )  # fmt: skip
    return {one["encoding"]: one["confidence"] for one in found if one["encoding"] in among}


def _west(data: bytes) -> Decoded:
    """Decode as windows-1252, in which five bytes mean nothing."""
    text = data.decode(_WEST, "replace")
    return Decoded(text, _WEST, text.count("\N{REPLACEMENT CHARACTER}"))


_C1 = re.compile("[\x80-\x9f]")  # what no text has, and what tables of ISO 8859 make of the quotation marks of Windows
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")


def _mostly_controls(text: str) -> bool:
    """Whether more than one character in fifty is a control character, as in binary data that some table decodes."""
    sample = text[:_SAMPLE]
    if _CONTROL.search(sample) is None:
        return False
    return len(_CONTROL.findall(sample)) * 50 > len(sample)
