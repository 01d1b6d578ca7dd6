"""What the case file knows of a statement, a source, an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence import words
from whence.explain import wording
from whence.explain.claims import link_fact
from whence.explain.decided import about_one
from whence.explain.facts import Fact
from whence.explain.steps import step_fact
from whence.explain.view import View
from whence.records import Act, Article, Credit, Passage, Statement, Step
from whence.report.plain import harmless, origin
from whence.versions.stored import histories_at
from whence.versions.wording import place

__all__ = ["article_fact", "source_fact", "statement_fact"]


def statement_fact(given: str, view: View) -> Fact:
    """Return who says it, which claim it is a version of, what it follows and why, and what follows it."""
    statement = view.statement(given)
    if statement is None:
        return Fact(key="statement", id=given)
    facts = [*_about(statement, view), *about_one(given, view), *_parts(statement, view), *_in_claim(given, view)]
    before: Sequence[Step] = list(view.case.steps(later=[given]))
    after: Sequence[Step] = list(view.case.steps(earlier=[given]))
    facts += [step_fact(step, view, key="follows") for step in before]
    if not before and view.case.claims_of([given]):
        facts.append(Fact(key="no_step", text=wording.FOLLOWS_NONE))
    after, more = view.few(after)
    view.look_up(step.later for step in after)
    facts += [Fact(key="followed_by", text=view.said(step.later), id=f"{step.later}..{step.earlier}") for step in after]
    facts += _credits(statement, view)
    links, further = view.few(view.case.links([given]))
    view.look_up(end for link in links for end in (link.a, link.b))
    facts += [link_fact(link, view) for link in links]
    return Fact(key="statement", text=view.said(given), id=given, facts=tuple(facts), left_out=more + further)


def _about(statement: Statement, view: View) -> Iterator[Fact]:
    yield Fact(key="who", text=view.who(statement), id=statement.speaker)
    if len(statement.chain) > 1:
        yield Fact(key="through", text=" ← ".join(harmless(station.name) for station in statement.chain))
    manner = [words.ACTS[statement.act]] if statement.act is not Act.assertion else []
    manner += [words.HEDGED] if statement.hedged else []
    manner += [words.NEGATED] if statement.negated else []
    if manner:
        yield Fact(key="act", text=" · ".join(manner))
    yield Fact(key="article", text=view.place(statement.article), id=statement.article)


def _parts(statement: Statement, view: View) -> Iterator[Fact]:
    if statement.part_of is not None:
        yield Fact(key="whole", text=view.said(statement.part_of), id=statement.part_of)
    for part in view.parts(statement.id):
        yield Fact(key="part", text=view.quoted(part.article, part.content), id=part.id)


def _in_claim(given: str, view: View) -> Iterator[Fact]:
    claim = view.case.claims_of([given]).get(given)
    for found in view.case.claims(claim) if claim is not None else ():
        yield Fact(key="in_claim", text=harmless(found.wording), id=found.id)


def _credits(statement: Statement, view: View) -> Iterator[Fact]:
    """Yield what a statement credits, and what its whole article does."""
    own = (None, statement.id, statement.part_of)
    for credit in view.case.credits(statement.article):
        if credit.statement in own:
            yield _credit(credit, view)


def _credit(credit: Credit, view: View) -> Fact:
    said = view.quoted(credit.article, credit.words)
    about = [credit.outlet or wording.NOT_FOUND_IN_COLLECTION]
    if credit.statement is None:
        about.append(wording.WHOLE_ARTICLE)
    text = f"{harmless(credit.name)}{f' {said}' if said else ''} ({'; '.join(map(harmless, about))})"
    return Fact(key="credit", text=text, id=credit.target)


def _all_credits(article: str, view: View) -> Iterator[Fact]:
    """Yield what an article credits, each once, with the statements that it is for."""
    by: dict[Fact, list[Fact]] = {}
    for credit in view.case.credits(article):
        of = by.setdefault(_credit(credit, view), [])
        if credit.statement is not None:
            of.append(Fact(key="statement", text=view.said(credit.statement), id=credit.statement))
    yield from (replace(fact, facts=tuple(of)) for fact, of in by.items())


def source_fact(given: str, view: View) -> Fact:
    """Return how articles name a source, what it says in them, and of which claims it is an origin."""
    namings = view.case.namings(given)
    home = dict(namings)[given]
    source = view.source(home, given)
    if source is None:
        return Fact(key="source", id=given)
    facts = [Fact(key="alias", text=harmless(alias)) for alias in source.aliases if alias != source.name]
    facts += [Fact(key="described", text=harmless(source.description))] if source.description else []
    facts.append(Fact(key="article", text=view.place(home), id=home))
    facts += about_one(given, view)
    stands = view.case.same_as([given]).get(given)
    told, left_out = view.few(namings)
    for other, article in told:
        found = view.source(article, other)
        if other != given and found is not None:
            key = "stands_for" if stands is None else "naming"
            facts.append(Fact(key=key, text=f"{harmless(found.name)} · {view.place(article)}", id=other))
    said, more = view.few([s.id for other, article in told for s in view.says(article, other)])
    view.look_up(said)
    facts += [Fact(key="says", text=view.said(s), id=s) for s in said]
    claims, further = view.few(
        list(dict.fromkeys(claim for other, _ in namings for claim in view.case.claims_by(other)))
    )
    for claim in view.case.claims(*claims) if claims else ():
        facts.append(Fact(key="origin_of", text=harmless(claim.wording), id=claim.id))
    text = f"{harmless(source.name)} ({words.KINDS[source.kind]})"
    return Fact(key="source", text=text, id=given, facts=tuple(facts), left_out=left_out + more + further)


def article_fact(given: str, view: View) -> Fact:
    """Return what an article holds, whom it credits, with whom it shares words, and the claims that it carries."""
    article, statements = view.article(given), view.statements(given)
    parts = sum(statement.part_of is not None for statement in statements)
    facts = [Fact(key="published", text=" · ".join(origin(article)))]
    facts.append(Fact(key="counts", text=words.count(len(statements) - parts, words.STATEMENT_COUNT)))
    facts += _versions(article, view)
    facts += _all_credits(given, view)
    facts += _shares(given, view.case.shared_with(given), view)
    claims = dict.fromkeys(view.case.claims_of(statement.id for statement in statements).values())
    for claim in view.case.claims(*claims) if claims else ():
        facts.append(Fact(key="in_claim", text=harmless(claim.wording), id=claim.id))
    return Fact(key="article", text=harmless(article.title or article.file), id=given, facts=tuple(facts))


def _versions(article: Article, view: View) -> Iterator[Fact]:
    """Yield the other versions of an article, in the order of their capture."""
    for history in histories_at(view.case, article.url):
        of = len(history.articles)
        for number, other in enumerate(history.articles, start=1):
            key = "this_version" if other.id == article.id else "other_version"
            said = f"{place(number, of)} · {' · '.join(origin(other))}"
            yield Fact(key=key, text=said, id=None if other.id == article.id else other.id)


def _shares(given: str, passages: list[Passage], view: View) -> Iterator[Fact]:
    """Yield the articles with which one shares words, and which."""
    by: dict[str, list[Passage]] = {}
    for passage in passages:
        by.setdefault(passage.b if passage.a == given else passage.a, []).append(passage)
    for other, shared in by.items():
        yield Fact(key="shares", text=view.place(other), id=other, facts=view.passages(shared))
