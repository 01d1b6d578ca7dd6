"""Bytes to text in the right encoding, or an error that says so."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.decode import declared_charset, decode, even_newlines
from whence.ingest.kinds import refuse_binary

FRENCH = "Le maire a déclaré que l’usine « ne rouvrira pas » avant l’été prochain, à Valmère. "
RUSSIAN = "Министр заявил в среду, что мост через реку откроют весной, сообщает газета. "
POLISH = "Burmistrz powiedział w środę, że most na rzece będzie otwarty dopiero wiosną; mieszkańcy ciągle czekają. "
GREEK = "Ο δήμαρχος δήλωσε την Τετάρτη ότι η γέφυρα πάνω από τον ποταμό θα ανοίξει την άνοιξη. "
ARABIC = "قال رئيس البلدية يوم الأربعاء إن الجسر فوق النهر سيفتح في الربيع. "
JAPANESE = "市長は水曜日、川に架かる橋は春まで開通しないと述べた。住民たちは、もう三年も待っていると話している。"
CHINESE = "市长星期三表示，横跨河流的大桥要到明年春天才能开放。村民们说，他们已经等了三年。"
TAIWANESE = "市長星期三表示，橫跨河流的大橋要到明年春天才能開放。村民們說，他們已經等了三年。"
KOREAN = "시장은 수요일 강을 가로지르는 다리가 봄에야 열릴 것이라고 말했다. 주민들은 벌써 삼 년째 기다린다. "
ENGLISH = "The ferry was late again, the café’s owner said. "

ENCODINGS = {  # those of the WHATWG Encoding Standard that Python has, by their labels: the codec, and letters to write
    "ibm866": ("cp866", RUSSIAN),
    "iso-8859-2": ("iso8859-2", POLISH),
    "iso-8859-3": ("iso8859-3", "ĦħĈĉĜĝŜŝŬŭ"),
    "iso-8859-4": ("iso8859-4", "ĄąĖėŪūŽžŠš"),
    "iso-8859-5": ("iso8859-5", RUSSIAN),
    "iso-8859-6": ("iso8859-6", ARABIC),
    "iso-8859-7": ("iso8859-7", GREEK),
    "iso-8859-8": ("iso8859-8", "ראש העיר אמר"),
    "iso-8859-8-i": ("iso8859-8", "ראש העיר אמר"),
    "iso-8859-10": ("iso8859-10", "ĒēĢģĶķÐðÞþ"),
    "iso-8859-13": ("iso8859-13", "ĄąĖėŪūŽžŠš"),
    "iso-8859-14": ("iso8859-14", "ŴŵŶŷẀẁ"),
    "iso-8859-15": ("iso8859-15", "€ŠšŽžŒœŸé"),
    "iso-8859-16": ("iso8859-16", "ȘșȚțĂăÎî"),
    "koi8-r": ("koi8-r", RUSSIAN),
    "koi8-u": ("koi8-u", RUSSIAN + "іїєґ"),
    "macintosh": ("mac-roman", "éàü“”’—"),
    "windows-874": ("cp874", "นายกเทศมนตรีกล่าว"),
    "windows-1250": ("cp1250", POLISH + "„”"),
    "windows-1251": ("cp1251", RUSSIAN + "«»—"),
    "windows-1252": ("cp1252", FRENCH),
    "iso-8859-1": ("cp1252", FRENCH),
    "us-ascii": ("cp1252", FRENCH),
    "windows-1253": ("cp1253", GREEK),
    "iso-8859-9": ("cp1254", "ğĞşŞİıçö’"),
    "windows-1254": ("cp1254", "ğĞşŞİıçö’"),
    "windows-1255": ("cp1255", "ראש העיר אמר"),
    "windows-1256": ("cp1256", ARABIC + "پچژگ"),
    "windows-1257": ("cp1257", "ĄąĖėŪūŽžŠš„"),
    "windows-1258": ("cp1258", "ăâđêôơư"),
    "x-mac-cyrillic": ("mac-cyrillic", RUSSIAN),
    "gbk": ("gb18030", CHINESE + "€𠮷"),
    "gb2312": ("gb18030", CHINESE + "镕"),
    "gb18030": ("gb18030", CHINESE + "𠮷"),
    "big5": ("cp950", TAIWANESE),
    "big5-hkscs": ("big5hkscs", TAIWANESE + "啫喺嘅"),
    "euc-jp": ("euc_jis_2004", JAPANESE + "①Ⅳ"),
    "iso-2022-jp": ("iso2022_jp", JAPANESE),
    "shift_jis": ("cp932", JAPANESE + "①㈱～"),
    "windows-31j": ("cp932", JAPANESE + "①㈱～"),
    "euc-kr": ("cp949", KOREAN + "똠펲"),
    "ks_c_5601-1989": ("cp949", KOREAN + "똠펲"),
}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (codecs.BOM_UTF8 + "é".encode(), "é"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), FRENCH),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), FRENCH),
        (codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"), FRENCH),
        (FRENCH.encode(), FRENCH),
        (FRENCH.encode("utf-16-le"), FRENCH),
        (FRENCH.encode("utf-16-be"), FRENCH),
        (FRENCH.encode("cp1252"), FRENCH),
        (RUSSIAN.encode("koi8-r"), RUSSIAN),
        (b'<meta charset="windows-1251">' + RUSSIAN.encode("cp1251"), '<meta charset="windows-1251">' + RUSSIAN),
        (b"<meta charset=iso-8859-1>" + FRENCH.encode("cp1252"), "<meta charset=iso-8859-1>" + FRENCH),
        (b"<meta charset=windows-1252>" + FRENCH.encode(), "<meta charset=windows-1252>" + FRENCH),
    ],
)
def test_each_encoding_is_found(data: bytes, text: str) -> None:
    """A mark goes before UTF-8, valid UTF-8 before what is declared, and what is declared before what is detected."""
    assert decode(data).text == text


def test_the_server_goes_before_the_page() -> None:
    """The encoding that the server declares is tried before the page's own."""
    data = b"<meta charset=koi8-r>" + RUSSIAN.encode("cp1251")
    assert RUSSIAN in decode(data, charset="windows-1251").text
    assert RUSSIAN not in decode(data).text


