"""Targets (指标), piece rates (计件单价) and the official pay sheet (酬金核对)."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import Travelling, kept
from resources.i18n import N_


class KpiTarget(Travelling):
    """Month × item × target × actual of a district or a manager."""

    __tablename__ = "kpi_target"
    __dossiers__: ClassVar = ("office",)

    scope: Mapped[str] = kept(label=N_("Appraisal level"), default="", choices="kpi_scope")
    subject: Mapped[str] = kept(label=N_("Appraised"), default="")
    month: Mapped[int | None] = kept(label=N_("Month"))
    item: Mapped[str] = kept(label=N_("Item"), default="")
    target: Mapped[float | None] = kept(label=N_("Target"))
    actual: Mapped[float | None] = kept(label=N_("Actual"))
    weight: Mapped[float | None] = kept(label=N_("Weight"))


class PieceRate(Travelling):
    """The price of one piece of an item from a month on; a past month never changes."""

    __tablename__ = "piece_rate"
    __dossiers__: ClassVar = ("office",)

    item_code: Mapped[str] = kept(label=N_("Item code"), default="", index=True)
    item: Mapped[str] = kept(label=N_("Item"), default="")
    category: Mapped[str] = kept(label=N_("Category"), default="", choices="piece_category")
    unit_price_fen: Mapped[int | None] = kept(label=N_("Unit price"))
    valid_from: Mapped[int | None] = kept(label=N_("From month"))
    valid_to: Mapped[int | None] = kept(label=N_("To month"))


class OfficialPay(Travelling):
    """One line of the company's own pay sheet, to reconcile ours against."""

    __tablename__ = "official_pay"
    __dossiers__: ClassVar = ("person",)

    employee_no: Mapped[str] = kept(label=N_("Employee number"), default="", index=True)
    month: Mapped[int | None] = kept(label=N_("Month"))
    item_code: Mapped[str] = kept(label=N_("Item code"), default="")
    quantity: Mapped[float | None] = kept(label=N_("Quantity"))
    amount_fen: Mapped[int | None] = kept(label=N_("Amount"))
