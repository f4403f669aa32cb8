"""Becoming known: a device asks to be admitted, the office admits it, and later may revoke it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from model.errors import UserError
from model.exchange.books import note_own_writes, own_replica
from model.exchange.device import found_office, make_keys, me, my_keys, publish
from model.exchange.directory import enrolment_file, read_enrolment, with_device, with_revoked
from model.exchange.export import Written, export_to
from model.exchange.files import read_capped, write_whole
from model.exchange.fingerprint import same_words, spoken
from model.exchange.journal import note_peer
from model.exchange.outcome import Progress, in_silence
from model.exchange.shapes import Device, Directory, Enrolment
from model.exchange.suite import SUITE, PublicKeys
from model.store.database import Database
from model.store.ids import RowId, person_id
from resources.i18n import _


@dataclass(frozen=True)
class Admitted:
    """A device that the office has admitted, with the first files for it."""

    name: str
    fingerprint: str
    office_fingerprint: str
    written: Written


def fingerprint(connection: Connection) -> str | None:
    """This device's spoken fingerprint, once it has keys."""
    keys = my_keys(connection)
    return None if keys is None else spoken(SUITE.public(keys))


def enrol(database: Database, path: Path) -> str:
    """Write the plain file by which this device asks to be admitted; returns the fingerprint to read aloud.

    Raises `UserError` where the file cannot be written.
    """
    now = database.clock.now().astimezone(UTC).isoformat()
    with database.write() as session:
        connection = session.connection()
        note_own_writes(connection)
        keys, who = make_keys(connection), me(connection)
        public = SUITE.public(keys)
        asked = Enrolment(
            1,
            SUITE.number,
            who.name,
            own_replica(connection),
            who.person,
            who.employee_no,
            who.name,
            public.signing,
            public.sealing,
            now,
        )
    write_whole(path, enrolment_file(asked, keys))
    return spoken(public)


def read_asked(path: Path) -> tuple[Enrolment, str]:
    """An enrolment file and the fingerprint to compare. Raises `UserError`."""
    asked = read_enrolment(read_capped(path))
    return asked, spoken(PublicKeys(asked.signing, asked.sealing))


def admit(database: Database, path: Path, words: str, folder: Path, owner_no: str | None = None) -> Admitted:
    """Admit the device of an enrolment file and write its first files, as `add_device` and `write_first_files` do."""
    return write_first_files(database, add_device(database, path, words, owner_no), folder)


@dataclass(frozen=True)
class NewDevice:
    """A device that was just put on the directory: the store it writes from, both spoken fingerprints."""

    device: Device
    replica: RowId
    fingerprint: str
    office_fingerprint: str


def differing(words: str, said: str) -> str:
    """What is wrong with the words a person read aloud; empty where they are the file's."""
    wrong = _("The fingerprint does not match the file. Admit nobody; ask for the words again.")
    return "" if same_words(words, said) else wrong


def add_device(database: Database, path: Path, words: str, owner_no: str | None = None) -> NewDevice:
    """Put the device of an enrolment file on the directory.

    `words`: the fingerprint its person read aloud. `owner_no`: whose device it is, where that is not who the file says.
    Raises `UserError` where the words differ or the device is revoked.
    """
    asked, said = read_asked(path)
    if wrong := differing(words, said):
        raise UserError(wrong)
    now = database.clock.now()
    with database.write() as session:
        connection = session.connection()
        held = found_office(connection, now.astimezone(UTC).isoformat())
        note_own_writes(connection)
        device = _device(held, asked, owner_no, now)
        publish(connection, with_device(held, device))
        note_peer(connection, device, asked.replica)
        keys = make_keys(connection)
    return NewDevice(device, asked.replica, said, spoken(SUITE.public(keys)))


def write_first_files(database: Database, new: NewDevice, folder: Path, progress: Progress = in_silence) -> Admitted:
    """Write the first files for a device just admitted. Raises `UserError` where the folder refuses them."""
    written = export_to(database, new.device, new.replica, folder, "enrol", progress)
    return Admitted(new.device.name, new.fingerprint, new.office_fingerprint, written)


def revoke(database: Database, name: str) -> None:
    """No file of this device counts any more. Raises `UserError` for an unknown name, or the office's own."""
    now = database.clock.now().astimezone(UTC).isoformat()
    with database.write() as session:
        connection = session.connection()
        held = found_office(connection, now)
        role = next((device.role for device in held.devices if device.name == name), None)
        if role is None:
            raise UserError(_("There is no device called {name} in the directory.").format(name=name))
        if role == "office":
            raise UserError(_("{name} is the office itself, which is never revoked.").format(name=name))
        publish(connection, with_revoked(held, [name], now))


def _device(held: Directory, asked: Enrolment, owner_no: str | None, now: datetime) -> Device:
    known = next((device for device in held.devices if device.signing == asked.signing), None)
    if known is not None and known.revoked is not None:
        raise UserError(_("This device was revoked. It has to make new keys before it can be admitted."))
    employee_no = owner_no or asked.employee_no
    person = person_id(employee_no)
    name = known.name if known is not None else _free_name(held, asked.person_name or employee_no)
    return Device(
        name,
        person,
        employee_no,
        "manager",
        asked.signing,
        asked.sealing,
        now.astimezone(UTC).isoformat(),
    )


def _free_name(held: Directory, wanted: str) -> str:
    """The person's name for the first device, with a number for every further one."""
    taken = {device.name for device in held.devices}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
