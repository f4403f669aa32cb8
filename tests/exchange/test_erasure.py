"""Rule 11: a person taken out is taken out everywhere, and no edit that did not know of it brings them back."""

import pytest

from model.errors import UserError
from model.exchange.erasure import ERASED_NAME, erase_row, erased_rows
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, settle

G1 = CUSTOMERS["G1"]


def everything_in(site: Site) -> str:
    """Every text the store holds, tables, books and search index alike."""
    tables = [row[0] for row in site.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(str(row) for table in tables for row in site.ask(f'SELECT * FROM "{table}"'))


def erase(site: Site, contact: str) -> None:
    with site.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")


def test_a_person_is_taken_out_of_every_store_whatever_was_edited_meanwhile(world: World) -> None:
    office, first, second = (world.places[name].site for name in ("office", "A1", "A2"))
    contact = first.add_contact(G1, "示例丁", mobile="13800001234", interests="下棋")
    need = "01900000-0000-7000-8000-00000000000e"
    first.sql(
        "INSERT INTO need (id, dossier_id, customer_id, statement, raised_by_id, raised_by)"
        " VALUES (?, ?, ?, 'price', ?, '示例丁')",
        need, G1, G1, contact,
    )  # fmt: skip
    settle(office, first, second, rounds=2)
    second.sql("UPDATE contact SET mobile = '13911112222', title = '经理' WHERE id = ?", contact)
    first.sql("UPDATE contact SET interests = '书法' WHERE id = ?", contact)
    erase(office, contact)
    settle(office, first, second)
    for site in (office, first, second):
        held = everything_in(site)
        for trace in ("示例丁", "13800001234", "13911112222", "下棋", "书法"):
            assert trace not in held, (site.name, trace)
        assert site.ask("SELECT name FROM contact WHERE id = ?", contact) == [(ERASED_NAME,)]
        assert site.ask("SELECT statement, raised_by FROM need WHERE id = ?", need) == [("price", "")]
    assert office.dump_of([G1]) == first.dump_of([G1]) == second.dump_of([G1])
    with office.database.read() as session:
        assert erased_rows(session.connection(), "contact") == {contact}


def test_an_erasure_needs_a_person_and_a_reason(world: World) -> None:
    office, first = world.places["office"].site, world.places["A1"].site
    contact = first.add_contact(G1, "示例丁")
    with pytest.raises(UserError), first.database.write() as session:
        erase_row(session, "contact", contact, "  ")
    with pytest.raises(UserError), office.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")
