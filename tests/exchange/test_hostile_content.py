"""Fault 12: whatever a device that may speak writes into a well-formed file, the office says what became of it."""

import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import UserError
from model.exchange.codec import PlainLine, encode_line
from model.exchange.conflicts import list_conflicts
from model.exchange.erasure import erase_row
from model.exchange.erasures import list_erasures
from model.exchange.forms import fact_forms, forms
from model.exchange.resolving import Keep, resolve_conflict
from model.exchange.shapes import Block, DossierLine, Slice
from model.exchange.wording import value_words
from model.schema import SCHEMA
from model.store.backup import daily_backup
from model.store.base import LARGEST
from model.store.bulk import insert_rows
from model.store.checking import check_store
from model.store.ids import natural_id, new_id
from tests.builders import TODAY
from tests.exchange.forging import forge, replica_of
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, meet, pass_on
from tests.exchange.test_conflicts_of_months import put_slice

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]
TABLES = sorted(forms())
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "2026-13-45", "'; DROP TABLE customer --", "../../etc/passwd", "\x00", "示例" * 100, G1, G2])
)
numbers = st.integers(0, 3) | st.sampled_from([2**31, 2**50, 2**53])
rows_of_it = st.sampled_from([G1, G2, natural_id("visit", "1"), natural_id("visit", "2")])


@st.composite
def blocks(draw: st.DrawFn) -> dict[str, Any]:
    """Rows of a real table with any values, some of them in fields of another."""
    form = forms()[draw(st.sampled_from(TABLES))]
    fields = draw(st.lists(st.sampled_from([*form.columns, "note", "owner", "stamp_seq"]), max_size=4, unique=True))
    groups = [form.group_of.get(name, name) for name in fields]
    row = st.builds(
        lambda *parts: [*parts],
        rows_of_it, numbers, numbers, st.just(0), numbers, *(scalars for _field in fields),
    )  # fmt: skip
    return {"table": form.name, "fields": fields, "groups": groups, "rows": draw(st.lists(row, max_size=3))}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line about a customer who is the sender's, another's, or nobody's."""
    fact = draw(st.sampled_from(sorted(fact_forms())))
    names = list(fact_forms()[fact].columns)
    one_slice = {
        "table": fact, "subject": draw(rows_of_it), "month": draw(st.sampled_from([202610, 0, 999999])),
        "rev": draw(numbers), "t": draw(numbers), "replica": 0, "seq": draw(numbers), "sha256": "00" * 32,
        "fields": names, "columns": [draw(st.lists(scalars, max_size=2)) for _name in names],
    }  # fmt: skip
    slices = [one_slice]
    return {
        "line": "dossier",
        "dossier": draw(rows_of_it),
        "kind": draw(st.sampled_from(["customer", "person", "office"])),
        "base": [draw(numbers)],
        "know": [draw(numbers)],
        "blocks": draw(st.lists(blocks(), max_size=3)),
        "slices": slices if draw(st.integers(0, 3)) == 0 else [],
        "tombs": [
            {
                "table": draw(st.sampled_from(TABLES)),
                "id": draw(rows_of_it),
                "rev": draw(numbers),
                "t": draw(numbers),
                "replica": 0,
                "seq": draw(numbers),
                "seen": [[0, draw(numbers)]],
            }
            for _tomb in range(draw(st.integers(0, 2)))
        ],
    }


