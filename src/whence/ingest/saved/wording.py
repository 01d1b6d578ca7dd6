"""The words about pages and messages saved as one file; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = ["ATTACHMENT", "BROKEN_WEBARCHIVE", "NO_PAGE", "NO_TEXT"]

ATTACHMENT = "an attachment is not read with its message; save it as a file of its own"
NO_PAGE = "the saved page holds no page and no text; save it again, as HTML"
NO_TEXT = "the message holds no text"
BROKEN_WEBARCHIVE = "it is no web archive of Safari that can be read; save the page again, as HTML"
