"""What the tests of files stand on: devices with keys, and packages made by hand."""

import uuid
from dataclasses import dataclass, field

import msgspec

from model.exchange.codec import PlainLine, encode_line, pack, parts_of
from model.exchange.shapes import Block, DossierLine, Kind, Manifest, Sender, Value
from model.exchange.suite import SUITE, DeviceKeys, PublicKeys, key_id


def some_id(number: int) -> str:
    """A UUID that is the same in every run."""
    return str(uuid.UUID(int=(7 << 76) | (2 << 62) | number))


@dataclass(frozen=True)
class Maker:
    """A device as the codec sees it."""

    number: int
    keys: DeviceKeys = field(default_factory=SUITE.new_keys)

    @property
    def replica(self) -> str:
        return some_id(self.number)

    @property
    def public(self) -> PublicKeys:
        return SUITE.public(self.keys)


def a_line(rows: int = 3) -> PlainLine:
    """A dossier line with that many rows of one table."""
    cells: list[list[Value]] = [
        [some_id(1000 + n), 1, 1_700_000_000_000, 0, n + 1, f"name {n}", None] for n in range(rows)
    ]
    block = Block("customer", ["name", "remarks"], ["name", "remarks"], cells)
    line = DossierLine(some_id(9), "customer", [some_id(1)], [0], [rows], [block])
    return encode_line(line, rows=rows, dossiers=1)


def a_manifest(sender: Maker, to: Maker, payload: bytes, raw: int, kind: Kind = "delta", **changes: object) -> Manifest:
    """A manifest that tells the truth about the payload, unless changed."""
    plain = Manifest(
        fmt=1,
        min_reader=1,
        schema=1,
        app="test",
        suite=1,
        id=some_id(500),
        kind=kind,
        sender=Sender(sender.replica, key_id(sender.public)),
        to=[to.replica],
        made_at="2026-11-22T00:00:00+00:00",
        part=1,
        parts=1,
        dossiers=1,
        rows=3,
        sha256=SUITE.digest(payload),
        packed=len(payload),
        raw=raw,
    )
    return msgspec.structs.replace(plain, **changes)


def a_file(sender: Maker, to: Maker, lines: list[PlainLine] | None = None, **changes: object) -> bytes:
    """A whole sealed file of one part."""
    (part,) = parts_of(lines if lines is not None else [a_line()])
    payload = b"".join(part.frames)
    manifest = a_manifest(sender, to, payload, part.raw, **changes)  # type: ignore[arg-type]
    return pack(manifest, payload, sender.keys, [to.public.sealing, sender.public.sealing])
