"""Where routes end, and which ends count once: a body and who speaks for it, a person and their office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from whence.records import Source, SourceKind
from whence.text.words import words_of
from whence.trace.setting import Setting

__all__ = ["End", "as_one", "speaks_for", "told_by"]

_SMALL = frozenset("the a an of and for in on at to from by with its his her their".split())
_GENERIC = frozenset(
    "company firm operator maker manufacturer owner owners plant club team party union bank hospital school university"
    " ministry department office government council police army agency authority federation association group company's"
    " firm's".split()
)
_SPEAKING = frozenset("spokesman spokeswoman spokesperson spokespeople speaking spokesmen".split())


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class End:
    """The end of a route. `key` is what makes two ends one: a source's id, or an outlet's name."""

    kind: SourceKind
    key: str
    through: str = ""


def as_one(ends: Sequence[End], setting: Setting) -> dict[End, End]:
    """Map each end to the one that it counts with.

    A body counts with the person who is said to speak for it, in any article; an office ("chief engineer") with the one
    named person of the claim who is described as holding it.
    """
    one = {end: end for end in ends}
    people = [end for end in ends if end.kind is SourceKind.named_person]
    for end in ends:
        source = setting.sources.get(end.key)
        if source is None:
            continue
        if end.kind is SourceKind.named_organisation:
            holders = [p for p in people if speaks_for(setting, p.key, source)]
            holders = [p for p in holders if not setting.are_apart(p.key, end.key)]
        elif end.kind is SourceKind.named_person and not _is_name(source):
            holders = [p for p in people if p != end and _holds(setting, p.key, source)]
            holders = holders or [
                p for p in people if p < end and _telling(setting.name(p.key)) == _telling(source.name)
            ]
            holders = [p for p in holders if not setting.are_apart(p.key, end.key)]
        else:
            continue
        if len(holders) == 1 or (holders and end.kind is SourceKind.named_organisation):
            one[end] = holders[0]
    return {end: one[one[end]] for end in ends}


def _is_name(source: Source) -> bool:
    """Whether some naming of a source is written as a person's name: two words with capitals, or one that is all."""
    return any(_proper(name) for name in (source.name, *source.aliases))


def _proper(name: str) -> bool:
    words = [w for w in name.split() if w.lower() not in _SMALL]
    return bool(words) and all(w[:1].isupper() for w in words)


def speaks_for(setting: Setting, person: str, body: Source) -> bool:
    """Whether a person is described by a body's name, or is a speaker of the one that goes by a common noun."""
    wanted = _telling(body.name)
    for source in setting.namings(person):
        said = _telling(source.description or "") | _telling(source.name)
        if wanted and wanted <= said:
            return True
        shared = wanted & said
        if said & _SPEAKING and (shared or wanted <= _GENERIC):
            return True
    return False


def _holds(setting: Setting, person: str, office: Source) -> bool:
    """Whether a named person is described by the words of an office."""
    namings = setting.namings(person)
    if not any(_is_name(source) for source in namings):
        return False
    wanted = {w.removesuffix("'s") for w in _telling(office.name)}
    return any(
        len(wanted & {w.removesuffix("'s") for w in _telling(f"{source.description} {' '.join(source.aliases)}")}) >= 2
        for source in namings
    )


def told_by(source: Source) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return what a naming tells: the words by which it speaks for a body, and holds an office; whether it is a name.

    Of two namings of one source, that which tells no more than the other in all three changes nothing.
    """
    described = f"{source.description} {' '.join(source.aliases)}"
    return _telling(source.description or "") | _telling(source.name), _telling(described), _is_name(source)


@lru_cache(maxsize=65536)
def _telling(text: str) -> frozenset[str]:
    return frozenset(words_of(text)) - _SMALL
