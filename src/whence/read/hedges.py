"""Whether a statement is left open by its own words: a hedging cue, a modal verb, an adverb, a headline's suffix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whence.read.act_words import CuePattern
from whence.read.relation import Relation
from whence.read.wording import after, before, line_at, plain, role_at, words
from whence.records import Article, Role, Span
from whence.text.signs import holds

__all__ = ["hedge_spans", "is_hedged"]

_HEDGES = re.compile(
    r"""\b(?:
      may(?!\ (?:\d|day\b))(?:\ (?:not\ )?(?:be|have|well|even|also|still|yet))?(?=[\ ,.'"’]|$) | might
        | could\ (?:be|have|also|well|mean|indicate|suggest|point|fit|explain|possibly|potentially)\b
    | reportedly | allegedly | alleged | apparent(?:ly)? | supposed(?:ly)? | purported(?:ly)? | seemingly
      | ostensibly | presumably | conceivably | arguably
    | possib(?:ly|le) | probab(?:ly|le) | likely | unlikely | perhaps | maybe | potential(?:ly)? | plausib(?:ly
      |le) | tentative(?:ly)?
    | seem(?:s|ed|ing)? | appear(?:s|ed|ing)?\ (?:to\b|that\b|as\b|likely\b|un\w+) | suggest(?:s|ed|ing|ive)?
      | indicat(?:e|es|ed|ing)\ (?:that\b|a\ possible)
    | rumou?r(?:s|ed)? | unconfirmed | so[- ]called | it\ is\ (?:unclear|not\ clear) | unclear
      | uncertain(?:ty)? | unknown\ whether
    | (?:is|are|was|were|been|be|being|widely|generally|commonly)\ (?:\w+\ )?(?:believed|thought|suspected
      |feared|assumed|presumed|rumou?red|considered|expected|understood|said|reported|reputed|estimated)\ to\b
    | (?:believed|thought|suspected|presumed|rumou?red|feared)\ to\b | suspected
    | hint(?:s|ed)? | speculat(?:e|es|ed|ion|ive) | if\ (?:confirmed|true) | would\ (?:appear|seem|suggest|assume)
    | (?:some|many|most|several|various|certain|numerous|a\ (?:few|number\ of))(?:\ of\ (?:the|its|his|her
      |their))?(?:\ \w+){0,2}?\ (?:people|critics|experts|scholars|historians|observers|analysts|fans|sources
      |scientists
        |researchers|authors|writers|commentators|reports|others|say|believe|think|argue|suggest|claim
          |consider|feel|regard|contend)\b | others\ (?:say|believe|think|argue|suggest|claim|feel)\b
    | (?:widely|generally|commonly|often|usually|popularly|sometimes|largely|traditionally
      |frequently)\ (?:\w+\ )?(?:considered|regarded|believed|thought|known|credited|seen|viewed|described|assumed
      |accepted|cited|recogni[sz]ed|referred|held|perceived)\b
    | it\ (?:is|was|has\ been)\ (?:\w+\ )?(?:said|believed|thought|claimed|argued|suggested|assumed|rumou?red
      |speculated|alleged|reported|estimated|considered|felt|noted|possible|likely|probable|hoped)\b
    | (?:is|are|was|were|been)\ (?:\w+\ )?(?:considered|regarded\ as|claimed|alleged|argued|hypothesi[sz]ed
      |theori[sz]ed)\b | in\ all\ likelihood | as\ far\ as
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTENT = re.compile(
    r"""\b(?:
      (?<!in\ )(?<!since\ )(?<!of\ )(?<!\d\ )(?<!until\ )(?<!by\ )(?<!last\ )(?<!from\ )may(?!\ (?:\d
        |day\b))(?=[\ ,.'"]|$) | might(?!\ (?:as\ well|of\b)) | could(?!n't|\ (?:not|see|hear|only|tell|say|afford
        |barely|hardly|no|never|still\ see|smell|feel)\b) | can\ (?:mean|indicate|be\ explained)\b
    | reportedly | allegedly | alleged(?!\ \w+\ (?:said|told)) | apparently | supposedly | purported(?:ly)?
      | seemingly | presumably | conceivably
    | possibly | probably | (?:is|are|was|were|be|most|more|very|highly|quite|un|less|seems?|appears?
      |looks?)\ (?:\w+\ )?likely | likely\ to | unlikely | perhaps | maybe | potentially | plausibl[ey]
    | seem(?:s|ed|ing)? | appear(?:s|ed|ing)?\ to\b | it\ appear(?:s|ed)\b
    | (?:is|are|was|were|been|be)\ (?:\w+\ )?(?:believed|thought|suspected|feared|presumed|rumou?red)\b
      | (?:believed|thought|feared)\ to\b
    | suggest(?:s|ed)?(?:,|\ that\b|\ but\b) | so\ far\ (?:\w+\ ){0,3}(?:no|nothing|none)\b | (?:no|nothing
      |none)\b.{0,30}\bso\ far
    | would\ (?:appear|seem) | if\ (?:confirmed|true) | unconfirmed
    )(?!\w)""",
    re.VERBOSE,
)
# Every match of it holds one of these.
_SIGNS = (
    "may", "might", "could", "can ", "reportedly", "alleged", "apparently", "supposedly", "purported", "seem",
    "presumably", "conceivably", "possibly", "probably", "likely", "perhaps", "potentially", "plausibl", "appear",
    "believed", "thought", "suspected", "feared", "presumed", "rumo", "suggest", "so far", "would seem", "confirmed",
    "if true",
)  # fmt: skip
_CUE = CuePattern(
    r"""(?x)\b(?:
      may | might | reportedly | allegedly | suspect(?:s|ed|ing)? | suspicion | suggest(?:s|ed|ing)?
        | seem(?:s|ed)? | appear(?:s|ed)?(?!\ (?:on|in|at|before))
    | hint(?:s|ed|ing)? | rumou?r(?:s|ed)? | speculat\w+ | apparent(?:ly)? | presum(?:e|es|ed)\b | suppos(?:e
      |es|ed)\b | assum(?:e|es|ed|ing)\b | guess(?:es|ed)? | reckon(?:s|ed)?
    | fear(?:s|ed)?\b | doubt(?:s|ed)?\b | believe(?!d) | believes | think(?!ing) | thinks | as\ far\ as
      | reports?\ of | would\ (?:assume|guess)
    | (?:is|are|was|were|been|be|being)\ (?:\w+\ )?(?:believed|thought|suspected|feared|assumed|presumed
      |rumou?red|expected|alleged|reputed)\b
    | (?:is|are|was|were)\ (?:un)?likely | unconfirmed | alleged | possibl[ey] | probabl[ey] | perhaps | tentative
    )(?!\w)"""
)
_SURE = CuePattern(
    r"\bthink of\b|\b(?:in|any|without|beyond|leaves?|left) (?:\w+ )?(?:in )?doubt|\bthought (?:of|about)\b"
    r"|\bno doubt\b|(?:\bnot|n't|\bnever) (?:\w+ )?(?:doubt|suggest|believe|think|fear)"
)
_HEADLINE = re.compile(
    r"[ \u00a0]*(?:[-–—|:][ \u00a0]*)(?:[A-Z]\w+ )?(?:reports?|sources?|claims?|media)\s*$", re.IGNORECASE
)
_NETWORK_SURE = 0.9  # of its probability: the rules miss hedges more often than they invent them
_REPORTS = re.compile(r"^(?:reports?|sources?|claims?)$")


def is_hedged(
    article: Article,
    relation: Relation,
    relations: Sequence[Relation] = (),  # noqa: ARG001  # the readers of relations share one signature
) -> bool:
    """Whether the content or the cue leaves open whether the content is so.

    Words of a statement nested in this one count too, for its speaker passes them on; `relations` is accepted so that
    the caller may treat all readers of relations alike. A headline that ends in a question mark or in "- reports" is
    hedged as well.
    """
    cue = words(article, relation.cue)
    content = words(article, relation.content)
    if _CUE.search(cue) and not _SURE.search(cue):
        return True
    if relation.hedge is not None and relation.hedge >= _NETWORK_SURE:
        return True
    if holds(content, _SIGNS) and _CONTENT.search(content):
        return True
    return _open_headline(article, relation, cue) or _adverb_beside_cue(article, relation)


def _open_headline(article: Article, relation: Relation, cue: str) -> bool:
    if not relation.content or role_at(article, relation.content[0].start) not in {Role.headline, Role.subhead}:
        return False
    line = line_at(article, relation.content[0].start)
    text = article.text[line.start : line.end]
    return (
        bool(_REPORTS.match(cue) and not relation.source) or bool(_HEADLINE.search(text)) or text.rstrip().endswith("?")
    )


def _adverb_beside_cue(article: Article, relation: Relation) -> bool:
    """Read "reportedly said", "allegedly told": the adverb stands just outside the cue's span."""
    if not relation.cue:
        return False
    near = plain(before(article, relation.cue[0].start, 16)) + "|" + plain(after(article, relation.cue[-1].end, 12))
    return bool(
        re.search(
            r"\b(?:reportedly|allegedly|apparently|seemingly|supposedly) ?(?:\||$)|\| ?(?:reportedly|allegedly"
            r"|apparently)\b",
            near,
        )
    )


def hedge_spans(text: str) -> tuple[Span, ...]:
    """Every hedge word or phrase of `text`, in order."""
    return tuple(Span(*match.span()) for match in _HEDGES.finditer(text))