@pytest.mark.parametrize(
    "charset", ["nonsense", "base64", "rot13", "idna", "unicode_escape", "utf-16", "\0", "x" * 500]
)
def test_a_charset_that_no_page_can_be_in_is_passed_over(charset: str) -> None:
    """A declared encoding that is unknown, or no encoding of pages, is as if nothing were declared."""
    assert decode(FRENCH.encode("cp1252"), charset=charset).text == FRENCH


@pytest.mark.parametrize("label", ENCODINGS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_a_page_says_that_it_is_in_is_read_so(label: str, data: st.DataObject) -> None:
    """A page in any encoding that browsers know, under its label, gives its text back, letter by letter."""
    codec, letters = ENCODINGS[label]
    text = data.draw(st.text(st.sampled_from(letters + "<p> aZ,\n"), max_size=80))
    page = f"<meta charset={label}><p>{text}{letters}</p>"
    encoded = page.encode(codec)
    assume(not _is_utf8(encoded) or encoded.isascii())
    assert decode(encoded).text == page


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("unicode-1-1-utf-8", "utf-8", FRENCH),
        ("latin1", "cp1252", FRENCH),
        ("X-SJIS", "cp932", JAPANESE),
        ("x-gbk", "gbk", CHINESE),
        ("x-cp1251", "cp1251", RUSSIAN),
        ("koi8-ru", "koi8-u", RUSSIAN),
        ("iso88592", "iso8859-2", POLISH),
        ("ks_c_5601-1989", "cp949", KOREAN),
    ],
)
def test_the_labels_of_browsers_are_known(label: str, codec: str, text: str) -> None:
    """A label is read without regard to case, with the standard's further names, though too little is there to tell."""
    few = next(char for char in text if char > "\x7f") + " and a"
    assert decode(few.encode(codec), charset=label).text == few


