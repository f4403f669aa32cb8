"""The office's signed directory of devices: who may speak, and who no longer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import Device, Directory, DirectoryLine, Enrolment, SignedEnrolment
from model.exchange.suite import SUITE, DeviceKeys, PublicKeys, key_id

_PURPOSE: Final = b"meiban-directory-v1\0"
_ENROLMENT: Final = b"meiban-enrolment-v1\0"


@dataclass(frozen=True)
class Signer:
    """The device behind a good signature."""

    device: Device
    key: str
    """The name of its pair of keys."""


def signed(directory: Directory, root: DeviceKeys) -> DirectoryLine:
    """The directory as the office hands it out."""
    body = msgspec.json.encode(directory, order="sorted")
    return DirectoryLine(body.decode(), SUITE.sign(root, _PURPOSE + body).hex())


def opened(line: DirectoryLine, root: str) -> Directory:
    """The directory if the office's root key (hex) signed it; raises `FileRefusedError`."""
    body = line.body.encode()
    if not SUITE.verify(root, bytes.fromhex(_even(line.signature)), _PURPOSE + body):
        raise FileRefusedError(Reason.OLD_DIRECTORY, "signature")
    try:
        return msgspec.json.decode(body, type=Directory)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise FileRefusedError(Reason.WRONG_SHAPE, "directory") from error


def signing_keys(directory: Directory) -> list[str]:
    """Every signing key the directory names, revoked ones as well: a revoked device is told so by name."""
    return [device.signing for device in directory.devices]


def signer(directory: Directory, signing_key: str | None) -> Signer:
    """The device that signed, if it still may; raises `FileRefusedError`."""
    found = [device for device in directory.devices if device.signing == signing_key]
    if not found:
        raise FileRefusedError(Reason.UNKNOWN_SENDER)
    standing = [device for device in found if device.revoked is None]
    if not standing:
        raise FileRefusedError(Reason.REVOKED, found[0].name)
    return Signer(standing[0], key_of(standing[0]))


def key_of(device: Device) -> str:
    """The name of the device's pair of keys."""
    return key_id(PublicKeys(device.signing, device.sealing))


def with_device(directory: Directory, device: Device) -> Directory:
    """The next version, with the device added or, by its keys, replaced."""
    others = [known for known in directory.devices if known.signing != device.signing]
    return Directory(directory.version + 1, directory.office, [*others, device])


def with_revoked(directory: Directory, names: Iterable[str], when: str) -> Directory:
    """The next version, in which the named devices no longer count from `when` (ISO instant) on."""
    gone = set(names)
    devices = [
        msgspec.structs.replace(device, revoked=when) if device.name in gone and device.revoked is None else device
        for device in directory.devices
    ]
    return Directory(directory.version + 1, directory.office, devices)


def enrolment_file(enrolment: Enrolment, keys: DeviceKeys) -> bytes:
    """The plain file by which a device asks to be admitted, signed by itself."""
    body = msgspec.json.encode(enrolment, order="sorted")
    return msgspec.json.encode(SignedEnrolment(body.decode(), SUITE.sign(keys, _ENROLMENT + body).hex()))


def read_enrolment(content: bytes) -> Enrolment:
    """The enrolment in a file, if its own key signed it; raises `FileRefusedError`."""
    try:
        outer = msgspec.json.decode(content, type=SignedEnrolment)
        inner = msgspec.json.decode(outer.enrolment, type=Enrolment)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FileRefusedError(Reason.WRONG_SHAPE, "enrolment") from error
    message = _ENROLMENT + outer.enrolment.encode()
    if not SUITE.verify(inner.signing, bytes.fromhex(_even(outer.signature)), message):
        raise FileRefusedError(Reason.DAMAGED, "enrolment signature")
    return inner


def _even(text: str) -> str:
    """Hex of an odd length can be no signature: an empty one is never good."""
    return text if len(text) % 2 == 0 else ""
