"""The audit trail: reveals, exports and erasures, in the person dossier, so that it reaches the office."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class AuditEntry(Travelling):
    """One guarded act: when, what, on which row, and the reason given."""

    __tablename__ = "audit_entry"
    __dossiers__: ClassVar = ("person",)
    __dumped__: ClassVar = False

    made_at: Mapped[datetime | None] = kept(label=N_("When"))
    action: Mapped[str] = kept(label=N_("Action"), default="")
    entity: Mapped[str] = kept(label=N_("Kind of record"), default="")
    row_id: Mapped[RowId | None] = kept(label=N_("Number of that record"))
    field: Mapped[str] = kept(label=N_("Field"), default="")
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