@pytest.mark.parametrize("declared", ["<meta charset=utf-8>", ""])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "iso8859-5"),
        (POLISH, "iso8859-2"),
        (POLISH + "„”", "cp1250"),
        (GREEK, "cp1253"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (KOREAN, "cp949"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-32-be"),
        (ARABIC + "\n", "utf-16-le"),
    ],
)
def test_a_page_that_is_not_what_it_says_is_read_as_what_it_is(text: str, codec: str, declared: str) -> None:
    """A page that says UTF-8, or nothing, and is in another encoding is read in that one where it is beyond doubt."""
    page = f"<html>{declared}<body><ul><li>Home<li>World<li>Contact us</ul>\n<p>{text}</p>\n</body></html>"
    data = page.encode(codec)
    refuse_binary(data)
    assert decode(data).text == page


@pytest.mark.parametrize(
    "text",
    [
        "It was 5 € a day, she said.",
        "“Yes”, … “no”",
        "• one • two",
        "Price: ½ of it · more",
        "Beyonta said: “Né.”",
        "naïve",
        "Ærø and Tromsø",
        "£5 – £10",
        "He said: „Spaß“ and „Fuß“.",
        "1º 2ª Año",
        "The owner of the café",
    ],
)
def test_too_little_to_tell_is_read_as_browsers_do(text: str) -> None:
    """A few letters and signs outside ASCII tell no encoding: they are windows-1252."""
    assert decode(text.encode("cp1252")) == (text, "cp1252", 0)


def test_bytes_that_mean_nothing_in_windows_1252_are_marked() -> None:
    """The five bytes that windows-1252 leaves out stand as marks, and are counted."""
    assert decode(b"a \x9d and a \x81") == ("a \ufffd and a \ufffd", "cp1252", 2)


