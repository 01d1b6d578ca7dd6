"""What a person decides in the forms of the pages, and where it leads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from whence import browse
from whence.case import Case
from whence.case.jobs import Jobs
from whence.records import Decision, SourceKind, Trace
from whence.report.records import ClaimView
from whence.web.work import work

BY = "Ada Brandt"


def held(path: Path) -> list[Decision]:
    """The log."""
    with Case(path) as case:
        return case.decisions()


def statement_of(path: Path, words: str) -> browse.StatementRow:
    """The first statement that holds some words."""
    with Case(path) as case:
        return browse.statements(case, words=words).items[0]


def test_a_source_is_corrected_and_stays_so(editor: Any, own: Path) -> None:
    """A form's correction is in the log at once, waits to be applied, and is seen once the collection is traced."""
    row = statement_of(own, '"marked channel"')
    page = f"/articles/{row.place.id}"
    answer = editor.submit(
        "/decisions",
        page=page,
        action="correct",
        target=row.id,
        by=BY,
        source="named",
        name="Noor Selwyn",
        kind="named_person",
        note="The recording names her.",
        to=f"{page}#k{row.mark}",
    )
    (made,) = held(own)
    assert (made.action, made.by, made.note) == ("correct", BY, "The recording names her.")
    assert json.loads(made.value) == {"source": {"kind": "named_person", "name": "Noor Selwyn"}}
    assert "corrected" in answer.text and "applied when it is traced again" in answer.text
    assert editor.get("/decisions.json").json()["items"][0]["state"] == "stands"
    editor.submit("/jobs", again="1")
    work(own)
    with Case(own) as case:
        found = browse.article(case, row.place.id)
    assert found is not None
    card = next(card for card in found.cards if card.mark == row.mark)
    assert (card.who, card.kind) == ("Noor Selwyn", SourceKind.named_person)
    assert "applied when it is traced again" not in editor.get("/overview").text
    assert json.loads(editor.get("/decisions.jsonl").text)["id"] == made.id


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"source": "none"}, {"source": None}),
        ({"source": "own_voice"}, {"source": {"own_voice": True}}),
        ({"act": "denial", "hedged": "no"}, {"act": "denial", "hedged": False}),
        ({"negated": "yes"}, {"negated": True}),
    ],
)
def test_only_what_is_not_left_as_it_is_is_set(editor: Any, own: Path, fields: dict[str, str], value: object) -> None:
    """A correction sets what the form changes and nothing else."""
    row = statement_of(own, "alarm")
    with Case(own) as case:
        found = browse.article(case, row.place.id)
    assert found is not None
    words = next(card.words for card in found.cards if card.id == row.id)
    answer = editor.submit("/decisions", action="correct", target=row.id, by=BY, words=words, **fields)
    assert answer.status_code == 200
    assert [json.loads(made.value) for made in held(own)] == [value]


def test_words_are_corrected_as_they_stand_in_the_article(editor: Any, own: Path) -> None:
    """Other words of the article become the statement's spans; words that do not stand there are refused."""
    with Case(own) as case:
        reading = next(reading for reading in case.readings() if reading.statements[2].content)
    statement = reading.statements[2]
    words = reading.article.text[statement.content[0].start : statement.content[0].end]
    shorter = " ".join(words.split()[:-1])
    assert editor.submit("/decisions", action="correct", target=statement.id, by=BY, words=shorter).status_code == 200
    content = json.loads(held(own)[0].value)["content"]
    assert content["words"] == [words[: len(shorter)]]
    assert content["spans"][0][0] == statement.content[0].start
    refused = editor.submit("/decisions", action="correct", target=statement.id, by=BY, words="nobody wrote this")
    assert refused.status_code == 422
    assert len(held(own)) == 1


