"""Hand-over and erasure take part in every table: a new one comes in by its metadata, or fails here."""

import pytest
from sqlalchemy import Text

from model.exchange.erased_marks import ERASED_NAME
from model.exchange.erasure import erase_row, name_copies
from model.exchange.forms import fact_forms, forms
from model.store.base import content_columns
from model.store.facts import known_hashes, replace_slices
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, give, pass_on, settle
from tests.exchange.test_declarations import a_value, fill, fill_row
from tests.exchange.test_erasure import everything_in

G1 = CUSTOMERS["G1"]
OF_A_CUSTOMER = sorted(name for name, form in forms().items() if "customer" in form.dossiers)
PERSON = "示例丁某某"
SECRET = "示例密语"


def fill_months(site: Site, text: str) -> None:
    """One month of every measured table; what was there before is replaced."""
    with site.database.write("Fill", bulk=True) as session:
        connection = session.connection()
        for name, fact in fact_forms().items():
            values = [a_value(fact.table.columns[column], 1) for column in fact.columns]
            rows = [tuple(text if isinstance(value, str) else value for value in values)]
            replace_slices(connection, fact.table, {(G1, 202610): rows}, known_hashes(connection, name))


def test_a_hand_over_moves_the_rows_of_every_table_and_leaves_nothing_behind(world: World) -> None:
    office, first, second, successor = (world.places[name].site for name in ("office", "A1", "A2", "B1"))
    fill(first, 1)
    fill_months(first, SECRET)
    fill_months(first, "示例")
    gone = first.add_visit(G1, SECRET)
    first.sql("UPDATE visit SET note = ?, place = ? WHERE id = ?", f"{SECRET}…", SECRET, first.add_visit(G1, SECRET))
    first.sql("UPDATE visit SET note = '' WHERE id = ?", gone)
    first.sql("DELETE FROM visit WHERE id = ?", gone)
    settle(office, first, second, rounds=1)
    before = office.dump_of([G1])
    tables = {name for name in OF_A_CUSTOMER if office.ask(f"SELECT 1 FROM {name} WHERE dossier_id = ?", G1)}
    assert tables == set(OF_A_CUSTOMER) - {"erasure"}
    give(office, ["G1"], "MB")
    settle(office, first, second, successor, rounds=2)
    assert successor.dump_of([G1]) == office.dump_of([G1])
    assert {line for line in before if '"customer"' not in line} <= set(successor.dump_of([G1]))
    for site in (first, second):
        assert not site.holds(G1)
        for fact in fact_forms():
            assert site.ask(f"SELECT 1 FROM {fact} WHERE customer_id = ?", G1) == []
        assert SECRET not in everything_in(site), site.name


def test_an_erasure_blanks_the_copies_of_a_name_in_every_table_that_refers_to_the_person(world: World) -> None:
    office, laptop = world.places["office"].site, world.places["A1"].site
    contact = laptop.add_contact(G1, PERSON)
    copies = {}
    with laptop.database.write("Fill", bulk=True) as session:
        for name in OF_A_CUSTOMER:
            found = name_copies(forms()[name].table, "contact")
            if found:
                fill_row(session, forms()[name].table, G1, 1)
                copies[name] = found
    for name, found in copies.items():
        for reference, texts in found:
            named = ", ".join(f"{text} = ?" for text in texts)
            laptop.sql(f"UPDATE {name} SET {reference} = ?, {named}", contact, *[PERSON] * len(texts))
    personal = [c.name for c in content_columns(forms()["contact"].table) if c.info.get("personal")]
    texts = [name for name in personal if isinstance(forms()["contact"].table.c[name].type, Text)]
    laptop.sql(f"UPDATE contact SET {', '.join(f'{name} = ?' for name in texts)}", *[PERSON] * len(texts))
    pass_on(laptop, office, "office")
    assert PERSON in everything_in(office)
    with laptop.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")
    pass_on(laptop, office, "office")
    for site in (laptop, office):
        assert PERSON not in everything_in(site), site.name
        assert site.ask("SELECT name FROM contact WHERE id = ?", contact) == [(ERASED_NAME,)]
        for name, found in copies.items():
            for reference, _texts in found:
                assert site.ask(f"SELECT 1 FROM {name} WHERE {reference} = ?", contact), name


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_name_beside_a_reference_to_a_person_goes_with_it(name: str) -> None:
    """`raised_by_id` and `raised_by`: of one field group, or an erasure would leave the name standing."""
    table = forms()[name].table
    for column in content_columns(table):
        if column.info.get("refers") == "contact" and column.name.endswith("_id"):
            stem = column.name.removesuffix("_id")
            beside = [table.c[text] for text in (stem, f"{stem}_name") if text in table.c]
            assert all(c.info.get("group") and c.info["group"] == column.info.get("group") for c in beside), column.name
