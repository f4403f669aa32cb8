"""Segments: a named rule over customer fields with its profile card."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept
from resources.i18n import N_


class Segment(Travelling):
    """A customer segment (细分客户群); `rule` is JSON text, `sample_seed` makes its random sample repeatable."""

    __tablename__ = "segment"
    __dossiers__: ClassVar = ("office", "person")

    name: Mapped[str] = kept(label=N_("Segment"), default="")
    rule: Mapped[str] = kept(label=N_("Conditions"), default="[]")
    needs: Mapped[str] = kept(label=N_("Needs"), default="")
    profile: Mapped[str] = kept(label=N_("Profile"), default="")
    owner: Mapped[str] = kept(label=N_("Owner"), default="")
    sample_seed: Mapped[int] = kept(label=N_("Sample seed"), default=1)
