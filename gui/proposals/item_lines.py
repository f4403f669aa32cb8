"""The lines of a proposal: quantity, discount and what they come to, with a warning where a limit is broken."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.columns import money_words
from gui.widgets.fields import ChoiceField, IntegerField, MoneyField, TextField
from gui.widgets.labels import button, elided, icon_button, label, muted
from gui.widgets.placing import in_row
from model.catalogue.bundles import Part, bundle_faults, fault_words
from model.catalogue.queries import OfferingRow
from model.proposals.drafts import ItemDraft
from model.proposals.offering import item_of, with_parts
from model.proposals.rules import LimitBreach, price_of
from resources.i18n import N_, _

_WIDTHS = (60, 60, 12, 92, 28)
_BREACHES = {
    "cost": N_("Below cost: cannot be saved."),
    "floor": N_("Below the floor: needs a reason and an approval."),
    "authority": N_("Beyond your authority of {percent}%: needs a reason and an approval."),
}


class PercentField(TextField):
    """A percentage on the screen, hundredths of a percent as the value."""

    def __init__(self) -> None:
        super().__init__("0", 8)

    def read(self, text: str) -> int:
        try:
            value = Decimal(text.rstrip("%％").strip()) * 100
        except InvalidOperation:
            raise ValueError(text) from None
        if not value.is_finite() or not 0 <= value <= 10_000 or value != value.to_integral_value():
            raise ValueError(text)
        return int(value)

    def words(self, value: int) -> str:
        return percent_words(value)

    def complaint(self) -> str:
        return _("Type a percentage from 0 to 100.")


def percent_words(discount: int) -> str:
    """1250 hundredths of a percent as 12.5."""
    return f"{discount / 100:.2f}".rstrip("0").rstrip(".")


def field_grid(owner: QWidget) -> QGridLayout:
    """The columns every line shares with the headings: product, quantity, reduction, %, one-off price, take out."""
    grid = QGridLayout(owner)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for column, width in enumerate(_WIDTHS, start=1):
        grid.setColumnMinimumWidth(column, width)
    return grid


def heads() -> QWidget:
    """The headings over the fields of the lines."""
    made = QWidget()
    grid = field_grid(made)
    grid.setContentsMargins(0, 0, 0, 0)
    for column, words in ((1, _("Quantity")), (2, _("Reduction")), (4, _("One-off price"))):
        grid.addWidget(muted(words), 0, column)
    return made


class ItemLine(QWidget):
    """One line: the product, how many, the discount, the fee a month, and what is wrong with it."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, item: ItemDraft, editable: bool) -> None:
        super().__init__()
        self.item = item
        self.quantity = IntegerField(1, 1_000_000)
        self.discount = PercentField()
        self.quantity.set_name(_("Quantity of {product}").format(product=item.offering_name))
        self.discount.set_name(_("Reduction of {product} in percent").format(product=item.offering_name))
        self.one_off = MoneyField()
        self.one_off.set_name(_("One-off price of one {product}").format(product=item.offering_name))
        self.one_off.set_value(item.one_off_fen)
        self.quantity.set_value(item.quantity)
        self.discount.set_value(item.discount)
        self.fee = label("", "strong")
        self.fee.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.warning = label("", "danger", wrap=True)
        self.warning.hide()
        self._lay_out(editable)
        for field in (self.quantity, self.discount, self.one_off):
            field.setEnabled(editable)
            field.changed.connect(self._on_edit)
        self._show_fee()

    def show_breaches(self, kinds: list[str], authority: int) -> None:
        """Say beside the fields which limits the line breaks."""
        words = [_(_BREACHES[kind]).format(percent=percent_words(authority)) for kind in kinds]
        wrong = self.problem()
        self.warning.setText(" ".join([wrong, *words]) if wrong else " ".join(words))
        self.warning.setVisible(bool(words or wrong))
        self.discount.set_wrong(bool(words) or bool(self.discount.problem()))

    def problem(self) -> str:
        """What was typed into a field and cannot be read."""
        return self.quantity.problem() or self.discount.problem() or self.one_off.problem()

    def _lay_out(self, editable: bool) -> None:
        self.quantity.setFixedWidth(_WIDTHS[0])
        self.discount.setFixedWidth(_WIDTHS[1])
        self.one_off.setFixedWidth(_WIDTHS[3])
        price = _("{amount} yuan a month{unit}").format(
            amount=money_words(self.item.monthly_fen), unit=f" / {self.item.unit}" if self.item.unit else ""
        )
        grid = field_grid(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.addWidget(elided(self.item.offering_name, "strong"), 0, 0, 1, 4)
        grid.addWidget(self.fee, 0, 4)
        grid.addWidget(elided(price, "muted"), 1, 0)
        grid.addWidget(self.quantity, 1, 1)
        grid.addWidget(self.discount, 1, 2)
        grid.addWidget(muted("%"), 1, 3)
        grid.addWidget(self.one_off, 1, 4)
        remove = icon_button("x", _("Take {product} out").format(product=self.item.offering_name), self._remove)
        if not editable:
            remove.hide()
        grid.addWidget(remove, 0, 5)
        grid.addWidget(self.warning, 2, 0, 1, 6)

    def _remove(self) -> None:
        self.removed.emit(self)

    def _on_edit(self) -> None:
        quantity, discount, one_off = self.quantity.value(), self.discount.value(), self.one_off.value()
        self.item = replace(
            self.item,
            quantity=self.item.quantity if quantity is None else quantity,
            one_off_fen=0 if one_off is None or one_off < 0 else one_off,
            discount=discount
            if discount is not None
            else 0
            if not self.discount.typed().strip()
            else self.item.discount,
        )
        self._show_fee()
        self.changed.emit()

    def _show_fee(self) -> None:
        self.fee.setText(money_words(price_of(self.item).monthly_fen))


class ItemLines(QWidget):
    """Every line under each other, and the product to add next."""

    changed = Signal()
    reordered = Signal(list)
    """The old place of each line that is left; comes before `changed`."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ItemLine] = []
        self._offerings: dict[str, OfferingRow] = {}
        self._parts: list[Part] = []
        self._editable = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.heads = heads()
        self.column.addWidget(self.heads)
        self.choice = ChoiceField({}, optional=True)
        self.choice.set_name(_("Product to add"))
        self.add_button = button(_("Add"), self.add_chosen, glyph="plus")
        self.foot = QWidget()
        in_row((self.choice, 1), self.add_button, margins=(0, 8, 0, 0), within=self.foot)
        self.bundle_words = label("", "danger", wrap=True)
        self.bundle_words.hide()
        self.column.addWidget(self.bundle_words)
        self.column.addWidget(self.foot)

    def offer(self, offerings: list[OfferingRow], parts: list[Part]) -> None:
        """What may be added, and what bundles take along."""
        self._offerings = {row.code: row for row in offerings}
        self._parts = parts
        with QSignalBlocker(self.choice.box):
            self.choice.box.clear()
            self.choice.box.addItem(_("Choose a product…"), None)
            for row in offerings:
                fee = money_words(row.monthly_fen) if row.monthly_fen is not None else None
                price = _("{amount} yuan a month").format(amount=fee) if fee else "—"
                self.choice.box.addItem(f"{row.code}  {row.name}  {price}", row.code)

    def show_items(self, items: tuple[ItemDraft, ...], editable: bool) -> None:
        """These lines instead of what was shown."""
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        self._editable = editable
        self.foot.setVisible(editable)
        for item in items:
            self._append(item)

    def items(self) -> tuple[ItemDraft, ...]:
        """The lines as they stand in the fields."""
        return tuple(line.item for line in self.lines)

    def problem(self) -> str:
        """The first thing typed that cannot be read."""
        faults = (line.problem() for line in self.lines)
        return next((fault for fault in faults if fault), "")

    def show_breaches(self, breaches: tuple[LimitBreach, ...], authority: int) -> None:
        """Mark each line with the limits it breaks."""
        for place, line in enumerate(self.lines):
            line.show_breaches([one.kind for one in breaches if one.line == place], authority)

    def show_bundles(self) -> None:
        """Say under the lines what the bundles among them still ask for."""
        faults = bundle_faults([(item.offering_code, item.quantity) for item in self.items()], self._parts)
        self.bundle_words.setText("\n".join(fault_words(fault) for fault in faults))
        self.bundle_words.setVisible(bool(faults))

    def add_chosen(self) -> None:
        """One more line: the product chosen below; a bundle brings its required parts with it."""
        code = self.choice.value()
        if code in self._offerings:
            standing = len(self.lines)
            chosen = [*self.items(), item_of(self._offerings[code])]
            for item in with_parts(chosen, self._parts, self._offerings)[standing:]:
                self._append(item)
            self.choice.box.setCurrentIndex(0)
            self.lines[standing].quantity.setFocus()
            self.lines[standing].quantity.line.selectAll()  # typing replaces the 1
            self.changed.emit()

    def _append(self, item: ItemDraft) -> None:
        line = ItemLine(item, self._editable)
        line.changed.connect(self.changed)
        line.removed.connect(self._remove)
        self.column.insertWidget(len(self.lines) + 1, line)
        self.lines.append(line)

    def _remove(self, line: ItemLine) -> None:
        left = [place for place, other in enumerate(self.lines) if other is not line]
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        self.reordered.emit(left)
        self.changed.emit()
