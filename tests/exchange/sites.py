"""Whole stores that meet through real files: an office, its managers' laptops, and the folders between them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from model.clock import Clock
from model.customers.records import Contact, Customer
from model.exchange.assigning import assign
from model.exchange.conflicts import list_conflicts
from model.exchange.enrolment import admit, enrol
from model.exchange.forms import forms
from model.exchange.inbox import InboxReport, import_files
from model.exchange.resolving import Keep, resolve_conflict
from model.exchange.sending import export
from model.store.base import RowId, natural_id, new_id
from model.store.database import Database
from model.store.dump import dump_lines
from model.store.opening import Owner, open_store
from model.visits.records import Visit
from tests.builders import PASSPHRASE, make_store

START = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@dataclass
class Site:
    """One store with its own device folder and its own clock, which moves a second a reading."""

    name: str
    folder: Path
    database: Database
    offset: timedelta = timedelta()
    ticks: list[int] = field(default_factory=lambda: [0])

    @property
    def device(self) -> Path:
        return self.folder / "device"

    def reopen(self) -> None:
        """Close and open the store again, as the next morning does."""
        self.database.close()
        self.database = open_store(self.database.path, PASSPHRASE, self.clock(), self.device)

    def clock(self) -> Clock:
        def now() -> datetime:
            self.ticks[0] += 1
            return START + timedelta(seconds=self.ticks[0]) + self.offset

        return Clock(now, lambda: now().date())

    def sql(self, statement: str, *parameters: Any) -> list[Any]:
        """Run one statement as a person's event."""
        with self.database.write("Edit") as session:
            found = session.connection().exec_driver_sql(statement, parameters)
            return list(found.all()) if found.returns_rows else []

    @property
    def files(self) -> list[Path]:
        """What lies on the disk of the store besides its key: the file, and what was not yet written into it."""
        names = (f"{self.database.path}{ending}" for ending in ("", "-wal"))
        return [Path(name) for name in names if Path(name).exists()]

    def ask(self, statement: str, *parameters: Any) -> list[Any]:
        """Read something."""
        with self.database.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(statement, parameters)]

    def add_customer(self, code: str, name: str = "示例公司") -> RowId:
        row_id = natural_id("customer", code)
        with self.database.write("Add") as session:
            session.add(Customer(id=row_id, dossier_id=row_id, group_code=code, name=name))
        return row_id

    def add_visit(self, customer: RowId, note: str) -> RowId:
        row_id = new_id()
        with self.database.write("Add") as session:
            session.add(Visit(id=row_id, dossier_id=customer, customer_id=customer, note=note))
        return row_id

    def add_contact(self, customer: RowId, name: str, **fields: Any) -> RowId:
        row_id = natural_id("contact", customer, name, 1)
        with self.database.write("Add") as session:
            session.add(Contact(id=row_id, dossier_id=customer, customer_id=customer, name=name, **fields))
        return row_id

    def dump(self) -> list[str]:
        """Every row that travels."""
        with self.database.read() as session:
            return list(dump_lines(session, full=True))

    def dump_of(self, customers: Iterable[RowId]) -> list[str]:
        """Every row of these customers' dossiers."""
        with self.database.read() as session:
            return [line for customer in sorted(customers) for line in dump_lines(session, customer, full=True)]

    def holds(self, dossier: RowId) -> bool:
        """Whether any row of a dossier stands here."""
        every = " UNION ALL ".join(f"SELECT 1 FROM {name} WHERE dossier_id = ?1" for name in forms())
        return bool(self.ask(f"SELECT EXISTS ({every})", dossier)[0][0])

    def conflicts(self, state: str = "open") -> list[Any]:
        return self.ask(
            "SELECT entity, row_id, field_group, kind, standing, other, id FROM conflict WHERE state = ? ORDER BY id",
            state,
        )

    def send(self, to: str | None = None) -> list[Path]:
        """Write files for one peer or all."""
        out = self.folder / "out" / str(self.ticks[0])
        return [file for written in export(self.database, out, to) for file in written.files]

    def take(self, *paths: Path, confirmed: bool = False) -> InboxReport:
        """Take files in."""
        return import_files(self.database, paths, confirmed=confirmed)


def make_site(folder: Path, name: str, employee_no: str, role: str = "manager") -> Site:
    """A fresh store of a person."""
    folder = folder / name
    site = Site(name, folder, None)  # type: ignore[arg-type]
    owner = Owner(name, employee_no, role)
    site.database = make_store(folder, clock=site.clock(), owner=owner, device=site.device)
    return site


def join(office: Site, laptop: Site) -> None:
    """Enrol a laptop at the office and take in the office's answer."""
    asked = laptop.folder / "asked.mbe"
    words = enrol(laptop.database, asked)
    admitted = admit(office.database, asked, words, office.folder / "admit")
    report = laptop.take(*admitted.written.files, confirmed=True)
    assert report.is_well, report.outcomes


def pass_on(sender: Site, reader: Site, to: str | None = None) -> InboxReport:
    """One file from the sender to the reader."""
    return reader.take(*sender.send(to or reader.name))


def settle(office: Site, *laptops: Site, rounds: int = 3) -> None:
    """Exchange until everybody has heard everybody."""
    for _round in range(rounds):
        for laptop in laptops:
            pass_on(laptop, office, "office")
            pass_on(office, laptop)


def give(office: Site, codes: list[str], employee_no: str) -> None:
    """Assign customers by code."""
    with office.database.write("Assign") as session:
        assign(session.connection(), codes, employee_no)


def meet(office: Site, *laptops: Site) -> None:
    """Everybody hears everybody."""
    for _turn in range(2):
        for laptop in laptops:
            pass_on(laptop, office, "office")
        for laptop in laptops:
            pass_on(office, laptop)


def resolve(site: Site, keep: Keep | str) -> None:
    """Close the one conflict that is open here."""
    with site.database.write("Resolve", bulk=True) as session:
        (conflict,) = list_conflicts(session)
        resolve_conflict(session, conflict.id, keep)
