"""Which part of a report came through the agency that its byline, dateline or credit line names.

A report with an agency's name on it is often two: the agency's copy, and behind it what the outlet found out itself.
The agency's part goes on until a paragraph shows the outlet at work ("told the Courier", "we asked", "In Morne" in The
Morne Recorder); from there on the report is the outlet's own. Nearly all of some twenty such reports among the events
written for training are made so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.read.addressees import NAME_PART
from whence.read.lexicon_bodies import OUTLET_WORDS
from whence.read.names import name_words
from whence.read.relays import is_own, spelled_out
from whence.read.source_kinds import outlet_of
from whence.read.wording import quotations_near, spaced
from whence.records import Article, Block, Role

__all__ = ["Front"]

_GENERIC = "agencies"  # what an article holds where a line credits agencies without their names
_STORY = frozenset({Role.paragraph, Role.quote})
_TITLES = frozenset({Role.headline, Role.subhead})
_PERSON = re.compile(r"\b(?:[Uu]s|[Ww]e|[Oo]urs?|[Oo]urselves)\b")
_THIS = re.compile(
    r"\b[Tt]his (?:newspaper|paper|station|website|channel|programme|magazine|broadcaster|reporter|correspondent|blog"
    r"|outlet)\b"
    r"|\b(?:told|tells|asked by|speaking to|spoke to|seen by|shown to|to)"
    r" (?:this (?:site|service)|(?:our )?presenter)\b"
)
_NAME = rf"(?:the )?(?P<name>[A-ZÀ-Þ]{NAME_PART}(?: [A-ZÀ-Þ0-9]{NAME_PART}){{0,4}})"
_TO_OWN = re.compile(
    r"\b(?:(?:told|tells|telling|assured|rang|approached|showed|to|with|on"
    r"|(?:[Aa]sked|[Cc]ontacted|[Aa]pproached|[Bb]uttonholed|[Rr]eached|interviewed|[Pp]ressed|[Rr]ung|[Cc]alled|stopped|[Ss]hown|seen|obtained)"
    rf" (?:\w+ )?by|(?:viewers|readers|listeners|guest) of)) {_NAME}"
)
_OWN_ACTS = re.compile(
    rf"\b{_NAME} (?:has |had )?(?:learned|learnt|understands|asked|approached|contacted|visited|rang|spoke to|has seen"
    r"|can reveal)\b"
)
_PLACED = re.compile(rf"(?:Meanwhile,? )?(?:[Ii]n|[Aa]t|[Aa]round|[Aa]cross|[Ff]or|[Oo]utside) {_NAME}")
_NO_PLACE = OUTLET_WORDS | frozenset("evening morning sunday saturday new free city county".split())


class Front:
    """How far an article's agency carries: `agency` is its name, None where no single one other than the outlet is."""

    def __init__(self, article: Article) -> None:
        agency = article.agency
        known = agency is not None and agency.casefold() != _GENERIC and not is_own(article, agency)
        self.agency = spelled_out(article, agency) if agency and known else None
        self._article = article
        self._own = self._first_own() if self.agency else None

    @property
    def is_mixed(self) -> bool:
        """Whether a part of the report is the outlet's own."""
        return self._own is not None

    def covers(self, block: int) -> bool:
        """Whether a block's words came through the agency; a headline of a mixed report can be of either part.

        Captions of a mixed report stand beside its outlet's own pictures.
        """
        if self.agency is None:
            return False
        if self._own is None or block < 0:
            return True
        return block < self._own and self._article.blocks[block].role is not Role.caption

    def is_title(self, block: int) -> bool:
        """Whether a block stands above both parts."""
        return 0 <= block < len(self._article.blocks) and self._article.blocks[block].role in _TITLES

    def _first_own(self) -> int | None:
        """The number of the first block that shows the outlet at work; 0 where the story begins with it."""
        told: list[str] = []
        places = tuple(_places(self._article))
        for number, block in enumerate(self._article.blocks):
            if block.role not in _STORY:
                continue
            text = _unquoted(self._article, block)
            if self._shows(text) or any(place in text and not _has(told, place) for place in _placed(text, places)):
                return number if told else 0
            told.append(text)
        return None

    def _shows(self, text: str) -> bool:
        if _PERSON.search(text) or _THIS.search(text):
            return True
        return any(
            is_own(self._article, match["name"]) for shape in (_TO_OWN, _OWN_ACTS) for match in shape.finditer(text)
        )


def _unquoted(article: Article, block: Block) -> str:
    """The block's words without those that it quotes, which are other people's "we"."""
    text = spaced(article.text)
    kept, at = [], block.span.start
    for quotation in quotations_near(article, block.span.start):
        kept.append(text[at : quotation.outer.start])
        at = quotation.outer.end
    return " … ".join([*kept, text[at : block.span.end]])


def _places(article: Article) -> Iterator[str]:
    """The words of the outlet's name that can be its town's: "Morne" of The Morne Recorder."""
    outlet = outlet_of(article) or ""
    words = outlet.removeprefix("The ").split()
    if len(words) > 1 and any(w in OUTLET_WORDS for w in name_words(words[-1])):
        town = " ".join(words[:-1])
        if not any(w in _NO_PLACE for w in name_words(town)):
            yield town


def _placed(text: str, places: tuple[str, ...]) -> Iterator[str]:
    """The outlet's town where a paragraph begins in it."""
    match = _PLACED.match(text)
    if match:
        yield from (place for place in places if match["name"].removesuffix("’s").removesuffix("'s") == place)


def _has(told: list[str], place: str) -> bool:
    return any(place in text for text in told)
