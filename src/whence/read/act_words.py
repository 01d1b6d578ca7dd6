"""The cue words of each act, as patterns over plain lower-case text; written from English news usage at large."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ACCUSATION",
    "BELIEF",
    "DENIAL",
    "DENIAL_NOUNS",
    "DISCLOSE",
    "INTENTION",
    "NEGATION",
    "NO_ANSWER",
    "ORDER",
    "PLAIN",
    "QUESTION",
    "UNKNOWN",
    "CuePattern",
    "says_or_thinks",
]


_CUES = 4096  # a collection has few cues, and "said" is every other one of them


class CuePattern:
    """A pattern that is searched for in cues, each of which it looks at once; `match` remembers nothing."""

    __slots__ = ("match", "search")

    def __init__(self, pattern: str) -> None:
        compiled = re.compile(pattern)
        self.search = lru_cache(maxsize=_CUES)(compiled.search)
        self.match = compiled.match


def _any(*stems: str) -> CuePattern:
    return CuePattern(r"\b(?:" + "|".join(stems) + ")")


NEGATION = CuePattern(
    r"(?<!but )(?<!, )(?:\b(?:not|never|cannot|nothing|nobody|neither|nor|no longer|none)\b(?! only)|n't\b"
    r"|\bno (?!comment|doubt|answer was)\w+)"
)
"""A negated cue; "suggest, but do not prove" affirms first, and "no comment" is a refusal, not the denial of one."""

NO_ANSWER = _any(
    r"no (?:immediate |further |public )?(?:comment|reply|response|answer|statement)\b",
    r"no time for (?:questions|comment)", r"sa(?:y|ys|id) (?:nothing|no more)\b",
    r"(?:would|will|could) (?:say|add) (?:nothing|no more|little)\b",
    r"not (?:immediately |yet )?(?:respond|repl|answer|return|comment|reachable|available)",
    r"n't (?:immediately |yet )?(?:respond|repl|answer|return|comment|reachable|available)",
    r"not (?:wish|want|care) to (?:speak|talk|comment|discuss|say)",
    r"(?:could not|couldn't|cannot|can't|not) (?:immediately |yet )?be (?:immediately )?(?:reached|contacted|drawn)\b",
    r"(?:was|were|is) (?:immediately )?(?:un(?:available|reachable)|not available)",
    r"refrain(?:s|ed|ing)? from (?:comment|speaking|discussing)",
    r"(?:remain(?:s|ed)?|stay(?:s|ed)?|kept|keeps) (?:silent|quiet|mum|tight-lipped)",
    r"stop(?:s|ped)? (?:giving|answering|commenting|publishing|taking questions)",
    r"(?:ignor|duck|dodg|sidestep|deflect)\w* (?:\w+ )?(?:questions?|requests?|calls?|emails?)", r"hung up",
    r"pick(?:ed)? up$", r"silen(?:t|ce)\b", r"(?:be|being|been) drawn\b", r"withh(?:eld|olds?)",
)  # fmt: skip
"""No answer was given, whatever the polarity of the verb."""

DISCLOSE = _any(
    r"comment\w*", r"respond\w*", r"repl(?:y|ied|ies|ying)", r"answer\w*", r"sa(?:y|ys|id|ying)\b", r"tell\b",
    r"told\b", r"speak\b", r"talk\b", r"discuss\w*", r"giv(?:e|es|en|ing)\b", r"gave\b", r"nam(?:e|ed|es|ing)\b",
    r"identif\w+", r"disclos\w+", r"reveal\w*", r"elaborat\w+", r"specif(?:y|ied|ies)", r"explain\w*", r"provid\w+",
    r"print(?:s|ed|ing)?\b", r"publish\w*", r"releas\w+", r"return\w*", r"shar(?:e|ed)\b", r"hand(?:ed)? over",
    r"clarif\w+", r"go(?:ing)? into", r"pick(?:ed)? up", r"confirm or deny", r"address\b",
    r"take questions", r"detail\b", r"produc\w+", r"grant(?:ed)? \w*interview",
)  # fmt: skip
"""Verbs of telling; negated, they are a refusal (see `_silence` in `whence.read.acts` for those that may report)."""

DENIAL = _any(
    r"den(?:y|ies|ied|ying|ial|ials)\b", r"rejec\w+", r"refut\w+", r"rebut\w*", r"disput(?:e|es|ed|ing)\b",
    r"dismiss\w*", r"contradict\w*", r"repudiat\w+", r"disavow\w*", r"disown\w*", r"contest(?:s|ed|ing)?\b",
    r"rul(?:e|es|ed|ing)\b(?: \w+)* out\b", r"disclaim\w*", r"pour(?:s|ed)? (?:cold water|scorn)", r"took issue",
    r"takes issue", r"brush(?:es|ed)? (?:aside|off)", r"wav(?:es|ed) away", r"debunk\w*", r"disagree\w*",
    r"laugh(?:s|ed) off", r"rubbish(?:es|ed)\b", r"retract\w*", r"withdr(?:aw|ew) (?:the|his|her|their) claim",
    r"discount(?:s|ed)\b", r"disproved?\b", r"hit back", r"shot down", r"slapped down", r"disbeliev\w*",
)  # fmt: skip

DENIAL_NOUNS = _any(
    r"challeng\w+",
    r"question(?:s|ed)\b",
    r"ridicul\w+",
    r"mock(?:s|ed)\b",
    r"scoff\w*",
    r"condemn\w*",
    r"describ\w+ as (?:false|untrue|baseless)",
    r"brand\w*",
)
"""Cues that deny where their object is somebody's account or claim."""

