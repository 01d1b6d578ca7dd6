"""Bytes to text in the right encoding, or an error that says so."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence import words
from whence.errors import Unreadable
from whence.ingest.decode import declared_charset, decode, even_newlines

FRENCH = "Le maire a déclaré que l’usine « ne rouvrira pas » avant l’été prochain, à Valmère. "
RUSSIAN = "Министр заявил в среду, что мост через реку откроют весной, сообщает газета. "


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


def test_a_slip_in_utf8_is_marked_and_counted() -> None:
    """A page of UTF-8 with a broken byte keeps its other letters, and the broken place is marked and counted."""
    decoded = decode(FRENCH.encode() * 9 + b"\xff\n" + FRENCH.encode() * 9)
    assert decoded.text == FRENCH * 9 + "\ufffd\n" + FRENCH * 9
    assert decoded.replaced == 1


def test_bytes_of_no_encoding_are_refused() -> None:
    """Bytes that are no text in any encoding give an error, never a text of marks."""
    with pytest.raises(Unreadable):
        decode(bytes(range(1, 32)) * 40 + bytes(range(128, 160)) * 40)
    with pytest.raises(Unreadable, match=words.UNDECODABLE.split(";", maxsplit=1)[0]):
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
