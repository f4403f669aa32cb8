"""What the pictures show of credit."""

from datetime import date

from PySide6.QtWidgets import QWidget

from gui.credit.dialogs import write_event, write_review
from model.credit.actions import EventDraft, ReviewDraft, add_event, add_review
from model.credit.queries import list_arrears, list_reviews
from tests.studio import Shot, Show, Studio


def _story(studio: Studio) -> str:
    """A few reviews and events, written once; returns the customer they are about."""
    today = studio.window.context.today()
    with studio.database.read() as session:
        owing = [row.customer_id for row in list_arrears(session, today)]
        known = bool(list_reviews(session, today))
    customer = owing[0] if owing else studio.customer()
    if known:
        return customer
    with studio.database.write() as session:
        for place, (id, rating, limit) in enumerate(
            zip(owing, ("B", "A", "AA", "C"), (100_000, None, 5_000_000, 1), strict=False)
        ):
            on = date(2026, 5 + place, 12)
            add_review(session, ReviewDraft(id, rating, on, limit, "账单、工商登记", "示例复核人"), today)
        add_review(session, ReviewDraft(customer, "A", date(2025, 11, 3), 300_000, "账单", "示例复核人"), today)
        add_event(
            session, EventDraft(customer, "broken", date(2026, 11, 3), 128_000, "承诺月底付清，未付", "财务部"), today
        )
        add_event(session, EventDraft(customer, "kept", date(2026, 3, 30), 90_000, "按期付清", "账单"), today)
    return customer


def _page(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        _story(studio)
        return studio.sheet("credit", key)

    return show


def _customer(studio: Studio) -> QWidget:
    return studio.sheet("customer", "credit", _story(studio))


def _review(studio: Studio) -> QWidget:
    return write_review(studio.window, studio.window.context, _story(studio))


def _event(studio: Studio) -> QWidget:
    return write_event(studio.window, studio.window.context)


SHOTS = (
    Shot("credit-arrears", _page("arrears")),
    Shot("credit-reviews", _page("reviews")),
    Shot("credit-events", _page("events")),
    Shot("credit-customer", _customer),
    Shot("credit-review", _review),
    Shot("credit-event", _event),
)
