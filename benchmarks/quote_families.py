"""Find the variants of real quotations again, and tell the truncated from the altered.

    python benchmarks/quote_families.py

The families in `WHENCE_DATA` (default ../shared) are one utterance as several outlets printed it within 21 days, mined
and not checked by hand. Of those that are mostly quoted speech each variant is an article of the words around it, and
what stands between its marks is a direct statement without a speaker's name, so that only the words can tell. All
variants of all families are compared at once. Printed are: pairs of one family that are found, by the pair itself and
by what hangs together; pairs found across families; the same for copied passages; and, for pairs whose marks are both
in view, which changes are named where the later words are a run of the earlier ones (truncated), or where they are not
and other words stand in place of some (altered), by a plain comparison of words.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from whence.link import copied_passages
from whence.link.quotations import same_quotations
from whence.link.units import Unit
from whence.records import Act, Article, Block, ChangeKind, Form, Moment, Precision, ReadFrom, Role, Span, Statement
from whence.text.quotes import quotations
from whence.trace.changes import changes

SHARED = Path(os.environ.get("WHENCE_DATA", "../shared"))
FAMILIES = SHARED / "data" / "reuse" / "quote_families" / "families.jsonl"
SPEECH = 0.6
LEAST_WORDS = 5
LIKE = 0.6

_WORD = re.compile(r"[^\W_]+")
_QUOTE_CHANGES = (ChangeKind.quote_truncated, ChangeKind.quote_altered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A quotation as one outlet printed it; `whole` where both its marks are in view."""

    family: int
    unit: Unit
    whole: bool


def main() -> None:
    """Print the tables."""
    variants = list(read())
    of_one = {
        (i, j)
        for i, j in combinations(range(len(variants)), 2)
        if variants[i].family == variants[j].family and overlap(variants[i], variants[j])
    }
    families = len({v.family for v in variants})
    print(f"{families} families, {len(variants)} quoted variants, {len(of_one)} pairs that share five words in a row")
    units = [v.unit for v in variants]
    print_found("same_quotations", {pair[:2] for pair in same_quotations(units)}, of_one, variants)
    number = {v.unit.article.id: n for n, v in enumerate(variants)}
    passages = copied_passages([u.article for u in units])
    found = {(min(p), max(p)) for p in ((number[x.a], number[x.b]) for x in passages)}
    print_found("copied_passages", found, of_one, variants)
    print_changes(variants, sorted(of_one))


def read() -> Iterator[Variant]:
    """The variants of mostly quoted families, by family and day."""
    with FAMILIES.open(encoding="utf-8") as lines:
        for family in map(json.loads, lines):
            if family["quote_share"] > SPEECH:
                for number, row in enumerate(family["variants"]):
                    if variant := made(int(family["cluster"]), number, row):
                        yield variant


def made(family: int, number: int, row: dict[str, str]) -> Variant | None:
    """A variant as a statement of an article; None where it is not between marks."""
    text = row["left"] + row["text"] + row["right"]
    low, high = len(row["left"]), len(row["left"]) + len(row["text"])
    inside, whole = [], True
    for line in re.finditer(r"[^\n]+", text):
        for quotation in quotations(text, *line.span()):
            if quotation.inner.start < high and low < quotation.inner.end:
                inside.append(quotation.inner)
                whole = whole and quotation.closed and line.start() < quotation.outer.start
    if sum(len(_WORD.findall(text, *span)) for span in inside) < LEAST_WORDS:
        return None
    name = f"{family:07}-{number:03}"
    moment = Moment(at=row["date"], precision=Precision.day, read_from=ReadFrom.given)
    blocks = (Block(role=Role.paragraph, span=Span(0, len(text))),)
    article = Article(id=name, text=text, blocks=blocks, digest="", file=name, outlet=row["outlet"], published=moment)
    statement = Statement(id=name, article=name, form=Form.direct, act=Act.assertion, content=tuple(inside))
    return Variant(family=family, unit=Unit(statement=statement, article=article, speaker=None, words=""), whole=whole)


def words_of(variant: Variant) -> list[str]:
    """The quoted words in small letters."""
    text = variant.unit.article.text
    return [w.casefold() for span in variant.unit.statement.content for w in _WORD.findall(text, *span)]


def overlap(one: Variant, two: Variant) -> bool:
    """Whether two variants have five words in a row in common: else they are two parts of one utterance."""
    runs = [{tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (words_of(one), words_of(two))]
    return bool(runs[0] & runs[1])


def print_found(name: str, found: set[tuple[int, int]], of_one: set[tuple[int, int]], variants: list[Variant]) -> None:
    """Print how many pairs of one family are found, and how many pairs found are of two families."""
    top = list(range(len(variants)))

    def root(number: int) -> int:
        while top[number] != number:
            top[number] = top[top[number]]
            number = top[number]
        return number

    for i, j in sorted(found):
        top[root(j)] = root(i)
    together = sum(root(i) == root(j) for i, j in of_one)
    across = sum(variants[i].family != variants[j].family for i, j in found)
    print(
        f"{name:16s} found {len(found & of_one) / len(of_one):.3f}, hanging together {together / len(of_one):.3f};"
        f" across families {across} of {len(found)} pairs"
    )


def print_changes(variants: list[Variant], pairs: Iterable[tuple[int, int]]) -> None:
    """Print which changes of quotations are named, by how the later words stand to the earlier ones."""
    table: dict[str, Counter[str]] = {"same": Counter(), "truncated": Counter(), "altered": Counter()}
    for i, j in pairs:
        one, two = variants[i], variants[j]
        kind = relation(words_of(one), words_of(two)) if one.whole and two.whole else None
        if kind:
            named = [c.kind.value for c in changes(one.unit, two.unit) if c.kind in _QUOTE_CHANGES]
            table[kind][" + ".join(sorted(set(named))) or "no change"] += 1
    for kind, counts in table.items():
        total = sum(counts.values())
        shares = ", ".join(f"{name} {count / total:.3f}" for name, count in counts.most_common())
        print(f"{kind:9s} {total:5d} pairs: {shares}")


def relation(one: list[str], two: list[str]) -> str | None:
    """How the later words stand to the earlier; None where they are longer, or too unlike to say."""
    if one == two:
        return "same"
    if any(one[n : n + len(two)] == two for n in range(len(one) - len(two) + 1)):
        return "truncated"
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if 2 * sum(b.size for b in matcher.get_matching_blocks()) < LIKE * (len(one) + len(two)):
        return None
    return "altered" if any(tag == "replace" for tag, *_ in matcher.get_opcodes()[1:-1]) else None


if __name__ == "__main__":
    main()
