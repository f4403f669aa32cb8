"""Provisioning, fault, billing and complaint hand-offs (工单)."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class ServiceRequest(Travelling):
    """One hand-off with its stage, its deadline and whom it waits on."""

    __tablename__ = "service_request"
    __searched__: ClassVar = ("number", "content")
    __timeline__: ClassVar = ("accepted_on", "kind", "content", "stage")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    number: Mapped[str] = kept(label=N_("Request number"), default="")
    kind: Mapped[str] = kept(label=N_("Type"), default="", choices="service_request_kind")
    content: Mapped[str] = kept(label=N_("Content"), default="")
    accepted_on: Mapped[date | None] = kept(label=N_("Accepted on"))
    deadline: Mapped[date | None] = kept(label=N_("Deadline"))
    stage: Mapped[str] = kept(label=N_("Stage"), default="")
    waiting_on: Mapped[str] = kept(label=N_("Waiting on"), default="")
    waiting_since: Mapped[date | None] = kept(label=N_("Waiting since"))
    result: Mapped[str] = kept(label=N_("Result"), group="end", default="")
    closed_on: Mapped[date | None] = kept(label=N_("Closed on"), group="end")
