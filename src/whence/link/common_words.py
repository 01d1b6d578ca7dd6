"""How common English words are in news: what a few articles cannot tell of themselves.

In a pile of ten articles every word looks rare. So each word's share of articles starts from what is known of English
news at large, and the collection at hand outweighs it as it grows. Words that stand in neither list count as seldom.
"""

from __future__ import annotations

__all__ = ["IN_MANY", "IN_MOST"]

IN_MOST = """
the a an and of to in that is was for on it with as by at from be has have had he his but not are said this will they
who which were their its or been more would she her about after one also all there when out up we no if what so him
than two other new people i you last year can over first could some into now time us our them t s
"""
"""Words of more than half of all articles."""

IN_MANY = """
while only because before most do where since many being during against under between years like just did how then
those any these make made even may should through back down off such still get three next week day days month months
government state states country president minister officials official police national world public news told saying
according says say called made including part way against well very both each another own same second long much want
take go going work week monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december city group former house party home four five six seven eight nine ten
man men women woman my your me know think good right need see come came went took left set support whether without
early later until late end high number million billion percent cent per few several think does don however here
too group help used use around report reported reports statement spokesman spokeswoman spokesperson company court law
leader leaders political security military war united nations american america foreign international general office
department secretary plan power place put life great big top former local major members member including among
not re ve ll m d u n
"""
"""Words of a tenth to a half of all articles."""
