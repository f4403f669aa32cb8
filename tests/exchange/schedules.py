"""Random schedules over whole stores, against an oracle of every write's true causal history.

The oracle knows nothing of stamps or vectors: it notes which writes had reached a store when each write was made, and
what each file carried. In the end all stores that share a dossier must be equal, and every write that reached any store
must stand, have been replaced or deleted by somebody who had seen it, or be named in a conflict.
"""

import json
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from model.exchange.inbox import import_files
from model.exchange.sending import export
from model.schema import SCHEMA
from model.store.facts import known_hashes, replace_slices
from model.store.ids import natural_id
from model.store.opening import open_store
from model.store.undo import undo
from tests.builders import PASSPHRASE
from tests.exchange.sites import Site, give, join, make_site, settle

CUSTOMERS = {code: natural_id("customer", code) for code in ("G1", "G2")}
FIELDS = ("note", "place")
LAPTOPS = ("A1", "A2", "B1")


@dataclass(frozen=True)
class Write:
    """One write of the oracle: a cell's value, or a delete of the whole row (no field)."""

    number: int
    row: str
    field: str
    past: frozenset[int]

    @property
    def value(self) -> str:
        return f"w{self.number}"


@dataclass
class Packet:
    """A file on its way, with the writes its sender had seen of each dossier."""

    paths: list[Path]
    reader: str
    carries: dict[str, frozenset[int]]


@dataclass
class Place:
    """A store and the writes that have reached it, a dossier; `saved` is a backup with what it knew then."""

    site: Site
    known: dict[str, set[int]] = field(default_factory=lambda: {code: set() for code in CUSTOMERS})
    saved: tuple[Path, dict[str, set[int]]] | None = None


def build_template(folder: Path) -> None:
    """An office, one manager's two laptops and another manager's, enrolled; one customer each."""
    office = make_site(folder, "office", "O1", "office")
    laptops = [make_site(folder, name, number) for name, number in (("A1", "MA"), ("A2", "MA"), ("B1", "MB"))]
    laptops[0].add_customer("G1")
    laptops[2].add_customer("G2")
    for laptop in laptops:
        join(office, laptop)
    settle_all(office, laptops)
    for site in (office, *laptops):
        site.database.close()


def peer_name(site_name: str) -> str:
    """What the office's directory calls a site."""
    return {"A1": "A1", "A2": "A2", "B1": "B1", "office": "office"}[site_name]


def settle_all(office: Site, laptops: list[Site]) -> None:
    """Everybody with everybody, until nothing is new."""
    settle(office, *laptops, rounds=3)


