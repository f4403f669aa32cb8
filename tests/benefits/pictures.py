"""What the pictures show of benefits."""

from datetime import date

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from gui.benefits.card_dialog import CardDialog
from gui.benefits.page import BenefitsPage
from model.benefits.actions import BenefitDraft, plan_benefit, receive_benefit, send_benefit
from model.benefits.business_card import BusinessCard
from model.benefits.events import EventDraft, invite, list_events, save_event
from model.benefits.merchants import MerchantDraft, save_merchant
from model.benefits.queries import list_benefits
from model.customers.records import Customer
from tests.studio import Shot, Show, Studio

_CARD = BusinessCard(
    "示例经理", "集团客户经理", "示例移动公司城东分公司", "15400000001", "010-5550000", "shili@example.com",
    "示例市城东区示例路 1 号示例大厦 8 层",
)  # fmt: skip


def _fill(studio: Studio) -> None:
    """A few benefits from plan to arrival."""
    with studio.database.write() as session:
        if not list_benefits(session):
            customers = session.scalars(select(Customer).order_by(Customer.group_code).limit(8)).all()
            kinds = (
                "birthday_gift",
                "vip_card",
                "club",
                "lecture",
                "alliance",
                "business_card",
                "birthday_gift",
                "vip_card",
            )
            for place, (customer, kind) in enumerate(zip(customers, kinds, strict=True)):
                draft = BenefitDraft(customer.id, kind, "示例权益", date(2026, 11, 3 + place), None, 8_800 * place)
                id = plan_benefit(session, draft)
                session.flush()
                if kind in ("club", "lecture", "business_card"):
                    send_benefit(session, id, date(2026, 11, 12))
                if kind in ("lecture", "business_card"):
                    receive_benefit(session, id, date(2026, 11, 15))
        if not list_events(session):
            event = save_event(
                session, EventDraft("lecture", "示例：云视频会议讲座", date(2026, 12, 4), "示例会堂", "示例讲师", 60)
            )
            invite(session, event, "ABC", date(2026, 11, 22))
            save_merchant(
                session, MerchantDraft("示例酒店", "住宿八折", "酒店", "示例路 1 号", ("A", "B"), date(2027, 6, 30))
            )
            save_merchant(
                session, MerchantDraft("示例餐厅", "满百赠饮", "餐饮", "", ("A", "B", "C", "D"), date(2026, 10, 1))
            )


def _page(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        _fill(studio)
        return studio.sheet("benefits", key)

    return show


def _card(studio: Studio) -> QWidget:
    page = studio.opened(BenefitsPage, "benefits")
    dialog = CardDialog(page, page.context, _CARD, own=True)
    dialog.open()
    return dialog


SHOTS = (
    Shot("benefits-list", _page("list")),
    Shot("benefits-events", _page("events")),
    Shot("benefits-merchants", _page("merchants")),
    Shot("benefits-rewards", _page("rewards")),
    Shot("business-card", _card),
)
