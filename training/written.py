"""Training texts written for whence: one file an event, marked by hand, as a folder of the newsroom's form.

    python training/written.py FILE            check a file, and name each mistake with its line
    python training/written.py FILE --to DIR   write its articles, readings and truth below DIR

The form is described in `training/written/README.md`. A mark `{3c:words}` stands in the text itself, so a span is
right by construction; marks may lie in one another and never cross.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whence.records import Act, ChangeKind, Form, Role, SourceKind

__all__ = ["Mistakes", "Written", "parse", "write"]

_OPEN = re.compile(r"\{(\d+)([sqcaeok]):")
_ROLES = {"p": "paragraph"} | {role.value: role.value for role in Role}
_HOW = frozenset(("verbatim", "abridged", "edited", "paraphrase", "cites"))
_LINKS = frozenset(("told", "reported_by", "according_to", "citing", "quoted_in"))
_MEDIA = frozenset(
    ("interview", "press_conference", "statement", "social_post", "report", "filing", "letter", "broadcast")
)
_FLAGS = frozenset(("hedged", "negated", "own"))
_KEYS = frozenset("who kind form act medium parent chain claim src from changes relays".split())
_RULE = re.compile(r"-{5,}$")


class Mistakes(ValueError):
    """What is wrong in a file, a line each."""


@dataclass(slots=True, kw_only=True)
class _Article:
    id: str
    outlet: str
    published: str
    line: int
    derives: list[dict[str, Any]] = field(default_factory=list)
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Role and text without marks."""
    runs: dict[int, dict[str, list[tuple[int, str]]]] = field(default_factory=dict)
    """Of each statement's number and mark's letter: the number of the line and the words."""
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    """The attributes of each statement, flags with an empty value; `part` holds the number of the whole."""
    at: dict[int, int] = field(default_factory=dict)
    """The line of the file on which a statement's attributes stand."""


@dataclass(slots=True, kw_only=True)
class Written:
    """An event: articles with their marks, and what its truth lists."""

    event: str = ""
    outlets: dict[str, tuple[str, str]] = field(default_factory=dict)
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    denies: list[tuple[str, str]] = field(default_factory=list)
    not_same: list[list[str]] = field(default_factory=list)
    articles: list[_Article] = field(default_factory=list)


