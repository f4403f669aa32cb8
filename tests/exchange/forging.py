"""Files no honest program of this version writes: signed by a real device, with any content."""

from pathlib import Path
from typing import Any

import msgspec

from model.exchange.books import own_replica
from model.exchange.codec import PlainLine, encode_line, lines_of, manifest_of, pack, parts_of, unseal
from model.exchange.device import my_keys
from model.exchange.shapes import Block, DossierLine, Line, Manifest, Sender
from model.exchange.suite import SUITE, DeviceKeys, key_id
from model.store.ids import new_id
from model.store.keys import unwrap_key
from tests.builders import PASSPHRASE
from tests.exchange.sites import Site


def keys_of(site: Site) -> DeviceKeys:
    """The device's secret keys."""
    with site.database.read() as session:
        keys = my_keys(session.connection())
    assert keys is not None
    return keys


def secrets_of(site: Site) -> list[bytes]:
    """What must stand in no file in the clear: the keys of device and store, raw and as hex, and the passphrase."""
    keys, own = keys_of(site), unwrap_key(site.database.path, PASSPHRASE)
    plain = [keys.signing, keys.sealing.encode(), own]
    return [*plain, keys.signing.hex().encode(), own.hex().encode(), PASSPHRASE.encode()]


def replica_of(site: Site) -> str:
    """The id the store writes under."""
    with site.database.read() as session:
        return own_replica(session.connection())


def forge(sender: Site, reader: Site, lines: list[PlainLine], name: str = "forged.mbx", **changes: Any) -> Path:
    """A file of the sender with these lines; `changes` are the manifest's."""
    keys = keys_of(sender)
    (part,) = parts_of(lines)
    payload = b"".join(part.frames)
    manifest = Manifest(
        1, 1, 1, "forged", 1, new_id(), "delta", Sender(replica_of(sender), key_id(SUITE.public(keys))),
        [replica_of(reader)], "2026-11-22T00:00:00+00:00", 1, 1, 1, part.rows, SUITE.digest(payload), len(payload),
        part.raw,
    )  # fmt: skip
    manifest = msgspec.structs.replace(manifest, **changes)
    path = reader.folder / name
    path.write_bytes(pack(manifest, payload, keys, [SUITE.public(keys_of(reader)).sealing]))
    return path


def lines_in(path: Path, reader: Site) -> list[Line]:
    """What a file holds, as its addressee reads it."""
    opened = unseal(path.read_bytes(), keys_of(reader))
    return list(lines_of(opened, manifest_of(opened)))


def a_write(
    sender: Site,
    dossier: str,
    table: str,
    row: str,
    values: dict[str, Any],
    *,
    seq: int = 5_000,
    rev: int = 9,
    groups: list[str] | None = None,
    kind: str = "customer",
) -> PlainLine:
    """A line with one row of one table, written by the sender."""
    replica = replica_of(sender)
    block = Block(
        table, list(values), groups or list(values), [[row, rev, 1_795_000_000_000, 0, seq, *values.values()]]
    )
    line = DossierLine(dossier, kind, [replica], [0], [seq], [block])  # type: ignore[arg-type]
    return encode_line(line, rows=1, dossiers=1)
