"""English verbs: which forms are finite by themselves, which may be, and which words never are.

Closed classes are whole; the open class is a list of the verbs common in English prose, from which the regular forms
are derived. A word outside the list that ends in "-ed" is still taken as a past form.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

__all__ = ["INTRANSITIVE_PAST", "VerbForm", "verb_forms"]


class VerbForm(Enum):
    """What a word form can be, seen alone."""

    auxiliary = auto()
    past = auto()
    past_or_participle = auto()
    participle = auto()
    third = auto()
    base = auto()
    gerund = auto()


_AUXILIARIES = frozenset(
    "am is are was were has have had do does did will would can could may might must shall should ought cannot"
    " ain't aren't isn't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't"
    " mustn't shan't shouldn't needn't i'm you're he's she's it's we're they're there's that's here's who's what's"
    " where's i've you've we've they've who've i'll you'll he'll she'll it'll we'll they'll there'll that'll"
    " who'll i'd you'd he'd she'd it'd we'd they'd there'd who'd that'd".split()
)

# base, past, participle: one word where all three agree ("cut"), two where past and participle do ("build built").
_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend
bent|bet| bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring
brought|broadcast|build built| burn burnt|burst|buy bought|cast|catch caught|choose chose chosen|cling clung|come
came come|cost|creep crept|cut|deal dealt| dig dug|draw drew drawn|dream dreamt|drink drank drunk|drive drove
driven|eat ate eaten|fall fell fallen|feed fed|feel felt| fight fought|find found|flee fled|fling flung|fly flew
flown|forbid forbade forbidden|forecast|forget forgot forgotten| forgive forgave forgiven|freeze froze frozen|get
got gotten|give gave given|go went gone|grind ground|grow grew grown|hang hung| hear heard|hide hid hidden|hit|hold
held|hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant|leap leapt| learn learnt|leave
left|lend lent|let|lie lay lain|light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken| overcome
overcame overcome|overtake overtook overtaken|pay paid|plead pled|prove proved proven|put|quit|read|rebuild rebuilt|
rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send
sent|set| sew sewed sewn|shake shook shaken|shed|shine shone|shoot shot|show showed shown|shrink shrank
shrunk|shut|sing sang sung| sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|speed sped|spend
spent|spill spilt|spin spun|split|spoil spoilt| spread|spring sprang sprung|stand stood|steal stole stolen|stick
stuck|sting stung|strike struck stricken|strive strove striven| swear swore sworn|sweep swept|swell swelled
swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn| tell told|think thought|throw threw
thrown|thrust|undergo underwent undergone|understand understood|undertake undertook undertaken| uphold upheld|wake
woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn| withhold
withheld|withstand withstood|write wrote written|outgrow outgrew outgrown|redraw redrew redrawn|rerun reran rerun|
retake retook retaken|rewrite rewrote rewritten|unwind unwound|mislead misled|overrun overran overrun|override
overrode overridden| oversee oversaw overseen|resell resold|foresee foresaw foreseen|repay repaid|bid|slit|wed|melt
melted molten
"""

