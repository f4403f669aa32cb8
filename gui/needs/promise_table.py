"""Promises: what is due, late, kept and broken; of one customer or of all."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.editing.bulk_dialog import bulk_button
from gui.editing.subjects import PROMISES
from gui.needs.columns import promise_columns
from gui.needs.promise_dialog import ask_end, edit_promise, keep_promises, open_promise
from gui.papers.export import offer_papers
from gui.papers.receipt import preview_receipt
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.flow import FlowRow
from gui.widgets.labels import button, icon_button, muted
from gui.widgets.placing import in_column
from gui.widgets.record_table import RecordTable
from model.needs.promise_actions import delete_promise, reopen_promise
from model.needs.promise_queries import PromiseRow, list_promises
from model.needs.promise_rules import CLOSED, kept_rate
from resources.i18n import N_, _


class PromiseTable(QWidget):
    """Promises with their buttons; the owner calls `load(session)` and listens to `promise`, `contact`, `customer`."""

    def __init__(self, context: Context, customer_id: str = "", *, of_customer: bool = True) -> None:
        super().__init__()
        self.context = context
        self.customer = customer_id
        self._of_customer = of_customer
        self._promises: Sequence[PromiseRow] = ()
        self._columns = promise_columns(of_customer)
        empty = Empty(
            _("No promises"),
            _("F4 turns what you just told a customer into a promise with a day; it is not forgotten then."),
            _("New promise"),
            self.new_promise,
            "handshake",
        )
        self.table = RecordTable(
            "promises-of-customer" if of_customer else "promises",
            self._columns,
            context.preferences,
            context.today,
            empty=empty,
            bar=not of_customer,
        )
        self.keep_button = button(_("Kept"), self.keep, glyph="check")
        self.break_button = button(_("Broken"), lambda: self.end("broken"))
        self.substitute_button = button(_("Substituted"), lambda: self.end("substituted"))
        self.reopen_button = button(_("Open again"), self.reopen, "quiet")
        self.receipt_button = button(_("Receipt"), self.print_receipt, glyph="printer")
        self.bulk_button = bulk_button(self, context, PROMISES, self.table)
        self.rate = muted("")
        self.delete_button = icon_button("trash-2", _("Delete"), self.delete)
        self._lay_out()
        self.table.opened.connect(lambda row: edit_promise(self, context, row))
        self.table.selection_changed.connect(self._on_selection)
        offer_papers(self, context, self.table, _("Promises"))
        self._on_selection()

    def show_customer(self, customer_id: str) -> None:
        """This customer's promises from the next `load` on."""
        self.customer = customer_id

    def load(self, session: Session) -> None:
        """Read and show."""
        everyone = not self._of_customer
        today, whose = self.context.today(), self.customer or None
        self._promises = list_promises(session, today, customer_id=whose) if whose or everyone else []
        self.table.set_rows(rows_of(self._promises, self._columns))
        kept, ended = kept_rate([one.state for one in self._promises])
        self.rate.setText(_("Kept: {kept} of {count}").format(kept=kept, count=ended) if ended else "")
        self._on_selection()

    def new_promise(self) -> None:
        """Ask for a new promise."""
        open_promise(self, self.context, self.customer or None)

    def keep(self) -> None:
        """The chosen promises were kept."""
        keep_promises(self.context, [one for one in self._chosen() if one.state not in CLOSED])

    def end(self, state: str) -> None:
        """The chosen promise was broken or substituted; the reason is asked for."""
        open_ones = [one for one in self._chosen() if one.state not in CLOSED]
        if open_ones:
            ask_end(self, self.context, open_ones[0], state)

    def reopen(self) -> None:
        """The chosen promises are open again."""
        ended = [one for one in self._chosen() if one.state in CLOSED]
        if ended:
            with self.context.write(N_("Open promise {text} again"), text=ended[0].text[:60]) as session:
                for one in ended:
                    reopen_promise(session, one.id)
            self.context.say(_("Saved"), undo=True)

    def delete(self) -> None:
        """Take the chosen promises out; the message offers to bring them back."""
        chosen = self._chosen()
        if not chosen:
            return
        with self.context.write(N_("Delete promise {text}"), text=chosen[0].text[:60]) as session:
            for one in chosen:
                delete_promise(session, one.id)
        self.context.say(_("Deleted"), undo=True)

    def print_receipt(self) -> None:
        """The paper a customer gets of the chosen promises, or of all that are open."""
        open_ones = [one for one in self._chosen() if one.state not in CLOSED]
        whose = self.customer or (open_ones[0].customer_id if open_ones else "")
        if whose:
            preview_receipt(self, self.context, whose, [one.id for one in open_ones if one.customer_id == whose])
        else:
            self.context.say(_("Choose a promise first: a receipt is for one customer."), "news")

    def _lay_out(self) -> None:
        row = FlowRow()
        row.flow.addWidget(button(_("New promise"), self.new_promise, glyph="plus"))
        for act in (self.keep_button, self.break_button, self.substitute_button, self.reopen_button):
            row.flow.addWidget(act)
        for part in (self.bulk_button, self.delete_button, self.receipt_button, self.rate):
            row.flow.addWidget(part)
        in_column(row, (self.table, 1), gap=12, within=self)

    def _chosen(self) -> list[PromiseRow]:
        ids = self.table.selected_ids()
        return [one for one in self._promises if one.id in ids]

    def _on_selection(self) -> None:
        chosen = self._chosen()
        open_ones = [one for one in chosen if one.state not in CLOSED]
        for part in (self.keep_button, self.break_button, self.substitute_button):
            part.setEnabled(bool(open_ones))
        self.reopen_button.setEnabled(len(open_ones) < len(chosen))
        self.bulk_button.setEnabled(bool(chosen))
        self.delete_button.setEnabled(bool(chosen))
