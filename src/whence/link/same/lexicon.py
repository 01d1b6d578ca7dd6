"""Words that the comparison of statements treats by rule: too little to match, excluding one another, or bent."""

from __future__ import annotations

__all__ = ["EXCLUSIVE", "FUNCTION", "IRREGULAR", "OPPOSITE", "WHEN"]

FUNCTION = """
a about above after again against all also am an and any are as at be because been before being between both but by
can could did do does doing down during each else ever few for from further get gets getting go goes got had has have
having he her here hers herself him himself his how i if in into is it its itself just let like made make makes may me
might more most much must my myself no nor not now of off on once one only onto or other our ours out over own per put
quite rather really said same say says saying shall she should so some still such t than that the their theirs them
themselves then there these they this those though through to too told under until up upon us very was we were what
when where whether which while who whom whose why will with within without would yes yet you your yours s ll re ve d m
don didn doesn isn wasn weren won wouldn couldn shouldn hadn hasn haven aren mr mrs ms dr according adding added asked
thing things way ago around well even back came come comes went gone take took taken taking know known knew think
thought nothing none nobody never neither cannot everything everyone anyone anything something someone
"""
"""Words that say too little to be matched with others; negations among them are counted apart."""

WHEN = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december today yesterday tomorrow tonight morning afternoon evening night noon midnight dawn spring
summer autumn winter
"""
"""Days, months and parts of a day or year."""

OPPOSITE = """
rise fall, rise drop, rise decline, increase decrease, increase reduce, increase fall, increase drop, increase cut,
raise cut, raise lower, grow shrink, gain lose, gain loss, win lose, win loss, victory defeat, up down, high low,
higher lower, more fewer, more less, most least, above below, over under, before after, early late, earlier later,
first last, begin end, start end, start stop, begin stop, start finish, open close, open shut, opened closed, enter
leave, arrive leave, arrive depart, come go, join leave, accept reject, accept refuse, approve reject, approve block,
approve veto, allow ban, allow forbid, allow prohibit, permit ban, permit forbid, support oppose, back oppose, agree
disagree, agree refuse, confirm deny, admit deny, acknowledge deny, affirm deny, pass fail, succeed fail, success
failure, guilty innocent, convict acquit, guilty acquit, arrest release, detain release, jail free, charge clear,
alive dead, live die, survive die, survive killed, safe dangerous, safe unsafe, healthy sick, healthy ill, injured
unhurt, hurt unhurt, peace war, peaceful violent, friend enemy, ally enemy, buy sell, lend borrow, give take, send
receive, import export, build destroy, create destroy, strengthen weaken, strong weak, stronger weaker, better worse,
best worst, good bad, positive negative, optimistic pessimistic, hot cold, warm cold, cool warm, heat cool, wet dry,
light dark, day night, big small, large small, great small, long short, old new, old young, rich poor, full empty,
heavy light, fast slow, quick slow, near far, inside outside, north south, east west, northern southern, eastern
western, left right, male female, man woman, men women, boy girl, father mother, son daughter, brother sister, husband
wife, public private, public secret, local foreign, domestic foreign, legal illegal, lawful unlawful, legitimate
illegitimate, possible impossible, likely unlikely, able unable, true false, right wrong, correct incorrect, real
fake, accurate inaccurate, known unknown, voluntary forced, voluntarily forced, voluntarily order, deliberate
accidental, accident attack, intentional accidental, natural artificial, same different, together apart, remember
forget, love hate, like dislike, laugh cry, push pull, hire fire, appoint dismiss, promote demote, expand contract,
advance retreat, attack defend, lift impose, remove impose, add remove, include exclude, connect disconnect, lock
unlock, shut reopen, closed reopen, suspend resume, halt resume, stop continue, stop resume, end continue, cancel
confirm, cancel keep, keep drop, withdraw submit, withdraw deploy, present absent, attend miss, find lose, hide
reveal, hide show, conceal reveal, conceal disclose, majority minority, maximum minimum, profit loss, surplus deficit,
cheap expensive, cheaper dearer, fresh rotten, clean dirty, clean contaminated, solvent insolvent, stable unstable,
calm panic, sober drunk, asleep awake, sleep wake, working broken, on off, switch unplug, comply breach, obey disobey,
respect violate, honour breach, protect endanger, save waste, sink float, land take-off, vertical horizontal, larger
smaller, bigger smaller, greater smaller, upper lower, older younger, elder younger, longer shorter, taller shorter,
heavier lighter, faster slower, wider narrower, front rear, inner outer, indoor outdoor
"""
"""Pairs of words of which one mostly excludes the other."""

EXCLUSIVE = """
black white red green blue yellow brown grey orange purple pink
"""
"""Sets of words of which each mostly excludes the others: the colours."""

IRREGULAR = """
man: men, woman: women, child: children, person: people, die: died dies dying dead death deaths, kill: killed killing
kills, find: found, hold: held, leave: left, lose: lost, give: gave given, begin: began begun, fall: fell fallen,
rise: rose risen, grow: grew grown, see: saw seen, hear: heard, win: won, buy: bought, sell: sold, build: built, send:
sent, pay: paid, meet: met, keep: kept, bring: brought, catch: caught, speak: spoke spoken, write: wrote written,
shoot: shot, break: broke broken, choose: chose chosen, drive: drove driven, fly: flew flown, steal: stole stolen,
sink: sank sunk, lie: lay lain, lead: led, run: ran, stand: stood, strike: struck, sweep: swept, tear: tore, wear:
wore worn, hide: hid hidden, forbid: forbade forbidden, withdraw: withdrew withdrawn, lay: laid, life: lives
"""
"""Forms that no ending explains, behind the word that they are forms of."""