ACCUSATION = _any(
    r"accus\w+", r"blam(?:e|es|ed|ing)\b", r"alleg(?:e|es|ed|ing|ation|ations|edly)\b", r"denounc\w+",
    r"point\w* (?:the |a |an )?(?:accusing )?finger", r"(?:hold|held|holds) .{0,40}responsible",
    r"trad(?:e|es|ed|ing) (?:blame|accusations)", r"indict\w*", r"implicat\w+", r"incriminat\w+", r"faults?\b",
    r"faulted\b", r"lay(?:s|ing)? (?:the )?blame", r"laid (?:the )?blame", r"assign(?:s|ed)? (?:the )?blame",
    r"(?:tak|took|taken)\w* .{0,20}to task", r"lash(?:es|ed) out", r"sued\b", r"suing\b",
    r"level(?:s|led)? (?:charges|accusations)", r"(?:is|are|was|were|been) charged\b", r"suggestion\b",
)  # fmt: skip

QUESTION = _any(
    r"wonder(?:s|ed|ing)?\b",
    r"enquir\w+",
    r"inquir(?:e|es|ed|ing)\b",
    r"quer(?:y|ies|ied)\b",
    r"questions?\b(?! of)",
    r"pos(?:e|ed|es) the question",
    r"questioned\b",
)

ORDER = _any(
    r"order(?:s|ed|ing)?\b", r"urg(?:e|es|ed|ing)\b", r"demand(?:s|ed|ing)?\b", r"instruct\w*",
    r"command(?:s|ed|ing)?\b", r"direct(?:s|ed|ing)\b", r"request(?:s|ed|ing)?\b", r"advis\w+", r"advice\b",
    r"recommend\w*", r"appeal(?:s|ed|ing)?\b", r"beg(?:s|ged|ging)?\b", r"plead(?:s|ed|ing)?\b", r"pleas?\b",
    r"implor\w+", r"encourag\w+", r"invit(?:e|es|ed|ing)\b", r"forb(?:id|ids|ade|idden|idding)\b",
    r"bann?(?:s|ed|ing)?\b", r"prohibit\w*", r"counsel(?:s|led|ed|ling)?\b", r"propos\w+", r"petition\w*",
    r"insist(?:s|ed|ing)? (?:on|upon)\b", r"call(?:s|ed|ing)? (?:on|for|upon)\b", r"entreat\w*", r"exhort\w*",
    r"beseech\w*", r"summon\w*", r"requir(?:e|es|ed|ing)\b", r"press(?:es|ed|ing) (?:for|\w+ to)\b", r"compel\w*",
    r"wav(?:e|ed) on", r"(?:is|are) wanted\b", r"want(?:s|ed)? \w+ to\b", r"caution(?:s|ed)? against",
    r"let(?:'s)? us\b.{0,4}$", r"mandat\w+", r"decre\w+", r"subpoena\w*",
    r"lobb(?:y|ied|ying)\b", r"dar(?:e|es|ed)\b",
)  # fmt: skip

INTENTION = _any(
    r"plan(?:s|ned|ning)?\b", r"intend\w*", r"intent(?:ion|ions)?\b", r"vow(?:s|ed|ing)?\b", r"pledg\w+",
    r"promis\w+", r"aim(?:s|ed|ing)?\b", r"want(?:s|ed|ing)?\b", r"wish(?:es|ed|ing)?\b", r"threat(?:en)?\w*",
    r"would (?:like|prefer|love|rather)\b", r"'d (?:like|prefer|love|rather)\b",
    r"(?:is|are|was|were|be|been|being|stand(?:s)?) (?:set|due|prepared|ready|willing|determined|poised|keen|eager"
    r"|planning|going|about)\b",
    r"undert(?:ake|akes|ook|aking)\b", r"commit(?:s|ted|ting|ment)?\b", r"resolv\w+", r"decid\w+", r"decision\b",
    r"offer(?:s|ed|ing)?\b", r"seek(?:s|ing)?\b", r"sought\b", r"pray(?:s|ed|ing)?\b", r"swor(?:e|n) to",
    r"agree(?:s|d|ing)? to\b", r"prepar(?:e|es|ed|ing) to\b", r"volunteer(?:s|ed) to", r"opt(?:s|ed)\b",
    r"chos(?:e|en)\b", r"desir\w+", r"hop(?:e|es|ed|ing) to\b", r"long(?:s|ed) (?:for|to)\b", r"look(?:s|ing) to\b",
    r"(?:has|have|had) in mind", r"contemplat\w+", r"mull(?:s|ed|ing)\b", r"consider(?:s|ed|ing)? \w+ing\b",
    r"talk of\b", r"schedul\w+", r"mean(?:s|t)? to\b", r"determined to\b", r"yearn\w*",
)  # fmt: skip

