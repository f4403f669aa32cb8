"""Cases as a file for colleagues: what it holds, how it is read, what is new in it.

The file is JSON text. It holds how a customer is called, never who it is, and no telephone number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.knowledge.cases import TEXTS, check_anonymous, list_cases
from model.knowledge.records import SuccessCase
from model.settings.queries import find_owner
from model.store.base import RowId
from model.store.ids import person_id
from resources.i18n import _

FORMAT: Final = "meiban-cases-1"
MOST_BYTES: Final = 5_000_000
MOST_CASES: Final = 2_000
MOST_CHARACTERS: Final = 20_000


class SharedCase(msgspec.Struct, frozen=True):
    """One case in a file."""

    id: UUID
    name: str
    author: str = ""
    noted_on: date | None = None
    may_be_told: bool = False
    told_as: str = ""
    industry: str = ""
    products: str = ""
    situation: str = ""
    action: str = ""
    result: str = ""
    lesson: str = ""


class SharedCases(msgspec.Struct, frozen=True):
    """A file of cases."""

    format: str
    cases: list[SharedCase]


@dataclass(frozen=True)
class Taken:
    """What came out of a file: cases that are new here, and those that stood here already and stay as they are."""

    new: int
    known: int


def share_cases(session: Session, ids: Iterable[RowId]) -> bytes:
    """The file of these cases. Raises `UserError` where one names its customer."""
    shared = []
    for row in list_cases(session, ids):
        check_anonymous(session, row.customer_id, [getattr(row, name) for name in TEXTS])
        texts = {name: getattr(row, name) for name in TEXTS}
        shared.append(
            SharedCase(id=UUID(row.id), author=row.author, noted_on=row.noted_on, may_be_told=row.may_be_told, **texts)
        )
    return msgspec.json.format(msgspec.json.encode(SharedCases(FORMAT, shared)), indent=1)


def read_shared(content: bytes) -> Sequence[SharedCase]:
    """The cases of a file. Raises `UserError` for one that is none, too large, or holds what no case holds."""
    refused = _("This is no file of cases, or it is damaged.")
    if len(content) > MOST_BYTES:
        raise UserError(_("The file is too large for a file of cases."))
    try:
        file = msgspec.json.decode(content, type=SharedCases)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UserError(refused) from error
    if not file.format.startswith("meiban-cases-"):
        raise UserError(refused)
    if file.format != FORMAT:
        raise UserError(_("The file was written by a newer Meiban; update this one first."))
    if len(file.cases) > MOST_CASES:
        raise UserError(_("The file is too large for a file of cases."))
    for case in file.cases:
        if not case.name.strip() or any(len(getattr(case, name)) > MOST_CHARACTERS for name in (*TEXTS, "author")):
            raise UserError(refused)
    return file.cases


def take_cases(session: Session, cases: Iterable[SharedCase]) -> Taken:
    """Add what is new; a case that stands here stays as it is, whatever the file says."""
    by_id = {str(case.id): case for case in cases}
    known = set(session.scalars(select(SuccessCase.id).where(SuccessCase.id.in_(list(by_id)))))
    person = person_id(find_owner(session).employee_no)
    for row_id, case in by_id.items():
        if row_id not in known:
            texts = {name: getattr(case, name).strip() for name in TEXTS}
            session.add(
                SuccessCase(
                    id=row_id, dossier_id=person, author=case.author.strip(), noted_on=case.noted_on,
                    may_be_told=case.may_be_told, **texts,
                )
            )  # fmt: skip
    session.flush()
    return Taken(len(by_id) - len(known), len(known))
