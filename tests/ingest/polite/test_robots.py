"""What robots.txt asks for is understood as RFC 9309 says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.polite.robots import parse_robots

TXT = """\ufeff# a comment
User-agent: other
Disallow: /

User-Agent: Whence
User-agent: second
Disallow: /private   # the rest
Allow: /private/open
Disallow: /*.pdf$
Disallow: /find?*q=
Crawl-delay: 7

User-agent: *
Disallow: /all
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open/b", True),
        ("/a/b.pdf", False),
        ("/a/b.pdfx", True),
        ("/find?x=1&q=ferry", False),
        ("/find", True),
        ("/all", True),
        ("/%70rivate", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_of_the_own_group_decides(path: str, allowed: bool) -> None:
    """The group that names the program is used alone, wildcards and ends are heeded, and the longest rule wins."""
    assert parse_robots(TXT, "whence").allow(f"https://a.example{path}") is allowed


def test_other_programs_take_the_general_group() -> None:
    """A program that no group names has the rules for all, and the delay of its own group alone."""
    rules = parse_robots(TXT, "unnamed")
    assert (rules.allow("https://a.example/all"), rules.allow("https://a.example/private"), rules.delay) == (
        False,
        True,
        0,
    )
    assert parse_robots(TXT, "whence").delay == 7


@pytest.mark.parametrize("text", ["", "Disallow: /", "User-agent: *\nDisallow:\n", "<html>Not found</html>"])
def test_nothing_said_is_nothing_forbidden(text: str) -> None:
    """Rules without a group, empty rules and pages that are no robots.txt forbid nothing."""
    assert parse_robots(text, "whence").allow("https://a.example/x")


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_is_read(text: str, path: str) -> None:
    """Whatever stands in the file, a rule fits a path or it does not."""
    rules = parse_robots(f"User-agent: *\nDisallow: {path}\n{text}", "whence")
    assert rules.allow(f"https://a.example/{path}") in (True, False)
