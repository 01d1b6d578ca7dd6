"""A record as HTML for a notebook: text with its statements marked, a claim with its drawing, a list.

Made with the templates of the dossier. There is no script, every word is escaped, and the style concerns only what
stands inside it. Colours are mixed with the notebook's own colour of text, so that they can be read on light and on
dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, singledispatch
from importlib.resources import files
from itertools import islice
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from whence import words
from whence.api.case import Case
from whence.api.rows import Rows
from whence.api.versions import ArticleVersions
from whence.browse import ArticlePage, OutletPage, SourcePage
from whence.explain.facts import Fact
from whence.explain.wording import LABELS
from whence.notebook import wording
from whence.notebook.lines import line_of
from whence.records import Article, Claim, Reading, Trace
from whence.report import wording as report_wording
from whence.report.collected import Collected
from whence.report.environment import Anchors, environment
from whence.report.pages import Lines, Page
from whence.report.pages import page_of as article_page
from whence.report.records import ClaimView, Place

__all__ = ["page_of"]

# A notebook keeps in its file whatever a cell shows: what is longer is cut, and says so.
_SHOWN = 12  # items of a list
_TEXT = 40_000  # code points of an article
_VERSIONS = 200  # of a claim; one of more articles is not drawn
_FACTS = 300  # of an explanation


@singledispatch
def page_of(record: object) -> str:
    """Return a record as a piece of HTML."""
    return _rendered("line.html", line=line_of(record))


@page_of.register
def _(record: Reading) -> str:
    return _article(article_page(record, Collected([record], Trace()), {}))


@page_of.register
def _(record: Article) -> str:
    return page_of(Reading(article=record))


@page_of.register
def _(record: ArticlePage) -> str:
    return _article(record.page)


@page_of.register
def _(record: ClaimView) -> str:
    versions, origins = record.versions[:_VERSIONS], record.origins[:_VERSIONS]
    left = len(record.versions) - len(versions), len(record.origins) - len(origins)
    more = tuple(wording.and_more(number) if number else "" for number in left)
    drawn = 1 < len(record.articles) <= _VERSIONS
    return _rendered(
        "claim.html", view=record, versions=versions, origins=origins, more=more, drawn=drawn, to=_Places()
    )


@page_of.register
def _(record: Claim) -> str:
    return _rendered("line.html", line=line_of(record), more=wording.OPEN_CLAIM)


@page_of.register(Rows)
def _(record: Rows[object]) -> str:
    return _listed(record, record, len(record))


@page_of.register
def _(record: SourcePage) -> str:
    return _listed(record, record.statements.items, record.statements.total)


@page_of.register
def _(record: OutletPage) -> str:
    return _listed(record, record.first_here.items, record.first_here.total)


@page_of.register
def _(record: ArticleVersions) -> str:
    return _listed(record, record.articles, len(record.articles))


@page_of.register
def _(record: Fact) -> str:
    few, _ = _few(record, _FACTS)
    left = _size(record) - _size(few)
    return _rendered("fact.html", fact=few, labels=LABELS, more=wording.and_more(left) if left else "")


@page_of.register
def _(record: Case) -> str:
    overview = record.overview()
    claims = record.claims()
    counts = [
        words.count(number, forms)
        for number, forms in (
            (overview.articles, words.ARTICLE_COUNT),
            (overview.outlets, words.OUTLET_COUNT),
            (overview.statements, words.STATEMENT_COUNT),
            (overview.sources, words.SOURCE_COUNT),
            (overview.claims, words.CLAIM_COUNT),
        )
    ]
    if overview.not_read:
        counts[0] += f" ({report_wording.not_read(overview.not_read)})"
    head = f"{record.path.name}: {', '.join(counts)} {wording.HERE}"
    shown = [line_of(item) for item in islice(claims, _SHOWN)]
    left = len(claims) - len(shown)
    more = wording.NOTHING_TRACED if overview.tracing is None else wording.and_more(left) if left else ""
    return _rendered("list.html", head=head, items=shown, more=more)


def _listed(record: object, items: Iterable[object], number: int) -> str:
    shown = [line_of(item) for item in islice(items, _SHOWN)]
    left = number - len(shown)
    return _rendered("list.html", head=line_of(record), items=shown, more=wording.and_more(left) if left else "")


def _article(page: Page) -> str:
    lines = list(_first(page.lines))
    left = len(page.lines) - len(lines)
    more = wording.lines_left(left) if left else ""
    return _rendered("article.html", page=page, lines=lines, more=more, to=_Places())


def _first(lines: tuple[Lines, ...]) -> Iterator[Lines]:
    """Yield an article's lines as long as their words are few enough."""
    told = 0
    for line in lines:
        told += sum(len(stretch.text) for stretch in line.stretches)
        if told > _TEXT:
            return
        yield line


def _few(fact: Fact, most: int) -> tuple[Fact, int]:
    """Return a fact with as many of those below it as may be told, in their order, and how many still may."""
    kept: list[Fact] = []
    most -= 1
    for inner in fact.facts:
        if most <= 0:
            break
        told, most = _few(inner, most)
        kept.append(told)
    return replace(fact, facts=tuple(kept)), most


def _size(fact: Fact) -> int:
    return 1 + sum(map(_size, fact.facts))


class _Places(Anchors):
    """Where statements stand in a notebook, which holds many texts: the place has the record's id in its name."""

    def statement(self, place: Place, mark: int) -> str:
        """Return the place of a statement in its article's text."""
        return f"#whence-{place.id}-{mark}"


def _rendered(template: str, **given: Any) -> str:
    style = files("whence.notebook").joinpath("static/notebook.css").read_text(encoding="utf-8")
    return _environment().get_template(f"notebook/{template}").render(style=Markup(style), **given)  # noqa: S704


@cache
def _environment() -> Environment:
    return environment("whence.notebook", "whence.report")
