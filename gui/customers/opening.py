"""The ways from a customer to other features: noting a visit, the pre-visit brief, the decision map."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.visits.brief import preview_brief
from gui.visits.visit_dialog import open_visit


def is_there(page: str) -> bool:
    """Whether the window has a page of this name."""
    from gui.pages import PAGES

    return any(spec.name == page for spec in PAGES)


def new_visit(parent: QWidget, context: Context, customer_id: str) -> None:
    """Note a visit to this customer."""
    open_visit(parent, context, customer_id)


def print_brief(parent: QWidget, context: Context, customer_id: str) -> None:
    """Preview the pre-visit brief."""
    preview_brief(parent, context, customer_id)


def show_map(context: Context, customer_id: str) -> None:
    """Go to the customer's decision map."""
    context.open_page("map", customer_id)
