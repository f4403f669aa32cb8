"""Offers the cases that fit a customer beside a proposal's “why us”."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from gui.context import Context
from gui.icons import icon
from gui.widgets.form import Form
from gui.widgets.labels import button
from model.knowledge.cases import CaseRow, list_fitting_cases
from resources.i18n import _

MOST_OFFERED = 12


def offer_cases(form: Form, context: Context, customer_of: Callable[[], str]) -> Callable[[], QMenu]:
    """Put a button beside the field; it opens a menu of cases, those of the customer's industry first.

    A chosen case is written under what stands there. Gives what the button does, which answers with the menu.
    """
    field = form.field("why_us")

    def write(case: CaseRow) -> None:
        standing = str(field.value() or "").rstrip()
        field.set_typed(f"{standing}\n{told(case)}" if standing else told(case))

    def show() -> QMenu:
        with context.read() as session:
            cases = list_fitting_cases(session, customer_of())[:MOST_OFFERED]
        menu = QMenu(offered)
        for case in cases:
            words = " · ".join(filter(None, (case.industry, case.name)))
            menu.addAction(icon("trophy", "muted"), words.replace("&", "&&"), lambda case=case: write(case))
        if not cases:
            menu.addAction(_("No case may be told yet")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(icon("plus", "muted"), _("Cases and experts"), lambda: context.open_page("knowledge"))
        menu.popup(offered.mapToGlobal(offered.rect().bottomLeft()))
        return menu

    offered = button(_("Cases"), show, glyph="trophy")
    offered.setToolTip(_("Write a success of this industry here"))
    field.row.addWidget(offered)
    return show


def told(case: CaseRow) -> str:
    """A case in a line that a customer may read."""
    whom = case.told_as or case.industry
    text = "；".join(filter(None, (" ".join(part.split()) for part in (case.action, case.result))))
    return _("{whom}: {text}").format(whom=whom, text=text or case.name) if whom else text or case.name
