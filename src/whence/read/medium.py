"""Through what medium a statement was made, where its own sentence says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from whence.read.addressees import addressee_of
from whence.read.relation import Relation
from whence.read.relays import is_outlet
from whence.read.signed import is_signed_post
from whence.read.wording import block_of, home, plain, sentence_of, spaced, words
from whence.records import Article, Span, Spans
from whence.text.signs import holds

__all__ = ["MEDIA", "media_of", "medium_of"]

MEDIA = ("interview", "press_conference", "statement", "social_post", "report", "filing", "letter", "broadcast")
"""The values that `medium_of` gives."""

_BY_SOURCE = (
    (
        "filing",
        r"\b(?:filing|lawsuit|indictment|affidavit|court (?:papers|documents|records)|complaint|writ|register"
        r"|docket|prospectus|charge sheet)s?\b",
    ),
    ("letter", r"\b(?:letters?|e-?mails?|memos?|auto-reply|reply|correspondence)\b"),
    (
        "social_post",
        r"\b(?:tweets?|posts?\b(?! office)|telegram|facebook|instagram|tiktok|twitter|social media|(?:video"
        r"|footage|clips?|photos?|images?) (?:posted|shared|circulating))",
    ),
    ("statement", r"\b(?:statements?|communiqu[eé]s?|press release|text message|news release)\b"),
    (
        "report",
        r"\b(?:reports?|stud(?:y|ies)|preprint|paper|dossier|investigation|analysis|audit|survey|findings"
        r"|white paper|journal article|authors)\b",
    ),
    ("broadcast", r"\b(?:broadcast|bulletin|documentary|programme)\b"),
)
_BESIDE = (
    ("press_conference", r"\b(?:(?:news|press|media) (?:conference|briefing)|briefing|press call)\b"),
    ("interview", r"\binterview(?:s|ed)?\b|\bspeaking (?:to|with) (?:the )?[A-Z]"),
    (
        "social_post",
        r"\b(?:on|via|to) (?:its |his |her |their |the )?(?:(?:official |personal )?(?:Telegram|Facebook|Instagram"
        r"|TikTok|Twitter|X(?=[\s,.])|Weibo|VK|WhatsApp|LinkedIn|YouTube|Bluesky|Mastodon|Threads|Truth Social)"
        r"|social media|social network)|\b(?:tweeted|retweeted)\b|\b(?:posted|wrote|said) (?:online|in a (?:post"
        r"|tweet|thread))|\bin an? (?:[\w-]+ )?(?:post|tweet|thread)\b",
    ),
    (
        "letter",
        r"\bin an? (?:[\w-]+ ){0,2}(?:letter|e-?mail|memo|note|reply)\b|\bwrote to\b|\b(?:e-?mailed|emailed)\b"
        r"|\bby e-?mail\b",
    ),
    (
        "statement",
        r"\bin an? (?:[\w-]+ ){0,3}(?:statement|communiqu[eé]|release|notice)\b|\bstatement (?:said|read|from)\b"
        r"|\bissued a statement\b|\bsaid by text message\b",
    ),
    (
        "filing",
        r"\bin (?:an? |the )?(?:[\w-]+ ){0,2}(?:filing|lawsuit|affidavit|court papers|court documents|indictment"
        r"|complaint)\b|\btold the stock exchange\b",
    ),
    (
        "report",
        r"\bin (?:an? |the |its |their )(?:[\w-]+ ){0,3}(?:report|study|paper|preprint|article|analysis|audit"
        r"|review)\b",
    ),
    (
        "broadcast",
        r"\b(?:on|told) (?:[\w-]+ ){0,3}(?:television|TV|radio|telly|air)\b|\b(?:television|televised"
        r"|radio) (?:address|speech|interview|bulletin)\b",
    ),
)
_SOURCES = tuple((medium, re.compile(pattern)) for medium, pattern in _BY_SOURCE)
_SENTENCES = tuple((medium, re.compile(pattern)) for medium, pattern in _BESIDE)
# Every match of one of `_SENTENCES` holds one of these.
_SIGNS = (
    "conference", "briefing", "press call", "interview", "speaking ", "elegram", "Facebook", "Instagram", "TikTok",
    "Twitter", "X", "Weibo", "VK", "WhatsApp", "LinkedIn", "YouTube", "Bluesky", "Mastodon", "Threads", "Truth Social",
    "social ", "tweet", "posted ", "wrote ", "said online", "said in a ", "post", "thread", "letter", "mail", "memo",
    "note", "reply", "statement", "communiqu", "release", "notice", "text message", "filing", "lawsuit", "affidavit",
    "court ", "indictment", "complaint", "stock exchange", "report", "study", "paper", "preprint", "article",
    "analysis", "audit", "review", "televis", "TV", "radio", "telly", "air",
)  # fmt: skip
_PRESS = re.compile(
    r"\b(?:reporters|journalists|the (?:press|media)|a (?:briefing|news conference|press conference))\b"
)
_SELF = re.compile(r"^(?:us|me)$")
_SPOKEN = frozenset(MEDIA) - {"filing", "report"}
_PASSAGE = 2  # blocks over which a speaker's medium carries on
_TOLD = re.compile(
    r"\b(?:t(?:ell|ells|old|elling)|sa(?:y|ys|id)|sp(?:eak|oke|eaking|oken)|declar|confirm|admit|explain|recall)"
)
_PRINTED = re.compile(r"\b(?:report(?:s|ed)|wrote|writes|printed|published|carried|quot(?:es|ed))\b")


def medium_of(article: Article, relation: Relation) -> str | None:
    """Return the medium (one of `MEDIA`), or None where the relation's words and its sentence name none.

    A source that is a document is its own medium, and who signs a quoted post with an account posted it. Somebody who
    "told reporters" spoke at a press conference, somebody who told an outlet or "us" in an interview.
    """
    if is_signed_post(article, relation):
        return "social_post"
    source = words(article, relation.source)
    if (medium := _of_source(source)) is not None:
        return medium
    spans = addressee_of(article, relation)
    addressee = words(article, spans)
    if _PRESS.search(addressee):
        return "press_conference"
    beside = _beside(article, relation)
    if holds(beside, _SIGNS):
        for medium, pattern in _SENTENCES:
            if pattern.search(beside):
                return medium
    cue = words(article, relation.cue)
    told = addressee and relation.parent is None and _TOLD.search(cue)
    if told and (_SELF.match(addressee) or _tells_outlet(article, spans)):
        return "interview"
    return "report" if _PRINTED.search(cue) and _is_outlet_source(article, relation) else None


@lru_cache(maxsize=4096)
def _of_source(source: str) -> str | None:
    """The medium that a source's plain words name: a document speaks through itself."""
    return next((medium for medium, pattern in _SOURCES if pattern.search(source)), None)


