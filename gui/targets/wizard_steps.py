"""The five steps of the appraisal plan."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gui.colours import Tone
from gui.context import Context
from gui.widgets.check_list import CheckListField
from gui.widgets.columns import Column, Kind, Tag, money_words
from gui.widgets.fields import ChoiceField, Field, IntegerField, MoneyField, MonthField, TextField
from gui.widgets.form import Form
from gui.widgets.labels import label, muted
from gui.widgets.number_field import NumberField
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.months import month_after
from model.pay.appraisals import Outcome, Plan, Standard
from model.pay.thresholds import Threshold
from resources.i18n import N_, _

_MONTHS: Final = 2
_TALL: Final = 12


class ProcessStep(QWidget):
    """What the appraisal is called, which part of the work it is about, its months and its level."""

    def __init__(self, first_month: int) -> None:
        super().__init__()
        self.form = Form(columns=2)
        self.form.add("name", _("Appraisal"), TextField(_("e.g. first quarter"), 80), needed=True)
        parts = {code: words for code, words in ENUMERATIONS["performance_part"].items() if code != "adjustment"}
        self.form.add("part", _("Part of the work"), ChoiceField(parts))
        self.form.add("valid_from", _("From month"), MonthField(), needed=True)
        self.form.add("valid_to", _("To month"), MonthField(), needed=True)
        self.form.add("scope", _("Appraisal level"), ChoiceField(ENUMERATIONS["kpi_scope"]))
        start = {"part": "result", "valid_from": first_month, "valid_to": month_after(first_month, _MONTHS)}
        self.form.set_values({**start, "scope": "manager"})
        _stand(
            self,
            muted(_("A plan sets each month's targets, and what reaching or missing them pays."), wrap=True),
            self.form,
        )

    def values(self) -> dict[str, Any]:
        """What was typed."""
        return self.form.values()

    def problem(self) -> str:
        """What is missing, said beside the field too."""
        return "" if self.form.check() else _("Some fields need a look.")


class IndicatorStep(QWidget):
    """Which indicators, of those that ship or were used before, or new ones."""

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__()
        self.list = CheckListField(_TALL)
        self.list.set_choices([(item, item) for item in items])
        self.list.set_name(_("Indicators"))
        self.more = Form()
        self.more.add(
            "more", _("Others"), TextField(_("parted by commas")), help=_("Items that were never used before.")
        )
        _stand(self, muted(_("Space ticks an indicator."), wrap=True), self.list, self.more)

    def chosen(self) -> tuple[str, ...]:
        """The items, each once."""
        typed = str(self.more.values()["more"] or "").replace("，", ",").split(",")
        return tuple(dict.fromkeys([*self.list.value(), *(word.strip() for word in typed if word.strip())]))

    def problem(self) -> str:
        """What is missing."""
        return "" if self.chosen() else _("Choose at least one indicator.")


class ObjectStep(QWidget):
    """Whom the plan is about: managers or districts."""

    def __init__(self, managers: Sequence[tuple[str, str]], districts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._choices = {"manager": managers, "district": districts}
        self._level = ""
        self.list = CheckListField(_TALL)
        self.list.set_name(_("Appraised"))
        self.remark = muted("", wrap=True)
        _stand(self, self.remark, self.list)

    def show_level(self, level: str) -> None:
        """Offer managers or districts, all of them ticked."""
        if level == self._level:
            return
        self._level = level
        choices = self._choices[level]
        self.list.set_choices(choices)
        self.list.set_value([key for key, _words in choices])
        none = _("No manager or district is here yet: import the sheet 客户经理 first.")
        self.remark.setText(_("Everybody is ticked; Space takes one out.") if choices else none)

    def chosen(self) -> tuple[str, ...]:
        """The employee numbers or districts."""
        return tuple(self.list.value())

    def problem(self) -> str:
        """What is missing."""
        return "" if self.chosen() else _("Choose whom the appraisal is about.")


_STANDARDS: Final = (
    ("target", N_("Target a month")),
    ("weight", N_("Weight")),
    ("bonus_at", N_("Bonus from (%)")),
    ("bonus_fen", N_("Bonus (yuan)")),
    ("penalty_below", N_("Penalty below (%)")),
    ("penalty_fen", N_("Penalty (yuan)")),
)


class StandardStep(QWidget):
    """For each indicator its target, weight, and what reaching or missing it pays."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, dict[str, Field]] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        remark = muted(
            _("The same for each of the appraised. Leave bonus and penalty empty for an indicator without."), wrap=True
        )
        _stand(self, remark, self.area)

    def show_items(self, items: Sequence[str]) -> None:
        """A row of fields for each indicator; what was typed before stays."""
        typed = {item: {key: field.typed() for key, field in row.items()} for item, row in self.fields.items()}
        self.fields = {}
        inside = QWidget()
        inside.setProperty("look", "ground")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(8)
        for place, (_key, words) in enumerate(_STANDARDS, 1):
            grid.addWidget(label(_(words), "label"), 0, place)
        for line, item in enumerate(items, 1):
            grid.addWidget(label(item, "strong", wrap=True), line, 0)
            self.fields[item] = _row_of_fields(item, typed.get(item))
            for place, field in enumerate(self.fields[item].values(), 1):
                grid.addWidget(field, line, place)
        grid.setRowStretch(len(items) + 1, 1)
        grid.setColumnStretch(0, 2)
        for place in range(1, len(_STANDARDS) + 1):
            grid.setColumnStretch(place, 1)
        self.area.setWidget(inside)

    def standards(self) -> tuple[Standard, ...]:
        """What was typed, an indicator each."""
        return tuple(
            _standard(item, {key: field.value() for key, field in row.items()}) for item, row in self.fields.items()
        )

    def problem(self) -> str:
        """The first field that cannot be read."""
        for item, row in self.fields.items():
            for field in row.values():
                if field.problem():
                    return f"{item}：{field.problem()}"
        return ""


