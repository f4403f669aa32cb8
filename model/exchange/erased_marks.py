"""What keeps an erased person's number and name out: keyed hashes of them, compared with what rows say (rule 11).

A person is told by their mobile numbers; a landline may be the whole company's. The name alone tells of them where it
is some other record's contact person, or where no number says otherwise in a file that brings people.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Table

from model.exchange.forms import Form, forms
from model.store.base import content_columns
from model.store.ids import RowId

ERASED_NAME: Final = "已删除人员"
"""What the map keeps in place of the name; the same bytes in every store, whatever its language."""

_MOBILE_DIGITS: Final = 11
_NOBODY: Final = "-"


@dataclass(frozen=True)
class Marks:
    """The keyed hashes of one person taken out: of their name, if it was known, and of their numbers."""

    key: str
    name: str
    numbers: frozenset[str]

    @property
    def hashes(self) -> str:
        """The hashes as they travel, the name's first."""
        return " ".join([self.name, *sorted(self.numbers)])

    def tells(self, kind: str, value: object) -> bool:
        """Whether the value of a personal column (`phone` or `name`) is this person's."""
        said = _said(kind, value)
        if not said:
            return False
        digest = _hashed(self.key, said)
        return digest in self.numbers if kind == "phone" else digest == self.name


def new_marks(table: Table, values: Mapping[str, Any]) -> Marks:
    """The marks of the person of this row, under a fresh key."""
    key = secrets.token_hex(16)
    said = {_said(kind, values[name]) for name, kind in _kinds(table).items() if kind == "phone"} - {""}
    name = _said("name", values.get("name"))
    return Marks(key, _hashed(key, name) if name else _NOBODY, frozenset(_hashed(key, number) for number in said))


def marks_by_dossier(connection: Connection, dossier: RowId | None = None) -> dict[RowId, list[Marks]]:
    """The marks of everybody taken out, by customer dossier; of one dossier alone where it is given."""
    found: dict[RowId, list[Marks]] = {}
    for owner, key, hashes in connection.exec_driver_sql(
        "SELECT dossier_id, marks_key, marks FROM erasure WHERE marks <> '' AND dossier_id = coalesce(?, dossier_id)",
        (dossier,),
    ):
        name, *numbers = hashes.split() or [_NOBODY]  # whatever a file of another's making brought
        found.setdefault(owner, []).append(Marks(key, name, frozenset(numbers)))
    return found


def fields_of_person(
    table: Table, values: Mapping[str, Any], marks: Iterable[Marks], *, from_file: bool = False
) -> frozenset[str]:
    """The fields of a row that hold somebody taken out: all that is personal where it is their row, or a number.

    `from_file`: the row is what an office file says, where the name tells of the person unless a number does not.
    """
    return frozenset(field for person in marks for field in _fields_of(table, values, person, from_file))


def _fields_of(table: Table, values: Mapping[str, Any], person: Marks, from_file: bool) -> Iterable[str]:
    kinds = _kinds(table)
    numbers = [name for name, kind in kinds.items() if kind == "phone" and person.tells(kind, values.get(name))]
    others = any(_said(kind, values.get(name)) for name, kind in kinds.items() if kind == "phone")
    unsaid = from_file and not (others and person.numbers)
    for name, kind in kinds.items():
        of_another = name != "name" and _stands_free(table)
        if kind == "name" and (numbers or of_another or unsaid) and person.tells(kind, values.get(name)):
            return [str(column.name) for column in content_columns(table) if column.info.get("personal")]
    return numbers


def forms_of_people() -> Iterator[Form]:
    """The tables of a customer whose rows name people or hold their numbers."""
    return (form for form in forms().values() if form.of_customer and _kinds(form.table))


def tells_of_anybody(value: Any, marks: Iterable[Marks]) -> bool:
    """Whether any text within a JSON value is the number or the name of somebody taken out."""
    return any(person.tells(kind, text) for text in _texts(value) for person in marks for kind in ("phone", "name"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


@cache
def _kinds(table: Table) -> dict[str, str]:
    """The columns by which a row could tell of a person, each with its kind (`phone` or `name`)."""
    kinds = {str(column.name): str(column.info.get("personal")) for column in content_columns(table)}
    return {name: kind for name, kind in kinds.items() if kind in ("phone", "name")}


@cache
def _stands_free(table: Table) -> bool:
    """Whether a name in the row can only be its own: one beside a reference is of somebody who faces that person."""
    return not any(column.info.get("refers") == "contact" for column in content_columns(table))


def _said(kind: str, value: object) -> str:
    """A mobile number's digits, or a name as one writes it; empty where it tells of nobody."""
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFKC", value)
    if kind == "name":
        name = text.strip().casefold()
        return name if len(name) > 1 and name != ERASED_NAME else ""
    digits = "".join(filter(str.isdigit, text)).removeprefix("0086")
    digits = digits.removeprefix("86") if len(digits) > _MOBILE_DIGITS else digits
    return digits if len(digits) == _MOBILE_DIGITS and digits.startswith("1") else ""


def _hashed(key: str, said: str) -> str:
    return hmac.new(key.encode(), said.encode(), hashlib.sha256).hexdigest()
