"""Stated credits: `whence.link.credits` article by article, with what each must know of the others brought to it.

articles ─addresses─▶ pages that links mean ─▶ credits ─by outlet─▶ which article is meant
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from whence.link.credit_targets import Targets
from whence.link.credits import credits_of
from whence.link.hyperlinks import plain_address
from whence.link.outlets import Outlets
from whence.records import Article, Credit, Span, Statement
from whence.scale.blocks import key_of, of_kind
from whence.scale.engine import Engine, Shared, Table
from whence.scale.packing import unpack
from whence.scale.placing import readings_in

__all__ = ["credited"]

Articles = Table[tuple[int, tuple[int, bytes]]]
_Pages = dict[str, tuple[str | None, str]]
_ASKED = "asked "


class _Asking:
    """Stands for the articles of an outlet: notes what is asked for, and answers with a token to be replaced."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, list[Span]]] = []

    def meant(self, article: Article, outlet: str, statement: Statement | None, said: Sequence[Span]) -> str | None:  # noqa: ARG002  -- as `Meaning` has it
        self.asked.append((outlet, statement.id if statement else None, list(said)))
        return f"{_ASKED}{len(self.asked) - 1}"


def credited(
    articles: Articles, outlets: Shared[Outlets], weights: Shared[NDArray[Any]], engine: Engine
) -> Table[tuple[int, tuple[tuple[Credit, ...], tuple[int, ...]]]]:
    """Return each article's credits, by its number, and the numbers of the articles that they mean."""
    blocks = engine.blocks
    pages = _pages(articles, outlets, blocks)
    first = _noted(articles, pages, outlets, blocks).kept("credits-asked")
    wanted = engine.shared(frozenset(first.over(_outlets_asked).rows()))
    answers = _answers(articles, first, outlets, weights, wanted, blocks)

    def noted(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("noted", (number, *found))) for number, (_, *found) in rows)

    return first.over(noted).and_(answers).grouped().over(_answered)


def _pages(articles: Articles, outlets: Shared[Outlets], blocks: int) -> Table[tuple[int, tuple[str, Any]]]:
    """What the links of each article mean: rows of its number, an address, and its outlet and article."""

    def addresses(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for number, reading in readings_in(rows):
            article = reading.article
            if article.url and (own := plain_address(article.url)):
                page = (number, outlets.value.of(article), article.id)
                yield key_of(own) % blocks, ("page", (own, page))
            for address in {plain_address(link.url) for link in article.links} - {""}:
                yield key_of(address) % blocks, ("asker", (address, number))

    def joined(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            held: dict[str, tuple[int, str | None, str]] = {}
            for address, page in sorted(of_kind(items, "page"), key=lambda item: item[1][0]):
                held.setdefault(address, page)
            for address, number in of_kind(items, "asker"):
                if address in held:
                    yield number % blocks, ("page", (number, address, held[address]))

    return articles.over(addresses).grouped().over(joined)


def _noted(
    articles: Articles, pages: Table[tuple[int, tuple[str, Any]]], outlets: Shared[Outlets], blocks: int
) -> Table[tuple[int, tuple[list[Any], tuple[Credit, ...], frozenset[int]]]]:
    """What each article asks of outlets, and its credits, with places of answers for the articles that they mean.

    Last come the numbers of the articles that its links mean.
    """

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def noted(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, Any]]:
        for _, items in rows:
            met: defaultdict[int, _Pages] = defaultdict(dict)
            others: defaultdict[int, set[int]] = defaultdict(set)
            for number, address, (other, *page) in of_kind(items, "page"):
                met[number][address] = (page[0], page[1])
                others[number].add(other)
            for number, packed in of_kind(items, "data"):
                asking = _Asking()
                found = credits_of([unpack(packed)], outlets.value, targets=asking, pages=met.get(number, {}))
                yield number, (asking.asked, found, frozenset(others.get(number, ())))

    return articles.over(data).and_(pages).grouped().over(noted)


def _outlets_asked(rows: Iterator[tuple[int, tuple[list[Any], Any, Any]]]) -> Iterator[str]:
    yield from sorted({outlet for _, (asked, _, _) in rows for outlet, _, _ in asked})


def _answers(
    articles: Articles,
    noted: Table[tuple[int, tuple[list[Any], Any, Any]]],
    outlets: Shared[Outlets],
    weights: Shared[NDArray[Any]],
    wanted: Shared[frozenset[str]],
    blocks: int,
) -> Table[tuple[int, tuple[str, Any]]]:
    """Bring who asks of an outlet together with its articles: rows of the asker with the places of answers."""

    def asks(rows: Iterator[tuple[int, tuple[list[Any], Any, Any]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for number, (asked, _, _) in rows:
            if asked:
                yield number % blocks, ("asks", (number, asked))

    def data(rows: Iterator[tuple[int, tuple[int, bytes]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        return ((number % blocks, ("data", (number, data))) for number, (_, data) in rows)

    def sorted_by_outlet(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            asked = dict(of_kind(items, "asks"))
            for number, packed in of_kind(items, "data"):
                outlet = outlets.value.of(unpack(packed).article)
                if outlet in wanted.value and outlet is not None:
                    yield key_of(outlet), ("on the shelf", (number, packed))
                for name in {outlet for outlet, _, _ in asked.get(number, ())}:
                    own = [(at, *one[1:]) for at, one in enumerate(asked[number]) if one[0] == name]
                    yield key_of(name), ("asks", (number, packed, name, own))

    def told(rows: Iterator[tuple[int, list[tuple[str, Any]]]]) -> Iterator[tuple[int, tuple[str, Any]]]:
        for _, items in rows:
            yield from _told(items, outlets.value, weights.value, blocks)

    return noted.over(asks).and_(articles.over(data)).grouped().over(sorted_by_outlet).grouped().over(told)


def _told(
    items: list[tuple[str, Any]], outlets: Outlets, weights: NDArray[Any], blocks: int
) -> Iterator[tuple[int, tuple[str, Any]]]:
    shelf = [(number, unpack(data)) for number, data in of_kind(items, "on the shelf")]
    askers = [(number, unpack(data), name, own) for number, data, name, own in of_kind(items, "asks")]
    numbers = {reading.article.id: number for number, reading in shelf}
    readings = {r.article.id: r for r in (*(r for _, r in shelf), *(r for _, r, _, _ in askers))}
    targets = Targets(list(readings.values()), outlets, weights)
    for number, reading, name, own in askers:
        statements = {statement.id: statement for statement in reading.statements}
        for at, statement, said in own:
            meant = targets.meant(reading.article, name, statements.get(statement or ""), said)
            if meant is not None:
                yield number % blocks, ("answer", (number, at, meant, numbers[meant]))


def _answered(
    rows: Iterator[tuple[int, list[tuple[str, Any]]]],
) -> Iterator[tuple[int, tuple[tuple[Credit, ...], tuple[int, ...]]]]:
    for _, items in rows:
        answers: defaultdict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
        for number, at, meant, other in of_kind(items, "answer"):
            answers[number][f"{_ASKED}{at}"] = meant, other
        for number, found, linked in of_kind(items, "noted"):
            own = answers.get(number, {})
            meant = linked | {other for _, other in own.values()}
            yield number, (tuple(_meant(credit, own) for credit in found), tuple(sorted(meant)))


def _meant(credit: Credit, answers: dict[str, tuple[str, int]]) -> Credit:
    if credit.target is None or not credit.target.startswith(_ASKED):
        return credit
    return replace(credit, target=answers.get(credit.target, (None, 0))[0])
