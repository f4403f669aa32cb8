"""The sheets of a customer's page whose rows have a telephone number, and those a person adds to and takes from."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QHBoxLayout
from sqlalchemy.orm import Session

from gui.context import Context
from gui.customers.row_dialog import delete_with_undo
from gui.customers.shown_numbers import ShownNumbers
from gui.customers.tab import CustomerTab
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from resources.i18n import _


class Named(Protocol):
    """What stands in a row."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


_Row = TypeVar("_Row")
_Named = TypeVar("_Named", bound=Named)


class NumbersTab(CustomerTab, Generic[_Row]):
    """A table whose rows each have a number; those shown for one customer are masked again for the next."""

    def __init__(self, context: Context, entity: str, table: RecordTable) -> None:
        super().__init__(context)
        self.rows: Sequence[_Row] = ()
        self.numbers = ShownNumbers(context, entity)
        self.table = table
        table.acted.connect(self._reveal)

    def show_customer(self, customer: str) -> None:
        """This customer from now on; numbers shown for another are masked."""
        if customer != self.customer:
            self.numbers.mask()
        super().show_customer(customer)

    def load(self, session: Session) -> None:
        """Read the rows."""
        self.rows = self.read(session)
        self._show()

    def read(self, session: Session) -> Sequence[_Row]:
        """The customer's rows."""
        raise NotImplementedError

    def cells_of(self, row: _Row) -> tuple[Any, ...]:
        """The id and the cells of a row."""
        raise NotImplementedError

    def number_field(self, row_id: str) -> str:
        """The field that a row's number stands in."""
        raise NotImplementedError

    def _show(self) -> None:
        self.table.set_rows([self.cells_of(row) for row in self.rows])

    def _reveal(self, row_id: str, _key: str) -> None:
        self.numbers.show(row_id, self.number_field(row_id))
        self._show()


class RowsTab(NumbersTab[_Named]):
    """Rows to add, open and take out, with their buttons above the table."""

    def __init__(self, context: Context, record: type[Any], table: RecordTable) -> None:
        super().__init__(context, record.__tablename__, table)
        self._record = record
        self.delete_button = button(_("Delete"), self.delete, "quiet", "trash-2")
        self.bar = QHBoxLayout()
        self.bar.setSpacing(12)
        self.column.addLayout(self.bar)
        self.column.addWidget(table, 1)
        table.selection_changed.connect(self._on_selection)
        self.delete_button.setEnabled(False)

    def delete(self) -> None:
        """Take the selected row out; undo brings it back."""
        found = self.row_of(self.table.current_id())
        if found is not None:
            delete_with_undo(self, self.context, self._record, found.id, found.name)

    def row_of(self, row_id: str | None) -> _Named | None:
        """The row of an id, while it is shown."""
        return next((row for row in self.rows if row.id == row_id), None)

    def _on_selection(self) -> None:
        self.delete_button.setEnabled(bool(self.table.selected_ids()))
