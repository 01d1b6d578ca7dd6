"""Relations told inside a content: "I think …", "we were told to …", "nobody has ruled out …" in somebody's own words.

PolNeAR forbids a relation inside another's content, and the network learnt them from few examples. Those with a pronoun
and a plain verb of saying, thinking or wanting are regular enough for a rule, and so is a document that finds or shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from whence.read.relation import Relation
from whence.read.wording import by_block, meets, merged
from whence.records import Article, Span

__all__ = ["inner_relations"]

_WHO = r"(?P<who>I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Nn]obody|[Nn]o[ -]one|[Ee]verybody|[Ee]veryone)"
_AUXILIARY = (
    r"(?:(?:can|could|would|will|do|does|did|am|are|is|was|were|have|has|had|must|should|may"
    r"|might)(?:\s*not|n[’']t)?\s+|cannot\s+)"
)
_ADVERB = r"(?:(?:not|never|only|also|still|just|always|really|already|yet|once|first|ever|again)\s+)"
_VERB = (
    r"(?:think|thinks|thought|believe[sd]?|know|knows|knew|known|want|wants|wanted|hope[sd]?|fear(?:s|ed)?|expect(?:s|ed)?"
    r"|suspect(?:s|ed)?|doubt(?:s|ed)?|say|says|said|saying|ask(?:s|ed)?|tell|tells|told|wish|wishes|wished"
    r"|promised?|den(?:y|ies|ied)|claim(?:s|ed)?|guess|suppose|supposed|insist(?:s|ed)?|warn(?:s|ed)?|wonder(?:s|ed)?"
    r"|rule[ds]? out|determine[ds]?|confirm(?:s|ed)?|like(?= to\b)|prefer|plan(?:s|ned)?|intend(?:s|ed)?)"
)
_INNER = re.compile(
    rf"\b{_WHO}(?P<cue>[’'](?:m|d|ve|ll|re|s))?\s+(?P<verb>(?:{_AUXILIARY}{{0,2}}{_ADVERB}{{0,2}}{_AUXILIARY}?{_ADVERB}?)?{_VERB})\b"
    r"(?P<know>\s+to\s+know\b)?"
)
_DOCUMENT = re.compile(
    r"(?P<who>(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat|[Oo]ne|[Tt]wo)\s)(?:[\w’'-]+\s){0,3}?"
    r"(?:reports?|stud(?:y|ies)|tests?|inquiry|investigation|survey|review|audit|analysis|documents?|letter|e-?mails?|memo"
    r"|examination|findings|autopsy|post-mortem|research|paper|poll|records?|data|figures|footage)"
    r"(?:\s(?:at|by|from|of|in|on)\s[^,.;:“”\"\n]{2,40}?)?)\s"
    r"(?P<verb>(?:(?:has|have|had)\s)?(?:found|finds?|show(?:s|ed|n)?|sa(?:ys?|id)|conclude[sd]?|suggest(?:s|ed)?|point(?:s|ed)?\sto"
    r"|indicate[sd]?|reveal(?:s|ed)?|confirm(?:s|ed)?))\b"
)
_WHOM = re.compile(
    r"\s+(?P<whom>me|you|him|her|us|them|it|everyone|everybody|people|the \w+)\b(?=\s+(?:that|to|not to"
    r"|what|how|why|about|it)\b|,\s)"
)
_START = re.compile(r"[\s,:]*(?:that\s+(?!(?:is|was|’s|'s)\b))?(?=[\w“‘\"'£$€])")
_END = re.compile(
    r"[,.;:?!](?=\s|[”\"’]|$)|[”\"\n]|\s[–—-]\s|[–—]|\s(?:and|but)\s+(?=(?:I|we|he|she|they|it|nobody|there|that)\b)"
)
_LONGEST = 240  # code points of a content


def inner_relations(article: Article, relations: Sequence[Relation]) -> list[Relation]:
    """Return a relation for each such clause inside a content that has no cue there yet."""
    cues = {block: merged(own) for block, own in by_block(article, (s for r in relations for s in r.cue)).items()}
    contents = by_block(article, (s for r in relations for s in r.content))
    made: list[Relation] = []
    for block, spans in contents.items():
        seen: set[int] = set()
        for content in spans:
            for match in chain(_INNER.finditer(article.text, *content), _DOCUMENT.finditer(article.text, *content)):
                begun = "cue" if match.groupdict().get("cue") else "verb"
                cue = Span(match.start(begun), match.end())
                if match.start() in seen or meets(cues.get(block, ()), cue):
                    continue
                seen.add(match.start())
                made += _relation(article.text, match, cue, content, block)
    return made


def _is_clause(content: str, match: re.Match[str]) -> bool:
    """Whether the words behind the verb can be its content: more than one, but for what is ruled out or wanted."""
    words = re.findall(r"[\w’']+", content)
    if match["verb"].split()[-1] in {"told", "tell", "tells", "asked", "ask", "asks"}:
        return len(words) > 1 and words[0].lower() not in {"me", "you", "him", "them", "the"}
    return len(words) > 1 and words[0].lower() not in {"me", "at", "over", "in", "on", "for", "about"}


def _relation(text: str, match: re.Match[str], cue: Span, content: Span, block: int) -> list[Relation]:
    whom = _WHOM.match(text, match.end(), content.end)
    begin = _START.match(text, whom.end() if whom else match.end(), content.end)
    if begin is None:
        return []
    limit = min(content.end, begin.end() + _LONGEST)
    end = _END.search(text, begin.end(), limit)
    stop = end.start() if end else limit
    if not _is_clause(text[begin.end() : stop], match):
        return []
    return [
        Relation(
            content=(Span(begin.end(), stop),),
            source=(Span(*match.span("who")),),
            cue=(cue,),
            addressee=(Span(*whom.span("whom")),) if whom else (),
            block=block,
            confidence=0.6,
        )
    ]
