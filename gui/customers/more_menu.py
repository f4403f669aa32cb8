"""The menu of a customer's page: work handed to others, the map, and every paper about one customer."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.context import Context
from gui.icons import icon
from gui.papers.preview import preview
from gui.questionnaires.fill_dialog import choose_and_fill
from gui.reports.papers import PAPERS, Asked, PaperKind
from gui.service_requests.dialogs import open_request
from resources.i18n import N_, _

_OF_SHEET: Final = {
    "people": N_("Decision-maker map"),
    "needs": N_("Priority table of key problems"),
    "profile": N_("Customer analysis report"),
}
"""Sheet of the page → the paper that belongs to it; elsewhere the first of the list."""


def more_menu(parent: QWidget, context: Context, customer_id: str) -> QMenu:
    """The menu for this customer, ready to be shown."""
    menu = QMenu(parent)
    menu.addAction(
        icon("inbox", "muted"), _("Hand something off…"), partial(open_request, parent, context, customer_id)
    )
    menu.addAction(
        icon("messages-square", "muted"), _("Fill in a questionnaire…"),
        partial(choose_and_fill, parent, context, customer_id),
    )  # fmt: skip
    menu.addAction(icon("network", "muted"), _("Decision-maker map"), partial(context.open_page, "map", customer_id))
    menu.addAction(
        icon("book-open", "muted"), _("Account plan"), partial(context.open_page, "account_plan", customer_id)
    )
    menu.addAction(
        icon("chart-column", "muted"), _("Customer analysis"), partial(context.open_page, "analysis", customer_id)
    )
    menu.addSeparator()
    menu.addAction(_("Print")).setEnabled(False)
    _add_papers(menu, parent, context, customer_id)
    return menu


def paper_menu(parent: QWidget, context: Context, customer_id: str, sheet: str) -> QMenu:
    """Every paper about this customer; that of the `sheet` shown stands chosen, so that Enter prints it."""
    menu = QMenu(parent)
    found = _add_papers(menu, parent, context, customer_id)
    menu.setActiveAction(found.get(_OF_SHEET.get(sheet, ""), next(iter(found.values()))))
    return menu


def _add_papers(menu: QMenu, parent: QWidget, context: Context, customer_id: str) -> dict[str, QAction]:
    """A line a paper; they are returned by the papers' names."""
    return {
        kind.name: menu.addAction(
            icon(kind.glyph, "muted"), _(kind.name), partial(_show, parent, context, customer_id, kind)
        )
        for kind in PAPERS
        if kind.of_customer
    }


def _show(parent: QWidget, context: Context, customer_id: str, kind: PaperKind) -> None:
    preview(parent, context, lambda: kind.make(context, Asked(customer_id)))