def test_a_claim_is_split_and_the_split_taken_back(editor: Any, own: Path) -> None:
    """Some chosen versions are another claim than the rest; taken back, it is in the log twice and stands no more."""
    with Case(own) as case:
        claim = browse.claims(case).items[0].id
        view = browse.claim(case, claim)
    assert view is not None
    ids = [version.id for version in view.versions]
    fields = {"action": "different", "target": ",".join(ids), "by": BY, "to": f"/claims/{claim}"}
    assert editor.submit("/decisions", **fields).status_code == 422
    assert editor.submit("/decisions", **fields, chosen=ids).status_code == 422
    assert editor.submit("/decisions", **fields, chosen=ids[:1]).status_code == 200
    (made,) = held(own)
    assert made.target == f"{ids[0]}..{','.join(ids[1:])}"
    assert editor.submit(f"/decisions/{made.id}/undo", by=BY).status_code == 200
    assert [item["state"] for item in editor.get("/decisions.json").json()["items"]] == ["stands", "back"]
    assert editor.submit(f"/decisions/{made.id}/undo", by=BY).status_code == 422


def test_sources_are_merged_and_split(editor: Any, own: Path) -> None:
    """Two sources are one by a button beside the other; some names of one are another by their boxes."""
    with Case(own) as case:
        first, second = browse.sources(case, kind="named_person").items[:2]
        found = browse.source(case, first.id)
    assert found is not None
    page = editor.get(f"/sources/{first.id}/merge").text
    assert f'value="{first.id}..{second.id}"' in page
    merged = editor.submit(
        "/decisions", action="merge", target=f"{first.id}..{second.id}", by=BY, to=f"/sources/{first.id}"
    )
    assert merged.status_code == 200
    names = [naming.id for naming in found.namings]
    split = editor.submit("/decisions", action="split", target=",".join(names), chosen=names[:1], by=BY)
    assert split.status_code == 200
    assert [made.action for made in held(own)] == ["merge", "split"]


def test_a_question_of_the_queue_is_answered(editor: Any, own: Path) -> None:
    """An answer leads to the next question, and what is answered is not asked again."""
    page = editor.get("/review").text
    answer = re.search(r'name="answer" value="([^"]+)" data-key="y"', page)
    target = re.search(r'name="target" value="([^"]+)"', page)
    assert answer and target
    editor.submit("/decisions", page="/review", answer=answer[1], target=target[1], by=BY)
    assert len(held(own)) == 1
    assert f'name="target" value="{target[1]}"' not in editor.get("/review").text


def test_who_decides_is_asked_once(editor: Any, own: Path) -> None:
    """Without a name nothing is decided; whoever has given one need not give it again."""
    row = statement_of(own, "alarm")
    page = f"/articles/{row.place.id}"
    assert editor.submit("/decisions", action="confirm", target=row.id, by=" ").status_code == 422
    assert 'name="by" required' in editor.get(page).text
    editor.submit("/decisions", action="confirm", target=row.id, by="Zoë „Zo“ Ö")
    assert 'name="by" value="Zoë „Zo“ Ö"' in editor.get(page).text
    assert 'name="by" required' not in editor.get(page).text


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "correct", "target": "nothing"},
        {"action": "celebrate", "target": "x"},
        {"action": "same", "target": "x..y"},
        {"action": "note", "target": "x", "note": ""},
        {"target": "x"},
    ],
)
def test_what_cannot_be_decided_is_said(editor: Any, own: Path, fields: dict[str, str]) -> None:
    """A decision about nothing, or of no sort, is refused in words and leaves no trace in the log."""
    answer = editor.submit("/decisions", by=BY, **fields)
    assert answer.status_code == 422
    assert "<h1>" in answer.text
    assert held(own) == []


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_a_decision_leads_to_no_other_site(editor: Any, own: Path, to: str) -> None:
    """Where a form would lead to another site, it leads to the start."""
    row = statement_of(own, "alarm")
    answer = editor.submit("/decisions", action="confirm", target=row.id, by=BY, to=to)
    assert str(answer.url).startswith("http://127.0.0.1:8765/")