@pytest.mark.parametrize("declared", ["<meta charset=utf-8>", ""])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, GREEK, JAPANESE, CHINESE, KOREAN, POLISH])
@pytest.mark.parametrize("broken", ["quote", "lost", "trimmed", "cut"])
def test_utf8_with_broken_bytes_stays_utf8(text: str, declared: str, broken: str) -> None:
    """A stray quotation mark of Windows, a lost byte, a trimmed A0 or a cut letter cost one place each."""
    whole = f"{declared}<p>{text}</p>\n<p>{text}".encode()
    at = next(at for at in range(len(whole) // 2, len(whole)) if 0x80 <= whole[at] < 0xC0)
    first = next(at for at in range(at, 0, -1) if whole[at] >= 0xC0)
    data = {
        "quote": whole[:first] + b"\x93" + whole[first:],
        "lost": whole[:at] + whole[at + 1 :],
        "trimmed": whole[:first] + b"\xc3 " + whole[first:],
        "cut": whole[: at + 1 if whole[first] >= 0xE0 else at],
    }[broken]
    decoded = decode(data)
    assert decoded.text == data.decode("utf-8", "replace")
    assert decoded.encoding == "utf-8"
    assert decoded.replaced == 1


def test_a_broken_byte_in_a_short_page_of_utf8_stays_one_place() -> None:
    """Where a page says that it is UTF-8, a good letter outweighs a bad one; elsewhere it needs more."""
    text = "The café was shut".encode() + b" \x93yes"
    assert decode(b"<meta charset=utf-8>" + text).text.endswith("The café was shut \ufffdyes")
    assert decode(b"<meta charset=windows-1252>" + text).text.endswith("The cafÃ© was shut “yes")


def test_utf8_of_a_page_that_says_otherwise_is_utf8_in_spite_of_a_slip() -> None:
    """Mostly good UTF-8 goes before another encoding in which it would be valid, too."""
    data = b"<meta charset=iso-8859-1>" + FRENCH.encode() + b"\x93 " + FRENCH.encode()
    assert decode(data).text == "<meta charset=iso-8859-1>" + FRENCH + "\ufffd " + FRENCH


@pytest.mark.parametrize("label", ["gbk", "shift_jis", "euc-kr", "big5", "windows-1253"])
def test_a_page_with_a_slip_stays_in_the_encoding_that_it_names(label: str) -> None:
    """A page that is cut in the middle of a letter keeps the others, with one place marked."""
    codec, letters = ENCODINGS[label]
    data = f"<meta charset={label}>{letters}".encode(codec)
    data = data[:-1] if label != "windows-1253" else data[:-9] + b"\xd2" + data[-9:]
    decoded = decode(data)
    assert decoded.text.startswith(f"<meta charset={label}>{letters[:-10]}")
    assert decoded.replaced == 1


def test_marks_that_the_page_itself_has_are_not_counted() -> None:
    """U+FFFD that stands in a page as such is its own, and is no sign that the page were not UTF-8."""
    assert decode(("\ufffd" * 30 + "é").encode() + b"\xff").replaced == 1


def test_a_cut_text_with_a_mark_is_read() -> None:
    """UTF-16 that is cut in the middle of a letter, or UTF-8 with a mark and a slip, keeps the rest."""
    assert decode(codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le")[:-1]).text == ENGLISH[:-1] + "\ufffd"
    assert decode(codecs.BOM_UTF8 + "é".encode() + b"\xff").text == "é\ufffd"
    assert decode(codecs.BOM_UTF8 + RUSSIAN.encode("cp1251")).text == RUSSIAN


def test_letters_behind_a_long_head_are_looked_at() -> None:
    """The letters of a page decide, however much markup and script stand before and between them."""
    page = "<script>" + "var a = 1;\n" * 9_000 + "</script>" + "".join(f"<p>{word}</p>" for word in RUSSIAN.split())
    assert decode(page.encode("koi8-r")).text == page


@pytest.mark.parametrize("data", [b"abc\0def\0ghi\0jkl\0" * 9, b"\0" * 400, bytes(range(256)) * 8])
def test_zero_bytes_alone_make_no_text(data: bytes) -> None:
    """Zero bytes between others are no UTF-16."""
    with pytest.raises(Unreadable):
        refuse_binary(data)


def test_a_slip_in_utf8_is_marked_and_counted() -> None:
    """A page of UTF-8 with a broken byte keeps its other letters, and the broken place is marked and counted."""
    decoded = decode(FRENCH.encode() * 9 + b"\xff\n" + FRENCH.encode() * 9)
    assert decoded.text == FRENCH * 9 + "\ufffd\n" + FRENCH * 9
    assert decoded.replaced == 1


def test_bytes_of_no_encoding_are_refused() -> None:
    """Bytes that are no text in any encoding give an error, never a text of marks."""
    with pytest.raises(Unreadable):
        decode(bytes(range(1, 32)) * 40 + bytes(range(128, 160)) * 40)
    with pytest.raises(Unreadable, match=wording.UNDECODABLE.split(";", maxsplit=1)[0]):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8" * 40)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"<meta charset='utf-8'>", "utf-8"),
        (b'<meta http-equiv=Content-Type content="text/html; charset=Shift_JIS">', "Shift_JIS"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>', "ISO-8859-2"),
        (b"<p>no charset</p>", None),
    ],
)
def test_the_declaration_of_a_page_is_found(data: bytes, charset: str | None) -> None:
    """The meta element in both forms, and the XML declaration, name the page's encoding."""
    assert declared_charset(data) == charset


def test_line_ends_become_plain() -> None:
    """The line ends of Windows and of old Macs are one plain line end each."""
    assert even_newlines("a\r\nb\rc\n\r\nd") == "a\nb\nc\n\nd"


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_an_error_of_ours(data: bytes) -> None:
    """Whatever the bytes are, the result is a text that can be written again, or `Unreadable`."""
    try:
        decoded = decode(data)
    except Unreadable:
        return
    decoded.text.encode("utf-8", "surrogatepass")
    assert decoded.replaced <= decoded.text.count("\ufffd")
