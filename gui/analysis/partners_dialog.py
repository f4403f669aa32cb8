"""Whom a customer buys from, sells to and works with: the list, and the form of one firm."""

from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.empty import Empty
from gui.widgets.fields import ChoiceField, DateField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, icon_button, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.analysis.partners import PartnerDraft, PartnerRow, delete_partners, keep_partner, list_partners
from model.analysis.scopes import customer_scope, family
from model.enumerations import ENUMERATIONS
from resources.i18n import N_, _


class PartnersDialog(QDialog):
    """The firms around one customer; Enter edits one, Ctrl+N is the button New firm."""

    def __init__(self, parent: QWidget, context: Context, customer_id: str) -> None:
        super().__init__(parent)
        self._context, self._customer = context, customer_id
        self._rows: dict[str, PartnerRow] = {}
        self.setWindowTitle(_("Partners and suppliers"))
        self.resize(880, 480)
        columns = [
            Column("kind", N_("Relation"), Kind.CHOICE, 100, choices=ENUMERATIONS["partner_kind"]),
            Column("name", N_("Firm"), width=220, bold=True),
            Column("what", N_("What they do together"), width=220),
            Column("source", N_("Source"), width=120),
            Column("seen_on", N_("As of"), Kind.DATE, 100),
        ]
        empty = Empty(
            _("No partner or supplier is noted"),
            _("A chain leads to the next customer: note whom this one buys from and sells to."),
            _("New firm"),
            self.add,
            "network",
        )
        self.table = RecordTable("partners", columns, context.preferences, context.today, empty=empty)
        self.table.opened.connect(lambda row: open_partner(self, context, customer_id, self._rows[row]))
        offer_papers(self, context, self.table, _("Partners and suppliers"))
        foot = in_row(
            icon_button("trash-2", _("Delete"), self.delete),
            STRETCH,
            button(_("New firm"), self.add),
            button(_("Close"), self.accept, "primary"),
        )
        in_column(title(_("Partners and suppliers")), (self.table, 1), foot, gap=12, margins=FRAME, within=self)
        context.data_changed.connect(self._on_change)
        self.refresh()

    def refresh(self) -> None:
        """Read the firms."""
        with self._context.read() as session:
            rows = list_partners(session, family(customer_scope(session, self._customer)))
        self._rows = {row.id: row for row in rows}
        self.table.set_rows([(row.id, row.kind, row.name, row.what, row.source, row.seen_on) for row in rows])

    def add(self) -> None:
        """Note a firm."""
        open_partner(self, self._context, self._customer)

    def delete(self) -> None:
        """Take the chosen firms out."""
        chosen = self.table.selected_ids()
        if chosen:
            with self._context.write(N_("Delete {count} firms"), count=len(chosen)) as session:
                delete_partners(session, chosen)
            self._context.say(_("Deleted"), undo=True)

    def _on_change(self, names: frozenset[str]) -> None:
        if "business_partner" in names:
            self.refresh()


def open_partner(parent: QWidget, context: Context, customer_id: str, row: PartnerRow | None = None) -> FormDialog:
    """A new firm, or the given one to edit."""
    form = Form(columns=2)
    form.add("name", _("Firm"), TextField(limit=200), needed=True)
    form.add("kind", _("Relation"), ChoiceField(ENUMERATIONS["partner_kind"]))
    form.add("what", _("What they do together"), TextField(limit=200), wide=True)
    form.add("source", _("Source"), TextField(limit=200), help=_("Where it is known from; it stands on the paper."))
    form.add("seen_on", _("As of"), DateField(context.today()))
    start = {"kind": "supplier", "seen_on": context.today()}
    if row is not None:
        start = {name: getattr(row, name) or None for name in ("name", "kind", "what", "source", "seen_on")}
    form.set_values(start)

    def save(values: dict[str, Any]) -> None:
        draft = PartnerDraft(
            customer_id,
            values["kind"],
            values["name"] or "",
            values["what"] or "",
            values["source"] or "",
            values["seen_on"],
        )
        with context.write(N_("Firm around a customer")) as session:
            keep_partner(session, draft, row.id if row else None)
        context.say(_("Saved"), undo=True)

    key = row.id if row else f"new/{customer_id}"
    dialog = FormDialog(parent, _("Firm"), form, save, name=f"partner/{key}", drafts=context.drafts, width=560)
    dialog.open()
    return dialog
