"""The expectation ledger: what customers expect of us, what was promised for it, whether it was met."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.customer_field import customer_field, people_of
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import EXPECTATIONS
from gui.needs.columns import PROMISE_TONES
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, DateField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.needs.expectations import (
    ExpectationDraft,
    ExpectationRow,
    add_expectation,
    change_expectation,
    delete_expectation,
    ledger_of,
    list_expectations,
)
from model.needs.promise_queries import list_promises
from resources.i18n import N_, _

_TONES: Final = {"open": Tone.NEUTRAL, "met": Tone.DONE, "partly": Tone.WARNING, "unmet": Tone.DANGER}


def expectation_columns() -> list[Column]:
    """Who expects what, what was promised for it, and whether it was met."""
    states, kept = ENUMERATIONS["expectation_state"], ENUMERATIONS["promise_state"]
    return [
        Column("said_on", N_("Said on"), Kind.DATE, 100),
        Column("customer_name", N_("Customer"), width=180, quiet=True),
        Column("text", N_("Expectation"), width=220, bold=True),
        Column("said_by", N_("Said by"), width=120, quiet=True),
        Column("promise", N_("What we promised for it"), width=180),
        Column("promise_state", N_("Promise"), Kind.TAG, 90, choices=kept, tones=PROMISE_TONES),
        Column("state", N_("Met"), Kind.TAG, 90, choices=states, tones=_TONES),
        Column("remarks", N_("Remarks"), width=140, quiet=True),
    ]  # fmt: skip


class ExpectationForm(Form):
    """An expectation; people and promises follow the customer that is chosen."""

    def __init__(self, context: Context, row: ExpectationRow | None) -> None:
        super().__init__(columns=2)
        self._context = context
        self._row = row
        if row is None:
            customer = self.add("customer_id", _("Customer"), customer_field(context), needed=True, wide=True)
            customer.changed.connect(self._follow)
        self.add("text", _("Expectation"), TextField(limit=300), needed=True, wide=True)
        self.said_by, self.promise = ChoiceField({}, optional=True), ChoiceField({}, optional=True)
        self.add("said_by_id", _("Said by"), self.said_by)
        self.add("said_on", _("Said on"), DateField(context.today()))
        self.add(
            "promise_id", _("What we promised for it"), self.promise,
            help=_("An expectation nobody promised anything for is the one that disappoints without a warning."),
        )  # fmt: skip
        self.add("state", _("Met"), ChoiceField(ENUMERATIONS["expectation_state"]))
        self.add("remarks", _("Remarks"), TextField(limit=300), wide=True)
        self._follow()
        names = ("text", "said_by_id", "said_on", "promise_id", "state", "remarks")
        start = {"said_on": context.today(), "state": "open"}
        self.set_values({name: getattr(row, name) for name in names} if row else start)

    def draft(self) -> ExpectationDraft:
        """The expectation as typed."""
        values = self.values()
        return ExpectationDraft(
            self._customer() or "", values["text"] or "", values["said_by_id"], values["said_on"],
            values["promise_id"], values["state"], values["remarks"] or "",
        )  # fmt: skip

    def _customer(self) -> str | None:
        return self._row.customer_id if self._row else self.values().get("customer_id")

    def _follow(self) -> None:
        customer = self._customer()
        _offer(self.said_by, people_of(self._context, customer))
        promises: list[tuple[str, str]] = []
        if customer is not None:
            with self._context.read() as session:
                found = list_promises(session, self._context.today(), customer_id=customer)
            promises = [(one.id, one.text[:60]) for one in found]
        _offer(self.promise, promises)


def open_expectation(parent: QWidget, context: Context, row: ExpectationRow | None = None) -> FormDialog:
    """A new expectation, or one to change."""
    form = ExpectationForm(context, row)

    def save(values: dict[str, Any]) -> None:
        draft = form.draft()
        label = N_("Edit expectation {text}") if row else N_("Add expectation {text}")
        with context.write(label, text=draft.text[:60]) as session:
            if row is None:
                add_expectation(session, draft)
            else:
                change_expectation(session, row.id, draft)
        context.say(_("Saved"), undo=True)

    name = f"expectation/{row.id}" if row else "expectation/new"
    heading = _("Expectation") if row else _("New expectation")
    dialog = FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=600)
    dialog.open()
    return dialog


class ExpectationTable(QWidget):
    """Everyone's expectations with their buttons; the owner calls `load(session)` and listens to `expectation`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._rows: Sequence[ExpectationRow] = ()
        self._columns = expectation_columns()
        empty = Empty(
            _("No expectations"),
            _("What does a customer take for granted from us? Written down, it can be promised, kept and checked."),
            _("New expectation"), self.new, "target",
        )  # fmt: skip
        self.table = RecordTable("expectations", self._columns, context.preferences, context.today, empty=empty)
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self.bulk_button = bulk_button(self, context, EXPECTATIONS, self.table)
        self.sums = muted("")
        row = in_row(
            button(_("New expectation"), self.new, glyph="plus"),
            self.bulk_button,
            self.delete_button,
            self.sums,
            STRETCH,
            gap=8,
        )
        in_column(row, (self.table, 1), gap=12, within=self)
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Expectations"))
        self._on_selection()

    def load(self, session: Session) -> None:
        """Read and show."""
        self._rows = list_expectations(session, self.context.today())
        self.table.set_rows(rows_of(self._rows, self._columns))
        sums = ledger_of(self._rows)
        words = _("{promised} of {count} promised · {met} of {judged} met")
        said = words.format(promised=sums.promised, count=sums.count, met=sums.met, judged=sums.judged)
        self.sums.setText(said if sums.count else "")
        self._on_selection()

    def new(self) -> None:
        """Ask for a new one."""
        open_expectation(self, self.context)

    def delete(self) -> None:
        """Take the chosen ones out."""
        ids = self.table.selected_ids()
        if not ids:
            return
        with self.context.write(N_("Delete {count} expectations"), count=len(ids)) as session:
            for one in ids:
                delete_expectation(session, one)
        self.context.say(_("Deleted"), undo=True)

    def _open(self, row_id: str) -> None:
        row = next((one for one in self._rows if one.id == row_id), None)
        if row is not None:
            open_expectation(self, self.context, row)

    def _on_selection(self) -> None:
        some = bool(self.table.selected_ids())
        self.bulk_button.setEnabled(some)
        self.delete_button.setEnabled(some)


def _offer(field: ChoiceField, choices: Sequence[tuple[str, str]]) -> None:
    kept = field.value()
    field.box.blockSignals(True)
    while field.box.count() > 1:
        field.box.removeItem(1)
    for key, words in choices:
        field.box.addItem(words, key)
    field.box.setCurrentIndex(max(field.box.findData(kept), 0))
    field.box.blockSignals(False)
