"""`whence.Case`: a case file as one object."""

from __future__ import annotations

import doctest
import hashlib
import importlib
import inspect
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

import whence
from whence import browse
from whence.export.whole import case_json

STORY = "Ferry stops\n\nThe ferry to Tolm stops on Friday, its owner said in a letter to residents.\n"


@pytest.fixture(scope="module")
def example(traced_example: Path) -> whence.Case:
    """Return the traced example, open to be read."""
    return whence.Case(traced_example, read_only=True)


def digest(path: Path) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- opening --------------------------------------------------------------------------------------------------------


def test_reading_changes_no_byte(traced_example: Path, tmp_path: Path) -> None:
    """A case file that is open to be read only keeps every byte, whatever is asked of it, and takes no decision."""
    path = Path(shutil.copy(traced_example, tmp_path))
    before = digest(path)
    with whence.Case(path, read_only=True) as case:
        view = case.claim(case.claims()[0].id)
        case.explain(view.id)
        case.export("csv")
        case.search("steering alarm")
        with pytest.raises(whence.CaseError):
            case.decide("note", view.id, by="Ada", note="seen")
        with pytest.raises(whence.CaseError):
            case.own({"Tessock Today": "Northbound"})
    assert digest(path) == before


def test_reading_sees_what_another_writes(tmp_path: Path) -> None:
    """What a writer has stored meanwhile is seen, also before its log is moved into the file."""
    path = tmp_path / "ferry.case"
    with whence.Case(path) as writer, whence.Case(path, read_only=True) as reader:
        assert len(reader.articles()) == 0
        writer.add(text=STORY)
        assert len(reader.articles()) == 1


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same(
    traced_example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite may make no file beside it, the case file is read by itself."""
    path = Path(shutil.copy(traced_example, tmp_path))
    opened = sqlite3.connect

    def refused(where: str, **given: object) -> sqlite3.Connection:
        if "immutable" not in where:
            raise sqlite3.OperationalError("unable to open database file")
        return opened(where, **given)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", refused)
    with whence.Case(path, read_only=True) as case:
        assert case.overview().articles == 11
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("given", [{"must_exist": True}, {"read_only": True}])
def test_what_is_not_there_is_said(tmp_path: Path, given: dict[str, bool]) -> None:
    """Where there is no case file, none is made, and the error says so."""
    with pytest.raises(whence.CaseError, match="no such case file"):
        whence.Case(tmp_path / "no.case", **given)
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_is_not_changed_to_be_read(tmp_path: Path) -> None:
    """A case file of an older version is read as any other, and keeps every byte."""
    path = tmp_path / "old.case"
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parents[1] / "case" / "version1.sql").read_text(encoding="utf-8"))
    connection.close()
    before = digest(path)
    with whence.Case(path, read_only=True) as case:
        assert [row.place.outlet for row in case.articles()] == ["The Lowmarsh Beacon", "Tarn Echo"]
    assert digest(path) == before


# --- lists ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["claims", "articles", "statements", "sources", "outlets", "steps"])
def test_a_list_is_what_browsing_gives(example: whence.Case, name: str) -> None:
    """A list has the items of `browse`, in its order, with its length and its filters."""
    ask = getattr(browse, name)
    rows = getattr(example, name)()
    whole = ask(example.store, size=browse.MOST)
    assert len(rows) == whole.total > 0
    assert tuple(rows) == whole.items == rows[:]
    assert (rows[0], rows[-1]) == (whole.items[0], whole.items[-1])
    assert rows.facets == whole.facets
    offered = set(inspect.signature(getattr(whence.Case, name)).parameters)
    assert offered == set(inspect.signature(ask).parameters) - {"case", "page", "size"} | {"self"}


def test_a_long_list_is_read_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Length, places, slices and the whole of a list agree where it has more items than a page may have."""
    most, many = 55, 90
    monkeypatch.setattr("whence.api.rows.MOST", most)
    with whence.Case(tmp_path / "many.case") as case:
        article = whence.Article
        case.store.add(
            whence.Reading(article=article(id=f"{n:04}", text="x", blocks=(), digest="", file=f"{n:04}"))
            for n in range(many)
        )
        rows = case.articles()
        files = [row.place.file for row in rows]
        assert len(rows) == len(files) == many
        assert files == sorted(set(files))
        assert [row.place.file for row in rows[most - 3 :]] == files[most - 3 :]
        assert rows[-1].place.file == files[-1]
        assert rows[60:40:-7] == tuple(list(rows)[60:40:-7])
        with pytest.raises(IndexError):
            rows[many]


def test_lists_take_filters(example: whence.Case) -> None:
    """A facet's value gives as many items as it counts, and a filter that there is not is an error at once."""
    for facet in example.claims().facets["outlet"]:
        assert len(example.claims(outlet=facet.value)) == facet.count
    with pytest.raises(TypeError, match="pages"):
        example.claims(pages=2)  # type: ignore[call-arg]
    with pytest.raises(whence.WrongUse):
        len(example.claims(sort="size"))


# --- one record -----------------------------------------------------------------------------------------------------


def test_records_are_found_by_the_beginning_of_an_id(example: whence.Case) -> None:
    """Each kind of record is found by its id, and by the beginning of one that fits no other."""
    for claim in example.claims():
        assert example.claim(claim.id).number == claim.number
    for statement in example.statements()[:20]:
        assert example.statement(statement.id[:12]).words == statement.words
    for source in example.sources():
        assert example.source(source.id).row == source
    for row in example.articles():
        assert example.article(row.place.id[:10]).page.place == row.place
        assert example.article(row.place.file).page.place == row.place
    for outlet in example.outlets():
        assert example.outlet(outlet.name).row == outlet
    step = example.steps()[0]
    assert example.beside(step.later, step.earlier).later.id == step.later


@pytest.mark.parametrize("kind", ["claim", "article", "statement", "source", "outlet"])
def test_what_there_is_not_is_said(example: whence.Case, kind: str) -> None:
    """An id or a name that nothing has is an error that names it."""
    with pytest.raises(whence.WhenceError, match=f"no {kind} 'zz' in this collection"):
        getattr(example, kind)("zz")


def test_an_unclear_id_is_said(example: whence.Case) -> None:
    """The beginning of several ids is an error that names them."""
    with pytest.raises(whence.WhenceError, match="begins several ids"):
        example.claim("2")


# --- the whole ------------------------------------------------------------------------------------------------------


def test_an_export_is_the_command_s(example: whence.Case, tmp_path: Path) -> None:
    """The export has the bytes that the command prints, here and in a file, and an unknown form is said."""
    made = example.export()
    assert example.export(to=tmp_path / "all.json") == b""
    assert made == b"".join(case_json(example.store)) == (tmp_path / "all.json").read_bytes()
    example.export("parquet", to=tmp_path / "tables")
    assert (tmp_path / "tables").is_dir()
    assert example.export("parquet").startswith(b"PK")
    with pytest.raises(whence.WrongUse, match="there are json"):
        example.export("xls")


def test_a_report_has_the_chosen_claims(example: whence.Case, tmp_path: Path) -> None:
    """A dossier of one claim shows it and not another, and stands in a file where one is named."""
    one, other = example.claims(side="several")[:2]
    page = example.report(one.id[:8], to=tmp_path / "one.html")
    assert one.id in page
    assert other.id not in page
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == page


def test_nothing_traced_gives_no_report(tmp_path: Path) -> None:
    """A dossier of a case file that is not traced is an error that says what to do."""
    with whence.Case(tmp_path / "new.case") as case, pytest.raises(whence.WhenceError, match="whence trace"):
        case.report()


def test_the_example_of_the_class_holds() -> None:
    """What the class's own words show is what happens."""
    module = importlib.import_module("whence.api.case")
    assert doctest.testmod(module) == (0, 2)


# --- from sources to decisions --------------------------------------------------------------------------------------


def test_a_collection_from_its_sources_to_a_decision(tmp_path: Path) -> None:
    """Sources are added once, traced, decided about, traced again, compared, and cut down to what was in print."""
    wire = '{"id": "a", "outlet": "Vale Wire", "published": "2031-05-01", "text": "Dam holds\\n\\n%s"}\n'
    paper = '{"id": "b", "outlet": "Tarn Echo", "published": "2031-05-03", "text": "Dam is safe\\n\\n%s"}\n'
    said = "“The dam at Orm will hold until the end of June,” the engineer Pia Lund said on Monday."
    (tmp_path / "rows.jsonl").write_text(wire % said + paper % said.replace("said", "told the Vale Wire"))
    told: list[whence.Skipped] = []
    with whence.Case(tmp_path / "dam.case") as case:
        added = case.add(tmp_path / "rows.jsonl", tmp_path / "no.txt", on_skip=told.append)
        assert (added.articles, added.skipped, added.known_articles) == (2, 1, 0)
        assert [skipped.source for skipped in told] == [skipped.source for skipped in case.skipped()]
        assert case.add(tmp_path / "rows.jsonl").known_articles == 2
        rows = case.trace()
        one = next(row for row in rows if row.articles == 2)
        *_, first, second = case.claim(one.id).versions
        assert [why.stated for why in second.follows] == [True]
        with case.as_of("2031-05-02", tmp_path / "before.case") as earlier:
            assert len(earlier.articles()) == 1
            assert [file for _, file in case.changed_since(earlier).articles_added] == ["b"]
            assert earlier.store.tracing().by.as_of == "2031-05-02"  # type: ignore[union-attr]
        made = case.decide("different", f"{first.id}..{second.id}", by="Ada", note="two dams")
        assert case.decisions() == [made]
        case.trace()
        assert case.conflicts() == ()
        apart = case.claim(case.statement(second.id).claim)
        assert first.id not in {version.id for version in apart.versions}
        with whence.Case(tmp_path / "other.case") as other:
            assert other.take_decisions(case) == 1
        assert case.remove("a") and len(case.articles()) == 1


# --- what others say ------------------------------------------------------------------------------------------------


def test_pictures_and_checks_are_found_and_kept(traced_example: Path, tmp_path: Path) -> None:
    """What is found is what is stored; a check of a claim is asked for by the beginning of the claim's id."""
    skipped: list[whence.Skipped] = []
    with whence.Case(shutil.copy(traced_example, tmp_path)) as case:
        assert case.find_pictures(on_skip=skipped.append) == case.pictures()
        assert [len(group.shown) for group in case.pictures()] == [3]
        feed = tmp_path / "feed.json"
        words = next(iter(case.claims(words="marked channel"))).wording
        feed.write_text(
            json.dumps([{"@type": "ClaimReview", "claimReviewed": words, "url": "https://c.example/1"}, {"name": "no"}])
        )
        found = case.match(feed, on_skip=skipped.append)
        assert [one.check.address for one in found] == ["https://c.example/1"]
        assert case.checks(found[0].claim[:8]) == found == case.checks()
        assert "https://c.example/1" in case.report(found[0].claim)