def test_a_page_of_another_visit_decides_nothing(editor: Any, own: Path) -> None:
    """A decision without its form's token is refused."""
    row = statement_of(own, "alarm")
    answer = editor.post("/decisions", data={"action": "confirm", "target": row.id, "by": BY})
    assert answer.status_code == 403
    assert held(own) == []
    assert Jobs(own).all()  # the example's own, and no other


def with_a_station(path: Path) -> tuple[str, browse.Card]:
    """An article's page, and a card of it whose statement has a station before who says so."""
    with Case(path) as case:
        for row in browse.articles(case).items:
            found = browse.article(case, row.place.id)
            assert found is not None
            for card in found.cards:
                if card.stations and card.source:
                    return row.place.id, card
    raise AssertionError


def rows_of(page: str, card: browse.Card) -> dict[str, list[str]]:
    """The rows of the stations in a card's form, as a browser sends them untouched."""
    form = page.partition(f'id="k{card.mark}"')[2].partition("</form>")[0]
    names = re.findall(r'name="station_name"[^>]*? value="([^"]*)"', form)
    places = re.findall(r'name="station_place"[^>]*? value="([^"]*)"', form)
    chosen = [
        re.findall(rf'name="{name}">(.*?)</select>', form, re.DOTALL) for name in ("station_kind", "station_link")
    ]
    kinds, links = ([re.search(r'value="(\w+)" selected', one)[1] for one in some] for some in chosen)  # type: ignore[index]
    return {"station_name": names, "station_place": places, "station_kind": kinds, "station_link": links}


def test_a_chain_is_corrected(editor: Any, own: Path) -> None:
    """Rows left as they are set nothing; a further name comes before the one at its place, a blank one is taken out."""
    article, card = with_a_station(own)
    rows = rows_of(editor.get(f"/articles/{article}").text, card)
    assert rows["station_name"] == [*(station.name for station in card.stations), "", ""]
    fields = {"action": "correct", "target": card.whole, "by": BY}
    assert editor.submit("/decisions", **fields, **rows).status_code == 422
    rows["station_name"][-2], rows["station_place"][-2] = "The Outer Wire", "1"
    assert editor.submit("/decisions", **fields, **rows).status_code == 200
    rows["station_name"][0] = " "
    assert editor.submit("/decisions", **fields, **rows).status_code == 200
    further, out = (json.loads(made.value)["chain"] for made in held(own))
    assert [one["name"] for one in further[:-1]] == ["The Outer Wire", *(station.name for station in card.stations)]
    assert [one["name"] for one in out[:-1]] == ["The Outer Wire", *(station.name for station in card.stations[1:])]
    assert further[-1] == out[-1]
    editor.submit("/jobs", again="1")
    work(own)
    with Case(own) as case:
        found = browse.article(case, article)
    assert found is not None
    (now,) = (one for one in found.cards if one.id == card.id)
    assert now.stations[0].name == "The Outer Wire"
    assert now.who == card.who


def test_source_and_chain_are_corrected_together(editor: Any, own: Path) -> None:
    """Whoever is named anew stands at the end of the chain, also where that was named in an earlier decision."""
    article, card = with_a_station(own)
    rows = rows_of(editor.get(f"/articles/{article}").text, card)
    fields = {"action": "correct", "target": card.whole, "by": BY}
    editor.submit("/decisions", **fields, source="named", name="Noor Selwyn", kind="named_person")
    rows["station_name"][-2] = "The Outer Wire"
    editor.submit("/decisions", **fields, **rows)
    chain = json.loads(held(own)[1].value)["chain"]
    assert [one["name"] for one in chain[-2:]] == ["The Outer Wire", "Noor Selwyn"]