def _row_of_fields(item: str, typed: dict[str, Any] | None) -> dict[str, Field]:
    fields: dict[str, Field] = {
        "target": NumberField(),
        "weight": IntegerField(0, 100),
        "bonus_at": IntegerField(0, 1000),
        "bonus_fen": MoneyField(),
        "penalty_below": IntegerField(0, 1000),
        "penalty_fen": MoneyField(),
    }
    for key, words in _STANDARDS:
        field = fields[key]
        field.set_name(f"{item} {_(words)}")
        field.editor.setMinimumWidth(64)
    fields["weight"].set_value(10)
    if typed is not None:
        for key, field in fields.items():
            field.set_typed(typed[key])
    return fields


def _standard(item: str, values: dict[str, Any]) -> Standard:
    threshold = Threshold(
        item, values["bonus_at"], values["bonus_fen"] or 0, values["penalty_below"], values["penalty_fen"] or 0
    )
    return Standard(item, values["target"] or 0.0, float(values["weight"] or 0), threshold)


class ResultStep(QWidget):
    """What the plan would have made of last month, before it is published."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.summary = label("", wrap=True)
        columns = [
            Column("name", N_("Appraised"), width=160, bold=True),
            Column("item", N_("Item"), width=180),
            Column("target", N_("Target"), width=100),
            Column("reached", N_("Reached last month"), width=130),
            Column("money", N_("Bonus or penalty"), Kind.TAG, 160, tags=_money_tag),
        ]
        self.table = RecordTable("plan-results", columns, context.preferences, context.today, bar=False, footer=False)
        self.table.view.hideColumn(0)
        _stand(self, self.summary, self.table)

    def show_outcomes(self, plan: Plan, found: Sequence[Outcome], month: str) -> None:
        """Show what would have come of a month."""
        words = _("{name}: {months} months, {people} appraised, {items} indicators. Below: what it makes of {month}.")
        self.summary.setText(
            words.format(
                name=plan.name,
                months=len(plan.months),
                people=len(plan.subjects),
                items=len(plan.standards),
                month=month,
            )
        )
        self.table.set_rows([_outcome_row(place, one) for place, one in enumerate(found)])


def _outcome_row(place: int, one: Outcome) -> tuple[Any, ...]:
    reached = "—" if one.reached is None else _figure(one.reached)
    return (str(place), one.name, one.item, _figure(one.target), reached, one.money_fen or None)


def _figure(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")


def _money_tag(fen: Any) -> list[Tag]:
    good = fen > 0
    return [Tag(f"{'+' if good else '−'}{money_words(abs(fen))}", Tone.DONE if good else Tone.DANGER)]


def _stand(step: QWidget, *parts: QWidget) -> None:
    """The parts under each other, the last table or list taking the room."""
    column = in_column(*parts, gap=12, within=step)
    if not isinstance(parts[-1], RecordTable | QScrollArea):
        column.addStretch(1)