@pytest.fixture(scope="module")
def four(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The four stores, shared: what one file does, the next one meets; the office's is whole after all of it."""
    made = World(template, tmp_path_factory.mktemp("hostile"))
    yield made
    assert check_store(made.places["office"].site.database) == []
    made.close()


@given(st.lists(lines(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_fault_12_no_content_of_a_signed_file_does_more_than_be_taken_held_or_refused(
    four: World, content: list[dict[str, Any]]
) -> None:
    office, laptop = four.places["office"].site, four.places["A1"].site
    others = office.dump_of([G2])
    plain = [
        PlainLine(json.dumps(line | {"replicas": [replica_of(laptop)]}).encode() + b"\n", 1, 3) for line in content
    ]
    (outcome,) = office.take(forge(laptop, office, plain)).outcomes
    assert outcome.state in ("applied", "held", "refused", "waiting")
    assert outcome.sentence
    assert "Traceback" not in outcome.sentence
    assert office.dump_of([G2]) == others, "another manager's customer was written"


def edit(office: Site, visit: str) -> None:
    """A person at the office writes into the group that cannot be counted on."""
    office.sql("UPDATE visit SET note = 'office' WHERE id = ?", visit)


def remake(office: Site, visit: str) -> None:
    """The office deletes the visit and makes it anew, row by row."""
    office.sql("DELETE FROM visit WHERE id = ?", visit)
    office.sql("INSERT INTO visit (id, dossier_id, customer_id, note) VALUES (?, ?, ?, 'office')", visit, G1, G1)


def remake_in_bulk(office: Site, visit: str) -> None:
    """The office deletes the visit, and an import brings it back."""
    office.sql("DELETE FROM visit WHERE id = ?", visit)
    with office.database.write("Import", bulk=True) as session:
        names = ["id", "dossier_id", "customer_id", "note"]
        insert_rows(session.connection(), SCHEMA.tables["visit"], names, [(visit, G1, G1, "office")])


@pytest.mark.parametrize("write", [edit, remake, remake_in_bulk])
def test_fault_12_after_the_largest_revision_of_all_an_edit_still_travels(
    office: Site, laptop: Site, write: Callable[[Site, str], None]
) -> None:
    visit = laptop.add_visit(G1, "first")
    laptop.sql("UPDATE visit SET note = 'laptop'")
    laptop.sql("UPDATE cell_stamp SET rev = ?", LARGEST)
    meet(office, laptop)
    write(office, visit)
    assert {outcome.state for outcome in pass_on(office, laptop).outcomes} == {"applied"}
    assert laptop.ask("SELECT note FROM visit") == [("office",)]
    laptop.sql("UPDATE visit SET note = 'and on'")
    meet(office, laptop)
    assert office.ask("SELECT note FROM visit") == [("and on",)]
    assert office.dump_of([G1]) == laptop.dump_of([G1])
    assert office.conflicts() == laptop.conflicts() == []


def test_fault_12_after_the_largest_revision_of_a_month_its_new_figures_still_travel(
    office: Site, laptop: Site
) -> None:
    put_slice(laptop, 202610, 100)
    laptop.sql("UPDATE fact_slice SET rev = ?", LARGEST)
    meet(office, laptop)
    put_slice(office, 202610, 200)
    assert {outcome.state for outcome in pass_on(office, laptop).outcomes} == {"applied"}
    assert laptop.ask("SELECT revenue_fen FROM member_month") == [(200,)]
    assert office.dump_of([G1]) == laptop.dump_of([G1])


@pytest.mark.parametrize("twice", ["row", "slice"])
def test_fault_12_a_month_that_tells_of_a_row_twice_is_refused_whole(office: Site, laptop: Site, twice: str) -> None:
    meet(office, laptop)
    names = list(fact_forms()["member_month"].columns)
    values: dict[str, list[Any]] = {
        "subscriber_key": ["S1", "S1" if twice == "row" else "S2"], "revenue_fen": [100, 200], "minutes": [1, 2],
        "data_mb": [0.5, 0.5], "status": ["", ""],
    }  # fmt: skip
    month = {
        "table": "member_month", "subject": G1, "month": 202610, "rev": 1, "t": 1, "replica": 0, "seq": 5_000,
        "sha256": "00" * 32, "fields": names, "columns": [values[name] for name in names],
    }  # fmt: skip
    line = {
        "line": "dossier", "dossier": G1, "kind": "customer", "replicas": [replica_of(laptop)], "base": [0],
        "know": [5_000], "blocks": [], "slices": [month] * (1 if twice == "row" else 2), "tombs": [],
    }  # fmt: skip
    (outcome,) = office.take(forge(laptop, office, [PlainLine(json.dumps(line).encode() + b"\n", 1, 3)])).outcomes
    assert outcome.state == "refused"
    assert office.ask("SELECT count(*) FROM member_month") == office.ask("SELECT count(*) FROM fact_slice") == [(0,)]
    assert check_store(office.database) == []


@pytest.mark.parametrize("middle", [200, "many"])
def test_fault_10_a_month_that_does_not_fit_waits_and_the_months_around_it_are_taken(
    office: Site, laptop: Site, middle: int | str
) -> None:
    meet(office, laptop)
    names = list(fact_forms()["member_month"].columns)
    months = []
    for month, revenue in ((202609, 100), (202610, middle), (202611, 300)):
        values: dict[str, list[Any]] = {
            "subscriber_key": ["S1", "S2"], "revenue_fen": [revenue, 7], "minutes": [1, 2], "data_mb": [0.5, 0.5],
            "status": ["", ""],
        }  # fmt: skip
        months.append(
            {
                "table": "member_month", "subject": G1, "month": month, "rev": 1, "t": 1, "replica": 0,
                "seq": 5_000 + month % 100, "sha256": "00" * 32, "fields": names,
                "columns": [values[name] for name in names],
            }
        )  # fmt: skip
    line = {
        "line": "dossier", "dossier": G1, "kind": "customer", "replicas": [replica_of(laptop)], "base": [0],
        "know": [5_011], "blocks": [], "slices": months, "tombs": [],
    }  # fmt: skip
    (outcome,) = office.take(forge(laptop, office, [PlainLine(json.dumps(line).encode() + b"\n", 1, 3)])).outcomes
    waiting = [] if middle == 200 else [("m202610",)]
    taken = [(202609, 100), (202609, 7), (202610, middle), (202610, 7), (202611, 300), (202611, 7)]
    assert (outcome.state, outcome.applied.parked) == ("applied", len(waiting))
    assert office.ask("SELECT month, revenue_fen FROM member_month ORDER BY month, subscriber_key") == [
        row for row in taken if row[0] != 202610 or not waiting
    ]
    assert office.ask("SELECT field_group FROM parked_cell") == waiting
    assert check_store(office.database) == []


@pytest.mark.parametrize("moment", [LARGEST, -(2**63)])
def test_fault_12_a_moment_that_is_in_no_calendar_stops_no_page_and_no_backup(
    office: Site, laptop: Site, tmp_path: Path, moment: int
) -> None:
    visit, contact = laptop.add_visit(G1, "first"), laptop.add_contact(G1, "示例")
    meet(office, laptop)
    for site in (office, laptop):
        site.sql("UPDATE visit SET note = ? WHERE id = ?", site.name, visit)
    with laptop.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")
    meet(office, laptop)
    office.sql("UPDATE conflict SET other_at = ?", moment)
    office.sql("UPDATE erasure SET stamp_t = ?", moment)
    with office.database.read() as session:
        (conflict,), (erasure,) = list_conflicts(session), list_erasures(session)
    assert {conflict.other_at.year, erasure.at.year} <= {1970, 9999}
    assert daily_backup(office.database, tmp_path / "backups", TODAY) is not None


def test_fault_12_a_conflict_that_no_program_wrote_is_listed_and_refused_in_words(office: Site) -> None:
    said = ("{", "[1]", '{"rows": 5}', '{"outcome": []}', '{"fields": ["a"], "rows": [[]]}', '{"fields": 1}', "{}")
    kinds, entities, groups = ("edit", "delete", "slice", "?"), ("visit", "member_month", "?"), ("outcome", "9" * 30)
    every = list(product(kinds, entities, groups, said))
    for kind, entity, group, text in every:
        office.sql(
            "INSERT INTO conflict (id, dossier_id, kind, entity, row_id, field_group, standing, other)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            new_id(), G1, kind, entity, G1, group, text, text,
        )  # fmt: skip
    with office.database.read() as session:
        found = list_conflicts(session)
    assert len(found) == len(every)
    for conflict in found:
        assert value_words(conflict.entity, conflict.standing) == value_words(conflict.entity, conflict.other)
        for keep in ("x",) if conflict.kind == "delete" else ("x", Keep.OTHER):
            with pytest.raises(UserError), office.database.write() as session:
                resolve_conflict(session, conflict.id, keep)


def test_fault_12_a_lower_stamp_never_stands_whatever_its_sender_says_it_has_seen(office: Site, laptop: Site) -> None:
    visit = laptop.add_visit(G1, "first")
    put_slice(laptop, 202_610, 100)
    meet(office, laptop)
    office.sql("UPDATE visit SET note = 'edited' WHERE id = ?", visit)
    put_slice(office, 202_610, 200)
    ((seq,),) = office.ask("SELECT seq FROM replica_state")
    columns = list(fact_forms()["member_month"].columns)
    ((values),) = office.ask(f"SELECT {', '.join(columns)} FROM member_month")
    month = Slice("member_month", G1, 202_610, 1, 1, 0, 5_001, "00", columns, [[value] for value in values])
    block = Block("visit", ["note"], ["note"], [[visit, 1, 1, 0, 5_000, "older"]])
    senders = [replica_of(laptop), replica_of(office)]
    line = DossierLine(G1, "customer", senders, [0, 0], [5_001, seq], [block], slices=[month])
    assert office.take(forge(laptop, office, [encode_line(line, rows=1, slices=1, dossiers=1)])).is_well
    assert office.ask("SELECT note FROM visit") == [("edited",)]
    assert office.ask("SELECT rev > 1 FROM fact_slice") == [(1,)]
    assert office.conflicts() == []
