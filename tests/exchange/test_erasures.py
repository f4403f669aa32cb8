"""What an erasure takes is said before, and where it is done is said afterwards."""

import pytest

from model.errors import UserError
from model.exchange.erasure import erase_row
from model.exchange.erasures import list_erasures, preview_erasure
from model.store.ids import new_id, person_id
from tests.exchange.schedules import CUSTOMERS, World
from tests.exchange.sites import Site, pass_on

G1 = CUSTOMERS["G1"]


def test_the_preview_says_what_goes_and_what_has_to_be_edited_by_hand(laptop: Site) -> None:
    contact = laptop.add_contact(G1, "示例丁", mobile="13800001234", interests="下棋")
    laptop.sql("UPDATE contact SET interests = '书法' WHERE id = ?", contact)
    laptop.add_visit(G1, "示例丁 说价格太高")
    for name, person in (("总部", "示例丁"), ("分部", "示例丁、示例戊")):
        laptop.sql(
            "INSERT INTO site (id, dossier_id, customer_id, name, contact_name) VALUES (?, ?, ?, ?, ?)",
            new_id(), G1, G1, name, person,
        )  # fmt: skip
    with laptop.database.read() as session:
        found = preview_erasure(session, "contact", contact)
        with pytest.raises(UserError):
            preview_erasure(session, "contact", "nobody")
    assert set(found.fields) == {"Name", "Mobile number", "Interests"}
    assert (found.name, found.customer, found.done_before) == ("示例丁", "示例公司", False)
    assert (found.elsewhere, found.mentions) == (1, 2)
    assert found.traces > 0


def test_an_erasure_is_done_where_the_others_have_said_they_know_of_it(world: World) -> None:
    office, first, second = (world.places[name].site for name in ("office", "A1", "A2"))
    contact = first.add_contact(G1, "示例丁")
    with first.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")
    pass_on(first, office, "office")
    with office.database.read() as session:
        (row,) = list_erasures(session)
    assert (row.reason, row.by, row.done, row.waiting) == ("本人要求", "A1", ("A1",), ("A2",))
    pass_on(office, second)
    pass_on(second, office, "office")
    with office.database.read() as session:
        (row,) = list_erasures(session)
    assert (row.done, row.waiting) == (("A1", "A2"), ())
    assert first.ask("SELECT name FROM contact WHERE id = ?", contact) != [("示例丁",)]


def test_what_a_merged_customer_brought_of_the_person_goes_too_and_what_pay_stands_on_stays(laptop: Site) -> None:
    contact = laptop.add_contact(G1, "示例丁", mobile="13800001234")
    merged, member = laptop.add_customer("G9"), new_id()
    laptop.sql("INSERT INTO member (id, dossier_id, customer_id, msisdn) VALUES (?, ?, ?, '13800001234')",
               member, merged, G1)  # fmt: skip
    laptop.sql("INSERT INTO piece_entry (id, dossier_id, customer_id, number) VALUES (?, ?, ?, '13800001234')",
               new_id(), person_id("MA"), G1)  # fmt: skip
    with laptop.database.read() as session:
        assert preview_erasure(session, "contact", contact).elsewhere == 1
    with laptop.database.write() as session:
        erase_row(session, "contact", contact, "本人要求")
    assert laptop.ask("SELECT msisdn FROM member") == [("",)]
    assert laptop.ask("SELECT number FROM piece_entry") == [("13800001234",)]
