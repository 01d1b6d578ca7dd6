"""Every link of the documents leads somewhere, and the site builds without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts)]
_FENCE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(page: Path) -> Iterator[str]:
    """Yield where the links of a page lead; what stands in fences or code leads nowhere."""
    text = re.sub(r"`[^`\n]*`", "``", _FENCE.sub("", page.read_text(encoding="utf-8")))
    yield from _LINK.findall(text)


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as a link gives them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link within the project leads to a file, and to a heading that it has; one without is a whole address."""
    broken = []
    for link in links(page):
        parts = urlsplit(link)
        if parts.scheme:
            if parts.scheme not in ("http", "https", "mailto") or not (parts.netloc or parts.path):
                broken.append(link)
            continue
        target = (page.parent / parts.path).resolve() if parts.path else page
        if not target.exists() or (parts.fragment and parts.fragment not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Sphinx builds every page, with warnings as errors, and no page is left out."""
    site = tmp_path / "site"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", tmp_path / "trees"]
    ran = subprocess.run([*command, "docs", site], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    built = {path.relative_to(site).with_suffix(".md").as_posix() for path in site.rglob("*.html")}
    assert built >= {path.relative_to(ROOT / "docs").as_posix() for path in PAGES[1:]}
    assert 'id="whence.Case.claims"' in (site / "reference" / "python.html").read_text(encoding="utf-8")


BANNED = re.compile(
    r"\b(?:true|false|fakes?|hoax(?:es)?|lies?|lying|liars?|propaganda|disinformation|misinformation|debunk\w*"
    r"|(?:un)?verified|(?:un)?reliable|credible|trustworthy|suspicious|bias(?:ed|es)?|plagiar\w*)\b",
    re.IGNORECASE,
)
GUIDES = ["index.md", "tutorial.md", *(f"{folder}/*.md" for folder in ("how-to", "reference", "explanation"))]


@pytest.mark.parametrize(
    "page",
    sorted(page for guide in GUIDES for page in (ROOT / "docs").glob(guide)),
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_no_page_judges(page: Path) -> None:
    """No page that guides a reader uses a word of judgement; what stands in fences and in code is a language's own."""
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    assert BANNED.findall(text) == []
