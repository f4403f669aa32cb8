"""Visits (拜访) and whom we met."""

from datetime import date, datetime, time
from typing import ClassVar

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class Visit(Travelling):
    """A planned, done or cancelled meeting; dates and times are wall time in China."""

    __tablename__ = "visit"
    __timeline__: ClassVar = ("visit_date", "contact_mode", "purpose", "outcome", "note")
    __searched__: ClassVar = ("purpose", "note", "outcome", "next_step")

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    status: Mapped[str] = kept(label=N_("Status"), default="done", choices="visit_status")
    visit_date: Mapped[date | None] = kept(label=N_("Date"), group="when", index=True)
    start_time: Mapped[time | None] = kept(label=N_("Start time"), group="when")
    end_time: Mapped[time | None] = kept(label=N_("End time"), group="when")
    contact_mode: Mapped[str] = kept(label=N_("Contact mode"), default="on_site", choices="contact_mode")
    initiator: Mapped[str] = kept(label=N_("Initiator"), default="we", choices="initiator")
    place: Mapped[str] = kept(label=N_("Place"), default="")
    purpose: Mapped[str] = kept(label=N_("Purpose"), default="")
    actions: Mapped[str] = kept(label=N_("Visit actions"), default="")
    note: Mapped[str] = kept(label=N_("Note"), default="")
    outcome: Mapped[str] = kept(label=N_("Outcome"), default="")
    next_step: Mapped[str] = kept(label=N_("Next step"), group="next_step", default="")
    next_date: Mapped[date | None] = kept(label=N_("Next date"), group="next_step", index=True)
    written_by: Mapped[str] = kept(label=N_("Written by"), default="")


class VisitMet(Travelling):
    """A contact met on a visit: a link, so meeting twice is meeting once."""

    __tablename__ = "visit_met"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    visit_id: Mapped[RowId] = kept(refers="visit", default="", index=True)
    contact_id: Mapped[RowId] = kept(refers="contact", default="", index=True)


class Attachment(Travelling):
    """A file of at most 5 MB kept with a visit; photos come shrunk and without their place."""

    __tablename__ = "attachment"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    visit_id: Mapped[RowId] = kept(refers="visit", default="", index=True)
    file_name: Mapped[str] = kept(label=N_("File name"), default="")
    media_type: Mapped[str] = kept(label=N_("Kind of file"), default="")
    added_at: Mapped[datetime | None] = kept(label=N_("Added"))
    content: Mapped[bytes | None] = kept(LargeBinary)
