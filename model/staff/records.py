"""Account managers and those who work with them (客户经理)."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept
from resources.i18n import N_


class Staff(Travelling):
    """One of our people; the id is that of the person and of the person dossier."""

    __tablename__ = "staff"
    __dossiers__: ClassVar = ("office",)

    employee_no: Mapped[str] = kept(label=N_("Employee number"), default="", index=True)
    name: Mapped[str] = kept(label=N_("Name"), default="")
    district: Mapped[str] = kept(label=N_("District"), default="")
    role: Mapped[str] = kept(label=N_("Post"), default="manager", choices="staff_role")
    joined: Mapped[date | None] = kept(label=N_("Joined the company"))
