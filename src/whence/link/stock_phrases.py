"""Stock phrases of English news: wording that everybody uses, which no article has from another.

A large collection shows its stock wording by its dates. A story's ten articles do not, and there these phrases keep two
papers from being linked because both asked for comment.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from whence.link.tokens import keys_of

__all__ = ["STOCK_PHRASES", "stock_words"]

STOCK_PHRASES = """
did not immediately respond to a request for comment
did not immediately respond to requests for comment
did not immediately return a request for comment
did not immediately reply to a request for comment
did not immediately return a call seeking comment
did not immediately return a phone call seeking comment
did not immediately return calls seeking comment
did not immediately respond to a message seeking comment
did not respond to a request for comment
did not respond to requests for comment
did not respond to multiple requests for comment
did not return a request for comment
did not reply to a request for comment
has not responded to a request for comment
had not responded to a request for comment
could not immediately be reached for comment
could not be reached for comment
was not immediately available for comment
was not available for comment
were not immediately available for comment
declined to comment on the matter
declined to comment further
declined to comment when contacted
have been contacted for comment
has been contacted for comment
has been approached for comment
has been approached for a comment
have been approached for comment
has asked for comment
has reached out for comment
spoke on condition of anonymity because
spoke on the condition of anonymity because
speaking on condition of anonymity because
speaking on the condition of anonymity
on condition of anonymity to discuss
who asked not to be named because
who asked not to be identified because
who declined to be named because
because they were not authorized to speak publicly
because they were not authorised to speak publicly
because he was not authorized to speak publicly
because she was not authorized to speak publicly
because he was not authorised to speak publicly
because she was not authorised to speak publicly
was not authorized to speak to the media
was not authorized to discuss the matter publicly
were not authorized to discuss the matter publicly
was not authorized to speak publicly about the matter
not authorized to speak to the press
not authorised to speak to the media
because of the sensitivity of the matter
given the sensitivity of the matter
could not immediately be verified
could not be independently verified
could not independently verify
was not able to independently verify
was unable to independently verify
this is a breaking news story
this is a developing story
this story is developing
please check back for updates
check back for updates
this story has been updated
this article has been updated
this story has been corrected
this article was amended on
this story will be updated
more details as we get them
an earlier version of this article
an earlier version of this story
the associated press contributed to this report
reuters contributed to this report
contributed to this report
contributed reporting
contributed to this article
all rights reserved
this material may not be published broadcast rewritten or redistributed
without permission
sign up for our newsletter
sign up to our newsletter
sign up for our daily newsletter
subscribe to our newsletter
get the latest news delivered to your inbox
straight to your inbox
follow us on facebook and twitter
follow us on twitter
like us on facebook
follow him on twitter
follow her on twitter
click here to read more
click here to sign up
read the full story here
anyone with information is asked to call
anyone with information is asked to contact
anyone with information is urged to call
anyone with information should call
anyone with information about the incident
is asked to contact police
the investigation is ongoing
an investigation is under way
an investigation is underway
told reporters on condition of anonymity
said in a statement on monday
said in a statement on tuesday
said in a statement on wednesday
said in a statement on thursday
said in a statement on friday
said in a statement on saturday
said in a statement on sunday
at a news conference on monday
at a news conference on tuesday
at a news conference on wednesday
at a news conference on thursday
at a news conference on friday
at a news conference on saturday
at a news conference on sunday
"""
"""One phrase a line, in words without marks."""


def stock_words(keys: Sequence[int]) -> int:
    """How many of the words with these folded keys belong to stock phrases."""
    covered = 0
    end = 0
    table = _table()
    for at, key in enumerate(keys):
        for phrase in table.get(key, ()):
            stop = at + len(phrase)
            if stop > end and tuple(keys[at:stop]) == phrase:
                covered += stop - max(at, end)
                end = stop
    return covered


@lru_cache(maxsize=1)
def _table() -> dict[int, list[tuple[int, ...]]]:
    table: dict[int, list[tuple[int, ...]]] = {}
    for line in STOCK_PHRASES.split("\n"):
        phrase = tuple(keys_of(line.split()).tolist())
        if phrase:
            table.setdefault(phrase[0], []).append(phrase)
    return table