BELIEF = _any(
    r"believ\w+", r"belief\b", r"think(?:s|ing)?\b", r"thought\b", r"expect\w*", r"fear(?:s|ed|ing)?\b",
    r"suspect\w*", r"suspicion\b", r"hop(?:e|es|ed|ing|eful)\b", r"feel(?:s|ing)?\b", r"felt\b",
    r"doubt(?:s|ed|ing|ful)?\b", r"know(?:s|n|ing)?\b", r"knew\b", r"assum\w+", r"consider(?:s|ed|ing)?\b",
    r"reckon\w*", r"presum\w+", r"suppos(?:e|es|ed|ing)\b", r"guess(?:es|ed|ing)?\b", r"imagin\w+",
    r"understand(?:s|ing)?\b", r"understood\b", r"reali[sz]\w+", r"notic\w+", r"remember\w*",
    r"forg(?:et|ets|ot|otten)\b", r"agree(?:s|d|ing)?\b", r"view(?:s|ed|ing)?\b", r"opinion\b",
    r"regard(?:s|ed|ing)?\b", r"se(?:e|es|en) .{0,20}(?:as|in)\b", r"attribut\w+", r"convinced\b",
    r"(?:is|are|was|were|be|'m|'re|'s|not|n't|make|feel|felt) (?:\w+ )?(?:sure|certain|confident|aware|unaware"
    r"|optimistic|pessimistic|afraid|worried|concerned|sceptical|skeptical|mistaken)\b",
    r"worr(?:y|ies|ied)\b", r"concern(?:s|ed)?\b", r"deem(?:s|ed)?\b", r"judg(?:e|es|ed|ing)\b", r"rat(?:e|es|ed)\b",
    r"mistak(?:e|en|es)\b", r"mistook\b", r"took for\b", r"dream(?:s|t|ed)?\b", r"perceiv\w+", r"recogni[sz]e\b",
    r"stand(?:s|ing)? by\b", r"stood by\b", r"speculat\w+", r"anticipat\w+", r"foresee\w*", r"foresaw\b",
    r"find(?:s)? it\b", r"view on\b", r"to conclude\b", r"in (?:our|my|his|her|their) experience", r"as far as\b",
    r"(?:was|is|were|are|been) (?:thought|believed|feared|expected|understood|presumed|known)\b", r"trust(?:s|ed)?\b",
    r"learn(?:ed|t|s)?\b", r"ponder\w*", r"envisag\w+", r"hold(?:s)? that\b", r"subscrib\w+", r"sens(?:e|es|ed)\b",
    r"intuit\w*", r"wary\b",
)  # fmt: skip

UNKNOWN = _any(
    r"establish",
    r"determin",
    r"check",
    r"verif",
    r"tell (?:who|whether|if|what|why|how)",
    r"work(?:ed)? out",
    r"be (?:sure|certain)",
)
"""Negated, they say that somebody does not know."""

PLAIN = _any(
    r"sa(?:y|ys|id|ying)\b", r"t(?:ell|ells|old|elling)\b", r"add(?:s|ed|ing)?\b",
    r"wr(?:ite|ites|ote|itten|iting)\b", r"according\b", r"report\w*", r"stat(?:e|es|ed|ing)\b",
    r"not(?:e|es|ed|ing)\b", r"ask\w*", r"post\w*", r"tweet\w*", r"declar\w*", r"call\w*", r"claim\w*",
)  # fmt: skip
"""Cues that say only that something was said."""

_TELLS = _any(
    r"f(?:ind|inds|ound)\b", r"hear(?:s|d)?\b", r"suggest\w*", r"establish\w*", r"determin\w*", r"confirm\w*",
    r"admit\w*", r"insist\w*", r"warn\w*", r"argu\w*", r"explain\w*", r"predict\w*", r"estimat\w*",
    r"announc\w*", r"conced\w*", r"assert\w*", r"swear\w*", r"swore\b", r"boast\w*", r"complain\w*",
    r"stress\w*", r"maintain\w*", r"acknowledg\w*", r"mention\w*", r"describ\w*", r"cit(?:es|ed|ing)\b",
    r"credit\w*", r"prais\w*", r"reveal\w*", r"disclos\w*", r"conclud\w*", r"recall(?:s|ed)?\b",
)  # fmt: skip
_AUXILIARY = re.compile(
    r"(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|to|not|never|n't|\W)+"
)
_SAYING = (PLAIN, BELIEF, ORDER, QUESTION, INTENTION, DENIAL, ACCUSATION, _TELLS)


@lru_cache(maxsize=_CUES)
def says_or_thinks(words: str) -> bool:
    """Whether the words hold a verb or noun of saying, thinking, wanting or ordering, beside any auxiliaries."""
    low = words.lower().replace("’", "'")
    return not _AUXILIARY.fullmatch(low) and any(pattern.search(low) for pattern in _SAYING)
