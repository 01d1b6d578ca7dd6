"""The words of following feeds that a user sees: a part of `whence.words`, under the same rule."""

from __future__ import annotations

from whence.words import ARTICLE_COUNT, count

__all__ = [
    "BAD_EVERY",
    "HELP_DELAY",
    "HELP_EVERY",
    "HELP_JSON",
    "HELP_ONCE",
    "HELP_TRACE",
    "HELP_WATCH",
    "HELP_WATCH_SHORT",
    "LOST_ITEM",
    "NO_FEEDS",
    "NO_FEED_FILE",
    "ONCE_AND_EVERY",
    "STOPPED",
    "TOO_OFTEN",
    "added",
    "asking",
    "left_alone",
    "next_look",
    "no_feed",
    "reading",
    "told",
]  # fmt: skip

HELP_WATCH = """Follow feeds: add what is new in them to the case file CASE, again and again.

FEED is the address of a feed (RSS, Atom) or of a list of feeds (OPML), or a file that holds such a list. Without FEED,
the feeds that the case file follows already go on. An entry that holds its whole text is added as it is; of others the
page is fetched to which they link.

Servers are asked politely: one request at a time, two seconds apart or more where they wish it, only for what has
changed, within their robots.txt, and not at all while they ask to be left alone. What has been done stands in the case
file: a run that was broken off, in whatever way, goes on where it stopped. End it with Ctrl-C.

\b
Examples:
  whence watch harbour.case https://news.example.org/feed.xml
  whence watch harbour.case feeds.opml --once
  whence watch harbour.case --every 1h --trace
  whence watch harbour.case --once --json      for a timer of your own, such as cron

Exit status: 0 done, 1 no feed could be had, 2 wrong usage, 130 ended with Ctrl-C.
"""
HELP_WATCH_SHORT = "Follow feeds and add what is new in them."
HELP_ONCE = "Look once and end."
HELP_EVERY = "Look again after this time: 15m, 1h, 1d (15m where it is not given)."
HELP_TRACE = "Trace the collection whenever articles were added."
HELP_DELAY = "Seconds between two requests to one host; a host that wishes for more gets it."
HELP_JSON = "Print each look's counts as one JSON object a line."

NO_FEEDS = "the case file follows no feeds yet; name one: whence watch CASE https://…"
NO_FEED_FILE = "is no list of feeds (OPML); a feed is followed by its address"
ONCE_AND_EVERY = "--once looks once, and --every again and again; give one of them"
BAD_EVERY = "write a number with s, m, h or d, such as 15m"
TOO_OFTEN = "look no more often than once a minute"
STOPPED = "stopped; the next run goes on from here"
LOST_ITEM = "what the feed sent of it can no longer be read; it comes again with its next change"


def no_feed(address: str) -> str:
    """Say that an address gives no feed; `address` is that of a feed which the page there names, or empty."""
    return f"it gives a page; its feed is {address}" if address else "it gives no feed (RSS, Atom)"


def told(feed: str, new: int | None) -> str:
    """Say what came of asking a feed: how many of its entries are new, or that nothing has changed."""
    return f"{feed}: " + ("nothing has changed" if new is None else f"{count(new, ('new entry', 'new entries'))}")


def moved(feed: str, to: str, *, followed: bool) -> str:
    """Say that a feed has moved for good; `followed` says that the feed there is followed already."""
    said = f"{feed}: moved for good to {to}"
    return f"{said}, which is followed already" if followed else f"{said}; it is asked there from now on"


def asking(feed: str, number: int, of: int) -> str:
    """Say which feed is asked."""
    return f"asking feed {number} of {of}: {feed}"


def reading(item: str, number: int, of: int) -> str:
    """Say which entry is read."""
    return f"entry {number} of {of}: {item}"


def left_alone(feed: str, until: str) -> str:
    """Say that a feed is not asked before a time, for it could not be had before."""
    return f"{feed}: left alone until {until}, for it could not be had"


def added(articles: int, skipped: int, waiting: int, feeds: int, failed: int) -> str:
    """Say what one look has brought."""
    said = f"{count(articles, ARTICLE_COUNT)} added of {count(feeds, ('feed', 'feeds'))}, {skipped} skipped"
    if waiting:
        said += f", {waiting} put off"
    return f"{said}; {count(failed, ('feed', 'feeds'))} could not be had" if failed else said


def next_look(at: str) -> str:
    """Say when the next look is."""
    return f"next look at {at}"
