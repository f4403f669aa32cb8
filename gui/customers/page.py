"""The customers page: every customer in one table, to filter, open, edit in bulk, paste into and export."""

from typing import Any

from gui.context import Context
from gui.customers.columns import customer_columns
from gui.page import Page
from gui.tasks import Progress
from gui.widgets.columns import rows_of
from gui.widgets.empty import Empty
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.customers.listing import count_customers, list_customers
from resources.i18n import _, _n

READ_AT_ONCE = 3000
"""Customers that are read while the person waits (under 50 ms); more come from the worker."""


class CustomersPage(Page):
    """All customers."""

    listens_to = frozenset(
        {"customer", "billing_month", "installed_product", "agreement", "visit", "buying_role", "value_score",
         "value_grade", "retention_task"}
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Customers"))
        self._columns = customer_columns(context.today())
        self._waiting: dict[str, Any] = {}
        self._reading = False
        empty = Empty(
            _("No customers yet"),
            _("Import the month's file from the office: customers, contacts, products and bills come with it."),
            _("Import the month's file"),
            self.start_import,
            "file-down",
        )
        self.table = RecordTable("customers", self._columns, context.preferences, context.today, empty=empty)
        self.body.addWidget(self.table, 1)
        self.new_button = button(_("New customer"), self.new_here)
        self.bulk_button = button(_("Edit many"), self.edit_many)
        self.import_button = button(_("Import the month's file"), self.start_import, "primary")
        self.log_button = button(_("Log one contact"), self.log_contact)
        for made in (self.new_button, self.log_button, self.bulk_button, self.import_button):
            self.buttons.addWidget(made)
        self.setFocusProxy(self.table.view)
        self._connect()

    def refresh(self) -> None:
        """Read every customer; a big book comes from the worker."""
        with self.context.read() as session:
            if count_customers(session) <= READ_AT_ONCE:
                self._show(rows_of(list_customers(session, self.context.today()), self._columns))
                return
        if not self._reading:
            self._reading = True
            self.context.tasks.run(self._read_all, self._on_read, title=_("Reading the customers"))

    def state(self) -> dict[str, Any]:
        """Filter, order, selection and scroll."""
        return self.table.state()

    def restore(self, state: dict[str, Any]) -> None:
        """Bring them back, now or when the rows have come."""
        self._waiting = {} if self.table.model.rows else state
        self.table.restore(state)

    def new_here(self) -> bool:
        """Ctrl+N: a new customer."""
        from gui.customers.new_dialog import open_new_customer  # dialogs come at their first use, not with the window

        open_new_customer(self, self.context)
        return True

    def help_text(self) -> str:
        """What this page is for."""
        return _(
            "All customers. Type in the filter box (pinyin initials work), click a heading to sort, Space ticks rows, "
            "Enter opens. Edit many sets one field for the ticked customers; Ctrl+V pastes rows copied from Excel. "
            "Grade is our own, by value; the office's grade stands in a column of its own."
        )

    def start_import(self) -> None:
        """Open the import wizard."""
        self.context.import_wanted.emit(())

    def export(self) -> None:
        """Write what is shown as a workbook."""
        from gui.papers.export import export_table

        export_table(self, self.context, self.table, _("Customers"))

    def print_shown(self) -> None:
        """Show what is shown as a paper."""
        from gui.papers.export import print_table

        print_table(self, self.context, self.table, _("Customers"))

    def edit_many(self) -> None:
        """Set one field for the ticked or selected customers."""
        from gui.editing.bulk_dialog import edit_many
        from gui.editing.subjects import CUSTOMERS

        edit_many(self, self.context, CUSTOMERS, self.table.selected_ids())

    def log_contact(self) -> None:
        """Log one contact, such as a round of calls, for every ticked or selected customer."""
        from gui.visits.visit_dialog import open_visit_for_many

        ids = self.table.selected_ids()
        if not ids:
            self.context.say(_("Tick the customers first: Space, or the box before the name."), "news")
            return
        open_visit_for_many(self, self.context, ids)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.export_wanted.connect(self.export)
        self.table.print_wanted.connect(self.print_shown)
        self.table.bar.offer_papers(True)
        self.table.pasted.connect(self._paste)
        self.table.shown_changed.connect(self._say_count)
        self.table.offer(_("Log one contact"), self.log_contact)
        self.table.offer(_("Edit many"), self.edit_many)

    def _open(self, customer: str) -> None:
        self.context.open_page("customer", customer, within=self.table.shown_ids())

    def _paste(self, rows: list[list[str]]) -> None:
        from gui.customers.paste_dialog import open_paste_dialog

        open_paste_dialog(self, self.context, rows, self.table.selected_ids())

    def _read_all(self, progress: Progress) -> list[tuple[Any, ...]]:
        with self.context.read() as session:
            found = list_customers(session, self.context.today())
        progress.check_cancelled()
        return rows_of(found, self._columns)

    def _on_read(self, rows: list[tuple[Any, ...]]) -> None:
        self._reading = False
        self._show(rows)

    def _show(self, rows: list[tuple[Any, ...]]) -> None:
        self.table.set_rows(rows)
        self.bulk_button.setEnabled(bool(rows))
        self.log_button.setEnabled(bool(rows))
        if self._waiting and rows:
            self.table.restore(self._waiting)
            self._waiting = {}

    def _say_count(self, shown: int, total: int) -> None:
        words = _n("{count} customer", "{count} customers", total)
        if shown != total:
            words = _n(
                "{count} customer · {shown} shown", "{count} customers · {shown} shown", total, shown=f"{shown:,}"
            )
        self.sub_heading.setText(words if total else "")
