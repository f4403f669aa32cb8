"""Dialogs of proposals: for whom a new one or a copy is, who approved it, what its versions say."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.proposals.item_lines import percent_words
from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.fields import NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted, title
from model.enumerations import ENUMERATIONS
from model.proposals.drafts import Difference, differences
from model.proposals.queries import QuoteSheet
from model.proposals.records import Quote
from resources.i18n import _


def ask_customer(parent: QWidget, context: Context, heading: str, then: Callable[[str], object]) -> FormDialog:
    """Ask for a customer."""
    form = Form()
    form.add("customer", _("Customer"), customer_field(context), needed=True)
    dialog = FormDialog(parent, heading, form, lambda values: then(values["customer"]), save_words=_("Go on"))
    dialog.open()
    return dialog


def ask_approval(parent: QWidget, save: Callable[[dict[str, Any]], object]) -> FormDialog:
    """Ask who approved a proposal, and how."""
    form = Form()
    form.add("approved_by", _("Approved by"), TextField("", 80), needed=True)
    form.add("note", _("When and how"), NoteField(_("Call, message, minutes of a meeting"), 3), needed=True)
    dialog = FormDialog(parent, _("Approval"), form, save)
    dialog.open()
    return dialog


class VersionsDialog(QDialog):
    """The versions of a proposal, the newest first, each with what it says otherwise than the one before."""

    def __init__(self, parent: QWidget, versions: list[QuoteSheet], open_version: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Versions"))
        self.resize(560, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title(_("Versions of {number}").format(number=versions[0].number)))
        for place, sheet in enumerate(versions):
            before = versions[place + 1] if place + 1 < len(versions) else None
            column.addWidget(self._card(sheet, before, open_version))
        column.addStretch(1)
        column.addWidget(button(_("Close"), self.reject), 0, Qt.AlignmentFlag.AlignRight)

    def _card(self, sheet: QuoteSheet, before: QuoteSheet | None, open_version: Callable[[str], object]) -> Card:
        state = _(ENUMERATIONS["quote_state"].get(sheet.state, sheet.state))
        day = sheet.made_on.isoformat() if sheet.made_on else ""
        card = Card(_("Version {number}").format(number=sheet.version), f"{state}  {day}")

        def open_it() -> None:
            self.accept()
            open_version(sheet.id)

        card.head.addWidget(button(_("Open"), open_it, "link"))
        if before is None:
            card.body.addWidget(muted(_("The first version.")))
        else:
            changes = [difference_words(one) for one in differences(before.draft, sheet.draft)]
            for words in changes or [_("Says the same as the one before.")]:
                card.body.addWidget(label(words, wrap=True))
        return card


def difference_words(one: Difference) -> str:
    """One difference in a sentence."""
    if one.kind == "field":
        words = _(str(Quote.__table__.c[one.name].info["label"]))
        return _("{field}: changed").format(field=words)
    if one.kind == "added":
        return _("{product}: added, {after} yuan a month").format(product=one.name, after=_figure(one.kind, one.after))
    if one.kind == "removed":
        return _("{product}: taken out").format(product=one.name)
    what = {"quantity": _("quantity"), "discount": _("reduction"), "price": _("fee a month")}[one.kind]
    sentence = _("{product}: {what} {before} → {after}")
    before, after = _figure(one.kind, one.before), _figure(one.kind, one.after)
    return sentence.format(product=one.name, what=what, before=before, after=after)


def _figure(kind: str, value: object) -> str:
    number = value if isinstance(value, int) else 0
    if kind == "quantity":
        return f"{number:,}"
    return f"{percent_words(number)}%" if kind == "discount" else money_words(number)
