"""What the pictures show of segments."""

from PySide6.QtWidgets import QWidget

from gui.segments.page import SegmentsPage
from model.segments.actions import SegmentDraft, save_segment
from model.segments.queries import list_segments
from model.segments.rules import Condition, Op
from tests.studio import Shot, Studio, settle


def _page(studio: Studio, sheet: str) -> QWidget:
    """Two segments, the wider one chosen."""
    with studio.database.write() as session:
        if not list_segments(session):
            wide = (Condition("revenue_fen", Op.BETWEEN, (200_000, None)),)
            save_segment(session, SegmentDraft("月收入 2000 元以上", wide, "移动办公、专线提速", "有信息化预算", 7))
            kind = (Condition("customer_category", Op.ANY, ("government", "public_institution")),)
            save_segment(session, SegmentDraft("政府与事业单位", kind))
    window = studio.page("segments")
    page = studio.window.page()
    if isinstance(page, SegmentsPage):
        page.tabs.show_sheet(sheet)
    while studio.window.context.tasks.busy:
        settle()
    settle(200)
    return window


def _members(studio: Studio) -> QWidget:
    return _page(studio, "members")


def _profile(studio: Studio) -> QWidget:
    return _page(studio, "profile")


def _space(studio: Studio) -> QWidget:
    return _page(studio, "space")


SHOTS = (
    Shot("segment-members", _members),
    Shot("segment-profile", _profile),
    Shot("segment-space", _space),
)
