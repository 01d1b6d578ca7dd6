"""Acts: what a source is presented as doing with the content, and negated cues."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.read.acts import act_of
from whence.read.relation import Relation
from whence.records import Act, Article, Block, Role, Span


@pytest.mark.parametrize(
    "text",
    [
        "<s>The mayor</s> <c>said</c> <x>the bridge had opened in May</x>.",
        "<x>Two ships collided</x>, <c>according to</c> <s>the coast guard</s>.",
        "<s>The report</s> <c>found</c> <x>no cracks in the wall</x>.",
        "<s>Footage</s> <c>showed</c> <x>smoke over the harbour</x>.",
        "<s>She</s> <c>told</c> <a>reporters</a> <x>that 40 houses had burnt</x>.",
        "<s>Our figures</s> <c>suggest, but do not prove</c>, <x>that the leak came first</x>.",
        "<s>The firm</s> <c>admitted</c> <x>that a pump had failed</x>.",
        "<s>He</s> <c>could not say</c> <x>who had opened the gate</x>.",
    ],
)
def test_assertions(marked, text):
    """Plain reports, findings and admissions are assertions, and so is what somebody is not able to say."""
    read = marked(text)
    assert act_of(read.article, read.relation)[0] is Act.assertion


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("<s>The ministry</s> <c>denied</c> <x>the report</x>.", False),
        ("<s>The firm</s> <c>has rejected</c> <x>the claim that it knew</x>.", False),
        ("<s>The union</s> <c>disputed</c> <x>the count</x>.", False),
        ("<s>He</s> <c>dismissed</c> <x>her account as false</x>.", False),
        ("<s>The army</s> <c>refuted</c> <x>the allegations</x>.", False),
        ("<s>Officials</s> <c>ruled out</c> <x>a second blast</x>.", False),
        ("<s>She</s> <c>said</c> <x>the story was not true</x>.", False),
        ("<s>The bank</s> <c>insisted</c> <x>that no customer data had been lost</x>.", False),
        ("<s>The navy</s> <c>said</c> <x>none of its ships was in the strait</x>.", False),
        ("<s>He</s> <c>did not deny</c> <x>that he had met the envoy</x>.", True),
        ("<s>The company</s> <c>does not accept</c> <x>that finding</x>.", True),
    ],
)
def test_denials(marked, text, negated):
    """Cues of denial, and plain cues with a denying content, are denials; a negated denial stays one and is negated."""
    read = marked(text)
    assert act_of(read.article, read.relation) == (Act.denial, negated)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("<s>The bank</s> <c>declined to comment</c>.", False),
        ("<s>The owner</s> <c>did not respond to</c> <x>requests for comment</x>.", True),
        ("<s>A spokesman</s> <c>refused to discuss</c> <x>the letter</x>.", False),
        ("<s>The minister</s> <c>would not say</c> <x>whether she would resign</x>.", True),
        ("<s>The family</s> <c>could not be reached for comment</c>.", True),
        ("<s>The police</s> <c>had no comment</c>.", False),
        ("<s>The agency</s> <c>did not say</c> <x>why the line was closed</x>.", True),
        ("<s>Neither side</s> <c>said</c> <x>when talks would begin</x>.", True),
        ("<s>He</s> <c>did not immediately return calls</c>.", True),
        ("<s>Nobody at the plant</s> <c>answered</c>.", True),
        ("<s>She</s> <c>remained silent on</c> <x>the matter</x>.", False),
        ("<s>The firm</s> <c>did not give</c> <x>a reason</x>.", True),
        ("<s>The ministry</s> <c>said</c>: “<x>We do not comment on rumours</x>.”", False),
    ],
)
def test_refusals(marked, text, negated):
    """Saying nothing is a refusal, by whatever words."""
    read = marked(text)
    assert act_of(read.article, read.relation) == (Act.refusal, negated)


@pytest.mark.parametrize(
    "text",
    [
        "<s>The opposition</s> <c>accused</c> the minister of <x>hiding the letter</x>.",
        "<s>Residents</s> <c>blamed</c> <x>the dam's owner</x> for the flood.",
        "<s>Prosecutors</s> <c>allege</c> <x>that he took the money</x>.",
        "The group has been <c>charged with</c> <x>staging the attack</x>.",
        "<s>Both sides</s> <c>traded</c> <x>blame</x> for the fire.",
        "<s>The union</s> <c>said</c> <x>the owners were to blame for the collapse</x>.",
    ],
)
def test_accusations(marked, text):
    """Charging somebody with a deed is an accusation."""
    read = marked(text)
    assert act_of(read.article, read.relation)[0] is Act.accusation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>Experts</s> <c>believe</c> <x>the wall was weak</x>.", Act.belief),
        ("<x>The storm</x> <c>is expected</c> <x>to turn north</x>.", Act.belief),
        ("<s>He</s> <c>does not know</c> <x>who called</x>.", Act.belief),
        ("<s>Villagers</s> <c>fear</c> <x>a second slide</x>.", Act.belief),
        ("<s>The airline</s> <c>plans</c> <x>to reopen the route in June</x>.", Act.intention),
        ("<s>The premier</s> <c>vowed</c> <x>to rebuild the town</x>.", Act.intention),
        ("<s>She</s> <c>would like</c> <x>to meet the pilot</x>.", Act.intention),
        ("<s>The council</s> <c>said</c> <x>it would publish the letters</x>.", Act.intention),
        ("<s>The governor</s> <c>said</c> <x>the families will be compensated</x>.", Act.intention),
        ("<s>The mayor</s> <c>ordered</c> <a>residents</a> <x>to stay indoors</x>.", Act.order),
        ("<s>Police</s> <c>told</c> <a>drivers</a> <x>to avoid the bridge</x>.", Act.order),
        ("<s>Aid groups</s> <c>called for</c> <x>a corridor</x>.", Act.order),
        ("<s>He</s> <c>asked</c> <a>reporters</a> <x>not to print his name</x>.", Act.order),
        ("<s>The man</s> <c>asked</c> <x>not to be named</x>.", Act.order),
        ("<s>Doctors</s> <c>warned</c> <x>against drinking the water</x>.", Act.order),
        ("<a>Hospitals</a> <c>were told</c> <x>to withdraw the drug</x>.", Act.order),
        ("<s>She</s> <c>asked</c> <a>him</a> <x>whether the gate was shut</x>.", Act.question),
        ("<c>Asked</c> <x>what had gone wrong</x>, he shrugged.", Act.question),
        ("“<x>Who will pay for this</x>?” <c>said</c> <s>Mr Dorn</s>.", Act.question),
        ("<s>Many</s> <c>wondered</c> <x>why the siren was silent</x>.", Act.question),
    ],
)
def test_beliefs_intentions_orders_and_questions(marked, text, expected):
    """The cue, and the first words of the content, tell beliefs, intentions, orders and questions apart."""
    read = marked(text)
    assert act_of(read.article, read.relation)[0] is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<s>He</s> <c>never said</c> <x>that</x>.", True),
        ("<s>Nobody</s> <c>has claimed</c> <x>the attack</x>.", True),
        ("<s>It</s> <c>blames</c> <x>nobody</x>.", True),
        ("<s>The note</s> does not <c>mention</c> <x>the valve</x>.", True),
        ("<s>There</s> <c>is no suggestion</c> <x>that he lied</x>.", True),
        ("<s>She</s> <c>said</c> <x>she did not see the ship</x>.", False),
        ("<s>He</s> <c>declined to comment</c>.", False),
    ],
)
def test_negated_cues(marked, text, expected):
    """A cue is negated by its own "not" or "never", also left out of its span, or by a source that is nobody."""
    read = marked(text)
    assert act_of(read.article, read.relation)[1] is expected


def probabilities(act, share):
    return tuple(share if a is act else (1 - share) / (len(Act) - 1) for a in Act)


@pytest.mark.parametrize(
    ("text", "act", "share", "expected"),
    [
        ("<s>He</s> <c>said</c> <x>the rebels fired first</x>.", Act.accusation, 0.9, Act.accusation),
        ("<s>He</s> <c>said</c> <x>the rebels fired first</x>.", Act.accusation, 0.4, Act.assertion),
        ("<s>He</s> <c>denied</c> <x>the report</x>.", Act.assertion, 0.99, Act.denial),
    ],
)
def test_the_network_decides_where_rules_are_unsure(marked, text, act, share, expected):
    """The network's probabilities overrule a guess, and only if they are sure; a certain rule stands."""
    read = marked(text)
    assert act_of(read.article, replace(read.relation, acts=probabilities(act, share)))[0] is expected


