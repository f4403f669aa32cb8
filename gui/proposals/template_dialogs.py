"""Dialogs of templates: keep one, begin a proposal from one, and what to look at in a copy before it is made."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context
from gui.customer_field import name_of_customer
from gui.widgets.columns import Column, Kind, rows_of
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.proposals.actions import add_quote
from model.proposals.renewal import Renewed, note_words
from model.proposals.templates import delete_template, draft_from_template, list_templates, save_template
from resources.i18n import N_, _


def ask_template_name(parent: QWidget, context: Context, quote_id: str, name: str) -> FormDialog:
    """Keep a proposal as a template under a name."""
    form = Form()
    form.add("name", _("Template"), TextField("", 80), needed=True,
             help=_("Its lines, quantities, reductions and words; no customer and no price."))  # fmt: skip
    form.set_values({"name": name})

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("Template {name}"), name=values["name"]) as session:
            save_template(session, quote_id, values["name"], context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Keep as template"), form, save)
    dialog.open()
    return dialog


def make_renewed(parent: QWidget, context: Context, renewed: Renewed, label: str) -> None:
    """Make the proposal and open it; where something is otherwise than in the original, say so and ask first."""
    if renewed.notes:
        words = "\n".join(note_words(note) for note in renewed.notes)
        if not confirm(parent, _("Look at this first"), words, _("Make the proposal")):
            return
    customer = name_of_customer(context, renewed.draft.customer_id)
    with context.write(label, customer=customer) as session:
        made = add_quote(session, renewed.draft, context.today())
    context.open_page("proposal", made)


class TemplatesDialog(QDialog):
    """Every template; one is used for a customer, or taken out."""

    def __init__(self, parent: QWidget, context: Context, customer_id: str) -> None:
        super().__init__(parent)
        self.context = context
        self.customer = customer_id
        heading = _("From a template: {customer}").format(customer=name_of_customer(context, customer_id))
        self.setWindowTitle(heading)
        self.resize(720, 420)
        self._columns = [
            Column("name", N_("Template"), width=210, bold=True),
            Column("lines", N_("Count of lines"), Kind.INTEGER, 96),
            Column("products", N_("Products"), width=190, quiet=True),
            Column("made_on", N_("Drawn up on"), Kind.DATE, 110),
        ]
        empty = Empty(
            _("No template yet"), _("Open a proposal that went well and keep it as a template."), "", None, "layers"
        )
        self.table = RecordTable(
            "templates", self._columns, context.preferences, context.today, empty=empty, bar=False, footer=False
        )
        self.table.opened.connect(self._use)
        self.table.selection_changed.connect(self._on_selection)
        self.use_button = button(_("Begin with it"), self.use, "primary")
        self.delete_button = button(_("Delete"), self.delete)
        self._lay_out(heading)
        self.refresh()

    def refresh(self) -> None:
        """Read the templates."""
        with self.context.read() as session:
            rows = list_templates(session)
        self.table.set_rows(rows_of(rows, self._columns))
        if rows:
            self.table.select(rows[0].id)
        self._on_selection()

    def use(self) -> None:
        """Begin a proposal with the chosen one."""
        chosen = self.table.selected_ids()
        if chosen:
            self._use(chosen[0])

    def delete(self) -> None:
        """Take the chosen one out."""
        chosen = self.table.selected_ids()
        if chosen:
            with self.context.write(N_("Template taken out")) as session:
                delete_template(session, chosen[0])
            self.context.say(_("Deleted"), undo=True)
            self.refresh()

    def _use(self, template: str) -> None:
        with self.context.read() as session:
            renewed = draft_from_template(session, template, self.customer, self.context.today())
        self.accept()
        make_renewed(self.parentWidget() or self, self.context, renewed, N_("New proposal for {customer}"))

    def _on_selection(self) -> None:
        one = len(self.table.selected_ids()) == 1
        for part in (self.use_button, self.delete_button):
            part.setEnabled(one)

    def _lay_out(self, heading: str) -> None:
        foot = in_row(self.delete_button, STRETCH, button(_("Close"), self.reject), self.use_button)
        in_column(
            title(heading),
            muted(_("Prices are those of today for this customer; limits are checked anew."), wrap=True),
            (self.table, 1),
            foot,
            gap=12,
            margins=FRAME,
            within=self,
        )


def from_template(parent: QWidget, context: Context) -> Callable[[str], None]:
    """Opens the templates for a customer once it is known."""
    return lambda customer: TemplatesDialog(parent, context, customer).open()
