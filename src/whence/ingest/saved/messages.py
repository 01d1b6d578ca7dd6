"""Messages of the Internet (RFC 5322): an e-mail, and a page that a browser saved as one file (MHTML, RFC 2557)."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from typing import BinaryIO

from whence.errors import Unreadable
from whence.ingest import wording
from whence.ingest.fetch import is_address
from whence.ingest.kinds import TYPES
from whence.ingest.piece import Piece, Run
from whence.ingest.raw import Item, then
from whence.ingest.saved.wording import ATTACHMENT, NO_PAGE, NO_TEXT
from whence.ingest.tables import Row
from whence.records import Article, Basis, Skipped

__all__ = ["read"]

_TO_MANY = ("list-id", "list-unsubscribe", "list-post")


def read(piece: Piece, stream: BinaryIO, run: Run) -> Iterator[Item]:
    """Yield the article of a saved page or an e-mail; of an e-mail also what is attached, as not read."""
    data = stream.read(run.max_bytes + 1)
    if len(data) > run.max_bytes:
        raise Unreadable(wording.too_large(run.max_bytes))
    message = email.message_from_bytes(data, policy=email.policy.default)
    if _is_saved_page(message):
        yield _page(message, piece, run)
    else:
        yield from _mail(message, piece, run)


def _is_saved_page(message: EmailMessage) -> bool:
    """Whether a browser wrote it: each of its parts has the address that it was loaded from."""
    if message["Snapshot-Content-Location"] or message["Content-Location"]:
        return True
    related = message.get_content_type() == "multipart/related"
    return related and message["Message-ID"] is None and any(part["Content-Location"] for part in message.walk())


def _page(message: EmailMessage, piece: Piece, run: Run) -> Item:
    part = next((part for part in message.walk() if part.get_content_type() in TYPES), None)
    if part is None:
        raise Unreadable(NO_PAGE)
    named = (_header(message, "Snapshot-Content-Location"), _header(part, "Content-Location"))
    address = next((name for name in named if is_address(name)), None)
    kind = TYPES[part.get_content_type()]
    url = piece.url or address
    return run.article(replace(piece, url=url, charset=_charset(part), kind=kind), _bytes(part))


def _mail(message: EmailMessage, piece: Piece, run: Run) -> Iterator[Item]:
    """Yield the article of an e-mail: of its body in HTML, or else in plain text."""
    part = message.get_body(("html", "plain"))
    if part is None:
        raise Unreadable(NO_TEXT)
    own = replace(piece, charset=_charset(part), kind=TYPES[part.get_content_type()], row=_row(message, piece.row))
    yield then(run.article(own, _bytes(part)), _without_guess)
    for number, other in enumerate(message.iter_attachments(), 1):
        if other.is_attachment():
            yield Skipped(source=f"{piece.file}/{other.get_filename() or number}", reason=ATTACHMENT)


def _without_guess(article: Article) -> Article:
    """Leave out an outlet that was only inferred: above a letter's headline stands a greeting, and no masthead."""
    if article.outlet_basis is Basis.inferred:
        return replace(article, outlet=None, outlet_basis=Basis.none)
    return article


def _row(message: EmailMessage, given: Row | None) -> Row:
    """Return what a message says of itself, behind what the user gives: its subject, its time, and its outlet.

    The sender is the outlet of a letter to many; who sends to one reader forwards, as likely as not, what others wrote.
    """
    row = given or Row()
    sender = _sender(message) if any(message[name] for name in _TO_MANY) else None
    return replace(
        row,
        title=row.title or " ".join(_header(message, "Subject").split()) or None,
        outlet=row.outlet or sender,
        published=row.published or _time(message),
    )


def _sender(message: EmailMessage) -> str | None:
    try:
        names = [address.display_name for address in message["From"].addresses]
    except (AttributeError, ValueError):
        return None
    return " ".join(names[0].split()) or None if names else None


def _time(message: EmailMessage) -> str | None:
    try:
        at: datetime | None = message["Date"].datetime
    except (AttributeError, ValueError):
        return None
    return at.isoformat() if at is not None else None


def _header(message: MIMEPart, name: str) -> str:
    return str(message[name] or "").strip()


def _charset(part: MIMEPart) -> str | None:
    return part.get_content_charset()


def _bytes(part: MIMEPart) -> bytes:
    """Return a part's bytes, out of the encoding of its transfer, with lines that only the transfer broke put together.

    The second is RFC 3676: a line of flowed text that ends with a space goes on in the next.
    """
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        mark = b"" if str(part.get_param("delsp", "")).lower() == "yes" else b" "
        data = data.replace(b"\r\n", b"\n").replace(b"\n-- \n", b"\n--\n").replace(b" \n", mark)
    return data
