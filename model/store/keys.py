"""The key file beside a store: the random database key, wrapped under the passphrase and under a recovery code."""

import hashlib
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from model.errors import UserError
from model.store.failures import file_failures
from model.store.files import write_atomically
from resources.i18n import _

_NONCE = 12
_RECOVERY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RECOVERY_LENGTH = 26  # 26 × 5 bits hold 128
LONGEST_PASSPHRASE = 1024


@dataclass(frozen=True)
class KeyCost:
    """What Argon2id spends on one guess: passes, lanes, memory in KiB."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 65_536


class _Body(msgspec.Struct, frozen=True):
    salt: bytes
    iterations: int
    lanes: int
    memory_kib: int
    wrapped: bytes
    recovery: bytes


class _KeyFile(msgspec.Struct, frozen=True):
    format: int
    sha256: str
    body: _Body


def key_path(store: Path) -> Path:
    """The key file that belongs to a store file."""
    return store.with_name(store.name + ".key")


def make_key(store: Path, passphrase: str, cost: KeyCost) -> tuple[bytes, str]:
    """Write a new key file; returns the 32-byte database key and the recovery code, shown once.

    Raises `UserError` for an empty or overlong passphrase and where the file cannot be written.
    """
    key = secrets.token_bytes(32)
    code = _new_recovery_code()
    _write(store, key, passphrase, _wrap(_recovery_key(code), key, b"recovery"), cost)
    return key, code


def unwrap_key(store: Path, passphrase: str) -> bytes:
    """The database key; raises `UserError` where the key file is missing or damaged, or the passphrase is wrong."""
    body = _read(store)
    return _unwrap(_passphrase_key(passphrase, body), body.wrapped, b"passphrase", _("The passphrase is wrong."))


def unwrap_with_recovery(store: Path, code: str) -> bytes:
    """The database key by the recovery code; raises `UserError` where it is not this store's."""
    body = _read(store)
    wrong = _("This recovery code does not belong to this store. Check it letter by letter.")
    normal = normal_recovery_code(code)
    if len(normal) != _RECOVERY_LENGTH:
        raise UserError(wrong)
    return _unwrap(_recovery_key(normal), body.recovery, b"recovery", wrong)


def rewrap_key(store: Path, key: bytes, passphrase: str, cost: KeyCost) -> None:
    """Put the same key under a new passphrase; the recovery code stays good. Raises `UserError` like `make_key`."""
    _write(store, key, passphrase, _read(store).recovery, cost)


def normal_recovery_code(code: str) -> str:
    """A recovery code as typed, without spaces and hyphens, with letters that look like digits put right."""
    text = unicodedata.normalize("NFKC", code).upper()
    text = text.translate(str.maketrans("OILU", "011V"))
    return "".join(character for character in text if character in _RECOVERY_ALPHABET)


def _new_recovery_code() -> str:
    number = secrets.randbits(128)
    digits = []
    for _position in range(_RECOVERY_LENGTH):
        number, rest = divmod(number, 32)
        digits.append(_RECOVERY_ALPHABET[rest])
    text = "".join(reversed(digits))
    return "-".join(text[start : start + 5] for start in range(0, _RECOVERY_LENGTH, 5))


def _recovery_key(code: str) -> bytes:
    material = normal_recovery_code(code).encode()
    return HKDF(SHA256(), 32, salt=None, info=b"meiban recovery v1").derive(material)


def _passphrase_key(passphrase: str, body: _Body) -> bytes:
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(salt=body.salt, length=32, iterations=body.iterations, lanes=body.lanes, memory_cost=body.memory_kib)
    return kdf.derive(secret)


def _write(store: Path, key: bytes, passphrase: str, recovery: bytes, cost: KeyCost) -> None:
    if not passphrase.strip():
        raise UserError(_("The passphrase is empty. Choose one of at least one word."))
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise UserError(_("The passphrase is longer than {most} characters.").format(most=LONGEST_PASSPHRASE))
    body = _Body(os.urandom(16), cost.iterations, cost.lanes, cost.memory_kib, b"", recovery)
    body = msgspec.structs.replace(body, wrapped=_wrap(_passphrase_key(passphrase, body), key, b"passphrase"))
    content = msgspec.json.encode(_KeyFile(1, _digest(body), body))
    path = key_path(store)
    with file_failures(path.name):
        write_atomically(path, content, private=True)


def _read(store: Path) -> _Body:
    path = key_path(store)
    damaged = _(
        "The key file {file} is damaged. Put back the copy from your last backup, or restore that backup."
    ).format(file=path.name)
    with file_failures(path.name):
        if not path.exists():
            raise UserError(
                _("The key file {file} is missing. Without it the store cannot be opened; restore your backup.").format(
                    file=path.name
                )
            )
        content = path.read_bytes()
    try:
        whole = msgspec.json.decode(content, type=_KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UserError(damaged) from None
    if whole.format > 1:
        raise UserError(
            _("The key file {file} was written by a newer Meiban. Update the program.").format(file=path.name)
        )
    if whole.sha256 != _digest(whole.body):
        raise UserError(damaged)
    return whole.body


def _digest(body: _Body) -> str:
    return hashlib.sha256(msgspec.json.encode(body)).hexdigest()


def _wrap(wrapping: bytes, key: bytes, purpose: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(wrapping).encrypt(nonce, key, purpose)


def _unwrap(wrapping: bytes, wrapped: bytes, purpose: bytes, otherwise: str) -> bytes:
    try:
        return AESGCM(wrapping).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], purpose)
    except InvalidTag:
        raise UserError(otherwise) from None
