"""Every table and column says whether it travels, and what says so really does: a new one that forgets fails here."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Table,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.exchange.forms import Form, fact_forms, forms
from model.schema import SCHEMA
from model.store.base import Fact, Instant, Local, Record, Travelling, content_columns, is_fact, is_travelling
from model.store.facts import replace_slices
from model.store.ids import OFFICE_DOSSIER, new_id
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on

G1 = CUSTOMERS["G1"]
TABLES = sorted(SCHEMA.tables)
TRAVELLING = [name for name in TABLES if is_travelling(SCHEMA.tables[name])]
FACTS = [name for name in TABLES if is_fact(SCHEMA.tables[name])]


def test_every_record_is_local_travelling_or_a_fact() -> None:
    for mapper in Record.registry.mappers:
        kinds = [kind for kind in (Local, Travelling, Fact) if issubclass(mapper.class_, kind)]
        assert len(kinds) == 1, mapper.class_


@pytest.mark.parametrize("name", TRAVELLING)
def test_a_travelling_table_keeps_the_rules_of_travel(name: str) -> None:
    table = SCHEMA.tables[name]
    assert [column.name for column in table.primary_key.columns] == ["id"]
    assert not table.foreign_keys
    assert not [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    assert not [index for index in table.indexes if index.unique]
    for column in content_columns(table):
        assert column.nullable or column.server_default is not None, column.name
        assert "local" in column.info, f"{name}.{column.name} is not made by kept()"
    declared = {c.name for c in content_columns(table)}
    others = {c.name for c in table.columns} - declared
    assert all(c in ("id", "dossier_id") or c.startswith("stamp_") or table.c[c].info.get("local") for c in others)


def test_every_field_group_of_every_table_has_its_stamp_trigger(world: World) -> None:
    office = world.places["office"].site
    triggers = {row[0] for row in office.ask("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for name in TRAVELLING:
        wanted = {f"{name}_stamp_{group}" for group in forms()[name].groups}
        wanted |= {f"{name}_stamp_insert", f"{name}_stamp_delete", f"{name}_dossier_fixed"}
        assert wanted <= triggers, sorted(wanted - triggers)


@pytest.mark.parametrize("name", TRAVELLING)
def test_a_travelling_table_says_in_which_dossiers_it_may_stand(name: str) -> None:
    dossiers = forms()[name].dossiers
    assert dossiers, f"{name} hangs on no customer: say __dossiers__ = ('office',) or ('person',), or both"
    assert dossiers <= {"customer", "person", "office"}
    assert "office" not in dossiers or "customer" not in dossiers


def test_what_the_office_writes_alone_stands_in_its_dossier_alone() -> None:
    alone = {name for name, form in forms().items() if form.dossiers == {"office"}}
    assert {"product_offering", "price_card", "kpi_target", "piece_rate", "value_model", "staff"} <= alone


def a_value(column: Column[Any], number: int) -> Any:
    """A value the column can hold and that is not its default."""
    codes = ENUMERATIONS.get(str(column.info.get("choices") or ""))
    if codes:
        return sorted(codes)[number % len(codes)]
    made: list[tuple[Any, Any]] = [
        (Boolean, bool(number % 2)),
        (Float, number + 0.5),
        (Integer, 1000 + number),
        (Date, date(2026, 1, 1 + number % 28)),
        (Time, time(8, number % 60)),
        (Instant, datetime(2026, 1, 1, number % 24, tzinfo=UTC)),
        (DateTime, datetime(2026, 1, 1, number % 24)),
        (LargeBinary, bytes([number % 256, 0, 255])),
    ]
    return next((value for kind, value in made if isinstance(column.type, kind)), f"值{number}\n\"'")


def fill_row(session: Session, table: Table, dossier: str, number: int) -> None:
    values = {column.name: a_value(column, number + at) for at, column in enumerate(content_columns(table))}
    session.execute(table.insert().values(id=new_id(), dossier_id=dossier, **values))


def dossiers_for(site: Site, form: Form) -> list[str]:
    """The dossiers a laptop shares in which the table may stand; none for what the office alone writes."""
    person = str(site.ask("SELECT value FROM store_fact WHERE name = 'person'")[0][0])
    shared = {"customer": G1, "person": person}
    return [shared[kind] for kind in sorted(form.dossiers & set(shared))]


def fill(site: Site, rows: int) -> None:
    """Rows in every table that a laptop may write, in each kind of dossier it may stand in."""
    with site.database.write("Fill", bulk=True) as session:
        for name, form in forms().items():
            if name in ("customer", "erasure"):
                continue
            for dossier in dossiers_for(site, form):
                for number in range(rows):
                    fill_row(session, form.table, dossier, number * 7)


def test_every_field_of_every_table_arrives_as_it_was_written(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    fill(laptop, 3)
    with laptop.database.write("Fill", bulk=True) as session:
        for fact in fact_forms().values():
            rows = [tuple(a_value(fact.table.columns[name], number) for name in fact.columns) for number in range(2)]
            keys = {(G1, 202600 + month): rows[: 1 if fact.table.name == "billing_month" else 2] for month in (1, 2)}
            replace_slices(session.connection(), fact.table, keys, {})
    report = pass_on(laptop, office, "office")
    assert report.is_well
    assert report.outcomes[0].applied.parked == 0
    mine = {line for line in laptop.dump() if OFFICE_DOSSIER not in line}
    missing = mine - set(office.dump())
    assert not missing, sorted(missing)[:3]


def test_every_field_of_every_table_is_stamped_and_sent_when_it_changes(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    fill(laptop, 1)
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    for name, form in forms().items():
        if name in ("customer", "erasure") or not dossiers_for(laptop, form):
            continue
        values = {column.name: a_value(column, 40 + at) for at, column in enumerate(content_columns(form.table))}
        with laptop.database.write("Edit") as session:
            session.execute(form.table.update().values(**values))
    assert pass_on(laptop, office, "office").is_well
    assert set(laptop.dump()) <= set(office.dump())


def test_every_table_of_the_office_goes_down_and_is_refused_on_its_way_up(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    alone = [form for form in forms().values() if form.dossiers == {"office"}]
    with office.database.write("Fill", bulk=True) as session:
        for form in alone:
            fill_row(session, form.table, OFFICE_DOSSIER, 1)
    assert pass_on(office, laptop).is_well
    assert {line for line in office.dump() if OFFICE_DOSSIER in line} <= set(laptop.dump())
    person = str(laptop.ask("SELECT value FROM store_fact WHERE name = 'person'")[0][0])
    with laptop.database.write("Fill", bulk=True) as session:
        for form in alone:
            fill_row(session, form.table, person, 2)
    report = pass_on(laptop, office, "office")
    assert report.outcomes[0].applied.foreign == len(alone)
    for form in alone:
        assert office.ask(f"SELECT count(*) FROM {form.name} WHERE dossier_id = ?", person) == [(0,)]


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_is_keyed_by_customer_and_month(name: str) -> None:
    keys = [column.name for column in SCHEMA.tables[name].primary_key.columns]
    assert keys[:2] == ["customer_id", "month"]