def test_cue_and_the_words_for_who_says_so_are_corrected(editor: Any, own: Path) -> None:
    """Other words of the article become the cue's spans and the source's; a blank cue is none."""
    with Case(own) as case:
        reading, statement = next(
            (r, s) for r in case.readings() for s in r.statements if s.cue and s.source and s.speaker and s.content
        )
    text = reading.article.text
    cue, named = (" ".join(text[spans[0].start : spans[0].end].split()) for spans in (statement.cue, statement.source))
    fields = {"action": "correct", "target": statement.id, "by": BY}
    assert editor.submit("/decisions", **fields, cue=cue, named=named).status_code == 422
    assert editor.submit("/decisions", **fields, has_cue="1", cue="", named=named[:-1]).status_code == 200
    assert editor.submit("/decisions", **fields, cue=text.split()[3]).status_code == 200
    first, second = (json.loads(made.value) for made in held(own))
    assert first["cue"] == {"spans": [], "words": []}
    assert first["source"]["spans"] == [[statement.source[0].start, statement.source[0].end - 1]]
    assert second["cue"]["words"] == [text.split()[3]]


def test_a_part_is_corrected_as_its_whole(editor: Any, own: Path) -> None:
    """The form beside a proposition of several corrects the whole statement, and shows the whole's words."""
    with Case(own) as case:
        card, article = next(
            (card, row.place.id)
            for row in browse.articles(case).items
            for card in browse.article(case, row.place.id).cards  # type: ignore[union-attr]
            if card.whole != card.id
        )
    page = editor.get(f"/articles/{article}").text
    form = page.partition(f'id="k{card.mark}"')[2].partition("</form>")[0]
    assert f'value="{card.whole}"' in form
    shorter = " ".join(card.said.split()[:-1])
    answer = editor.submit("/decisions", action="correct", target=card.whole, by=BY, words=shorter)
    assert answer.status_code == 200
    assert held(own)[0].target == card.whole


def test_a_missed_statement_is_added_in_the_article(editor: Any, own: Path) -> None:
    """Words of the article become a statement with who says so; it has its card once the collection is traced."""
    with Case(own) as case:
        row = browse.articles(case).items[0]
        text = case.text(row.place.id)
    line = next(line for line in text.splitlines() if len(line.split()) > 8)
    words = " ".join(line.split()[2:7])
    fields = {"action": "add", "target": row.place.id, "by": BY, "source": "named", "name": "Noor Selwyn"}
    assert editor.submit("/decisions", **fields, words="nobody wrote this").status_code == 422
    assert editor.submit("/decisions", **fields).status_code == 422
    answer = editor.submit("/decisions", **fields, words=words, station_name="The Outer Wire", to="/decisions")
    assert f"“{words}”" in answer.text or words in answer.text
    editor.submit("/jobs", again="1")
    work(own)
    with Case(own) as case:
        found = browse.article(case, row.place.id)
    assert found is not None
    (card,) = (card for card in found.cards if card.who == "Noor Selwyn")
    assert [station.name for station in card.stations] == ["The Outer Wire"]
    assert "added: a statement" in editor.get(f"/articles/{row.place.id}").text


def test_the_log_says_what_is_not_heeded(editor: Any, own: Path) -> None:
    """Each decision that stands and cannot be heeded has the reason beside it; the list can be narrowed to those."""
    row = statement_of(own, "alarm")
    with Case(own) as case:
        case.decide(
            Decision(target="gone", action="undo", by=BY, at="2031-05-17T08:00:00Z", note=""),
            Decision(target="x", action="sing", by=BY, at="2031-05-17T08:00:01Z", note=""),
        )
    editor.submit("/decisions", action="drop", target=row.id, by=BY)
    editor.submit("/decisions", action="confirm", target=row.id, by=BY)
    items = editor.get("/decisions.json").json()["items"]
    assert [(item["action"], item["state"]) for item in items] == [
        ("confirm", "stands"),
        ("drop", "conflict"),
        ("sing", "conflict"),
        ("undo", "conflict"),
    ]
    narrowed = editor.get("/decisions.json", params={"state": "conflict"}).json()["items"]
    assert [item["id"] for item in narrowed] == [item["id"] for item in items[1:]]
    assert [item["id"] for item in editor.get("/decisions.json", params={"about": row.id}).json()["items"]] == [
        item["id"] for item in items[:2]
    ]


