"""The base of a sheet on a customer's page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context


class CustomerTab(QWidget):
    """One sheet: it reads when it is shown and something has changed. `go(key)` leads to another sheet."""

    go = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.customer: str = ""
        self._stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_customer(self, customer: str) -> None:
        """This customer from now on, or the same one changed."""
        self.customer = customer
        self._stale = True

    def read_if_needed(self) -> None:
        """Read and show, unless what is shown is true."""
        if self._stale and self.customer:
            self._stale = False
            with self.context.read() as session:
                self.load(session)

    def load(self, session: Session) -> None:
        """Read what the sheet shows."""
        raise NotImplementedError

    def new_row(self) -> bool:
        """Start a new row of this sheet; False where it has none."""
        return False
