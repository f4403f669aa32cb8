"""A call-back list read back: what it says of whom, what cannot be meant, and writing it into the campaign."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from model.campaigns.actions import TargetDraft, targets_by_id, targets_of, write_target
from model.campaigns.call_words import HEADINGS, answer_of, field_of
from model.campaigns.records import CampaignTarget
from model.errors import UserError
from model.intake.cells import Cell, UnreadableError, read_text
from model.intake.days import read_date
from model.intake.numbers import read_money
from model.intake.personal import without_numbers
from model.store.base import RowId
from resources.i18n import _

LOOKED_AT: Final = 20
"""Rows from the top among which the headings must stand."""
LONGEST_NOTE: Final = 500
MOST_LINES: Final = 100_000


@dataclass(frozen=True)
class CallProblem:
    """A line that cannot be meant: its row as the file counts it, the value met, and why, in the reader's language."""

    row: int
    value: str
    reason: str


@dataclass(frozen=True)
class CallAnswer:
    """What one line says of one customer."""

    row: int
    target_id: RowId
    customer_name: str
    draft: TargetDraft


@dataclass(frozen=True)
class CallPlan:
    """What reading a list back would do: the changes, how many say nothing or nothing new, and the problems."""

    campaign_id: RowId
    changes: tuple[CallAnswer, ...]
    unchanged: int
    silent: int
    problems: tuple[CallProblem, ...]


def plan_calls(session: Session, campaign_id: RowId, rows: Iterable[Sequence[Cell]], today: date) -> CallPlan:
    """What the rows of a file (from the sheet's first on) say of this campaign's customers; writes nothing.

    Raises `UserError` where no headings are found.
    """
    numbered = iter(enumerate(rows, 1))
    places = _headings(numbered)
    book = _Book(session, campaign_id, today)
    for number, row in numbered:
        if number > MOST_LINES:
            raise UserError(_("This list has more than {most} rows.").format(most=f"{MOST_LINES:,}"))
        cells = {field: row[place] for field, place in places.items() if place < len(row)}
        if any(cell is not None and str(cell).strip() for cell in cells.values()):
            book.read(number, cells)
    return CallPlan(campaign_id, tuple(book.changes), book.unchanged, book.silent, tuple(book.problems))


def apply_calls(session: Session, plan: CallPlan, today: date) -> None:
    """Write what a plan found."""
    known = targets_by_id(session, [one.target_id for one in plan.changes])
    for one in plan.changes:
        write_target(known[one.target_id], one.draft, today)


def _headings(numbered: Iterable[tuple[int, Sequence[Cell]]]) -> dict[str, int]:
    for number, row in numbered:
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            field = field_of(cell) if isinstance(cell, str) and len(cell) < 100 else None
            if field is not None:
                places.setdefault(field, place)
        if ("key" in places or "group_code" in places) and ("response" in places or "bought_fen" in places):
            return places
        if number >= LOOKED_AT:
            break
    raise UserError(
        _("This is no call-back list: it needs a column “{code}” or “{key}” and one “{answer}”.").format(
            code=_(HEADINGS["group_code"]), key=_(HEADINGS["key"]), answer=_(HEADINGS["response"])
        )
    )


