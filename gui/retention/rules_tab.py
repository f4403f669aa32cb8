"""The rules: which speak, with which figures; how often each grade is met; which days are worked."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.files import ask_source
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind, money_words
from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted
from gui.widgets.placing import in_column, in_row
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.retention.calendars import WorkCalendar, holiday_runs
from model.retention.settings import (
    PARAMETER_LABELS,
    import_holidays,
    rule_settings,
    save_cycle,
    save_holiday,
    save_rule,
    visit_cycles,
    work_calendar,
)
from model.retention.visit_cycles import Cycle
from model.retention.warnings import RULE_BY_CODE, RuleSetting
from reports.holidays import read_holidays
from resources.i18n import N_, _, _n

_YEAR_AHEAD: Final = 365


def rule_name(code: str) -> str:
    """A rule's translated name."""
    warning = RULE_BY_CODE.get(code)
    return _(warning.label if warning else ENUMERATIONS["task_kind"][code])


class RulesTab(QWidget):
    """Three tables, each with its dialog."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings: dict[str, RuleSetting] = {}
        self._cycles: list[Cycle] = []
        self.rules = self._table(
            "rules",
            [
                Column("name", N_("Rule"), Kind.TEXT, 160, bold=True),
                Column("on", N_("On"), Kind.TAG, 64, choices={"on": N_("On"), "off": N_("Off")},
                       tones={"on": Tone.DONE}),
                Column("figures", N_("Parameters"), Kind.TEXT, 320),
                Column("change", "", Kind.ACTION, 80),
            ],
        )  # fmt: skip
        self.cycles = self._table(
            "cycles",
            [
                Column("grade", N_("Grade"), Kind.TEXT, 70),
                Column("mode", N_("Contact mode"), Kind.CHOICE, 110, choices=dict(ENUMERATIONS["contact_mode"])),
                Column("months", N_("Every (months)"), Kind.INTEGER, 100),
            ],
        )
        self.holidays = self._table(
            "holidays",
            [
                Column("name", N_("Holiday"), Kind.TEXT, 150, bold=True),
                Column("first", N_("From"), Kind.DATE, 100),
                Column("last", N_("To"), Kind.DATE, 100),
                Column("sure", "", Kind.TAG, 80, tones={"preliminary": Tone.WARNING},
                       choices={"preliminary": N_("Preliminary")}),
            ],
        )  # fmt: skip
        self.near = muted("", wrap=True)
        self.rules.opened.connect(self.change_rule)
        self.rules.acted.connect(lambda code, _key: self.change_rule(code))
        self.cycles.opened.connect(self.change_cycle)
        self._lay_out()

    def load(self, session: Session) -> None:
        """Read and show."""
        today = self._context.today()
        self._settings = rule_settings(session)
        self._cycles = visit_cycles(session)
        calendar = work_calendar(session)
        self.rules.set_rows([_rule_row(setting) for setting in self._settings.values()])
        self.cycles.set_rows([(f"{c.grade}/{c.mode}", c.grade, c.mode, c.months) for c in self._cycles])
        self._show_holidays(calendar, today)

    def change_rule(self, code: str) -> FormDialog:
        """Edit a rule's switch and figures."""
        setting = self._settings[code]
        form = Form()
        form.add("on", "", CheckField(_("This rule is on")))
        for name in setting.params:
            field = MoneyField() if name.endswith("_fen") else IntegerField(0, 100_000_000)
            form.add(name, _(PARAMETER_LABELS[name]), field, needed=True)
        form.set_values({"on": setting.enabled, **setting.params})

        def save(values: dict[str, Any]) -> None:
            enabled = bool(values.pop("on"))
            with self._context.write(N_("Change rule {rule}"), rule=rule_name(code)) as session:
                save_rule(session, replace(setting, enabled=enabled, params=values))
            self._context.say(_("Saved. The tasks follow at once."), undo=True)

        return self._open(FormDialog(self, rule_name(code), form, save))

    def change_cycle(self, key: str = "") -> FormDialog:
        """Edit how often a grade is met in one way; 0 months is never."""
        form = Form()
        form.add("grade", _("Grade"), ChoiceField(ENUMERATIONS["grade"]), needed=True)
        form.add("mode", _("Contact mode"), ChoiceField(ENUMERATIONS["contact_mode"]), needed=True)
        form.add("months", _("Every (months)"), IntegerField(0, 60), needed=True, help=_("0 means never."))
        known = next(
            (cycle for cycle in self._cycles if f"{cycle.grade}/{cycle.mode}" == key), Cycle("A", "on_site", 1)
        )
        form.set_values(dict(vars(known)))

        def save(values: dict[str, Any]) -> None:
            with self._context.write(N_("Change a visit cycle")) as session:
                save_cycle(session, Cycle(**values))
            self._context.say(_("Saved. The tasks follow at once."), undo=True)

        return self._open(FormDialog(self, _("Visit cycle"), form, save))

    def add_day(self) -> FormDialog:
        """Say that a day is worked or not."""
        form = Form()
        form.add("day", _("Day"), DateField(self._context.today()), needed=True)
        form.add("worked", "", CheckField(_("This day is worked (make-up day)")))
        form.add("name", _("Holiday"), TextField(limit=40))

        def save(values: dict[str, Any]) -> None:
            with self._context.write(N_("Change a day of the holiday table")) as session:
                save_holiday(session, values["day"], bool(values["worked"]), values["name"] or "")
            self._context.say(_("Saved. The tasks follow at once."), undo=True)

        return self._open(FormDialog(self, _("Day of rest or work"), form, save))

    def import_days(self) -> None:
        """Take the published table of a year in from a workbook or csv."""
        kinds = _("Workbook or csv (*.xlsx *.csv)")
        file = ask_source(self, self._context, _("Import the holiday table"), kinds)
        if file is not None:
            self.take_days_in(file)

    def take_days_in(self, path: Path) -> None:
        """Keep the days of a file; says in words what is wrong with it."""
        try:
            days = read_holidays(path)
        except UserError as error:
            self._context.say(error.sentence, "danger")
            return
        with self._context.write(N_("Import the holiday table")) as session:
            count = import_holidays(session, days)
        self._context.say(
            _n("{count} day is in the holiday table.", "{count} days are in the holiday table.", count), undo=True
        )

    def _show_holidays(self, calendar: WorkCalendar, today: date) -> None:
        runs = holiday_runs(today, date.fromordinal(today.toordinal() + _YEAR_AHEAD), calendar)
        self.holidays.set_rows(
            [
                (run.first.isoformat(), _(" and ").join(_(name) for name in run.names), run.first, run.last,
                 "preliminary" if run.preliminary else "")
                for run in runs
            ]
        )  # fmt: skip
        words = _("Make-up days are known up to {year}; later years are preliminary until you type them in.")
        self.near.setText(words.format(year=calendar.last_sure_year))

    def _table(self, name: str, columns: list[Column]) -> RecordTable:
        table = RecordTable(
            name, columns, self._context.preferences, self._context.today, bar=False, footer=False, frame=False
        )
        table.view.hideColumn(0)
        return table

    def _lay_out(self) -> None:
        rules = Card(_("Reminders and early warnings"), margins=1)
        rules.body.addWidget(self.rules, 1)
        cycles = Card(_("Visit cycles"), margins=1)
        cycles.head.addWidget(button(_("Add or change"), self.change_cycle, "link"))
        cycles.body.addWidget(self.cycles, 1)
        holidays = Card(_("Public holidays"), margins=1)
        holidays.head.addWidget(button(_("Import"), self.import_days, "link"))
        holidays.head.addWidget(button(_("Change a day"), self.add_day, "link"))
        holidays.body.addWidget(self.holidays, 1)
        note = in_row(self.near, margins=(15, 0, 15, 0))
        holidays.body.addLayout(note)
        in_row((rules, 3), (in_column((cycles, 1), (holidays, 1), gap=16), 2), gap=16, within=self)

    def _open(self, dialog: FormDialog) -> FormDialog:
        dialog.open()
        return dialog


def _rule_row(setting: RuleSetting) -> tuple[object, ...]:
    figures = _("; ").join(
        f"{_(PARAMETER_LABELS[name])} {money_words(value) if name.endswith('_fen') else value}"
        for name, value in setting.params.items()
    )
    on = "on" if setting.enabled else "off"
    return (setting.code, rule_name(setting.code), on, figures, _("Edit"))
