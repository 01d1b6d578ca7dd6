"""The words about PDFs that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = ["BROKEN", "ENCRYPTED", "NO_TEXT", "SCANNED", "TOO_MUCH", "pictures_only", "too_many_pages"]

ENCRYPTED = "it is encrypted; save a copy without its password and give that"
BROKEN = "the PDF is broken; fetch it again, or save it anew from the program that made it"
SCANNED = "it holds pictures of text only; run OCR first"
NO_TEXT = "the PDF holds no text"
TOO_MUCH = (
    "reading it takes more time or memory than one document may; print the pages that matter to a PDF of their own"
)


def too_many_pages(limit: int) -> str:
    """Say that a PDF passes the limit of pages."""
    return f"it has more than {limit} pages; print those that matter to a PDF of their own"


def pictures_only(source: str, pages: list[int]) -> str:
    """Say that some pages gave nothing, for they are pictures."""
    shown = ", ".join(str(page) for page in pages[:10]) + (", …" if len(pages) > 10 else "")
    return f"{source}: pages without text, which may be pictures of it: {shown}"
