"""Writing for whom a person names: one peer, or all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from model.errors import UserError
from model.exchange.device import directory, me, my_keys
from model.exchange.directory import key_of
from model.exchange.export import Written, export_to
from model.exchange.journal import list_peers, names_of_replicas
from model.exchange.outcome import Progress, in_silence
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import Device
from model.exchange.suite import SUITE
from model.store.database import Database
from model.store.ids import RowId
from resources.i18n import _


@dataclass(frozen=True)
class Addressee:
    """A device this store may write to, with the store it last wrote from."""

    device: Device
    replica: RowId


def addressees(connection: Connection) -> list[Addressee]:
    """Whom this store may write to: the office to everybody, a laptop to the office and its person's other devices.

    A device we never heard from directly is addressed at the newest store the office has named.
    """
    held, keys, who = directory(connection), my_keys(connection), me(connection)
    if held is None or keys is None:
        if who.is_office:
            raise UserError(_("No device is admitted yet. Admit one with the enrolment file it writes."))
        raise FileRefusedError(Reason.NOT_ENROLLED)
    mine = SUITE.public(keys).signing
    replicas = {peer.key: peer.replica for peer in list_peers(connection)}
    told = {name: replica for replica, name in sorted(names_of_replicas(connection).items())}
    return [
        Addressee(device, replicas.get(key_of(device)) or told.get(device.name, ""))
        for device in held.devices
        if device.signing != mine
        and device.revoked is None
        and (who.is_office or device.role == "office" or device.person == who.person)
    ]


def export(
    database: Database,
    folder: Path,
    name: str | None = None,
    progress: Progress = in_silence,
    told: Callable[[Written], object] | None = None,
) -> list[Written]:
    """Write the files for one peer by its name or employee number, or for all of them where no name is given.

    `progress` is told which peer is written for, and how many of its dossiers are packed; it may raise to cancel, and
    what was not yet written whole is as if it had never begun; `told` hears of each that is. Raises `UserError` for an
    unknown name, a peer never heard of, or a folder that refuses the files.
    """
    with database.read() as session:
        known = addressees(session.connection())
    chosen = [one for one in known if name is None or name in (one.device.name, one.device.employee_no)]
    if name == "office":
        chosen = [one for one in known if one.device.role == "office"]
    if name is not None and not chosen:
        raise UserError(_("There is no device called {name} in the directory.").format(name=name))
    heard = [one for one in chosen if one.replica]
    if name is not None and not heard:
        raise UserError(
            _("No file of {name} was taken in yet. Take in one of its files first.").format(name=chosen[0].device.name)
        )
    written = []
    for number, one in enumerate(heard):
        progress(number, len(heard), one.device.name)
        written.append(export_to(database, one.device, one.replica, folder, progress=progress))
        if told is not None:
            told(written[-1])
    return written
