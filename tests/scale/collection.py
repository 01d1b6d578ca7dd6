"""Collections for the comparison with one machine: invented stories, told many times over with changes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from whence.link.same.vectors import SENSE
from whence.read.figures import figures
from whence.read.hedges import hedge_spans
from whence.read.statements import statement_id
from whence.records import (
    Act,
    Article,
    Basis,
    Block,
    Form,
    Hyperlink,
    Moment,
    Precision,
    ReadFrom,
    Reading,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    Station,
    StationLink,
)

_SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve zi ko re la mo ki".split()
_NOUNS = "bridge ferry dam harbour school quarry railway clinic reservoir tannery market lighthouse".split()
_ACTS = (
    "{who} said the {noun} at {place} would be shut for {n} weeks after inspectors found {m} cracks in its walls",
    "{who} said that {m} workers had lost their jobs at the {noun} and {n} families would leave {place} by spring",
    "the {noun} at {place} may have been damaged by a vessel that left the marked channel, {who} said",
    "{who} denied that anybody had been warned about the {noun} before the flood of {place}",
    "{who} told the {outlet} that repairs to the {noun} would cost {n} million and take {m} months",
    "a report seen by the {outlet} says the {noun} at {place} was never inspected after the storm",
)
_QUOTES = (
    "“We warned the council about the {noun} in {place} {n} times, and nobody ever came to look,” {who} said.",
    "“Nobody in {place} was told that the {noun} would be closed,” said {who}, who has lived there for {m} years.",
    "“The {noun} was shut on Monday. We lost {m} jobs in {place} because of it and {n} people left,” {who} said.",
)
_OUTLETS = ("Quill Wire", "The Marl Herald", "Tarn Echo", "Radio Fenwick", "Daily Sprocket", "Hollow Gazette")


@dataclass
class _Story:
    seed: int
    months: int | None = None
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        name = lambda: "".join(self.chance.choices(_SYLLABLES, k=3)).capitalize()  # noqa: E731
        self.people = [f"{name()} {name()}" for _ in range(2)] + ["officials", "a union official"]
        self.words = {"noun": self.chance.choice(_NOUNS), "place": name()}
        self.lines = [self._line(line) for line in (*_ACTS, *_QUOTES)]
        self.day = self.chance.randrange(28)

    def _line(self, line: str) -> tuple[str, str]:
        who = self.chance.choice(self.people)
        outlet = self.chance.choice(_OUTLETS).removeprefix("The ")
        filled = line.format(
            who=who, outlet=outlet, n=self.chance.randrange(2, 90), m=self.chance.randrange(2, 90), **self.words
        )
        return who, filled


def collection(stories: int, tellings: int, seed: int = 1) -> list[Reading]:
    """Return `stories * tellings` short articles; each telling keeps some sentences of its story, some with changes."""
    return [
        _told(_Story(seed * 1000 + s), s, t, random.Random(f"{seed}-{s}-{t}"))
        for s in range(stories)
        for t in range(tellings)
    ]


def strangers(stories: int, tellings: int, seed: int = 1) -> list[Reading]:
    """Return short articles of stories that lie months apart, so that thousands of them are quickly compared."""
    found = []
    for number in range(stories):
        story = _Story(seed * 100_000 + number)
        story.months = 3 * number
        chance = story.chance
        own = ["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(24)]
        who = story.people[number % len(story.people)]
        said = f"{who} said the {' '.join(own[:9])} would {' '.join(own[9:13])} {chance.randrange(9, 90)} {own[13]}"
        quoted = (
            f"“We {' '.join(own[14:20])} {chance.randrange(9, 90)} {own[20]} {own[21]} before,” {story.people[0]} said."
        )
        story.lines = [
            (who, said),
            (story.people[0], quoted),
            (who, f"{who} denied that the {' '.join(own[4:12])} had {own[22]} {own[23]}"),
        ]
        found += [_told(story, number, t, random.Random(f"{seed}-{number}-{t}")) for t in range(tellings)]
    return found


def _told(story: _Story, number: int, telling: int, chance: random.Random) -> Reading:
    outlet = chance.choice(_OUTLETS)
    kept = [line for line in story.lines if chance.random() < 0.55] or story.lines[:1]
    chance.shuffle(kept)
    lines = [(Role.headline, f"The {story.words['noun']} of {story.words['place']}", None)]
    if chance.random() < 0.3:
        lines.append((Role.credit, f"Source: {chance.choice(_OUTLETS)}", None))
    lines += [(Role.paragraph, _changed(line, chance), who) for who, line in kept]
    return _reading(f"s{number:03d}-{telling:02d}", outlet, lines, _moment(story, telling, chance), chance, number)


def _changed(line: str, chance: random.Random) -> str:
    line = line[0].upper() + line[1:]
    one, stop, other = line.partition("Monday. ")
    if stop and chance.random() < 0.7:  # one of two sentences goes its own way
        line = f"“{other}" if chance.random() < 0.5 else f"{one}Monday,” {line.rpartition('” ')[2]}"
    if chance.random() < 0.2:
        line = line.replace("would", "could")
    if chance.random() < 0.2:
        words = line.split()
        del words[len(words) * 2 // 3 :]
        line = " ".join(words)
    if chance.random() < 0.15:
        line = line.replace("weeks", "days")
    return line if line.endswith((".", "”")) else line + "."


def _moment(story: _Story, telling: int, chance: random.Random) -> Moment | None:
    if chance.random() < 0.1 and story.months is None:
        return None
    year, months = divmod(story.months or 2, 12)
    month = f"{2031 + year}-{months + 1:02d}"
    day, hour = 1 + min(27, story.day + telling // 4), chance.randrange(24)
    zone = chance.choice(["", "+01:00", "+01:00", "Z"])
    if chance.random() < 0.3:
        return Moment(at=f"{month}-{day:02d}", precision=Precision.day, read_from=ReadFrom.meta)
    at = f"{month}-{day:02d}T{hour:02d}:{chance.randrange(60):02d}:00{zone}"
    return Moment(at=at, precision=Precision.minute, read_from=ReadFrom.meta)


def _reading(
    name: str, outlet: str, lines: Sequence[Any], published: Moment | None, chance: random.Random, story: int
) -> Reading:
    text, blocks, at = "", [], 0
    for role, line, _ in lines:
        blocks.append(Block(role=role, span=Span(at, at + len(line))))
        text += line + "\n"
        at += len(line) + 1
    key = hashlib.sha256(name.encode()).hexdigest()[:16]
    anchor = blocks[-1].span
    article = Article(
        id=key,
        text=text,
        blocks=tuple(blocks),
        digest=key,
        file=f"{name}.html",
        url=f"https://{outlet.rsplit(maxsplit=1)[-1].lower()}.example/{name if chance.random() < 0.9 else name[:4]}",
        outlet=outlet if chance.random() < 0.9 else None,
        outlet_basis=Basis.stated,
        agency="Quill Wire" if chance.random() < 0.15 else None,
        published=published,
        links=(Hyperlink(url=f"https://herald.example/s{story:03d}-00", anchor=Span(anchor.start, anchor.start + 9)),)
        if chance.random() < 0.2
        else (),
    )
    sources: dict[str, Source] = {}
    statements = [
        s
        for block, (_, line, who) in zip(blocks, lines, strict=True)
        if who
        for s in _said(article, block, line, who, sources)
    ]
    return Reading(article=article, statements=tuple(statements), sources=tuple(sources.values()))


def _said(article: Article, block: Block, line: str, who: str, sources: dict[str, Source]) -> Iterator[Statement]:
    at = block.span.start
    named = who[0].isupper()
    kind = SourceKind.named_person if named else SourceKind.unnamed
    if who in line:
        place = at + line.index(who)
        source_id = f"{article.id}-{len(sources)}"
        source = sources.setdefault(
            who, Source(id=source_id, name=who, kind=kind, mentions=(Span(place, place + len(who)),))
        )
    else:
        source = None
    quoted = line.startswith("“") and "”" in line
    content = Span(at + 1, at + line.index("”")) if quoted else Span(at, at + len(line) - 1)
    form = Form.direct if quoted else (Form.indirect if source else Form.own_voice)
    act = Act.denial if "denied" in line else Act.assertion
    cue = tuple(
        Span(at + line.index(w), at + line.index(w) + len(w)) for w in (" said", " told", " denied") if w in line
    )
    figs = figures(article.text, content)
    yield Statement(
        id=statement_id(article.id, ((content,), (), cue), form),
        article=article.id,
        form=form,
        act=act,
        content=(content,),
        source=source.mentions if source else (),
        cue=cue[:1],
        speaker=source.id if source else None,
        chain=(Station(name=who, kind=kind, link=StationLink.told),) if source else (),
        hedged=bool(hedge_spans(article.text[content.start : content.end])),
        figures=figs,
        block=article.blocks.index(block),
    )


# --- a network that takes no time -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Window:
    case: Any
    quote: Any
    starts: Any
    ends: Any
    vectors: Any


class QuickReader:
    """Stands for the network: a word's state is a row of numbers of its own, and so is its part in a sense."""

    threads = 1

    def windows(self, passage: Any) -> list[_Window]:
        import re

        text = passage[0]
        words = list(re.finditer(r"\w+", text))
        vectors = np.stack([_state(m.group().lower()) for m in words]) if words else np.zeros((0, 384), np.float32)
        none = np.zeros(len(words), dtype=np.int64)
        starts = np.array([m.start() for m in words], dtype=np.int64)
        ends = np.array([m.end() for m in words], dtype=np.int64)
        return [_Window(case=none, quote=none, starts=starts, ends=ends, vectors=vectors)]

    def sensed(self, window: _Window) -> tuple[Any, Any]:
        return window.vectors[None], window.vectors[None, :, :SENSE]


_STATES: dict[str, Any] = {}


def _state(word: str) -> Any:
    if word not in _STATES:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
        _STATES[word] = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return _STATES[word]
