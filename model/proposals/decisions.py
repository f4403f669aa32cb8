"""What becomes of a proposal: handed in, allowed, sent back, taken or not; and the office's table of authority."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UnconfirmedError, UserError
from model.proposals.actions import breaches_in, check_open, item_fault, quote_of
from model.proposals.drafts import PLAIN_FIELDS, QuoteDraft
from model.proposals.queries import AUTHORITY, QuoteSheet, authority_table, find_quote, item_draft
from model.proposals.records import Quote, QuoteItem, QuotePresent
from model.proposals.rules import WHOLE
from model.proposals.states import APPROVED, may_be_issued, may_become
from model.settings.records import Setting
from model.store.base import RowId, natural_id
from model.store.ids import OFFICE_DOSSIER
from resources.i18n import _

_APPROVAL: Final = ("approved_by", "approval_note", "approved_on")
_RETURN: Final = ("returned_by", "return_reason", "returned_on")
_DECISION: Final = ("state", "state_since", *_APPROVAL, *_RETURN)


def submit_quote(session: Session, quote_id: RowId, today: date) -> str:
    """Hand a proposal in; its new state: approved where it keeps every limit, else pending.

    Raises `UserError` where a price goes beyond a limit and no reason is given (`domain.md` rule 11), and
    `UnconfirmedError` where a default of the program would allow it.
    """
    draft = find_quote(session, quote_id).draft
    breaches = breaches_in(session, draft, today)[2]
    if breaches and not draft.reason.strip():
        raise UserError(_("A price is beyond your authority or below the floor: give the reason for it."))
    if not breaches:
        _refuse_default(session, draft)
    wanted = "pending" if breaches else "approved"
    _move(session, quote_id, wanted, today)
    return wanted


def approve_quote(session: Session, quote_id: RowId, approved_by: str, note: str, day: date | None) -> None:
    """Note who allowed a proposal, when and how. Raises `UserError` where one of the three is missing."""
    if not approved_by.strip() or not note.strip():
        raise UserError(_("Name who approved it, and how: a call, a message, the minutes of a meeting."))
    quote = _move(session, quote_id, "approved", _decided_on(session, quote_id, day))
    quote.approved_by, quote.approved_on, quote.approval_note = approved_by.strip(), day, note.strip()


def send_quote_back(session: Session, quote_id: RowId, returned_by: str, reason: str, day: date | None) -> None:
    """Send a proposal back to be amended. Raises `UserError` where who, when or why is missing."""
    if not returned_by.strip() or not reason.strip():
        raise UserError(_("Name who sent it back, and what has to be amended."))
    quote = _move(session, quote_id, "rejected", _decided_on(session, quote_id, day))
    quote.returned_by, quote.returned_on, quote.return_reason = returned_by.strip(), day, reason.strip()


def decide_quote(session: Session, quote_id: RowId, state: str, today: date) -> None:
    """Reopened, accepted, declined or void. Raises `UserError` where it may not become that."""
    _move(session, quote_id, state, today)


def check_issue(session: Session, sheet: QuoteSheet, today: date) -> None:
    """Raises `UserError` where the customer may not have this paper: void, or beyond a limit and not approved.

    A reduction that no one and no confirmed table allows is an `UnconfirmedError`; handing in asks the same, so what
    is approved was allowed by either.
    """
    breaches = breaches_in(session, sheet.draft, today)[2]
    if may_be_issued(sheet.state, breaches):
        if sheet.state not in APPROVED:
            _refuse_default(session, sheet.draft)
        return
    if sheet.state == "cancelled":
        raise UserError(_("This version is void. Print the newest one."))
    raise UserError(_("A price is below the floor or beyond your authority. Have it approved before it is given out."))


def save_authority(session: Session, table: Mapping[str, int]) -> RowId:
    """Keep the office's table grade → discount (percent × 100). Raises `UserError` beyond 0–100 %."""
    if any(not 0 <= most <= WHOLE for most in table.values()):
        raise UserError(_("The discount is 0 to 100 percent."))
    value = json.dumps(dict(sorted(table.items())))
    row = session.scalars(
        select(Setting).where(Setting.name == AUTHORITY, Setting.dossier_id == OFFICE_DOSSIER)
    ).first()
    if row is None:
        row = Setting(id=natural_id("setting", AUTHORITY), dossier_id=OFFICE_DOSSIER, name=AUTHORITY, value=value)
        session.add(row)
    elif row.value != value:
        row.value = value
    return row.id


