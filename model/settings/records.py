"""Settings that travel: the office's in the office dossier, a person's own in the person dossier."""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, Travelling, kept
from resources.i18n import N_


class Setting(Travelling):
    """One value, as JSON text, under a name."""

    __tablename__ = "setting"
    __dossiers__: ClassVar = ("office", "person")

    name: Mapped[str] = kept(label=N_("Setting"), default="", index=True)
    value: Mapped[str] = kept(label=N_("Value"), default="null")


class Draft(Local):
    """What was typed into a form that was not saved, as JSON text; kept here because only the store is encrypted."""

    __tablename__ = "draft"
    __table_args__ = {"info": {"book": True}}

    form: Mapped[str] = mapped_column(String(120), primary_key=True)
    typed: Mapped[str] = mapped_column(default="{}")
