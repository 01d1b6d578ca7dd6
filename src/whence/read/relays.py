"""The outlets that a sentence puts between itself and a speaker: "told the Herald", "the Herald reported, citing …"."""

from __future__ import annotations

import re
from typing import NamedTuple

from whence.read.addressees import addressee_of
from whence.read.lexicon_bodies import OUTLET_WORDS
from whence.read.names import bare_name, fold, name_words, same_name
from whence.read.relation import Relation
from whence.read.source_kinds import OUR_OUTLET, kind_of, outlet_of
from whence.read.source_phrases import noun_class
from whence.read.wording import found_words, line_at, role_at, sentence_of, spaced
from whence.records import Article, Role, SourceKind, Span, Spans, StationLink

__all__ = ["NO_OUTLET", "Relay", "is_outlet", "is_own", "relays_of", "spelled_out", "tidy"]

_OUTLET_NOUN = re.compile(
    r"\b(?:broadcaster|channel|station|newspaper|paper|agency|newswire|wire|radio|television|tv|network|daily"
    r"|weekly|magazine|journal"
    r"|site|website|blog|tabloid|broadsheet|rag|news|press|gazette|times|herald|post|tribune|podcast|programme"
    r"|newsletter|outlet|monthly|fm)\b",
    re.IGNORECASE,
)
NO_OUTLET = re.compile(
    r"\b(?:conference|briefing|reporters?|journalists?|correspondents?|the (?:press|media)$|secretary|office"
    r"|officer|release|service of the|ministry|congress|parliament|senate"
    r"|court|judges?|council|commission|committee|assembly|nato|interpol|jury|hearing|inquiry|inquest|crowd|rally"
    r"|lawmakers|investors)\b|\b(?:UN|EU|FBI|CIA|WHO|IMF)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?! (?:times|post|herald|mail|express|mirror|telegraph|independent|star|sun|tribune|courier|gazette|news)\b)"
    r"|\b(?:january|february|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_SAME_HOUSE = frozenset(
    "press news agency tv radio online com service wire newspaper media group newsroom staff reporter".split()
)
_SAME = re.compile(
    r"^(?:the|that|this)(?: same| state| local| news)? (?:newspaper|paper|agency|broadcaster|station|channel"
    r"|website|site|magazine|outlet|programme|network|weekly|daily|journal|radio|news agency)$"
)
_OURS = re.compile(
    rf"(?:us|me|we)$|(?:{OUR_OUTLET}"
    r"|(?:this|our) (?:service|reporters?|correspondents?|presenters?|colleagues?|desk))\b",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:the|an?|its|his|her|their|local|state|state-run|official|private|pro-government|independent|regional"
    r"|national|public|same|news|rival|sister|trade|foreign|Russian|British|French|American|US|German)[ ])*"
)
_KIND = (
    r"(?:(?:broadcaster|channel|station|newspaper|paper|agency|newswire|radio|television|TV|network|daily|weekly"
    r"|magazine|journal|site|website|blog|tabloid|rag,?|news agency|TV channel|television channel"
    r"|television station|radio station)[ ])?"
)
_PART = r"(?:[A-Z0-9](?:[\w&'’-]|\.(?=[A-Z]))*)"
_NAME = rf"[A-Z](?:[\w&'’-]|\.(?=[A-Z]))*(?:[ ](?:(?:of|and|for|on|the|de|la|le|al|el)[ ])?{_PART}){{0,6}}"
_NP = (
    rf"{_LEAD}{_KIND}(?:the[ ])?(?:{_NAME}(?:[ ](?:news[ ])?(?:agency|newspaper|paper|television|TV|channel|radio"
    rf"|magazine|website|daily|programme|program|podcast))?"
    rf"|(?:same[ ])?(?:newspaper|paper|agency|broadcaster|station|channel|website|magazine|programme"
    rf"|network|weekly|daily))"
)
_AFTER = re.compile(
    rf"""\b(?:(?P<told>(?:told|tells|telling|tell|informed|speaking[ ](?:to|with|on)|spoke[ ](?:to|with|on)
      |talking[ ]to|talked[ ]to|interview(?:s)?[ ](?:with|to|on|for)|interviewed[ ]by|reached[ ]by
          |statement[ ]to|statements[ ]to|comments[ ]to|remarks[ ]to|wrote[ ]to|writing[ ](?:to|in|for)
            |emailed|e-mailed|on[ ]air[ ]on|appear(?:ed|ing)[ ]on|contacted[ ]by|seen[ ]by|obtained[ ]by
            |shared[ ]with|confirmed[ ]to|said[ ]to|complained[ ]to|broadcast[ ](?:on|by)))
        | (?P<quoted>(?:quoted|cited|carried|published|reported|aired|printed|run|relayed|reprinted
          |picked[ ]up)(?:[ ](?:on|last|this|in)[ ](?:\w+day|week|month|morning|evening|night|[A-Z][a-z]+(?=[ ]by)))?
          [ ](?:by|in|on))
        | (?P<according>(?:according[ ]to|report(?:s|ed)?[ ](?:by|in|from)|reporting[ ](?:by|in|from)
          |article[ ]in|story[ ]in|interview[ ]in|investigation[ ]by)(?:[ ](?:a|the)[ ](?:report|article|story
          |interview|investigation)[ ](?:by|in|from|on))?))
        [ ](?P<np>{_NP})""",
    re.VERBOSE,
)
# Every match of it holds one of these words, or "said to".
_AFTER_WORDS = frozenset(
    "told tells telling tell informed speaking spoke talking talked interview interviews interviewed reached statement"
    " statements comments remarks wrote writing emailed mailed air appeared appearing contacted seen obtained shared"
    " confirmed complained broadcast quoted cited carried published reported aired printed run relayed reprinted picked"
    " according report reports reporting article story investigation".split()
)
_CARRIED = re.compile(
    r",?[ ](?:(?:has|have|had|also|later|which|first)[ ]){0,2}(?:carried|published|printed|aired|broadcast|ran"
    r"|obtained|revealed|reprinted|relayed|shared|released|posted)\b"
)
_CITING = re.compile(r"\b(?:cit|quot|attribut|credit|refer)\w*")
_HEAD = re.compile(
    rf"(?P<np>{_NP})(?:,[^,.]{{1,60}},)?[ ](?:(?:has|had|also|later|earlier)[ ])?(?:said|says|reported|reports"
    rf"|wrote|writes|published|claimed)\b"
)
_APPOSITION = re.compile(
    r",(?! (?:and|but|while|or) )[^,.“”\"]{1,60},?$|,$"
    r"|[ ](?:(?:on|late|early|last)[ ])*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"
    r"|[ ](?:has|have|had|also|later|earlier|then|which)$"
)
_TITLE_WORD = re.compile(
    r"\b(?:Courier|Chronicle|Observer|Guardian|Standard|Echo|Mirror|Star|Sun|Mail|Express|Telegraph|Independent"
    r"|Examiner|Register|Sentinel|Dispatch"
    r"|Bulletin|Voice|Globe|Mercury|Argus|Advertiser|Beacon|Record|Review|Digest|Today|Ledger|Monitor|Inquirer"
    r"|Enquirer|Advocate|Messenger|Bugle"
    r"|Herald|Argus|Scotsman|Economist|Spectator|Informer|Wire|Dagblad|Zeitung|Monde|Figaro"
    r"|Nacional|Presse)$"
)
_CALL_SIGN = re.compile(r"[A-Z]{2,5}\d? (?:[A-Z][a-z]+|\d{1,2})$")  # "RTL Zwei", "NTV 24"
_FULL = re.compile(_NP)
_SAID_SO = re.compile(
    rf",[ ](?:(?P<a>{_NP})[ ](?:said|says|reported|reports|wrote|writes|quoted|noted)\b|(?:said|says|reported"
    rf"|reports|wrote|writes|transmits)[ ](?P<b>{_NP}))"
)
_ON_AIR = re.compile(rf"\b[Oo]n[ ](?P<np>{_NP})|^In[ ](?P<paper>{_NP})(?=,|[ ](?:the|an?|his|her|its)[ ])")
_REACHED = re.compile(rf"(?P<np>{_NP})[ ](?:reached|contacted|interviewed|spoke[ ](?:to|with)|talked[ ]to)\b")
_SHAPES = (  # words of which each shape holds one, a cheap sign of it, the shape, and its link
    (
        frozenset("said says report reports reported wrote writes quoted noted transmits".split()),
        re.compile(r", (?:[^,]{2,60} )?(?:said|says|report|wrote|writes|quoted|noted|transmits)"),
        _SAID_SO,
        StationLink.reported_by,
    ),
    (frozenset(("on", "in")), re.compile(r"\b[Oo]n (?:the |state |[A-Z])|^In "), _ON_AIR, StationLink.told),
    (
        frozenset("reached contacted interviewed spoke talked".split()),
        re.compile(r" (?:reached|contacted|interviewed|spoke|talked) "),
        _REACHED,
        StationLink.told,
    ),
)
_THE = re.compile(r"^[Tt]he\s+")
_NO_NAME = frozenset("state local official public national private independent regional foreign".split())
_NO_MARK = re.compile(
    r"^(?:more|see|handout|continued|laughter|laughs|applause|end|ends|file|photo|picture|corrects?|updates?|translat|emphasis"
    r"|page|pause|video|watch|read)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(rf"\((?P<np>{_NAME})\)\s*$")


_CAPITALS = re.compile(r"\b[A-Z][a-z][\w’'-]*(?: (?:(?:of|for|the) )?[A-Z][\w’'-]*){1,5}")
_AGENCY_NOUN = re.compile(r"\b(?:Press|Presse|News|Newswire|Wire|Telegraph)\b")
_LONG_TEXT = 200_000  # code points in which an agency's full name is sought


class Relay(NamedTuple):
    """An outlet that stands between the article and a speaker, and how the sentence joins it to the article."""

    name: str
    link: StationLink


def is_own(article: Article, name: str) -> bool:
    """Whether `name` is the article's own outlet, or its "us"."""
    if _OURS.match(name):
        return True
    own = outlet_of(article)
    if own is None or _is_sister(own, name):
        return False
    return same_name(own, name) or _code_of(name, own)


def _is_sister(own: str, name: str) -> bool:
    """Whether `name` is the own name with an edition behind it: "Tellus Arabic" is no "Tellus"."""
    short, long = name_words(own), name_words(tidy(name))
    return bool(short) and long[: len(short)] == short and any(w not in _SAME_HOUSE for w in long[len(short) :])


def _code_of(code: str, outlet: str) -> bool:
    """Whether `code` is an agency's own short form of its name, as datelines print it: its letters in their order."""
    if not (3 <= len(code) <= 5 and code.isupper() and code[0] == outlet[:1].upper()):
        return False
    letters = iter(outlet.upper())
    return all(letter in letters for letter in code)


def spelled_out(article: Article, agency: str) -> str:
    """Return the name that the article's text gives in full to an agency that its dateline calls by letters ("KNA")."""
    if not (agency.isupper() and 3 <= len(agency) <= 5):
        return agency
    for match in _CAPITALS.finditer(article.text, 0, _LONG_TEXT):
        name = match.group().removeprefix("The ")
        if _AGENCY_NOUN.search(name) and _code_of(agency, name):
            return name
    return agency


def is_outlet(article: Article, name: str, known: tuple[str, ...] = (), *, told: bool = False) -> bool:
    """Whether `name` is an outlet's, by its words, by its kind in the article, or because it is among `known` outlets.

    `told` says that somebody speaks to it: a lone proper name that is no body of state is then an outlet's.
    """
    if not any(c.isupper() for c in name) or NO_OUTLET.search(name):
        return bool(_SAME.match(name.lower())) and not NO_OUTLET.search(name)
    role, _, name = name.rpartition(", ")
    if role and _OUTLET_NOUN.search(role) and _FULL.fullmatch(name):
        return True  # "his local paper, the Harbour Lamp"
    if not _FULL.fullmatch(name):
        return False
    if any(same_name(name, k) for k in known):
        return True
    if _OUTLET_NOUN.search(name) or (_TITLE_WORD.search(name) and (told or name.startswith("the "))):
        return True
    kind = kind_of(name, article=article)
    if kind is SourceKind.outlet:
        return True
    bare = bare_name(name)
    if told and _CALL_SIGN.match(bare):
        return True
    if not told or kind is not SourceKind.named_organisation:
        return False
    if " " not in bare:
        return bare == name or bare.isupper()
    return name.startswith("the ") and not noun_class(bare.rpartition(" ")[2].lower())  # "the Marlow Plaindealer"


def tidy(name: str) -> str:
    """Return the outlet's name without articles and the nouns before it: "state broadcaster Vesta TV" is "Vesta TV"."""
    station, owns, _ = name.partition("’s ") if "’s " in name else name.partition("'s ")
    if owns and station[-1:].isdigit():
        name = station  # "BBC Radio 4's Today programme"
    bare = bare_name(name)
    if name.endswith(" paper") and " " not in bare:
        return f"{bare} paper"  # "the Norden paper" is no name without its noun
    if bare.lower() in _NO_NAME:
        return _THE.sub("", name)  # "State television"
    return bare if any(c.isupper() for c in bare) else name


def relays_of(article: Article, relation: Relation, known: tuple[str, ...] = ()) -> list[Relay]:
    """Return the relays that the relation's own sentence names, nearest first; names as printed, anaphors included."""
    addressee = addressee_of(article, relation)
    found = [
        Relay(name, StationLink.told)
        for span in addressee
        if is_outlet(article, name := spaced(article.text)[span.start : span.end], known, told=True)
    ]
    if not relation.cue or relation.parent is not None:
        return found  # what stands beside a nested statement belongs to the one in which it stands
    found += _named_before_cue(article, relation, known)
    found += _named_beside(article, relation, known, addressee)
    return _distinct(found or _known_beside(article, relation, known))


def _named_before_cue(article: Article, relation: Relation, known: tuple[str, ...]) -> list[Relay]:
    """Read "the Herald reported, citing two officials": the outlet is the cue's subject, the source its object."""
    first = relation.cue[0]
    if not relation.source or relation.source[0].start < first.start:
        return []
    cue = " ".join(spaced(article.text)[s.start : s.end] for s in relation.cue).lower()
    names = _subjects(article, first, known)
    if not names and len(relation.cue) > 1 and " as " not in cue:  # "writes the Herald with reference to two officials"
        between = _FULL.match(spaced(article.text), first.end + 1, relation.cue[1].start)
        names = [between.group()] if between and is_outlet(article, between.group(), known) else []
    if not names and _CITING.search(cue):  # "the Herald reported on Monday that …, citing two officials"
        head = _HEAD.match(spaced(article.text), sentence_of(article, first.start).start, first.start)
        names = [head["np"]] if head and is_outlet(article, head["np"], known) else []
    link = StationLink.quoted_in if re.search(r"\bquot|\btells\b|as saying", cue) else StationLink.reported_by
    return [Relay(name, link) for name in names]


def _subjects(article: Article, cue: Span, known: tuple[str, ...]) -> list[str]:
    """Return the outlets that stand straight before the cue, as its subject: "Ansa and the daily Vesti | quoted"."""
    sentence = sentence_of(article, cue.start)
    start = max(sentence.start, cue.start - 80)
    head = _APPOSITION.sub("", spaced(article.text)[start : cue.start].rstrip())
    if re.search(r"\b(?:[Ii]t|which)$", head):
        return ["it"]
    name = _last_name(head)
    if name is None or not is_outlet(article, name, known):
        return []
    first, joined, second = name.rpartition(" and ")
    if joined and fold(bare_name(second)) not in OUTLET_WORDS and all(is_outlet(article, n) for n in (first, second)):
        return [first, second]
    rest = head.removesuffix(name)
    other = _last_name(rest.removesuffix(" and ")) if rest.endswith(" and ") else None
    return [other, name] if other and is_outlet(article, other, known) else [name]


def _last_name(head: str) -> str | None:
    """Return the name of the shape of an outlet's with which a stretch of text ends."""
    starts = (match.start() for match in re.finditer(r"(?<![\w’'-])(?=[\w])", head))
    return next((found.group() for start in starts if (found := _FULL.fullmatch(head, start))), None)


def _named_beside(article: Article, relation: Relation, known: tuple[str, ...], addressee: Spans) -> list[Relay]:
    """Return relays in the rest of the sentence: "he told the Herald", "an official quoted by Ansa"."""
    sentence = sentence_of(article, relation.cue[0].start)
    end = min(sentence.end, sentence.start + 1500)
    found = []
    text = spaced(article.text)
    after = (
        not _AFTER_WORDS.isdisjoint(found_words(article, sentence)) or text.find("said to ", sentence.start, end) >= 0
    )
    for match in _AFTER.finditer(text, sentence.start, end) if after else ():
        place = Span(match.start("np"), match.end("np"))
        if _inside(place, relation.content) or any(place.start == s.start for s in relation.source):
            continue
        told = match["told"] is not None
        if told and addressee:
            continue  # another statement of the sentence was told to somebody else
        if not is_outlet(article, match["np"], known, told=told):
            continue
        if match["according"] and _is_source(place, relation):
            continue
        link = StationLink.told if told else StationLink.quoted_in if match["quoted"] else StationLink.according_to
        found.append(Relay(match["np"], link))
    return found + _loosely_beside(article, relation, known, Span(sentence.start, end))


def _loosely_beside(article: Article, relation: Relation, known: tuple[str, ...], sentence: Span) -> list[Relay]:
    """Return outlets that their kind shows to be relays: ", the Herald said", "on Vesta TV", a closing "(Ansa)"."""
    text = spaced(article.text)
    found: list[Relay] = []
    printed = text[sentence.start : sentence.end]
    words = found_words(article, sentence_of(article, relation.cue[0].start))
    for signs, mark, shape, link in _SHAPES:
        if signs.isdisjoint(words) or not mark.search(printed):
            continue
        for match in shape.finditer(text, sentence.start, sentence.end):
            group = match.lastgroup or "np"
            place = Span(*match.span(group))
            if _inside(place, relation.content) or (_is_source(place, relation) and shape is not _REACHED):
                continue
            if _cue_between(match.span(), relation) or not is_outlet(article, match[group], known):
                continue
            found.append(Relay(match[group], StationLink.quoted_in if group == "paper" else link))
    line = line_at(article, relation.cue[0].start)
    if text[line.end - 1 : line.end] != ")":
        return found
    credit = _BRACKET.search(text, max(line.start, line.end - 40), line.end)
    if credit and (is_outlet(article, credit["np"], known) or _is_mark(article, credit, line)):
        found.append(Relay(credit["np"], StationLink.reported_by))
    return found


def _is_mark(article: Article, credit: re.Match[str], line: Span) -> bool:
    """Whether a name in brackets stands by itself behind a paragraph's last stop, as digests give their source."""
    name = credit["np"]
    if role_at(article, line.start) is not Role.paragraph:
        return False
    stopped = article.text[line.start : credit.start()].rstrip()[-1:] in tuple('.!?…”"')
    return stopped and len(name.split()) <= 4 and not NO_OUTLET.search(name) and not _NO_MARK.search(name)


def _known_beside(article: Article, relation: Relation, known: tuple[str, ...]) -> list[Relay]:
    """Return a known outlet that carries what the relation holds: "the Herald published a letter in which …"."""
    sentence = sentence_of(article, relation.cue[0].start)
    for name in known:
        at = spaced(article.text).find(name.removeprefix("The "), sentence.start, relation.cue[0].start)
        if at < 0:
            continue
        place = Span(at, at + len(name.removeprefix("The ")))
        carried = _CARRIED.match(spaced(article.text), place.end, relation.cue[0].start)
        if carried and not _inside(place, relation.content) and not _is_source(place, relation):
            return [Relay(name, StationLink.reported_by)]
    return []


def _cue_between(place: tuple[int, int], relation: Relation) -> bool:
    """Whether the shape's verb is the relation's own cue, so that its outlet is the source and no relay."""
    own = not relation.source or any(s.start < place[1] and place[0] < s.end for s in relation.source)
    return own and any(s.start < place[1] and place[0] < s.end for s in relation.cue)


def _inside(place: Span, spans: tuple[Span, ...]) -> bool:
    return any(s.start <= place.start and place.end <= s.end for s in spans)


def _is_source(place: Span, relation: Relation) -> bool:
    return any(place.start < s.end and s.start < place.end for s in relation.source)


def _distinct(relays: list[Relay]) -> list[Relay]:
    kept: list[Relay] = []
    for relay in relays:
        if not any(same_name(relay.name, k.name) for k in kept):
            kept.append(relay)
    return kept