_REGULAR = """
abandon abolish absorb abuse accelerate accept access accompany account accuse achieve acknowledge acquire acquit
act adapt add address adjourn adjust administer admit adopt advance advertise advise advocate affect afford agree
aid aim air alarm alert allege allocate allow alter amend amount analyse analyze announce answer anticipate
apologise apologize appeal appear applaud apply appoint approach approve argue arm arrange arrest arrive ask assault
assemble assert assess assign assist associate assume assure attach attack attempt attend attract attribute audit
authorise authorize avert avoid await award back ballot ban bang bar base bathe battle beg behave believe belong
benefit blame blast blaze block board boast bolster bomb book boost border borrow bother bounce boycott brace brand
breach brief brush budget buckle buffer bury calculate call calm campaign cancel capsize capture care carry carve
cause cease celebrate censor centre certify chair challenge change charge chart charter chase cheat check cheer
choke circle circulate cite claim clarify clash classify clean clear climb close coach coincide collapse collect
collide combine command commemorate comment commission commit communicate compare compel compete compile complain
complete comply compose compromise compute concede conceal concentrate concern conclude condemn conduct confess
confine confirm confiscate conflict confront confuse connect consider consist conspire constitute construct consult
consume contact contain contaminate contend contest continue contract contradict contribute control convene convert
convict convince cook cool cooperate coordinate cope copy correct correspond corroborate count counter cover crack
crash create credit criticise criticize cross crowd crush cry curb damage dance dare date debate decide declare
decline decrease dedicate defeat defect defend define defy delay delegate delete deliver demand demolish demonstrate
denounce deny depart depend depict deploy deport depose deposit deprive derail derive descend describe deserve
design destroy detail detain detect deteriorate determine detonate devastate develop devise devote die differ
diminish dip direct disable disagree disappear disappoint disclose discontinue discover discriminate discuss
dismantle dismiss disperse display dispose dispute disrupt dissolve distance distinguish distribute disturb dive
divert divide divorce document dominate donate double doubt downgrade download draft drag drain drift drill drop
drown dry dump duck earn ease echo edge edit educate elect elevate eliminate embark embrace emerge emit emphasise
emphasize employ empty enable encounter encourage end endanger endorse endure enforce engage enhance enjoy enlist
ensure enter entitle equal equip erase erect erode erupt escalate escape escort establish estimate evacuate evade
evaluate examine exceed exchange exclude excuse execute exempt exercise exhaust exhibit exist expand expect expel
expire explain explode exploit explore export expose express extend extinguish extract face fade fail fake falter
fear feature fence field figure file fill film finalise finalize finance fine finish fire fix flag flare flatten
float flood flow focus follow force foreclose forge form formalise found frame free frighten fuel fulfil fulfill
function fund gain gather generate glance govern grab grade graduate grant grip groan ground group guarantee guard
guess guide halt hamper hand handle happen harm haul head heal help highlight hijack hinder hint hire hoist honour
honor hope host house hover hunt hurl identify ignite ignore illustrate imagine impair implement imply import impose
impress imprison improve incline include increase incur indicate indict induce infect influence inform inherit
initiate injure inquire insert insist inspect inspire install instruct insult insure intend intensify intercept
interest interfere interpret interrogate interrupt intervene interview introduce invade invent invest investigate
invite invoke involve isolate issue jail jam join joke judge jump justify kick kidnap kill knock label lack land
last latch laugh launch leak lease lecture level levy license lift limit line linger link liquidate list listen live
load loan lock lodge look loom loot love lower lurch mail maintain manage mandate manufacture march mark match
matter mediate mention merge migrate miss mix moan mobilise moderate modify monitor moor mount mourn move multiply
murder name near need negotiate nominate note notice notify number obey object obligate oblige observe obstruct
obtain occupy occur offer omit open operate oppose order organise organize originate oust overhaul overlook overturn
overwhelm owe own pack paint panic park part participate pass patrol pause peak penalise perform permit persist
persuade phone photograph pick place plague plan plant play plead please pledge plot plunge point poison police poll
pollute pose position possess post postpone pour power practise praise pray precede predict prefer prepare prescribe
present preserve preside press presume pretend prevail prevent print proceed process proclaim procure produce profit
progress prohibit project promise promote prompt propose prosecute protect protest provide provoke publicise publish
pull pump punish purchase pursue push qualify quarantine query question queue quote race raid raise rally ram range
rank rate ration reach react realise realize reappear rebuff recall recede receive reckon recognise recognize
recommend reconsider record recover recruit reduce refer reflect refloat refuel refuse regain regard register regret
regulate reinforce reinstate reject relate relax relay release relieve relocate rely remain remark remember remind
remove rename renew rent reopen reorganise repair repeat repel replace reply report represent request require rescue
research resemble resent reserve reside resign resist resolve respect respond restart rest restore restrict result
resume retain retire retreat retrieve return reveal reverse review revise revive revoke reward rip risk roar rob
rock roll rotate ruin rule rumble rush sack sail salute sample sanction satisfy save scale scan scatter schedule
score scrap scrape scream screen seal search secure seem seize select separate serve service settle shape share
shatter shelter shelve shelve shift ship shock shout shower side sign signal simplify skid skip slam slap slash slip
slow slump smash smell smoke smuggle snap soar solve sort sound spark specify spell sponsor spot spray squeeze
stabilise stab stack staff stage stall stamp stare start startle starve state station stay stem step stir stop store
storm strain strand strengthen stress stretch strip struggle study stumble submit succeed sue suffer suggest suit
summon supply support suppose suppress surface surge surpass surprise surrender surround survey survive suspect
suspend sustain swap switch table tackle talk target taste tax tend term terminate test testify thank threaten tie
tighten tip topple torture total touch tour tow trace track trade trail train transfer transform translate transmit
transport trap travel treat trigger trim triple trouble trust try tumble turn twist type uncover undermine unite
unload unveil update upgrade urge use usher vacate vaccinate validate value vanish vary verify veto view violate
visit voice vote vow wait walk wander want warn wash waste watch water weaken weigh welcome widen withdraw witness
wonder work worry worsen worship wreck yell yield
"""

