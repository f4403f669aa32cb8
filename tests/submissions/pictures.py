"""What the pictures show of the hand-in: a checklist, a history, the dialogs, an office's list."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from gui.submissions.approval_sheet import ApprovalSheet
from gui.submissions.decision_dialog import open_decision
from gui.submissions.office_sheet import OfficeSheet
from gui.submissions.page import SubmissionsPage
from gui.submissions.sending import open_hand_in
from model.customers.records import Customer
from model.practice.submissions import add_sample_submissions
from model.proposals.waiting import list_waiting
from model.submissions.checking import check_month
from model.submissions.queries import Missing, list_own
from tests.builders import TODAY
from tests.pay.pictures import ready
from tests.studio import Shot, Studio
from tests.submissions.waiting import ITEM, a_waiting_proposal

THIS, LAST = 202611, 202610


def _page(studio: Studio, month: int = THIS) -> SubmissionsPage:
    ready(studio)
    with studio.database.write() as session:
        add_sample_submissions(session, TODAY)
    return studio.opened(SubmissionsPage, "submissions", str(month))


def _checklist(studio: Studio) -> QWidget:
    _page(studio)
    return studio.window


def _history(studio: Studio) -> QWidget:
    _page(studio, LAST)
    return studio.window


def _handing(studio: Studio) -> QWidget:
    page = _page(studio)
    with studio.database.read() as session:
        points = check_month(session, THIS, TODAY)
    return open_hand_in(page, page.context, THIS, points)


def _decision(studio: Studio) -> QWidget:
    page = _page(studio, LAST)
    with studio.database.read() as session:
        row = list_own(session, LAST)[0]
    return open_decision(page, page.context, row, "return", in_office=False)


def _office(studio: Studio) -> QWidget:
    page = _page(studio, LAST)
    sheet = OfficeSheet(page.context)
    with studio.database.read() as session:
        rows = list_own(session, LAST)
    missing = [Missing(f"27161{number}", f"示例经理{number}", "示例区") for number in range(3, 8)]
    sheet.show_month(LAST, rows, missing)
    sheet.table.select(rows[0].id)
    sheet.resize(studio.window.width() - 240, studio.window.height() - 120)
    sheet.show()
    return sheet


def _approvals(studio: Studio) -> QWidget:
    page = _page(studio)
    sheet = ApprovalSheet(page.context)
    with studio.database.read() as session:
        customers = list(session.scalars(select(Customer.id).where(Customer.company_grade != "").limit(4)))
    for customer, discount in zip(customers, (3_000, 2_400, 2_600, 2_200), strict=False):
        a_waiting_proposal(studio.database, customer, replace(ITEM, discount=discount), replace(ITEM, discount=0))
    with studio.database.read() as session:
        sheet.show_rows(list_waiting(session))
    sheet.table.select(sheet.table.shown_ids()[0])
    sheet.resize(studio.window.width() - 240, studio.window.height() - 120)
    sheet.show()
    return sheet


SHOTS = (
    Shot("hand-in-checklist", _checklist),
    Shot("hand-in-history", _history),
    Shot("hand-in-dialog", _handing),
    Shot("hand-in-decision", _decision),
    Shot("hand-in-office", _office),
    Shot("hand-in-approvals", _approvals),
)