@given(st.text(max_size=40), st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_any_spans_have_an_act(text, places):
    """No text, span or empty relation raises."""
    at = sorted(min(p, len(text)) for p in places)
    spans = [(Span(a, b),) for a, b in zip(at[::2], at[1::2], strict=True)]
    article = Article(
        id="x", text=text, blocks=(Block(role=Role.paragraph, span=Span(0, len(text))),), digest="0", file="x"
    )
    for relation in (
        Relation(source=spans[0], cue=spans[1], content=spans[2]),
        Relation(content=spans[0]),
        Relation(content=(), cue=spans[2]),
    ):
        act, negated = act_of(article, relation)
        assert act in Act
        assert isinstance(negated, bool)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("<x>“We do not answer gossip,”</x> <s>he</s> <c>told</c> <a>reporters</a>.", Act.refusal),
        ("<s>Each side</s> <c>says</c> <x>nothing about Thursday</x>.", Act.refusal),
        ("<s>The crew</s> <c>did not wish</c> <x>to speak</x>.", Act.refusal),
        ("<x>“Nothing of ours left the port,”</x> <s>he</s> <c>said</c>.", Act.denial),
    ],
)
def test_quotation_marks_do_not_hide_what_is_said(marked, text, act):
    """Words in marks are read as those without, and silence about something is a refusal."""
    read = marked(text)
    assert act_of(read.article, read.relation)[0] is act
