"""Pages and messages saved as one file: what is read of them, and what is said of the rest."""

from __future__ import annotations

import plistlib
import quopri
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from whence.ingest import ingest, wording
from whence.ingest.saved.looks import is_message
from whence.ingest.saved.wording import ATTACHMENT
from whence.records import Article, ReadFrom, Role, Skipped

PAGE = """<html lang="en"><head><title>Lock shuts</title><meta property="og:site_name" content="Pell Post"></head>
<body><article><h1>Lock shuts for “repairs”</h1><p>The lock at Pell shuts on Friday, its keeper said in a letter to all
the boatmen who pass it.</p></article></body></html>"""
BROWSER = """From: <Saved by a browser>
Snapshot-Content-Location: https://pell.example/lock
Subject: Lock shuts
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="--B"

----B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://pell.example/lock

{page}
----B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://pell.example/lock.png

iVBORw0KGgo=
----B--
"""


def run(path: Path) -> list[Article | Skipped]:
    """Ingest a file."""
    return list(ingest([str(path)]))


def article(path: Path) -> Article:
    """Ingest a file that holds one article."""
    (found,) = run(path)
    assert isinstance(found, Article)
    return found


def saved_page(charset: str = "utf-8") -> bytes:
    """A page as browsers save it in one file."""
    page = quopri.encodestring(PAGE.encode(charset)).decode("ascii")
    return BROWSER.format(page=page).replace("text/html\n", f"text/html; charset={charset}\n").encode()


def mail(*, many: bool = False, flowed: bool = False) -> EmailMessage:
    """A message of two readings of one text, as newsletters are."""
    message = EmailMessage()
    message["From"] = "The Pell Tide <tide@pell.example>"
    message["Subject"] = "The lock – and what comes"
    message["Date"] = "Wed, 10 Mar 2032 06:30:00 +0100"
    message["Message-ID"] = "<1@pell.example>"
    if many:
        message["List-Id"] = "<tide.pell.example>"
    if flowed:
        message.set_content("The lock shuts on \nFriday, its keeper said.\n", params={"format": "flowed"})
    else:
        message.set_content("Good morning.\n\nThe lock shuts on Friday, its keeper said.\n")
        message.add_alternative(f"<p>Good morning.</p>{PAGE[PAGE.index('<h1>') :]}", subtype="html")
    return message


@pytest.mark.parametrize("name", ["lock.mhtml", "lock.mht", "lock"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_page_saved_as_one_file_is_that_page(tmp_path: Path, name: str, charset: str, ends: bytes) -> None:
    """Its text, roles and address are those of the page, whatever encodings it was packed in."""
    path = tmp_path / name
    path.write_bytes(saved_page(charset).replace(b"\n", ends))
    found = article(path)
    assert (found.title, found.outlet, found.url) == (
        "Lock shuts for “repairs”",
        "Pell Post",
        "https://pell.example/lock",
    )
    assert [block.role for block in found.blocks] == [Role.headline, Role.paragraph]


def test_a_page_saved_by_safari_is_that_page(tmp_path: Path) -> None:
    """The page stands in its property list with its address and encoding."""
    main = {
        "WebResourceData": PAGE.encode("windows-1252"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceURL": "https://pell.example/lock",
    }
    path = tmp_path / "lock.webarchive"
    path.write_bytes(plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY))
    found = article(path)
    assert (found.title, found.url) == ("Lock shuts for “repairs”", "https://pell.example/lock")


@pytest.mark.parametrize(("many", "outlet"), [(True, "The Pell Tide"), (False, None)])
def test_a_message_has_its_subject_and_time(tmp_path: Path, many: bool, outlet: str | None) -> None:
    """Its body is the article; who sent it is the outlet of a letter to many, and of no other."""
    path = tmp_path / "tide.eml"
    path.write_bytes(bytes(mail(many=many)))
    found = article(path)
    assert found.title == "The lock – and what comes"
    assert found.outlet == outlet
    assert found.published is not None
    assert (found.published.at, found.published.read_from) == ("2032-03-10T06:30:00+01:00", ReadFrom.given)
    assert "The lock at Pell shuts on Friday, its keeper said" in found.text
    assert "Message-ID" not in found.text
    assert found.authors == ()


def test_flowed_text_is_put_together(tmp_path: Path) -> None:
    """A line that only the transfer broke goes on in the next one."""
    path = tmp_path / "tide.eml"
    path.write_bytes(bytes(mail(flowed=True)))
    assert "The lock shuts on Friday, its keeper said." in article(path).text


def test_an_attachment_is_said_not_to_be_read(tmp_path: Path) -> None:
    """A file that hangs on a message is skipped by its name, and the message is read."""
    message = mail()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="letter.pdf")
    path = tmp_path / "tide.eml"
    path.write_bytes(bytes(message))
    first, second = run(path)
    assert isinstance(first, Article)
    assert second == Skipped(source=f"{path}/letter.pdf", reason=ATTACHMENT)


def test_what_a_sheet_gives_goes_before_what_a_message_says(tmp_path: Path) -> None:
    """The outlet and the time of a sheet's row stand, also where the file that it names is a message."""
    (tmp_path / "tide.eml").write_bytes(bytes(mail(many=True)))
    (tmp_path / "list.csv").write_text("file,outlet,published\ntide.eml,Pell Echo,2032-03-11\n")
    found = article(tmp_path / "list.csv")
    assert found.outlet == "Pell Echo"
    assert found.published is not None
    assert found.published.at == "2032-03-11"


LOOKS = [
    (b"From: <x>\r\nMIME-Version: 1.0\r\n\r\n", True),
    (b"Received: from a\r\n\tby b\r\nFrom: x\r\n\r\nwords", True),
    (b"From: x\nContent-Type: multipart/alternative; boundary=1\n\n", True),
    (b"From: Ada Moor\nSubject: The lock\n\nIt shuts, she said.\n", False),
    (b"Ada Moor: It shuts.\nKeeper: It does not.\n", False),
    (b"MIME-Version: 1.0\n", False),
    (b"<html>\nMessage-ID: 1\nFrom: x\n", False),
    (b"", False),
]


@pytest.mark.parametrize(("head", "expected"), LOOKS)
def test_a_message_is_told_by_headers_that_people_never_see(head: bytes, expected: bool) -> None:
    """A text that was copied out of a mail, or that is a talk in lines with names, is no message."""
    assert is_message(head) is expected


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damaged_message_stops_a_run(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes of a message are lost or changed, it is read as far as it goes, or skipped with a reason."""
    whole = bytearray(data.draw(st.sampled_from([saved_page(), bytes(mail(many=True)), bytes(mail(flowed=True))])))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        whole = whole or bytearray(b"x")
    path = tmp_path / "lock.eml"
    path.write_bytes(bytes(whole))
    for found in run(path):
        assert not (isinstance(found, Skipped) and found.reason.startswith(wording.failed("")[:16]))
