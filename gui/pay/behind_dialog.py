"""What stands behind a part of the retention bonus: the key people counted, or the visits and tasks that were due."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.colours import Tone
from gui.context import Context
from gui.papers.list_dialog import ListDialog
from gui.widgets.columns import Column, Kind, Tag
from model.labels import label_of
from model.pay.behind import ProcessRow, list_key_people, list_process
from resources.i18n import N_, _


class BehindDialog(ListDialog):
    """A list with what counts and what does not; Enter opens the record."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        heading: str,
        remark: str,
        columns: Sequence[Column],
        rows: Sequence[tuple[Any, ...]],
        opens: Callable[[str], None],
    ) -> None:
        super().__init__(parent, context, "pay-behind", heading, remark, columns, rows)
        self._opens = opens

    def open_record(self, row_id: str) -> None:
        """Go to the record."""
        self.accept()
        self._opens(row_id)


def open_key_people(parent: QWidget, context: Context, month: int) -> BehindDialog:
    """Who counts as a key person and was kept; Enter opens the customer."""
    with context.read() as session:
        people = list_key_people(session, month)
    customers = {row.id: row.customer_id for row in people}
    columns = [
        Column("kept", N_("State"), Kind.TAG, 90, tags=_kept_tag),
        Column("name", N_("Name"), width=140, bold=True),
        Column("title", N_("Title"), width=140),
        Column("customer", N_("Customer"), width=300),
    ]
    rows = [(row.id, row.kept, row.name, row.title, row.customer) for row in people]
    heading = label_of("retention_bonus_item", "key_person")
    remark = _("Deciders, approvers, buyers and gatekeepers judged by the month's end, and who is still in office.")
    dialog = BehindDialog(
        parent, context, heading, remark, columns, rows, lambda row: context.open_page("customer", customers[row])
    )
    dialog.open()
    return dialog


def open_process(parent: QWidget, context: Context, month: int) -> BehindDialog:
    """The visits and tasks of a month that basic process work counts; Enter opens them."""
    with context.read() as session:
        found = list_process(session, month, context.today())
    entities = {row.id: row for row in found}
    columns = [
        Column("counted", N_("Counts"), Kind.TAG, 90, tags=_done_tag),
        Column("day", N_("Date"), Kind.DATE, 96),
        Column("entity", N_("Kind"), Kind.CHOICE, 80, choices=_KINDS),
        Column("customer", N_("Customer"), width=240, bold=True),
        Column("what", N_("What"), width=240),
    ]
    rows = [(row.id, row.counted, row.day, row.entity, row.customer, _what(row)) for row in found]
    heading = label_of("retention_bonus_item", "process")
    remark = _("Visits that took place and say what came of them, and tasks done, of all that were due in the month.")

    def opens(row_id: str) -> None:
        row = entities[row_id]
        if row.entity == "visit":
            context.open_page("visits", row.id)
        elif row.customer_id is not None:
            context.open_page("customer", row.customer_id)
        else:
            context.open_page("retention")

    dialog = BehindDialog(parent, context, heading, remark, columns, rows, opens)
    dialog.open()
    return dialog


def _what(row: ProcessRow) -> str:
    """What a task or a visit is about; a task without words of its own is named by its kind."""
    return row.what or label_of("task_kind", row.kind)


_KINDS = {"visit": N_("Visit"), "retention_task": N_("Task")}


def _kept_tag(kept: Any) -> list[Tag]:
    return [Tag(_("In office"), Tone.DONE) if kept else Tag(_("Gone"), Tone.DANGER)]


def _done_tag(counted: Any) -> list[Tag]:
    return [Tag(_("Counts"), Tone.DONE) if counted else Tag(_("Not yet"), Tone.WARNING)]
