"""Hand-ins at the month's end (月末上交), one row a month and version; they stand in the person's own dossier."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept
from resources.i18n import N_


class Submission(Travelling):
    """A month as it was handed in: its frozen log, what was open, and what became of it; an amendment is a new version.

    `frozen` and `checklist` are JSON text: the lines of the work log as they stood, and how many points of a kind were
    open. `sent_on` is the day on which its papers were written out whole.
    """

    __tablename__ = "submission"
    __dossiers__: ClassVar = ("person",)

    month: Mapped[int | None] = kept(label=N_("Month"), group="submission", index=True)
    version: Mapped[int] = kept(label=N_("Version"), group="submission", default=1)
    handed_in_on: Mapped[date | None] = kept(label=N_("Handed in on"), group="submission")
    handed_in_by: Mapped[str] = kept(label=N_("Handed in by"), group="submission", default="")
    remarks: Mapped[str] = kept(label=N_("Remarks"), group="submission", default="")
    checklist: Mapped[str] = kept(label=N_("Points open"), group="submission", default="{}")
    frozen: Mapped[str] = kept(label=N_("Lines of the log as handed in"), group="submission", default="[]")
    pay_frozen: Mapped[bool] = kept(label=N_("Pay frozen with it"), group="submission", default=False)
    sent_on: Mapped[date | None] = kept(label=N_("Papers written on"))
    state: Mapped[str] = kept(label=N_("State"), group="state", default="handed_in", choices="submission_state")
    state_since: Mapped[date | None] = kept(label=N_("State since"), group="state")
    received_on: Mapped[date | None] = kept(label=N_("Received on"), group="receipt")
    received_by: Mapped[str] = kept(label=N_("Received by"), group="receipt", default="")
    received_way: Mapped[str] = kept(label=N_("How received"), group="receipt", default="", choices="submission_way")
    returned_on: Mapped[date | None] = kept(label=N_("Sent back on"), group="return")
    returned_by: Mapped[str] = kept(label=N_("Sent back by"), group="return", default="")
    return_reason: Mapped[str] = kept(label=N_("Why it was sent back"), group="return", default="")
    approved_on: Mapped[date | None] = kept(label=N_("Approved on"), group="approval")
    approved_by: Mapped[str] = kept(label=N_("Approved by"), group="approval", default="")
    approved_way: Mapped[str] = kept(label=N_("How approved"), group="approval", default="", choices="submission_way")
    approval_note: Mapped[str] = kept(label=N_("Approval note"), group="approval", default="")