def test_a_denial_is_taken_back_and_another_stated(editor: Any, own: Path) -> None:
    """A denial has its buttons on the claim's page and beside its statements; a missed one is chosen in a list."""
    with Case(own) as case:
        claim = browse.claims(case, side="denied").items[0].id
        view = browse.claim(case, claim)
        (shown, *_) = [one for one in (case.trace() or Trace()).denials if view and one.denied in _ids(view)]
        other = next(row.id for row in browse.claims(case).items if not row.denied_by and not row.denies)
    assert view is not None
    (denial, *_) = view.denied_by
    page = editor.get(f"/claims/{claim}").text
    assert f'value="{denial.id}..{claim}"' in page
    assert page.count("Neither denies the other") == len(view.denied_by) + len(view.denies)
    beside = editor.get(f"/beside/{shown.denying}/{shown.denied}").text
    assert "The claim of the later one denies that of the earlier." in beside
    assert 'value="denies_not"' in beside
    turned = editor.get(f"/beside/{shown.denied}/{shown.denying}").text
    assert "The claim of the earlier one denies that of the later." in turned
    editor.submit("/decisions", action="denies_not", target=f"{denial.id}..{claim}", by=BY, to=f"/claims/{claim}")
    chosen = editor.get(f"/claims/{claim}/denial").text
    assert f'value="{claim}..{other}"' in chosen and f'value="{other}..{claim}"' in chosen
    editor.submit("/decisions", action="denies", target=f"{other}..{claim}", by=BY, to=f"/claims/{claim}")
    assert [made.action for made in held(own)] == ["denies_not", "denies"]
    standing = editor.get(f"/claims/{claim}").text
    assert "<b>denies it</b>" in standing and "<b>neither denies the other</b>" in standing
    editor.submit("/jobs", again="1")
    work(own)
    with Case(own) as case:
        now = browse.claim(case, claim)
    assert now is not None
    assert [(one.id, one.by_hand) for one in now.denied_by] == [
        *((one.id, False) for one in view.denied_by[1:]),
        (other, True),
    ]
    assert "; said by hand)" in editor.get(f"/claims/{claim}").text
    (record,) = [one for one in editor.get("/api/claims?size=60").json()["items"] if one["id"] == claim]
    assert record["denied_by_hand"] == [other]


def test_who_says_otherwise_of_two_claims_is_shown(editor: Any, own: Path) -> None:
    """Two people decide otherwise of two claims by different statements: pages, tables and the API show whom one heeds.

    The words stand with the earlier decision at both claims; the later one stands as it is.
    """
    with Case(own) as case:
        several = [claim.statements for claim in case.claims() if len(claim.statements) > 1]
        one, other = several[:2]
        ours, theirs = (case.claims_of([some[0]])[some[0]] for some in (one, other))
    ada = {"action": "denies", "target": f"{one[0]}..{other[0]}", "by": BY}
    bo = {"action": "denies_not", "target": f"{other[1]}..{one[1]}", "by": "Bo"}
    made = [editor.post("/api/decisions", json=given).json() for given in (ada, bo)]
    said = "a later decision says otherwise, by other statements of the same two claims: neither denies the other by Bo"
    (conflict,) = editor.get("/api/conflicts").json()
    assert (conflict["decision"]["id"], conflict["by"]) == (made[0]["id"], made[1]["id"])
    assert conflict["reason"] == f"{said}, {made[1]['at']}"
    items = {item["id"]: item["state"] for item in editor.get("/decisions.json").json()["items"]}
    assert items == {made[0]["id"]: "conflict", made[1]["id"]: "stands"}
    narrowed = editor.get("/decisions.json", params={"state": "conflict"}).json()["items"]
    assert [item["id"] for item in narrowed] == [made[0]["id"]]
    for page in (f"/claims/{ours}", f"/claims/{theirs}", "/decisions"):
        assert editor.get(page).text.count(said) == 1, page


def _ids(view: ClaimView) -> set[str]:
    return {version.id for version in view.versions}
