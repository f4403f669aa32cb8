"""Work-log entries (工作日志); they copy customer code and name, so that the past survives a hand-over."""

from datetime import date

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class WorkLogEntry(Travelling):
    """One line of the log: a day, hours, a category, what was done, for whom, and the record behind it.

    One with a source stands in place of the line that the source makes, or, `left_out`, keeps it out of the log.
    """

    __tablename__ = "work_log_entry"

    work_date: Mapped[date | None] = kept(label=N_("Date"), index=True)
    minutes: Mapped[int] = kept(label=N_("Minutes"), default=0)
    category: Mapped[str] = kept(label=N_("Category"), default="other", choices="log_category")
    what: Mapped[str] = kept(label=N_("Work done"), default="")
    customer_id: Mapped[RowId | None] = kept(group="customer", refers="customer")
    group_code: Mapped[str] = kept(label=N_("Group code"), group="customer", default="")
    customer_name: Mapped[str] = kept(label=N_("Customer name"), group="customer", default="")
    source_entity: Mapped[str] = kept(label=N_("Kind of the record behind it"), group="source", default="")
    source_id: Mapped[RowId | None] = kept(label=N_("Number of the record behind it"), group="source", index=True)
    left_out: Mapped[bool] = kept(label=N_("Left out of the log"), default=False)
