"""Settings that travel: the office's in the office dossier, a person's own in the person dossier."""

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept


class Setting(Travelling):
    """One value, as JSON text, under a name."""

    __tablename__ = "setting"

    name: Mapped[str] = kept(default="", index=True)
    value: Mapped[str] = kept(default="null")