class World:
    """Four stores, the files between them, and the oracle."""

    def __init__(self, template: Path, folder: Path) -> None:
        shutil.copytree(template, folder, dirs_exist_ok=True)
        self.places = {name: Place(self._open(folder / name, name)) for name in ("office", *LAPTOPS)}
        self.writes: dict[int, Write] = {}
        self.rows: dict[str, str] = {}
        self.packets: list[Packet] = []
        self.exported = 0
        self.saves = 0
        self.owner = {"G1": "MA", "G2": "MB"}

    def _open(self, folder: Path, name: str) -> Site:
        site = Site(name, folder, None)  # type: ignore[arg-type]
        site.ticks[0] = 10_000
        site.database = open_store(folder / "store.db", PASSPHRASE, site.clock(), site.device)
        return site

    def close(self) -> None:
        for place in self.places.values():
            place.site.database.close()

    # what people do

    def holders(self, code: str) -> list[str]:
        """The stores that may write in a dossier now: the owner's laptops that hold it unreleased, and the office."""
        found = []
        for name, place in self.places.items():
            held = place.site.ask("SELECT 1 FROM customer WHERE dossier_id = ?", CUSTOMERS[code])
            gone = place.site.ask("SELECT 1 FROM dossier WHERE id = ? AND released = 1", CUSTOMERS[code])
            if held and not gone:
                found.append(name)
        return found

    def create(self, name: str, code: str) -> None:
        if name not in self.holders(code):
            return
        place = self.places[name]
        number = len(self.writes) + 1
        row = place.site.add_visit(CUSTOMERS[code], f"w{number}")
        self.rows[row] = code
        self._note(place, row, "note")

    def edit(self, name: str, row: str, column: str) -> None:
        place = self.places[name]
        if name not in self.holders(self.rows[row]) or not place.site.ask("SELECT 1 FROM visit WHERE id = ?", row):
            return
        number = len(self.writes) + 1
        place.site.sql(f"UPDATE visit SET {column} = ? WHERE id = ?", f"w{number}", row)
        self._note(place, row, column)

    def measure(self, name: str, code: str, month: int) -> None:
        """A month's figures of a customer, whole."""
        if name not in self.holders(code):
            return
        row = f"{CUSTOMERS[code]}/{month}"
        self.rows.setdefault(row, code)
        number = len(self.writes) + 1
        table, site = SCHEMA.tables["member_month"], self.places[name].site
        with site.database.write("Import", bulk=True) as session:
            connection = session.connection()
            figures = {(CUSTOMERS[code], month): [("S1", number, 10, 1.5, "active")]}
            replace_slices(connection, table, figures, known_hashes(connection, "member_month"))
        self._note(self.places[name], row, "figures")

    def delete(self, name: str, row: str) -> None:
        place = self.places[name]
        if name not in self.holders(self.rows[row]) or not place.site.ask("SELECT 1 FROM visit WHERE id = ?", row):
            return
        place.site.sql("DELETE FROM visit WHERE id = ?", row)
        self._note(place, row, "")

    def _note(self, place: Place, row: str, column: str) -> None:
        known = place.known[self.rows[row]]
        number = len(self.writes) + 1
        self.writes[number] = Write(number, row, column, frozenset(known))
        known.add(number)

    def send(self, name: str, reader: str) -> str:
        """Write the files for one peer; says of what kind they are."""
        place = self.places[name]
        self.exported += 1
        out = place.site.folder / "out" / str(self.exported)
        written = export(place.site.database, out, peer_name(reader))
        carries = {code: frozenset(known) for code, known in place.known.items()}
        self.packets.append(Packet([path for one in written for path in one.files], reader, carries))
        return written[0].kind

    def deliver(self, index: int) -> None:
        """A file arrives; it may be old, and it may come again."""
        packet = self.packets[index % len(self.packets)]
        place = self.places[packet.reader]
        report = import_files(place.site.database, packet.paths)
        assert all(outcome.state in ("applied", "known") for outcome in report.outcomes), report.outcomes
        for outcome in report.outcomes:
            if outcome.state == "applied":
                for code, carried in packet.carries.items():
                    held = place.site.ask("SELECT 1 FROM known_writes WHERE dossier_id = ?", CUSTOMERS[code])
                    if CUSTOMERS[code] not in outcome.applied.incomplete and held:
                        place.known[code] |= carried
        for code in CUSTOMERS:
            if not place.site.ask("SELECT 1 FROM known_writes WHERE dossier_id = ?", CUSTOMERS[code]):
                place.known[code] = set()

    def regret(self, name: str, code: str, copied: bool) -> None:
        """A visit is made and taken back by undo; in between the store's file may be copied, closed or in use."""
        if name not in self.holders(code):
            return
        place = self.places[name]
        self.create(name, code)
        row = list(self.rows)[-1]
        if copied:
            self.copy_raw(name, running=len(self.rows) % 2 == 0)
        assert undo(place.site.database) is not None
        assert not place.site.ask("SELECT 1 FROM visit WHERE id = ?", row)
        self._note(place, row, "")

    def set_clock(self, name: str, days: int) -> None:
        self.places[name].site.offset = timedelta(days=days)

    def copy_raw(self, name: str, *, running: bool) -> None:
        """A copy of the files of which the store hears nothing: by a person's hand, or a snapshot of the machine."""
        place = self.places[name]
        self.saves += 1
        target = place.site.folder / f"saved-{self.saves}"
        target.mkdir()
        if not running:
            place.site.database.close()
        for path in place.site.files:
            shutil.copy(path, target / path.name)
        if not running:
            self._reopen(place)
        place.saved = (target, {code: set(known) for code, known in place.known.items()})

    def restore(self, name: str) -> None:
        """The copy comes back over what was written since."""
        place = self.places[name]
        if place.saved is None:
            return
        target, known = place.saved
        place.site.database.close()
        for path in place.site.files:
            path.unlink()
        for path in target.iterdir():
            shutil.copy(path, place.site.folder / path.name)
        place.known = {code: set(numbers) for code, numbers in known.items()}
        self._reopen(place)

    def _reopen(self, place: Place) -> None:
        site = place.site
        site.database = open_store(site.database.path, PASSPHRASE, site.clock(), site.device)

    def hand_over(self, code: str, employee_no: str) -> None:
        self.owner[code] = employee_no
        give(self.places["office"].site, [code], employee_no)

    # what must hold in the end

    def finish(self) -> None:
        """Everybody hears everybody; then the stores and the oracle must agree."""
        rounds = 0
        while not self._one_round():
            rounds += 1
            assert rounds < 8, "the stores never come to rest"
        laptops = {"MA": ("A1", "A2"), "MB": ("B1",)}
        office = self.places["office"].site
        for code, owner in self.owner.items():
            whole = office.dump_of([CUSTOMERS[code]])
            for name in LAPTOPS:
                site = self.places[name].site
                if name in laptops[owner]:
                    assert site.dump_of([CUSTOMERS[code]]) == whole, (code, name)
                else:
                    assert not site.holds(CUSTOMERS[code]), (code, name)
        conflicts = office.conflicts()
        for name in LAPTOPS:
            mine = [c for c in conflicts if self.owner[self._code_of(c)] in ("MA" if name[0] == "A" else "MB",)]
            assert self.places[name].site.conflicts() == mine
        self._nothing_is_lost(office, conflicts)

    def _code_of(self, conflict: tuple[str, ...]) -> str:
        """The customer a conflict is about."""
        by_id = {customer: code for code, customer in CUSTOMERS.items()}
        return by_id.get(conflict[1]) or self.rows[conflict[1]]

    def _one_round(self) -> bool:
        """Each laptop with the office, both ways; whether nobody had anything to say but receipts."""
        quiet = True
        for name in LAPTOPS:
            for sender, reader in ((name, "office"), ("office", name)):
                quiet &= self.send(sender, reader) == "receipt"
                self.deliver(len(self.packets) - 1)
        return quiet

    def _nothing_is_lost(self, office: Site, conflicts: list[tuple[str, ...]]) -> None:
        arrived = {number for place in self.places.values() for known in place.known.values() for number in known}
        standing = {row[0]: row[1:] for row in office.ask("SELECT id, note, place FROM visit")}
        for customer, month, figure in office.ask("SELECT customer_id, month, revenue_fen FROM member_month"):
            standing[f"{customer}/{month}"] = (f"w{figure}",)
        told = _told(conflicts)
        revived = {c[1] for c in conflicts if c[3] == "delete"}
        for write in self.writes.values():
            if write.number not in arrived:
                continue
            later = [
                w for w in self.writes.values() if w.number in arrived and w.row == write.row and write.number in w.past
            ]
            if write.field == "":
                alive = write.row in standing
                undone = any(w.field for w in later)
                assert not alive or undone or write.row in revived, f"delete {write} was lost"
                continue
            stands = write.row in standing and write.value in standing[write.row]
            replaced = any(w.field in (write.field, "") for w in later)
            assert stands or replaced or write.value in told, f"write {write} was lost"


def _told(conflicts: list[tuple[str, ...]]) -> set[str]:
    """Every value that a conflict names; a month's by its figure."""
    values = [json.loads(text) for conflict in conflicts for text in (conflict[4], conflict[5]) if text]
    figures = {f"w{row[1]}" for value in values for row in value.get("rows", ())}
    return figures | {text for value in values for text in value.values() if isinstance(text, str)}
