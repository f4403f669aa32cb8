"""What tests build their worlds from: a small encrypted store, a customer, a clock that stands still."""

from datetime import UTC, date, datetime
from pathlib import Path

from model.clock import Clock, fixed_clock
from model.customers.records import Contact, Customer
from model.store.base import RowId, natural_id
from model.store.database import Database
from model.store.keys import KeyCost
from model.store.opening import Owner, create_store, open_store

PASSPHRASE = "a long enough passphrase"
CHEAP = KeyCost(1, 1, 64)
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
OWNER = Owner("示例经理", "S001")


def still_clock(now: datetime = NOW, today: date = TODAY) -> Clock:
    """A clock that stands still."""
    return fixed_clock(now, today)


def make_store(folder: Path, name: str = "store.db", clock: Clock | None = None) -> Database:
    """A fresh encrypted store, open; its passphrase is `PASSPHRASE`, its key cheap to derive."""
    return create_store(folder / name, PASSPHRASE, OWNER, clock or still_clock(), folder / "device", CHEAP)[0]


def reopen(database: Database, clock: Clock | None = None) -> Database:
    """The same store, closed and opened again."""
    database.close()
    return open_store(database.path, PASSPHRASE, clock or still_clock(), database.path.parent / "device")


def add_customer(database: Database, code: str = "G001", name: str = "示例机械有限公司", **fields: object) -> RowId:
    """One customer of that code; returns its id, which is its dossier's."""
    row_id = natural_id("customer", code)
    with database.write("Add customer {code}", code=code) as session:
        session.add(Customer(id=row_id, dossier_id=row_id, group_code=code, name=name, **fields))
    return row_id


def add_contact(database: Database, customer_id: RowId, name: str = "王经理（示例）", **fields: object) -> RowId:
    """One contact of a customer."""
    row_id = natural_id("contact", customer_id, name, 1)
    with database.write("Add contact {name}", name=name) as session:
        session.add(Contact(id=row_id, dossier_id=customer_id, customer_id=customer_id, name=name, **fields))
    return row_id
