"""The file itself: age( length | manifest | signature | zstd of JSON lines ), read in the one safe order."""

import io
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
import zstandard

from model.exchange.limits import (
    MANIFEST_BYTES,
    PART_BYTES,
    PART_ROWS,
    PART_SLICES,
    RAW_BYTES,
    READ_BYTES,
    WINDOW_BYTES,
)
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import DossierLine, Line, Manifest
from model.exchange.suite import SUITE, DeviceKeys, UnreadableError

_PURPOSE: Final = b"meiban-exchange-v1\0"
_SIGNATURE: Final = 64
_CHUNK: Final = 1 << 20
_LENGTH = struct.Struct(">I")
_LINES: Final[msgspec.json.Decoder[Line]] = msgspec.json.Decoder(Line)
_MANIFESTS: Final = msgspec.json.Decoder(Manifest)


@dataclass(frozen=True)
class PlainLine:
    """One line ready for a file, with what it counts towards the limits of a part."""

    text: bytes
    dossiers: int = 0
    rows: int = 0
    slices: int = 0


@dataclass
class PartPayload:
    """The compressed lines of one part and their counts."""

    frames: list[bytes] = field(default_factory=list)
    packed: int = 0
    raw: int = 0
    dossiers: int = 0
    rows: int = 0
    slices: int = 0

    def fits(self, line: PlainLine, packed: int) -> bool:
        """Whether the line may still join this part; an empty part takes any line that a file can hold at all."""
        if not self.frames:
            return True
        return (
            self.packed + packed <= PART_BYTES - MANIFEST_BYTES
            and self.raw + len(line.text) <= RAW_BYTES
            and self.rows + line.rows <= PART_ROWS
            and self.slices + line.slices <= PART_SLICES
        )

    def add(self, line: PlainLine, frame: bytes) -> None:
        """Take the line in."""
        self.frames.append(frame)
        self.packed += len(frame)
        self.raw += len(line.text)
        self.dossiers += line.dossiers
        self.rows += line.rows
        self.slices += line.slices


@dataclass(frozen=True)
class Opened:
    """A decrypted file of which nothing has been believed yet."""

    manifest: bytes
    signature: bytes
    payload: bytes


def encode_line(line: Line, *, rows: int = 0, slices: int = 0, dossiers: int = 0) -> PlainLine:
    """The line as one line of JSON."""
    return PlainLine(msgspec.json.encode(line) + b"\n", dossiers, rows, slices)


def parts_of(lines: Iterable[PlainLine]) -> Iterator[PartPayload]:
    """The lines in as few parts as the limits allow; a line is never split, and there is always one part."""
    packer = zstandard.ZstdCompressor(level=9)
    part = PartPayload()
    for line in lines:
        frame = packer.compress(line.text)
        if not part.fits(line, len(frame)):
            yield part
            part = PartPayload()
        part.add(line, frame)
    yield part


def pack(manifest: Manifest, payload: bytes, keys: DeviceKeys, recipients: Sequence[str]) -> bytes:
    """The whole file as bytes, signed by `keys` and sealed for `recipients` (public sealing keys)."""
    text = msgspec.json.encode(manifest, order="sorted")
    signature = SUITE.sign(keys, _PURPOSE + text)
    return SUITE.seal(_LENGTH.pack(len(text)) + text + signature + payload, recipients)


def unseal(sealed: bytes, keys: DeviceKeys) -> Opened:
    """Decrypt to the end and cut into its three pieces; raises `FileRefusedError`."""
    if len(sealed) > READ_BYTES:
        raise FileRefusedError(Reason.TOO_BIG)
    if not sealed:
        raise FileRefusedError(Reason.EMPTY)
    try:
        plain = SUITE.unseal(sealed, keys)
    except UnreadableError as error:
        raise FileRefusedError(Reason.DAMAGED, str(error)) from error
    if len(plain) < _LENGTH.size + _SIGNATURE:
        raise FileRefusedError(Reason.DAMAGED, "too short")
    (length,) = _LENGTH.unpack_from(plain)
    end = _LENGTH.size + length
    if length > MANIFEST_BYTES or end + _SIGNATURE > len(plain):
        raise FileRefusedError(Reason.DAMAGED, "manifest longer than the file")
    return Opened(plain[_LENGTH.size : end], plain[end : end + _SIGNATURE], plain[end + _SIGNATURE :])


def signer_of(opened: Opened, signing_keys: Iterable[str]) -> str | None:
    """Which of the public keys (hex) signed the manifest; nothing of the file is parsed for it."""
    message = _PURPOSE + opened.manifest
    return next((key for key in signing_keys if SUITE.verify(key, opened.signature, message)), None)


def manifest_of(opened: Opened) -> Manifest:
    """The manifest by its shape; raises `FileRefusedError`. Call it once the signature is known to be good."""
    try:
        return _MANIFESTS.decode(opened.manifest)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileRefusedError(Reason.WRONG_SHAPE, "manifest") from error


def lines_of(opened: Opened, manifest: Manifest) -> Iterator[Line]:
    """Check the payload's digest, then unpack it as a stream, line by line by its shape; raises `FileRefusedError`."""
    if len(opened.payload) != manifest.packed or SUITE.digest(opened.payload) != manifest.sha256:
        raise FileRefusedError(Reason.DAMAGED, "payload digest")
    if manifest.raw > RAW_BYTES:
        raise FileRefusedError(Reason.TOO_BIG)
    rows = slices = 0
    for text in _texts(opened.payload, manifest.raw):
        line = _line(text)
        if isinstance(line, DossierLine):
            rows += sum(len(block.rows) for block in line.blocks) + len(line.tombs)
            slices += len(line.slices)
            if rows > PART_ROWS or slices > PART_SLICES:
                raise FileRefusedError(Reason.TOO_BIG)
        yield line


def _line(text: bytes) -> Line:
    try:
        return _LINES.decode(text)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileRefusedError(Reason.WRONG_SHAPE, "line") from error


def _texts(payload: bytes, raw: int) -> Iterator[bytes]:
    """Lines of the unpacked payload; stops as soon as more comes out than was declared."""
    begun: list[bytes] = []
    counted = 0
    for chunk in _chunks(payload):
        counted += len(chunk)
        if counted > raw:
            raise FileRefusedError(Reason.TOO_BIG, "more than declared")
        *ended, last = chunk.split(b"\n")
        if ended:
            yield b"".join(begun) + ended[0]
            yield from ended[1:]
            begun = []
        begun.append(last)
    if counted != raw or any(begun):
        raise FileRefusedError(Reason.DAMAGED, "less than declared")


def _chunks(payload: bytes) -> Iterator[bytes]:
    reader = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).stream_reader(
        io.BytesIO(payload), read_across_frames=True
    )
    while True:
        try:
            chunk = reader.read(_CHUNK)
        except zstandard.ZstdError as error:
            raise FileRefusedError(Reason.DAMAGED, "compression") from error
        if not chunk:
            return
        yield chunk