class _Book:
    """The campaign's targets by key and by code, and what the lines have said so far."""

    def __init__(self, session: Session, campaign_id: RowId, today: date) -> None:
        rows = targets_of(session, campaign_id)
        self._by_id: dict[str, CampaignTarget] = {row.id: row for row in rows}
        self._by_code: dict[str, CampaignTarget] = {row.group_code: row for row in rows if row.group_code}
        self._today = today
        self._seen: dict[RowId, int] = {}
        self.changes: list[CallAnswer] = []
        self.problems: list[CallProblem] = []
        self.unchanged = self.silent = 0

    def read(self, row: int, cells: Mapping[str, Cell]) -> None:
        """Take in one line."""
        try:
            target = self._target(cells)
            said = _said(cells, self._today)
            if said is None:
                self.silent += 1
                return
            before = self._seen.setdefault(target.id, row)
            if before != row:
                raise _MeaninglessError(target.group_code, _("Row {row} says it already.").format(row=before))
        except _MeaninglessError as error:
            self.problems.append(CallProblem(row, error.value[:80], error.reason))
            return
        stood = _standing(target)
        draft = _drafted(stood, said, self._today)
        if draft == stood:
            self.unchanged += 1
        else:
            self.changes.append(CallAnswer(row, target.id, target.customer_name, draft))

    def _target(self, cells: Mapping[str, Cell]) -> CampaignTarget:
        key, code = (_text(cells.get(field)) for field in ("key", "group_code"))
        by_key, by_code = self._by_id.get(key.lower()), self._by_code.get(code)
        found = by_key or by_code
        if found is None:
            raise _MeaninglessError(code or key, _("This customer is not in the campaign."))
        if code and by_key is not None and by_key.group_code != code:
            raise _MeaninglessError(code, _("Line key and group code name two customers; was one column sorted alone?"))
        return found


class _MeaninglessError(Exception):
    """A line that cannot be meant."""

    def __init__(self, value: str, reason: str) -> None:
        super().__init__(reason)
        self.value, self.reason = value, reason


def _said(cells: Mapping[str, Cell], today: date) -> dict[str, Any] | None:
    """What the line says, by field; None where it says neither an answer nor a purchase nor a remark."""
    read: dict[str, Any] = {
        "told_on": _read(read_date, cells.get("told_on")),
        "bought_on": _read(read_date, cells.get("bought_on")),
        "bought_fen": _read(read_money, cells.get("bought_fen")),
        "note": without_numbers(_text(cells.get("note")))[:LONGEST_NOTE],
    }
    words = _text(cells.get("response"))
    read["response"] = answer_of(words) if words else ""
    if read["response"] is None:
        raise _MeaninglessError(words, _("No answer is called so."))
    if read["bought_fen"] is not None and read["bought_fen"] < 0:
        raise _MeaninglessError(_text(cells.get("bought_fen")), _("An amount bought is not below zero."))
    for field in ("told_on", "bought_on"):
        if read[field] is not None and read[field] > today:
            raise _MeaninglessError(read[field].isoformat(), _("This day has not come yet."))
    silent = not read["response"] and read["bought_fen"] is None and read["bought_on"] is None and not read["note"]
    return None if silent else read


def _read(reader: Callable[[Cell], Any], cell: Cell) -> Any:
    try:
        return reader(None if cell == "" else cell)
    except UnreadableError as error:
        raise _MeaninglessError(_text(cell), _(error.reason)) from None


def _text(cell: Cell) -> str:
    try:
        return (read_text(None if cell == "" else cell) or "").strip()
    except UnreadableError as error:
        raise _MeaninglessError(str(cell)[:40], _(error.reason)) from None


def _standing(target: CampaignTarget) -> TargetDraft:
    return TargetDraft(
        told_on=target.told_on,
        response=target.response,
        responded_on=target.responded_on,
        note=target.note,
        bought_on=target.bought_on,
        bought_fen=target.bought_fen,
        contact_id=target.contact_id,
    )


def _drafted(stood: TargetDraft, said: Mapping[str, Any], today: date) -> TargetDraft:
    """What stands after the line: what it leaves empty stays as it is."""
    day = said["told_on"] or stood.told_on or today
    draft = stood
    if said["response"]:
        news = said["response"] != stood.response
        draft = replace(draft, response=said["response"], responded_on=day if news else stood.responded_on)
    if said["note"]:
        draft = replace(draft, note=said["note"])
    if said["bought_fen"] is not None or said["bought_on"] is not None:
        amount = said["bought_fen"] if said["bought_fen"] is not None else stood.bought_fen or 0
        draft = replace(draft, bought_fen=amount, bought_on=said["bought_on"] or stood.bought_on or day)
    if said["told_on"] is not None or draft.response:
        draft = replace(draft, told_on=said["told_on"] or stood.told_on or day)
    return draft