def parse(text: str) -> Written:
    """Return the event that a file describes.

    Raises:
        Mistakes: a line cannot be understood, or does not fit the others.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        reader.take(number, line.strip())
    wrong = [*reader.wrong, *_misfits(reader.written)]
    if wrong:
        raise Mistakes("\n".join(wrong))
    return reader.written


class _Reader:
    """Takes a file line by line."""

    def __init__(self) -> None:
        self.written = Written()
        self.wrong: list[str] = []
        self._part = ""

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if not line:
            return
        try:
            if line.startswith("====="):
                self.written.articles.append(_opened(line, number))
                self._part = "text"
            elif self.written.articles and _RULE.match(line):
                self._part = "said"
            elif self._part == "said":
                self._attributes(line, number)
            elif self.written.articles:
                self._line(line)
            else:
                self._head(line)
        except (ValueError, IndexError, KeyError) as error:
            self.wrong.append(f"line {number}: {error or 'not understood'}")

    def _head(self, line: str) -> None:
        name, _, rest = line.partition(":")
        if name in ("outlets", "sources", "claims") and not rest.strip():
            self._part = name
        elif name == "event":
            self.written.event = rest.strip()
        elif name == "not_same":
            self.written.not_same += [pair.split() for pair in rest.split(";") if pair.strip()]
        else:
            self._row([piece.strip() for piece in line.split("|")])

    def _row(self, row: Sequence[str]) -> None:
        if self._part == "claims":
            self.written.claims[row[0]] = row[1]
            for piece in row[2:]:
                verb, *denied = piece.split()
                if verb != "denies":
                    raise ValueError(f"“{piece}” is not `denies c1 …`")
                self.written.denies += [(row[0], other) for other in denied]
        elif self._part in ("outlets", "sources"):
            getattr(self.written, self._part)[row[0]] = (row[1], row[2])
        else:
            raise ValueError("stands before `outlets:`, `sources:` and `claims:`")

    def _line(self, line: str) -> None:
        name, _, rest = line.partition(":")
        article = self.written.articles[-1]
        if name == "derives":
            article.derives += [_derived(piece.split()) for piece in rest.split(";") if piece.strip()]
            return
        if name not in _ROLES:
            raise ValueError(f"“{name}” is no role of a line")
        article.lines.append((_ROLES[name], _unmarked(rest.strip(), len(article.lines), article.runs)))

    def _attributes(self, line: str, number: int) -> None:
        name, _, rest = line.partition(":")
        said: dict[str, str] = {}
        for piece in (p.strip() for p in rest.split(";") if p.strip()):
            key, equals, value = (p.strip() for p in piece.partition("="))
            if part := re.fullmatch(r"part of (\d+)", piece):
                said["part"] = part[1]
            elif (equals and key in _KEYS) or piece in _FLAGS:
                said[key] = "" if value == "-" else value
            else:
                raise ValueError(f"“{piece}” is no attribute")
        article = self.written.articles[-1]
        article.said[int(name)] = said
        article.at[int(name)] = number


def _opened(line: str, number: int) -> _Article:
    name, outlet, published = (piece.strip() for piece in line.strip("= ").split("|")[:3])
    return _Article(id=name, outlet=outlet, published=published, line=number)


def _derived(row: Sequence[str]) -> dict[str, Any]:
    if len(row) < 2 or row[1] not in _HOW:
        raise ValueError(f"“{' '.join(row)}” is not `a01 verbatim|abridged|edited|paraphrase|cites [credited]`")
    return {"article": row[0], "how": row[1], "credited": "credited" in row[2:]}


def _unmarked(text: str, line: int, runs: dict[int, dict[str, list[tuple[int, str]]]]) -> str:
    """The text without its marks; what they enclose goes into `runs`."""
    plain, at = "", 0
    open_: list[tuple[int, str, int]] = []
    while at < len(text):
        if mark := _OPEN.match(text, at):
            open_.append((int(mark[1]), mark[2], len(plain)))
            at = mark.end()
        elif text[at] == "}" and open_:
            number, letter, begun = open_.pop()
            runs.setdefault(number, {}).setdefault(letter, []).append((line, plain[begun:].strip()))
            at += 1
        elif text[at] in "{}":
            raise ValueError(f"a brace that opens or closes nothing: …{text[max(0, at - 20) : at + 20]}…")
        else:
            plain += text[at]
            at += 1
    if open_:
        raise ValueError(f"a mark is not closed: {{{open_[-1][0]}{open_[-1][1]}:")
    return plain


# --- what does not fit -----------------------------------------------------------------------------------------------


def _misfits(written: Written) -> Iterator[str]:
    ids = {article.id for article in written.articles}
    stated = {f"{a.id}.{n}" for a in written.articles for n, said in a.said.items() if said.get("claim")}
    used = {said["claim"] for a in written.articles for said in a.said.values() if said.get("claim")}
    yield from (f"claim {claim}: no statement states it" for claim in written.claims if claim not in used)
    pairs = [*written.denies, *map(tuple, written.not_same)]
    yield from (f"claim {c}: is not listed" for pair in pairs for c in pair if c not in written.claims)
    for article in written.articles:
        if article.outlet not in written.outlets:
            yield f"line {article.line}: outlet {article.outlet} is not listed"
        yield from (
            f"line {article.line}: no article {d['article']}" for d in article.derives if d["article"] not in ids
        )
        for number in sorted(article.runs.keys() - article.said.keys()):
            yield f"{article.id}: statement {number} has marks and no attributes"
        for number, said in article.said.items():
            where = f"line {article.at[number]}: {article.id}.{number}"
            yield from (f"{where}: {what}" for what in _wrong(number, said, article, written, stated))


def _wrong(number: int, said: dict[str, str], article: _Article, written: Written, stated: set[str]) -> Iterator[str]:
    runs = article.runs.get(number, {})
    letters = {"own": "o"}.get("own" if "own" in said else "", "k" if "part" in said else "c")
    if letters not in runs and not (letters == "c" and said.get("act") == "refusal"):
        yield f"no mark {{{number}{letters}:"
    if "part" in said and int(said["part"]) not in article.said:
        yield f"part of {said['part']}, which is no statement"
    if said.get("parent") and int(said["parent"]) not in article.said:
        yield f"parent {said['parent']}, which is no statement"
    if letters == "c":
        yield from _not_one_of("kind", said.get("kind", ""), [*SourceKind])
        yield from _not_one_of("form", said.get("form", ""), [f for f in Form if f is not Form.own_voice])
        yield from _not_one_of("act", said.get("act", ""), [*Act])
    if said.get("medium"):
        yield from _not_one_of("medium", said["medium"], _MEDIA)
    for station in _stations(said.get("chain", "")):
        yield from _not_one_of("kind of a station", station["kind"], [*SourceKind])
        yield from _not_one_of("link of a station", station["link"], _LINKS)
    if not said.get("claim"):
        if letters in "ok":
            yield "states no claim"
        return
    yield from _not_one_of("claim", said["claim"], written.claims)
    yield from _not_one_of("src", said.get("src", ""), written.sources)
    if said.get("from"):
        yield from _not_one_of("from", said["from"], stated)
    for change in _listed(said.get("changes", "")):
        yield from _not_one_of("change", change, [*ChangeKind])


def _not_one_of(name: str, value: str, allowed: Iterable[str]) -> Iterator[str]:
    if value not in {str(one) for one in allowed}:
        yield f"{name} “{value}” is none that is known"


def _listed(value: str) -> list[str]:
    return [piece.strip() for piece in value.split(",") if piece.strip()]


def _stations(chain: str) -> list[dict[str, str]]:
    """`Name/kind/link > …`, as a reading holds it; a name may hold a slash."""
    found = []
    for piece in (p.strip() for p in chain.split(">") if p.strip()):
        name, kind, link = ("", *piece.rsplit("/", 2))[-3:]
        found.append({"name": name.strip(), "kind": kind.strip(), "link": link.strip()})
    return found


# --- as a folder of the newsroom's form ------------------------------------------------------------------------------


def write(written: Written, folder: Path) -> None:
    """Write the event's articles as pages, its readings and its truth below `folder`."""
    for name in ("articles", "reading"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for article in written.articles:
        page = _page(article, written.outlets[article.outlet][0])
        (folder / "articles" / f"{article.id}.html").write_text(page, encoding="utf-8")
        _dump(folder / "reading" / f"{article.id}.json", _reading(article))
    _dump(folder / "truth.json", _truth(written))


def _dump(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def _page(article: _Article, outlet: str) -> str:
    """A plain page with the lines in their order."""
    tags = {"headline": "h1", "subhead": "h2", "caption": "figcaption", "quote": "blockquote"}
    title = next((text for role, text in article.lines if role == "headline"), "")
    body = "\n".join(
        f'<{tags.get(role, "p")} class="{role}">{html.escape(text, quote=False)}</{tags.get(role, "p")}>'
        for role, text in article.lines
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>\n'
        f'<meta property="og:site_name" content="{html.escape(outlet)}">\n'
        f'<meta property="article:published_time" content="{article.published}">\n'
        f"</head><body><article>\n{body}\n</article></body></html>\n"
    )


def _reading(article: _Article) -> dict[str, Any]:
    return {
        "article": article.id,
        "file": f"articles/{article.id}.html",
        "lines": [{"n": n, "role": role, "text": text} for n, (role, text) in enumerate(article.lines)],
        "statements": [
            _statement(article, number, said)
            for number, said in sorted(article.said.items())
            if not {"own", "part"} & said.keys()
        ],
    }


def _statement(article: _Article, number: int, said: dict[str, str]) -> dict[str, Any]:
    runs = article.runs.get(number, {})
    chain = _stations(said.get("chain", ""))
    return {
        "id": f"{article.id}-{number}",
        "content": runs.get("c", []),
        "source": runs.get("s", []),
        "cue": runs.get("q", []),
        "addressee": runs.get("a", []),
        "medium": said.get("medium") or None,
        "speaker": said.get("who") or None,
        "kind": said["kind"],
        "chain": chain or ([{"name": said["who"], "kind": said["kind"], "link": "told"}] if said.get("who") else []),
        "form": said["form"],
        "act": said["act"],
        "hedged": "hedged" in said,
        "negated": "negated" in said,
        "evidence": runs.get("e", []),
        "parent": f"{article.id}-{said['parent']}" if said.get("parent") else None,
    }


def _truth(written: Written) -> dict[str, Any]:
    denied = {claim: [a for a, b in written.denies if b == claim] for claim in written.claims}
    return {
        "event": written.event,
        "language": "en",
        "outlets": [{"id": k, "name": name, "kind": kind} for k, (name, kind) in written.outlets.items()],
        "articles": [_listed_article(article) for article in written.articles],
        "sources": [{"id": k, "name": name, "kind": kind} for k, (name, kind) in written.sources.items()],
        "claims": [_claim(written, claim, denied[claim]) for claim in written.claims],
        "not_same_claim": written.not_same,
    }


def _listed_article(article: _Article) -> dict[str, Any]:
    lines = dict(reversed(article.lines))
    return {
        "id": article.id,
        "file": f"articles/{article.id}.html",
        "outlet": article.outlet,
        "headline": lines.get("headline", ""),
        "byline": lines.get("byline"),
        "published": article.published,
        "derives_from": article.derives,
    }


def _claim(written: Written, claim: str, denied_by: list[str]) -> dict[str, Any]:
    stated = {
        f"{article.id}.{number}": (article, number, said)
        for article in written.articles
        for number, said in sorted(article.said.items())
        if said.get("claim") == claim
    }
    origins = sorted({said["src"] for _, _, said in stated.values() if said.get("from") not in stated})
    return {
        "id": claim,
        "proposition": written.claims[claim],
        "statements": [_true_statement(claim, *row) for row in stated.values()],
        "origins": origins,
        "independent_sources": len(origins),
        "denied_by": denied_by,
    }


def _true_statement(claim: str, article: _Article, number: int, said: dict[str, str]) -> dict[str, Any]:
    whole = article.said[int(said["part"])] if "part" in said else said
    runs = article.runs.get(number, {}) | {
        k: v for k, v in article.runs.get(int(said.get("part", number)), {}).items() if k in "sq"
    }
    content = max((words for _, words in runs.get("o", runs.get("k", runs.get("c", [])))), key=len, default="")
    origin = said.get("from")
    return {
        "id": _named(claim, article.id, number),
        "article": article.id,
        "content": content,
        "source_text": next((words for _, words in runs.get("s", [])), None),
        "cue": next((words for _, words in runs.get("q", [])), None),
        "form": "own_voice" if "own" in said else whole["form"],
        "act": "assertion" if "own" in said else whole["act"],
        "hedged": "hedged" in said or "hedged" in whole,
        "source": said["src"],
        "relays": _listed(said.get("relays", "")),
        "comes_from": _named(claim, *origin.split(".")) if origin else None,
        "changes": _listed(said.get("changes", "")),
    }


def _named(claim: str, article: str, number: int | str) -> str:
    return f"{claim}-{article}-{number}"


def main() -> int:
    """Check a file, and write it out where that is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--to", type=Path, help="the folder that the event's folder is made in")
    chosen = options.parse_args()
    try:
        written = parse(chosen.file.read_text(encoding="utf-8"))
    except Mistakes as mistakes:
        print(mistakes)
        return 1
    if chosen.to:
        write(written, chosen.to / chosen.file.stem)
    said = [s for article in written.articles for s in article.said.values()]
    counts = (
        len(written.articles),
        sum("kind" in s for s in said),
        len(written.claims),
        sum("claim" in s for s in said),
    )
    print("ok: {} articles, {} relations, {} claims, {} statements of them".format(*counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