def set_decision(session: Session, quote_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Take a proposal where field values say, as its page would; the values left to be set.

    Raises `UserError` where it may not become that, where who approved it is missing, or where what it says is decided.
    """
    quote = quote_of(session, quote_id)
    given = {name: value for name, value in values.items() if value != getattr(quote, name)}
    rest = {name: value for name, value in values.items() if name not in _DECISION}
    if given.keys() & {"number", "version", "made_from"}:
        raise UserError(_("The number of a proposal stays: make a new version of it, or a new proposal."))
    if given.keys() & set(PLAIN_FIELDS):
        check_open(quote)
    quote.reason = values.get("reason", quote.reason)
    state = given.get("state")
    if state in ("approved", "rejected"):
        names, decide = (_APPROVAL, approve_quote) if state == "approved" else (_RETURN, send_quote_back)
        who, words = (str(values.get(name, getattr(quote, name))) for name in names[:2])
        decide(session, quote_id, who, words, values.get(names[2]) or today)
    elif state == "pending":
        submit_quote(session, quote_id, today)
    elif state is not None:
        decide_quote(session, quote_id, state, today)
    elif given.keys() & set(_DECISION):
        raise UserError(_("Who approved a proposal or sent it back is noted when that is done."))
    return rest


def set_line(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of a proposal's line as its page would, and give them back to be set.

    Raises `UserError` where the proposal is decided, for another cost than the catalogue's, or for a price below cost.
    """
    row = session.get_one(QuoteItem, row_id)
    given = {name: value for name, value in values.items() if value != getattr(row, name)}
    if given:
        check_open(quote_of(session, row.quote_id))
    if given.keys() & {"cost_fen", "floor_fen"}:
        raise UserError(_("Cost and floor of a line are the catalogue's."))
    draft = item_draft(row)
    fault = item_fault(replace(draft, **{name: value for name, value in given.items() if hasattr(draft, name)}))
    if fault:
        raise UserError(fault)
    return dict(values)


def set_present(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Give field values of a line of today back to be set. Raises `UserError` where its proposal is decided."""
    check_open(quote_of(session, session.get_one(QuotePresent, row_id).quote_id))
    return dict(values)


def leaning(draft: QuoteDraft, is_default: bool) -> str:
    """What is said of a reduction that leans on a table of authority nobody confirmed (`domain.md` § 4), or nothing."""
    if not is_default or not any(item.discount for item in draft.items):
        return ""
    return _("It takes something off, but the discount authority is still the program's default: confirm it first.")


def _refuse_default(session: Session, draft: QuoteDraft) -> None:
    if words := leaning(draft, authority_table(session)[1]):
        raise UnconfirmedError(words)


def _decided_on(session: Session, quote_id: RowId, day: date | None) -> date:
    if day is None:
        raise UserError(_("Say on which day."))
    made_on = quote_of(session, quote_id).made_on
    if made_on is not None and day < made_on:
        raise UserError(_("That cannot have been before it was drawn up."))
    return day


def _move(session: Session, quote_id: RowId, state: str, today: date) -> Quote:
    quote = quote_of(session, quote_id)
    if not may_become(quote.state, state):
        raise UserError(_("That cannot be done with a proposal that stands like this one."))
    quote.state, quote.state_since = state, today
    return quote
