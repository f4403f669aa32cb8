"""From a line to the record behind it."""

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.pay.piece_dialog import open_piece
from gui.visits.visit_dialog import edit_visit
from model.customers.finding import customer_by_code
from model.errors import UserError
from model.work_log.lines import WorkLogLine


def open_source(parent: QWidget, context: Context, line: WorkLogLine) -> bool:
    """Show the record that a line comes from; False for a line of a person's own."""
    if line.source_id is None:
        return False
    if line.source_entity == "visit":
        edit_visit(parent, context, line.source_id)
    elif line.source_entity == "piece_entry":
        open_piece(parent, context, line.work_date, line.source_id)
    elif line.source_entity == "quote":
        context.open_page("proposal", line.source_id)
    else:
        customer = customer_of(context, line.group_code)
        context.open_page("customer" if customer else "retention", customer)
    return True


def customer_of(context: Context, code: str) -> str | None:
    """The customer a line names by its code; None where it was handed over since."""
    if not code:
        return None
    try:
        with context.read() as session:
            return customer_by_code(session, code).id
    except UserError:
        return None
