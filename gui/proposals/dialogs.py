"""Dialogs of proposals: for whom a new one or a copy is, and what its versions say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gui.context import Context
from gui.customer_field import customer_field
from gui.proposals.item_lines import percent_words
from gui.widgets.card import Card
from gui.widgets.columns import money_words
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import FRAME, in_column
from gui.widgets.record_fields import label_of_field, words_of_field
from model.labels import label_of
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


class VersionsDialog(QDialog):
    """The versions of a proposal, the newest first, each with what it says otherwise than the one before."""

    def __init__(self, parent: QWidget, versions: list[QuoteSheet], open_version: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Versions"))
        self.resize(760, 480)
        ground = QWidget()
        ground.setProperty("look", "ground")
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for place, sheet in enumerate(versions):
            before = versions[place + 1] if place + 1 < len(versions) else None
            column.addWidget(self._card(sheet, before, open_version))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Versions"))
        area.setWidget(ground)
        in_column(
            title(_("Versions of {number}").format(number=versions[0].number)),
            (area, 1),
            (button(_("Close"), self.reject), Qt.AlignmentFlag.AlignRight),
            gap=12,
            margins=FRAME,
            within=self,
        )

    def _card(self, sheet: QuoteSheet, before: QuoteSheet | None, open_version: Callable[[str], object]) -> Card:
        state = label_of("quote_state", sheet.state)
        day = sheet.made_on.isoformat() if sheet.made_on else ""
        card = Card(_("Version {number}").format(number=sheet.version), f"{state}  {day}")

        def open_it() -> None:
            self.accept()
            open_version(sheet.id)

        card.head.addWidget(button(_("Open"), open_it, "link"))
        if before is None:
            card.body.addWidget(muted(_("The first version.")))
        else:
            found = differences(before.draft, sheet.draft)
            if found:
                card.body.addLayout(_side_by_side(found, before.version, sheet.version))
            else:
                card.body.addWidget(muted(_("Says the same as the one before.")))
        return card


def _side_by_side(found: Sequence[Difference], before: int, after: int) -> QGridLayout:
    """What differs: its name, what the earlier version says, what the later one says."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for column, stretch in enumerate((2, 3, 3)):
        grid.setColumnStretch(column, stretch)
    for column, version in ((1, before), (2, after)):
        grid.addWidget(muted(_("Version {number}").format(number=version)), 0, column)
    for row, one in enumerate(found, start=1):
        old, new = side_words(one)
        grid.addWidget(label(difference_name(one), wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(old or "—", "muted", wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(new or "—", "strong", wrap=True), row, 2, Qt.AlignmentFlag.AlignTop)
    return grid


def difference_name(one: Difference) -> str:
    """What differs, in words."""
    if one.kind == "field":
        return label_of_field(Quote, one.name)
    if one.kind in ("added", "removed"):
        return one.name
    what = {"quantity": _("quantity"), "discount": _("reduction"), "price": _("fee a month")}[one.kind]
    return _("{product}: {what}").format(product=one.name, what=what)


def side_words(one: Difference) -> tuple[str, str]:
    """What the earlier and the later version say; empty where one says nothing."""
    if one.kind == "field":
        return words_of_field(Quote, one.name, one.before), words_of_field(Quote, one.name, one.after)
    if one.kind == "added":
        return "", _("{amount} yuan a month").format(amount=_figure(one.kind, one.after))
    if one.kind == "removed":
        return _("{amount} yuan a month").format(amount=_figure(one.kind, one.before)), _("taken out")
    return _figure(one.kind, one.before), _figure(one.kind, one.after)


def _figure(kind: str, value: object) -> str:
    number = value if isinstance(value, int) else 0
    if kind == "quantity":
        return f"{number:,}"
    return f"{percent_words(number)}%" if kind == "discount" else money_words(number)
