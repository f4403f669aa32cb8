"""What waits for a person's yes: looked at, taken in, or refused with a reason, a dossier or a whole file."""

import pytest

from model.errors import UserError
from model.exchange.holding import (
    accept_held_dossier,
    accept_held_file,
    preview_held_dossier,
    refuse_held_dossier,
    refuse_held_file,
)
from model.exchange.inbox import InboxReport
from model.exchange.status import exchange_status
from model.store.ids import new_id
from tests.exchange.forging import a_write, forge
from tests.exchange.schedules import CUSTOMERS
from tests.exchange.sites import Site, pass_on

G1, G2 = CUSTOMERS["G1"], CUSTOMERS["G2"]


def write_in_a_strangers(laptop: Site, office: Site, note: str, seq: int) -> InboxReport:
    """A visit of the laptop in the customer of another manager."""
    line = a_write(laptop, G2, "visit", new_id(), {"customer_id": G2, "note": note}, seq=seq)
    return office.take(forge(laptop, office, [line], f"{note}.mbx"))


def sender_of_held(office: Site) -> str:
    with office.database.read() as session:
        (held,) = exchange_status(session, office.database.clock.now()).held
    return held.key


def mass_delete(laptop: Site, office: Site) -> int:
    """The number of a held file that deletes thirty visits."""
    for number in range(30):
        laptop.add_visit(G1, f"v{number}")
    pass_on(laptop, office, "office")
    pass_on(office, laptop)
    laptop.sql("DELETE FROM visit WHERE dossier_id = ?", G1)
    office.take(*laptop.send("office"))
    ((number,),) = office.ask("SELECT no FROM exchange_file WHERE state = 'held'")
    return int(number)


def test_a_held_dossier_can_be_looked_at_before_it_is_taken_in(office: Site, laptop: Site) -> None:
    write_in_a_strangers(laptop, office, "held", 5_000)
    sender = sender_of_held(office)
    assert preview_held_dossier(office.database, sender, G2).created == {"visit": 1}
    assert office.ask("SELECT note FROM visit") == []
    assert accept_held_dossier(office.database, sender, G2).created == {"visit": 1}
    assert office.ask("SELECT note FROM visit") == [("held",)]
    with pytest.raises(UserError):
        accept_held_dossier(office.database, sender, G2)


def test_what_was_refused_is_not_asked_about_again_until_something_new_comes(office: Site, laptop: Site) -> None:
    write_in_a_strangers(laptop, office, "first", 5_000)
    sender = sender_of_held(office)
    with pytest.raises(UserError):
        refuse_held_dossier(office.database, sender, G2, " ")
    refuse_held_dossier(office.database, sender, G2, "不是他的客户")
    assert office.ask("SELECT action, reason FROM audit_entry") == [("exchange_refused", "不是他的客户")]
    again = write_in_a_strangers(laptop, office, "again", 5_000)
    assert again.outcomes[0].held == 0
    with pytest.raises(UserError):
        accept_held_dossier(office.database, sender, G2)
    assert write_in_a_strangers(laptop, office, "new", 5_001).outcomes[0].held == 1
    assert accept_held_dossier(office.database, sender, G2).created == {"visit": 1}
    assert office.ask("SELECT note FROM visit") == [("new",)]


def test_a_held_file_is_taken_in_once(office: Site, laptop: Site) -> None:
    number = mass_delete(laptop, office)
    assert accept_held_file(office.database, number).state == "applied"
    assert office.ask("SELECT count(*) FROM visit WHERE dossier_id = ?", G1) == [(0,)]
    with pytest.raises(UserError):
        accept_held_file(office.database, number)


def test_a_refused_file_deletes_nothing_and_is_kept_no_longer(office: Site, laptop: Site) -> None:
    number = mass_delete(laptop, office)
    refuse_held_file(office.database, number, "误删")
    assert office.ask("SELECT count(*) FROM visit") == [(30,)]
    assert office.ask("SELECT state, content FROM exchange_file WHERE no = ?", number) == [("refused", None)]
    with pytest.raises(UserError):
        accept_held_file(office.database, number)
    with pytest.raises(UserError):
        refuse_held_file(office.database, number, "误删")
