"""How the sample manager handed in last month: sent back once, amended, approved; all invented."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from model.months import month_of
from model.submissions.actions import Decision, approve, hand_in, receive, send_back
from model.submissions.queries import find_newest
from model.submissions.rules import may_hand_in
from model.work_log.actions import EntryDraft, add_entry

HEAD: Final = "示例主任"
RETURN_REASON: Final = "两次拜访没有写结果，培训一天没有入日志（示例）"


def add_sample_submissions(session: Session, today: date) -> None:
    """Hand in the month before `today`'s, have it sent back, amend it and have it approved."""
    last_day = today.replace(day=1) - timedelta(days=1)
    month, first_day = month_of(last_day), today.replace(day=1)
    newest = find_newest(session, month)
    if newest is not None and not may_hand_in(newest.state):
        return
    first = hand_in(session, month, first_day)
    send_back(session, first, Decision(HEAD, first_day, words=RETURN_REASON))
    add_entry(session, EntryDraft(last_day, 360, "公司培训：新资费（示例）", "other"))
    second = hand_in(session, month, first_day, "已按意见补写（示例）")
    receive(session, second, Decision(HEAD, first_day, "in_person"))
    approve(session, second, Decision(HEAD, first_day, "paper", "同意（示例）"))
