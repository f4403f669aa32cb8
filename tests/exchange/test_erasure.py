"""Rule 11: a person taken out is taken out everywhere, and no edit that did not know of it brings them back."""

import pytest

from model.errors import UserError
from model.exchange.erased_marks import ERASED_NAME
from model.exchange.erasure import erase_row, erased_rows
from model.store.ids import new_id
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on, settle

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


def test_a_persons_number_and_name_go_from_other_records_of_the_customer_too(world: World) -> None:
    """Their line as a member, a branch's contact person, an assistant's entry under their number; a namesake stays."""
    office, first, second = (world.places[name].site for name in ("office", "A1", "A2"))
    contact = first.add_contact(G1, "示例丁", mobile="138 0000 1234", phone="0571-88880000")
    assistant = first.add_contact(G1, "示例戊", mobile="+86 13800001234", phone="0571-88880000")
    namesake = first.add_contact(G1, "示例丁 ", mobile="13900005678")
    member, site = new_id(), new_id()
    first.sql("INSERT INTO member (id, dossier_id, customer_id, msisdn) VALUES (?, ?, ?, '13800001234')",
              member, G1, G1)  # fmt: skip
    first.sql("INSERT INTO site (id, dossier_id, customer_id, name, contact_name, phone)"
              " VALUES (?, ?, ?, '总部', '示例丁', '0571-88881111')", site, G1, G1)  # fmt: skip
    settle(office, first, second, rounds=2)
    second.sql("UPDATE site SET phone = '13800001234', address = '示例路1号' WHERE id = ?", site)
    erase(office, contact)
    settle(office, first, second)
    for store in (office, first, second):
        held = everything_in(store)
        assert "13800001234" not in held.replace(" ", ""), store.name
        assert store.ask("SELECT name, mobile, phone FROM contact WHERE id = ?", assistant) == [
            ("示例戊", "", "0571-88880000")
        ]
        assert store.ask("SELECT name, mobile FROM contact WHERE id = ?", namesake) == [("示例丁 ", "13900005678")]
        assert store.ask("SELECT msisdn FROM member WHERE id = ?", member) == [("",)]
        assert store.ask("SELECT name, contact_name, address FROM site WHERE id = ?", site) == [
            ("总部", "", "示例路1号")
        ]
        assert store.conflicts() == []
    assert office.dump_of([G1]) == first.dump_of([G1]) == second.dump_of([G1])
    second.sql("UPDATE contact SET mobile = '13800001234' WHERE id = ?", assistant)
    settle(office, first, second)
    assert office.ask("SELECT mobile FROM contact WHERE id = ?", assistant) == [("13800001234",)]


def test_an_erasure_needs_a_person_and_a_reason(world: World) -> None:
    office, first = world.places["office"].site, world.places["A1"].site
    contact = first.add_contact(G1, "示例丁")
    with pytest.raises(UserError), first.database.write() as session:
        erase_row(session, "contact", contact, "  ")
    with pytest.raises(UserError), office.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")


def test_marks_of_another_makers_file_tell_of_nobody(world: World) -> None:
    first, office = world.places["A1"].site, world.places["office"].site
    contact = first.add_contact(G1, "示例丁", mobile="13800001234")
    for marks in ("\t", "-", "0" * 64, "已删除 \x00", "[]", "x" * 100_000):
        first.sql("INSERT INTO erasure (id, dossier_id, customer_id, entity, row_id, marks_key, marks)"
                  " VALUES (?, ?, ?, 'contact', ?, ?, ?)", new_id(), G1, G1, new_id(), marks, marks)  # fmt: skip
    pass_on(first, office, "office")
    first.sql("UPDATE contact SET title = '科长' WHERE id = ?", contact)
    pass_on(first, office, "office")
    assert len(office.ask("SELECT id FROM erasure")) == 6
    assert office.ask("SELECT name, mobile, title FROM contact") == [("示例丁", "13800001234", "科长")]
