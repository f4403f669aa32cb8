"""This store among the devices: its keys, whose it is, the office it trusts and the directory it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from model.errors import UserError
from model.exchange.directory import opened, signed
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import Device, Directory, DirectoryLine
from model.exchange.suite import SUITE, DeviceKeys, key_id
from model.store.ids import RowId
from resources.i18n import _

_KEYS = "exchange_keys"
_ROOT = "exchange_root"
_DIRECTORY = "exchange_directory"


@dataclass(frozen=True)
class Me:
    """Whose store this is, and in which role."""

    name: str
    employee_no: str
    role: str
    person: RowId

    @property
    def is_office(self) -> bool:
        """Whether this is the office's store."""
        return self.role == "office"


def me(connection: Connection) -> Me:
    """Whose store this is."""
    facts = _facts(connection)
    return Me(
        facts.get("name", ""), facts.get("employee_no", ""), facts.get("role", "manager"), facts.get("person", "")
    )


def my_keys(connection: Connection) -> DeviceKeys | None:
    """This device's secret keys, if it has any yet."""
    text = _facts(connection).get(_KEYS)
    if text is None:
        return None
    signing, sealing = json.loads(text)
    return DeviceKeys(bytes.fromhex(signing), sealing)


def make_keys(connection: Connection) -> DeviceKeys:
    """This device's secret keys, made on first use; they never leave the encrypted store."""
    known = my_keys(connection)
    if known is not None:
        return known
    fresh = SUITE.new_keys()
    put_fact(connection, _KEYS, json.dumps([fresh.signing.hex(), fresh.sealing]))
    return fresh


def needed_keys(connection: Connection) -> DeviceKeys:
    """This device's keys; raises `FileRefusedError` before enrolment."""
    known = my_keys(connection)
    if known is None:
        raise FileRefusedError(Reason.NOT_ENROLLED)
    return known


def my_key_id(connection: Connection) -> str:
    """The name of this device's keys."""
    return key_id(SUITE.public(needed_keys(connection)))


def own_signing(connection: Connection) -> str | None:
    """This device's public signing key (hex), once it has keys."""
    keys = my_keys(connection)
    return None if keys is None else SUITE.public(keys).signing


def own_name(connection: Connection) -> str:
    """This device's name in the directory, or its person's name before it is admitted."""
    signing, held = own_signing(connection), directory(connection)
    devices = [] if held is None else held.devices
    return next((device.name for device in devices if device.signing == signing), me(connection).name)


def root_key(connection: Connection) -> str | None:
    """The office's public signing key (hex) that this device trusts."""
    return _facts(connection).get(_ROOT)


def trust_root(connection: Connection, root: str) -> None:
    """Trust an office from now on; a person has compared its fingerprint."""
    put_fact(connection, _ROOT, root)


def directory_line(connection: Connection) -> DirectoryLine | None:
    """The signed directory as this device holds it."""
    text = _facts(connection).get(_DIRECTORY)
    return None if text is None else msgspec.json.decode(text, type=DirectoryLine)


def directory(connection: Connection) -> Directory | None:
    """The devices this store knows of."""
    line, root = directory_line(connection), root_key(connection)
    return None if line is None or root is None else opened(line, root)


def accept_directory(connection: Connection, line: DirectoryLine, root: str) -> bool:
    """Take a newer directory of the trusted office; an older one changes nothing. Raises `FileRefusedError`."""
    fresh = opened(line, root)
    held = directory(connection)
    if held is not None and fresh.version <= held.version:
        return False
    put_fact(connection, _DIRECTORY, msgspec.json.encode(line).decode())
    return True


def publish(connection: Connection, fresh: Directory) -> None:
    """Sign and keep a new version of the directory; the office's alone."""
    line = signed(fresh, needed_keys(connection))
    put_fact(connection, _DIRECTORY, msgspec.json.encode(line).decode())


def found_office(connection: Connection, now: str) -> Directory:
    """The office's own directory, founded on first use. Raises `UserError` in a manager's store."""
    who = me(connection)
    if not who.is_office:
        raise UserError(_("Only the office's store can do this."))
    held = directory(connection)
    if held is not None:
        return held
    public = SUITE.public(make_keys(connection))
    trust_root(connection, public.signing)
    office = Device(who.name, who.person, who.employee_no, "office", public.signing, public.sealing, now)
    first = Directory(1, who.name, [office])
    publish(connection, first)
    return first


def put_fact(connection: Connection, name: str, value: str) -> None:
    """Keep one fact about this store."""
    connection.exec_driver_sql(
        "INSERT INTO store_fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _facts(connection: Connection) -> Mapping[str, str]:
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, value FROM store_fact")}
