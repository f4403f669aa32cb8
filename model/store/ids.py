"""Ids: UUIDv7 for what a person makes, UUIDv5 for what has a natural key, so that two stores agree (`exchange.md`)."""

import hashlib
import secrets
import threading
import time
import unicodedata
import uuid

RowId = str
"""Canonical text of a UUID: 36 lower-case characters."""

_NAMESPACE = uuid.UUID("6d656962-616e-5000-8000-e6a285e793a3").bytes
_SEPARATOR = "\x1f"


_last = (0, 0)
_one_at_a_time = threading.Lock()


def new_id() -> RowId:
    """A UUIDv7 of this moment: what a person makes sorts by when it was made, also within one millisecond."""
    global _last
    milliseconds, tail = time.time_ns() // 1_000_000, secrets.randbits(73)
    with _one_at_a_time:
        if milliseconds <= _last[0]:
            milliseconds, tail = _last[0], _last[1] + 1
        _last = (milliseconds, tail)
    value = milliseconds << 80 | 0x7 << 76 | (tail >> 62 & 0xFFF) << 64 | 0x2 << 62 | tail & (1 << 62) - 1
    return _text(f"{value:032x}")


def natural_id(entity: str, *parts: str | int) -> RowId:
    """UUIDv5 of an entity's natural key; text parts are NFKC-normalised first."""
    name = _SEPARATOR.join([entity, *map(str, parts)])
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)  # no text joins with the separator, so each part stays its own
    digest = hashlib.sha1(_NAMESPACE + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"


def link_id(dossier: RowId, kind: str, first: RowId, second: RowId) -> RowId:
    """The id of a link between two rows: adding it twice, on any store, is one link."""
    return natural_id("link", dossier, kind, first, second)


def _text(digits: str) -> RowId:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


OFFICE_DOSSIER: RowId = natural_id("dossier", "office")
"""The one dossier of catalogue, rates, targets, models and staff; a store that is not enrolled is its own office."""


def person_id(employee_no: str) -> RowId:
    """The person, and the id of the person dossier, of an employee number."""
    return natural_id("person", employee_no)