def media_of(article: Article, relations: Sequence[Relation], speakers: Sequence[str | None]) -> tuple[str | None, ...]:
    """Return the medium of each relation; one that names none has that of its speaker's last statement, if near.

    `speakers[i]` identifies who speaks in `relations[i]`. Statements nested in others keep their own.
    """
    media: list[str | None] = [medium_of(article, r) for r in relations]
    last: dict[str, tuple[str, int]] = {}  # the speaker's medium and the block where it was last used
    for i in sorted(range(len(relations)), key=lambda i: home(relations[i]).start):
        speaker = speakers[i] if i < len(speakers) else None
        if speaker is None or relations[i].parent is not None:
            continue
        block = block_of(article, home(relations[i]).start)
        medium = media[i]
        if medium is None and speaker in last and block - last[speaker][1] <= _PASSAGE:
            medium = media[i] = last[speaker][0]
        if medium in _SPOKEN:
            last[speaker] = (medium, block)
    return tuple(media)


def _beside(article: Article, relation: Relation) -> str:
    """Return the attributing words of the cue's sentence: all that is not content, within reach of the cue."""
    if not relation.cue:
        return ""
    place = relation.cue[0].start
    sentence = sentence_of(article, place)
    start, end = max(sentence.start, place - 400), min(sentence.end, relation.cue[-1].end + 400)
    pieces, at = [], start
    for run in sorted(relation.content):
        if run.end <= start or run.start >= end:
            continue
        pieces.append(spaced(article.text)[at : max(at, run.start)])
        at = max(at, run.end)
    pieces.append(spaced(article.text)[at:end])
    return " ".join(pieces)


def _tells_outlet(article: Article, addressee: Spans) -> bool:
    return any(is_outlet(article, spaced(article.text)[s.start : s.end], told=True) for s in addressee)


def _is_outlet_source(article: Article, relation: Relation) -> bool:
    return any(_outlet(article, s) for s in relation.source)


def _outlet(article: Article, span: Span) -> bool:
    name = spaced(article.text)[span.start : span.end]
    return plain(name) in {"the newspaper", "the paper", "the agency"} or is_outlet(article, name)
