"""The words about polite asking that a user sees; each reason goes on from "skipped SOURCE, because …"."""

from __future__ import annotations

__all__ = ["ROBOTS_AWAY", "ROBOTS_NO", "asks_to_wait"]

ROBOTS_NO = "the site's robots.txt asks programs not to fetch it; name the address itself to read that one page"
ROBOTS_AWAY = "the site's robots.txt could not be read, so nothing there is fetched for now"


def asks_to_wait(seconds: float) -> str:
    """Say that a server asked to be left alone for a while, and how long that still is."""
    minutes = -(-int(seconds) // 60)
    time = f"{int(seconds)} seconds" if seconds < 120 else f"{minutes} minutes"
    return f"its server asks to be left alone for {time}"
