"""The five cryptographic calls of the exchange behind one small interface, so that another suite can replace them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class UnreadableError(Exception):
    """What was sealed cannot be opened: cut, changed, or sealed for somebody else."""


@dataclass(frozen=True, repr=False)
class DeviceKeys:
    """The two secret keys of a device; they never leave its store."""

    signing: bytes
    sealing: str


@dataclass(frozen=True)
class PublicKeys:
    """The two public keys of a device: to check its signature (hex) and to seal a file for it."""

    signing: str
    sealing: str


@dataclass(frozen=True)
class Suite:
    """One choice of algorithms, named by `number` in every file."""

    number: int
    new_keys: Callable[[], DeviceKeys]
    public: Callable[[DeviceKeys], PublicKeys]
    sign: Callable[[DeviceKeys, bytes], bytes]
    verify: Callable[[str, bytes, bytes], bool]
    """Public key (hex), signature, message."""
    seal: Callable[[bytes, Sequence[str]], bytes]
    """Plain bytes and the recipients' public keys; only they can open it, and a cut is noticed."""
    unseal: Callable[[bytes, DeviceKeys], bytes]
    """Raises `UnreadableError`."""
    digest: Callable[[bytes], str]
    """Hex digest of 64 characters."""


def key_id(keys: PublicKeys) -> str:
    """The short name of a device's pair of keys, 32 hex characters."""
    return SUITE.digest(f"{keys.signing}\n{keys.sealing}".encode())[:32]


def _new_keys() -> DeviceKeys:
    return DeviceKeys(Ed25519PrivateKey.generate().private_bytes_raw(), str(pyrage.x25519.Identity.generate()))


def _public(keys: DeviceKeys) -> PublicKeys:
    signing = Ed25519PrivateKey.from_private_bytes(keys.signing).public_key().public_bytes_raw().hex()
    return PublicKeys(signing, str(pyrage.x25519.Identity.from_str(keys.sealing).to_public()))


def _sign(keys: DeviceKeys, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(keys.signing).sign(message)


def _verify(public: str, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    keys = [pyrage.x25519.Recipient.from_str(key) for key in dict.fromkeys(recipients)]
    return bytes(pyrage.encrypt(plain, keys))


def _unseal(sealed: bytes, keys: DeviceKeys) -> bytes:
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(keys.sealing)]))
    except pyrage.DecryptError as error:
        raise UnreadableError(str(error)) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


SUITE: Final = Suite(1, _new_keys, _public, _sign, _verify, _seal, _unseal, _digest)
"""Ed25519, age (X25519, ChaCha20-Poly1305) and SHA-256."""
