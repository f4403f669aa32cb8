"""A field of conditions over customers: a segment's rule, a value model's scope, whom a campaign picks."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox

from gui.widgets.fields import ChoiceField, TextField
from gui.widgets.form import Form
from gui.widgets.lines_field import Line, LinesField
from model.errors import UserError
from model.segments.rules import Condition, Op
from model.segments.wording import OPS, typed_condition, typed_words
from resources.i18n import _


class _FieldChoice(ChoiceField):
    """A field of customers; one that this program does not know stands under its own name, and is not lost."""

    def set_value(self, value: Any) -> None:
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(value, value)
        super().set_value(value)


class _ConditionLine(Line):
    """Field, how it is compared, and with what; `stands` is the condition as it came, while nothing is changed."""

    def __init__(self, number: int, fields: Mapping[str, str]) -> None:
        self.choice, self.op, self.words = _FieldChoice(fields, optional=True), ChoiceField(OPS), TextField()
        for choice in (self.choice, self.op):  # no wider than their columns: the value must not be pushed out
            choice.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.box.setMinimumContentsLength(8)
        super().__init__(self.choice, self.op, self.words)
        self.op.set_value(Op.ANY.value)
        self.choice.set_name(_("Field of condition {number}").format(number=number))
        self.op.set_name(_("How condition {number} compares").format(number=number))
        self.words.set_name(_("Value of condition {number}").format(number=number))
        self.stands: tuple[Any, Condition] | None = None

    def typed(self) -> tuple[Any, ...]:
        """What stands in the three editors."""
        return tuple(field.typed() for field in self.fields)

    def show(self, condition: Condition) -> None:
        """Show a condition."""
        self.choice.set_value(condition.field)
        self.op.set_value(condition.op.value)
        self.words.set_value(typed_words(condition))
        self.stands = (self.typed(), condition)

    def read(self) -> Condition | None:
        """The condition, `None` of an empty line. Raises `UserError` for a value that cannot be compared with."""
        if self.stands is not None and self.stands[0] == self.typed():
            return self.stands[1]
        if not self.choice.value():
            if self.words.value():
                raise UserError(_("Choose the field that “{text}” is compared with.").format(text=self.words.value()))
            return None
        return typed_condition(self.choice.value(), Op(self.op.value()), self.words.value() or "")


class ConditionsField(LinesField[_ConditionLine]):
    """The value is a tuple of conditions, empty for everyone; `fields` are codes with N_() labels."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._offered = fields
        super().__init__(
            (_("Field"), _("How"), _("Value")),
            _("Add a condition"),
            _("All of them must hold; without one everybody is meant."),
        )
        self.add_line()

    def make_line(self, number: int) -> _ConditionLine:
        """An empty condition."""
        return _ConditionLine(number, self._offered)

    def value(self) -> tuple[Condition, ...] | None:
        try:
            found = [line.read() for line in self.lines()]
        except UserError:
            return None
        return tuple(condition for condition in found if condition is not None)

    def set_value(self, value: Sequence[Condition] | None) -> None:
        conditions = value or ()
        for line, condition in zip(self.set_lines(max(len(conditions), 1)), conditions, strict=False):
            line.show(condition)

    def problem(self) -> str:
        for line in self.lines():
            try:
                line.read()
            except UserError as error:
                return error.sentence
        return ""


def add_conditions(form: Form, fields: Mapping[str, str]) -> None:
    """Add the field `conditions` to a form."""
    form.add(
        "conditions",
        _("Conditions"),
        ConditionsField(fields),
        wide=True,
        help=_("A, B for one of; 100 ~ 500 for between (yuan for money, either end may be left out)."),
    )


def said(labels: Mapping[str, str], condition: Condition) -> str:
    """A condition as a phrase; `labels` are the N_() labels of the fields."""
    field = _(labels.get(condition.field, condition.field))
    return f"{field} {_(OPS[condition.op.value])} {typed_words(condition)}".strip()