# Regular verbs whose past form is no passive participle: "three died" needs nothing after it to be a clause.
_INTRANSITIVE = """
appear apologise apologize arrive belong coincide collapse collide consist continue cry depart depend descend
deteriorate die differ disagree disappear emerge erupt exist expire explode fail falter glance happen hesitate
insist laugh linger listen look lurch matter migrate object occur participate persist plunge pray preside proceed
react reappear rely remain reply reside resign respond seem shout slump soar stall stay stumble succeed surge
survive talk sail testify tumble vanish wait walk wander wonder worsen yell
"""
_DOUBLED = frozenset(
    "ban bar beg commit compel control drag drip drop drum equip expel flag grab grip jam occur plan plot prefer"
    " ram rob rip scan scrap skid skip slam slap slip snap spot stab step stir stop strip submit swap tip trap"
    " trim admit refer omit permit propel dip incur regret transfer".split()
)
_VOWELS = "aeiou"
# Forms that are hardly ever verbs, or never finite, where they come up in prose.
_NEVER = frozenset(
    "according including following during excluding concerning regarding hundred red bed aged"
    " sacred naked wicked rugged ragged crooked beloved speed feed seed weed breed deed indeed embed"
    " shed sled biped wounds accounts news means states united series species lots".split()
)


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _tables() -> dict[str, frozenset[VerbForm]]:
    forms: dict[str, set[VerbForm]] = {}

    def add(word: str, form: VerbForm) -> None:
        forms.setdefault(word, set()).add(form)

    for entry in _IRREGULAR.split("|"):
        parts = entry.split()
        base, past, participle = parts[0], parts[min(1, len(parts) - 1)], parts[-1]
        add(base, VerbForm.base)
        add(_third(base), VerbForm.third)
        if past == participle or base == participle == past:
            add(past, VerbForm.past_or_participle)
        else:
            add(past, VerbForm.past)
            add(participle, VerbForm.participle)
    for base in _REGULAR.split() + _INTRANSITIVE.split():
        add(base, VerbForm.base)
        add(_third(base), VerbForm.third)
        add(_past(base), VerbForm.past_or_participle)
    for word in _AUXILIARIES:
        forms[word] = {VerbForm.auxiliary}
    return {word: frozenset(found) for word, found in forms.items()}


INTRANSITIVE_PAST = frozenset(_past(base) for base in _INTRANSITIVE.split()) | frozenset(
    "sat stood slept fled wept crept leapt knelt sped".split()
)
_FORMS = _tables()
_NONE: frozenset[VerbForm] = frozenset()
_REGULAR_PAST = frozenset({VerbForm.past_or_participle})
_GERUND = frozenset({VerbForm.gerund})


@lru_cache(maxsize=1 << 14)
def verb_forms(word: str) -> frozenset[VerbForm]:
    """Return what `word`, in lower case and with straight apostrophes, can be as a verb form; empty where nothing."""
    if word in _NEVER:
        return _NONE
    known = _FORMS.get(word)
    if known is not None:
        return known
    if word.startswith(("re", "un", "over", "under", "out", "mis")) and "-" in word:
        return verb_forms(word.split("-", 1)[1])
    if len(word) > 4 and word.endswith("ed"):
        return _REGULAR_PAST
    if len(word) > 4 and word.endswith("ing"):
        return _GERUND
    return _NONE
