"""What the pictures show of segments."""

from PySide6.QtWidgets import QWidget

from model.segments.actions import SegmentDraft, save_segment
from model.segments.queries import list_segments
from model.segments.rules import Condition, Op
from tests.studio import Shot, Show, Studio, settle


def _story(studio: Studio) -> None:
    """Two segments, the wider one chosen."""
    with studio.database.write() as session:
        if not list_segments(session):
            wide = (Condition("revenue_fen", Op.BETWEEN, (200_000, None)),)
            save_segment(session, SegmentDraft("月收入 2000 元以上", wide, "移动办公、专线提速", "有信息化预算", 7))
            kind = (Condition("customer_category", Op.ANY, ("government", "public_institution")),)
            save_segment(session, SegmentDraft("政府与事业单位", kind))


def _page(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        _story(studio)
        studio.sheet("segments", key)
        while studio.window.context.tasks.busy:
            settle()
        settle(200)
        return studio.window

    return show


SHOTS = (
    Shot("segment-members", _page("members")),
    Shot("segment-profile", _page("profile")),
    Shot("segment-space", _page("space")),
)
