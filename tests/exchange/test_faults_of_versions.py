"""Fault 10: newer and older programs, and an update that learns what the old one had to keep aside."""

from dataclasses import replace
from typing import Any

import pytest

from model.enumerations import ENUMERATIONS
from model.exchange import forms as forms_module
from model.exchange import receive
from model.exchange.forms import Form, forms
from model.exchange.receive import retry_waiting
from model.store.ids import new_id
from tests.exchange.forging import a_write, forge
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on

G1 = CUSTOMERS["G1"]


def without(form: Form, field: str) -> Form:
    """The form of an older program that does not know one field."""
    groups = {g: tuple(n for n in names if n != field) for g, names in form.groups.items()}
    groups = {group: names for group, names in groups.items() if names}
    columns = tuple(name for name in form.columns if name != field)
    return replace(
        form,
        columns=columns,
        column_groups=tuple(form.group_of[name] for name in columns),
        groups=groups,
        group_of={name: form.group_of[name] for name in columns},
        checks={name: form.checks[name] for name in columns},
        blank={name: form.blank[name] for name in columns},
    )


class OlderProgram:
    """While it is on, this process knows neither the field `place` of visits, nor `next_date`, nor promises."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.newer = forms_module._form

    def on(self) -> None:
        newer = self.newer

        def older(table: Any) -> Form:
            form = newer(table)
            return without(without(form, "place"), "next_date") if table.name == "visit" else form

        self.monkeypatch.setattr(forms_module, "_form", older)
        self.monkeypatch.setattr(
            forms_module, "is_travelling", lambda table: table.name != "promise" and bool(table.info.get("travels"))
            and not table.info.get("fact"),
        )  # fmt: skip
        forms.cache_clear()

    def off(self) -> None:
        self.monkeypatch.undo()
        forms.cache_clear()


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Any:
    program = OlderProgram(monkeypatch)
    yield program
    program.off()


def a_newer_visit(laptop: Site) -> str:
    visit = laptop.add_visit(G1, "note")
    laptop.sql("UPDATE visit SET place = 'hall', next_step = 'call', next_date = '2026-12-01' WHERE id = ?", visit)
    laptop.sql(
        "INSERT INTO promise (id, dossier_id, customer_id, text) VALUES (?, ?, ?, 'a promise')", new_id(), G1, G1
    )
    return visit


def test_fault_10_an_older_office_relays_what_it_does_not_know(world: World, older: OlderProgram) -> None:
    office, first, second = (world.places[name].site for name in ("office", "A1", "A2"))
    visit = a_newer_visit(first)
    files = first.send("office")
    older.on()
    (outcome,) = office.take(*files).outcomes
    assert outcome.applied.parked >= 3
    office.sql("UPDATE visit SET next_step = 'edited by the older' WHERE id = ?", visit)
    files = office.send("A2")
    older.off()
    second.take(*files)
    assert second.ask("SELECT note, place, next_step, next_date FROM visit") == [
        ("note", "hall", "edited by the older", "2026-12-01")
    ]
    assert second.ask("SELECT text FROM promise") == [("a promise",)]


def test_fault_10_an_update_puts_in_place_what_was_parked(world: World, older: OlderProgram) -> None:
    office, first = world.places["office"].site, world.places["A1"].site
    a_newer_visit(first)
    files = first.send("office")
    older.on()
    office.take(*files)
    assert office.ask("SELECT place FROM visit") == [("",)]
    older.off()
    pass_on(first, office, "office")
    assert office.ask("SELECT place, next_date FROM visit") == [("hall", "2026-12-01")]
    assert office.ask("SELECT 1 FROM parked_cell") == []
    pass_on(office, first)
    assert office.dump_of([G1]) == first.dump_of([G1])


def test_fault_10_an_unknown_code_and_a_value_of_another_type_wait_and_leave_the_rest_in(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    row = new_id()
    values = {"customer_id": G1, "note": "known", "contact_mode": "hologram", "visit_date": 20261122}
    (outcome,) = office.take(forge(laptop, office, [a_write(laptop, G1, "visit", row, values)])).outcomes
    assert (outcome.state, outcome.applied.parked) == ("applied", 2)
    assert office.ask("SELECT note, contact_mode, visit_date FROM visit") == [("known", "on_site", None)]
    modes = {**ENUMERATIONS["contact_mode"], "hologram": "Hologram"}
    monkeypatch.setattr(forms_module, "ENUMERATIONS", {**ENUMERATIONS, "contact_mode": modes})
    forms.cache_clear()
    pass_on(laptop, office, "office")
    assert office.ask("SELECT contact_mode, visit_date FROM visit") == [("hologram", None)]
    forms.cache_clear()


def test_fault_10_of_two_values_that_wait_the_greater_stamp_stands_whichever_came_last(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    row = new_id()
    for seq, (rev, value) in enumerate(((2, "old"), (9, "new"), (5, "late")), start=5_000):
        line = a_write(laptop, G1, "visit", row, {"unheard_of": value}, rev=rev, seq=seq)
        (outcome,) = office.take(forge(laptop, office, [line])).outcomes
        assert outcome.applied.parked == 1
    assert office.ask("SELECT rev, fields FROM parked_cell") == [(9, '{"unheard_of": "new"}')]


def test_fault_10_a_file_for_newer_readers_is_kept_whole_and_read_after_the_update(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    row = new_id()
    line = a_write(laptop, G1, "visit", row, {"customer_id": G1, "note": "from the future"})
    path = forge(laptop, office, [line], min_reader=2)
    (outcome,) = office.take(path).outcomes
    assert (outcome.state, outcome.reason) == ("waiting", "too_new")
    path.unlink()
    assert [o.state for o in retry_waiting(office.database)] == []
    monkeypatch.setattr(receive, "FORMAT", 2)
    assert [o.state for o in retry_waiting(office.database)] == ["applied"]
    assert office.ask("SELECT note FROM visit") == [("from the future",)]
    assert retry_waiting(office.database) == []
