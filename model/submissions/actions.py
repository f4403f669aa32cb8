"""What is done with a month's hand-in: it is frozen, sent, received, sent back, approved, opened for amendment."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.pay.actions import freeze_month, thaw_month
from model.pay.inputs import own_dossier
from model.pay.queries import find_frozen, has_scheme
from model.settings.queries import find_owner
from model.store.base import RowId
from model.store.ids import natural_id
from model.store.rows import existing_row
from model.submissions.checking import check_month, count_points
from model.submissions.queries import find_newest
from model.submissions.records import Submission
from model.submissions.rules import BLOCKING, POINTS, may, may_hand_in, month_fault
from model.work_log.lines import frozen_text
from model.work_log.queries import work_log_of
from resources.i18n import N_, _


@dataclass(frozen=True)
class Decision:
    """What somebody said of a hand-in: who, on which day, how (`submission_way`), and in what words."""

    who: str
    day: date | None
    way: str = "system"
    words: str = ""


def hand_in(session: Session, month: int, today: date, remarks: str = "") -> RowId:
    """Freeze a month (YYYYMM) as it stands and hand it in; a month opened or sent back gets its next version.

    The pay estimate is frozen with it where the person keeps one. Raises `UserError` for a month that has not begun,
    that is handed in already, or has pieces without a price that the estimate needs.
    """
    newest = find_newest(session, month)
    if fault := month_fault(month, today):
        raise UserError(_(fault))
    if newest is not None and not may_hand_in(newest.state):
        raise UserError(_("This month is handed in already. Open it for amendment first."))
    points = count_points(check_month(session, month, today))
    blocking = [kind for kind in BLOCKING if kind in points and has_scheme(session)]
    if blocking:
        raise UserError(_("First settle this: {points}.").format(points=_(POINTS[blocking[0]])))
    person, version = own_dossier(session), 1 if newest is None else newest.version + 1
    lines = work_log_of(session, month).lines
    row_id = natural_id("submission", person, month, version)
    row = session.get(Submission, row_id) or Submission(id=row_id, dossier_id=person, month=month, version=version)
    row.handed_in_on, row.handed_in_by, row.remarks = today, find_owner(session).name, remarks.strip()
    row.checklist = json.dumps(points, sort_keys=True)
    row.frozen = frozen_text(lines)
    row.pay_frozen = _freeze_pay(session, month, today, newest)
    row.state, row.state_since, row.sent_on = "handed_in", today, None
    session.add(row)
    session.flush()
    return row_id


def mark_sent(session: Session, submission_id: RowId, today: date) -> None:
    """The papers and the file of a hand-in stand whole in their folder."""
    row = _submission(session, submission_id)
    if row.sent_on is None:
        row.sent_on = today


def receive(session: Session, submission_id: RowId, decision: Decision) -> None:
    """The office has it. Raises `UserError` where nothing is to be received, or nobody or no day is named."""
    row = _ready(session, submission_id, "receive", decision)
    row.received_on, row.received_by, row.received_way = decision.day, decision.who.strip(), _way(decision)
    row.state, row.state_since = "received", decision.day


def send_back(session: Session, submission_id: RowId, decision: Decision) -> None:
    """Send a hand-in back with the reason: its month is open again. Raises `UserError`."""
    row = _ready(session, submission_id, "return", decision)
    if not decision.words.strip():
        raise UserError(_("Say what has to be amended."))
    row.returned_on, row.returned_by, row.return_reason = decision.day, decision.who.strip(), decision.words.strip()
    row.state, row.state_since = "returned", decision.day


def approve(session: Session, submission_id: RowId, decision: Decision) -> None:
    """The district head approves the month. Raises `UserError`."""
    row = _ready(session, submission_id, "approve", decision)
    row.approved_on, row.approved_by, row.approved_way = decision.day, decision.who.strip(), _way(decision)
    row.approval_note = decision.words.strip()
    row.state, row.state_since = "approved", decision.day


def reopen(session: Session, submission_id: RowId, today: date) -> None:
    """Open one's own month for amendment: the log and the pay estimate follow the records again. Raises `UserError`."""
    row = _submission(session, submission_id)
    if row.dossier_id != own_dossier(session):
        raise UserError(_("Only the person who handed it in can open it for amendment; send it back instead."))
    newest = find_newest(session, row.month or 0)
    if not may("reopen", row.state) or (newest is not None and newest.id != row.id):
        raise UserError(_("This hand-in is open for amendment already, or a newer one stands in its place."))
    if row.pay_frozen and find_frozen(session, row.month or 0) is not None:
        thaw_month(session, row.month or 0)
    row.state, row.state_since, row.pay_frozen = "reopened", today, False


def _freeze_pay(session: Session, month: int, today: date, before: Submission | None) -> bool:
    """Freeze the month's pay estimate where the person keeps one; whether this hand-in froze it."""
    frozen = find_frozen(session, month) is not None
    if before is not None and before.pay_frozen and frozen:
        thaw_month(session, month)
        before.pay_frozen, frozen = False, False
    if frozen or not has_scheme(session):
        return False
    freeze_month(session, month, today)
    return True


def _ready(session: Session, submission_id: RowId, act: str, decision: Decision) -> Submission:
    row = _submission(session, submission_id)
    if not may(act, row.state):
        raise UserError(_(_REFUSED[act]))
    if not decision.who.strip():
        raise UserError(_("Say who it was."))
    if decision.day is None:
        raise UserError(_("Say on which day."))
    if row.handed_in_on is not None and decision.day < row.handed_in_on:
        raise UserError(_("That cannot have been before it was handed in."))
    return row


_REFUSED = {
    "receive": N_("Only a hand-in that has not been received yet can be received."),
    "return": N_("Only a hand-in that is under way can be sent back."),
    "approve": N_("Only a hand-in that is under way can be approved."),
}


def _way(decision: Decision) -> str:
    if decision.way not in ENUMERATIONS["submission_way"]:
        raise UserError(_("Say how it was done."))
    return decision.way


def _submission(session: Session, submission_id: RowId) -> Submission:
    return existing_row(session, Submission, submission_id, _("This hand-in is no longer here."))
