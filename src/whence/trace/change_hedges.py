"""Whether a version is surer, or less sure, than the one that it follows.

A hedge counts as dropped, or added, only where one version is plainly hedged and the other not even faintly: between
"may have" and "risks" nobody could say that certainty grew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from whence.link.units import Unit
from whence.read.hedges import hedge_spans
from whence.records import Change, ChangeKind, Span, Spans

__all__ = ["hedge_changes", "hedge_words"]

_PLAIN = re.compile(
    r"""\b(?:
      may(?=\ (?:not|no|be|have|well|also|even|still|yet|now|soon|[a-z]+\b)) | might(?!\ of\b)
    | could\ (?:be|have|also|well|mean|fit|explain|indicate|possibly|potentially)
    | reportedly | allegedly | alleged | apparently | supposedly | purportedly | seemingly | presumably
    | possibly | probably | likely\ (?:to|that|cause)| perhaps | maybe | plausibl[ey] | potentially
    | (?:seem|appear)(?:s|ed)?\ (?:to|that|as|like)\b | suggest(?:s|ed)?\ (?:that|but|a|an|the)\b
    | consistent\ with | point(?:s|ed)?\ (?:to|towards)\b
    | (?:is|are|was|were|been)\ (?:\w+\ )?(?:believed|thought|feared|suspected|presumed|understood|rumou?red|said)\ to
    | (?:I|we)\ (?:think|believe|suspect|fear|guess|suppose|reckon|assume)
    | (?:no|none|nothing|not|n't)\b[^.;]{0,40}\bso\ far | so\ far\b[^.;]{0,40}\b(?:no|none|nothing|not)
    | if\ (?:confirmed|it\ is\ confirmed) | unconfirmed
    )(?!\w)""",
    re.VERBOSE,
)
_FAINT = re.compile(
    r"""\b(?:
      can | up\ to | risk(?:s|ed|ing)? | allow(?:s|ed)?\ for | allows?\ (?:an?|the)\ | possib\w+ | unclear
    | point(?:s|ed|ing)?\ (?:to|towards) | hint(?:s|ed)? | believe[sd]? | think[s]? | thought | suspect\w* | fear\w*
    | suggest\w* | indicat\w+ | doubt\w* | expect\w*
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_AS_IT_IS_CALLED = re.compile(r"\bas (?:its|the|their) names? (?:suggests?|implies|imply)\b", re.IGNORECASE)


def hedge_changes(earlier: Unit, later: Unit) -> Iterator[Change]:
    """Yield a hedge that is gone, or that is new."""
    if _is_hedged(earlier) and not _is_faint(later):
        yield Change(kind=ChangeKind.hedge_dropped, before=hedge_words(earlier), after=later.statement.content)
    elif _is_hedged(later) and not _is_faint(earlier):
        yield Change(kind=ChangeKind.hedge_added, before=earlier.statement.content, after=hedge_words(later))


def hedge_words(unit: Unit) -> Spans:
    """The words that hedge a version, in its content or its cue; all of its cue and content where none is known."""
    found = [
        Span(span.start + start, span.start + end)
        for span in sorted((*unit.statement.content, *unit.statement.cue))
        for start, end in _spans(unit.article.text[span.start : span.end])
    ]
    return tuple(found) or tuple(sorted((*unit.statement.cue, *unit.statement.content)))


def _spans(text: str) -> list[Span]:
    """The hedges of a stretch of text, in order; those that overlap are one."""
    found: list[Span] = []
    for span in sorted([*hedge_spans(text), *(Span(*match.span()) for match in _PLAIN.finditer(text))]):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _is_hedged(unit: Unit) -> bool:
    words = _words(unit)
    if _PLAIN.search(words):
        return True
    return unit.statement.hedged and not (_AS_IT_IS_CALLED.search(words) and not hedge_spans(_without_name(words)))


def _is_faint(unit: Unit) -> bool:
    """Whether anything at all leaves the version open."""
    words = _without_name(_words(unit))
    return _is_hedged(unit) or bool(_FAINT.search(words)) or words.rstrip(" \"'”’").endswith("?")


def _without_name(words: str) -> str:
    return _AS_IT_IS_CALLED.sub("", words)


def _words(unit: Unit) -> str:
    """The words of cue and content, a capital only where it is one in the article."""
    text = unit.article.text
    spans = (*unit.statement.cue, *unit.statement.content)
    return " | ".join(text[start:end].replace("’", "'").replace("\u00a0", " ") for start, end in spans)
