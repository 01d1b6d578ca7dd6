"""The words of `whence serve`, apart from those of the pages: its help needs no reader."""

from __future__ import annotations

__all__ = ["HELP_SERVE", "HELP_SERVE_SHORT", "SERVING", "TOKEN_FOR_HOST"]

HELP_SERVE = """Open a collection in the browser.

CASE is the case file; it is made where there is none. The pages are made on this machine and ask no other for
anything. The server listens on this machine only, unless --host names another address: then a token is needed, which
is made up and printed where --token gives none.

\b
Examples:
  whence serve harbour.case
  whence serve harbour.case --port 0                 # any free port
  whence serve harbour.case --host 192.0.2.7 --token "$TOKEN"
"""
HELP_SERVE_SHORT = "Open a collection in the browser."
HELP_HOST = "Address to listen on; this machine only by default."
HELP_PORT = "Port to listen on, 0 for any that is free; 8765, or a free one where that is taken, by default."
HELP_TOKEN = "What visitors must show; needed with another address than this machine's."  # noqa: S105  -- words
HELP_NAME = "A further host name under which the server is asked; may be given several times."
NEEDS_WEB = "whence serve needs further packages: pip install '.[web]' in whence's folder"
NO_PORT = "cannot listen on {host}:{port}: {why}"
TOKEN_FOR_HOST = "a server that others can reach needs a token"  # noqa: S105  -- words
SHORT_TOKEN = "a token has at least 12 characters"  # noqa: S105  -- words
SERVING = "whence: {case} is open at {address} (Ctrl+C ends it)"
