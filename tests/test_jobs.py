"""Reading by several processes gives what reading by one gives."""

from __future__ import annotations

from whence.ingest import ingest_text
from whence.pipeline import read_articles
from whence.records import Article, Reading, Skipped


def found(count: int) -> list[Article | Skipped]:
    """Return short articles, and here and there what was skipped."""
    items: list[Article | Skipped] = []
    for number in range(count):
        text = f"Dam {number} holds\n\nDam {number} will hold, the mayor, Ana Torvik, said on Monday."
        items.append(ingest_text(text, name=f"dam-{number}"))
        if number % 9 == 4:
            items.append(Skipped(source=f"picture-{number}", reason="a picture"))
    return items


def test_several_processes_read_the_same_in_the_same_order() -> None:
    """Readings, and between them what was skipped, come as by one process."""

    def told(jobs: int) -> list[Reading | Skipped]:
        seen: list[Reading | Skipped] = []
        seen.extend(read_articles(found(80), on_skip=seen.append, jobs=jobs))
        return seen

    def turns(jobs: int) -> list[Reading | Skipped]:
        waiting: list[Skipped] = []
        seen: list[Reading | Skipped] = []
        for reading in read_articles(found(80), on_skip=waiting.append, jobs=jobs):
            seen += [*waiting, reading]
            waiting.clear()
        return [*seen, *waiting]

    assert len(told(1)) == len(found(80))
    assert turns(2) == turns(1)
