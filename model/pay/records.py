"""Targets (指标), piecework (计件) and what pay is estimated from; a person's own stands in the person dossier."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
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


class KpiRule(Travelling):
    """What an indicator pays or costs by threshold, for every target of its item in its months (指标办法)."""

    __tablename__ = "kpi_rule"
    __dossiers__: ClassVar = ("office",)

    name: Mapped[str] = kept(label=N_("Appraisal"), default="")
    part: Mapped[str] = kept(label=N_("Part of the score"), default="result", choices="performance_part")
    scope: Mapped[str] = kept(label=N_("Appraisal level"), default="manager", choices="kpi_scope")
    item: Mapped[str] = kept(label=N_("Item"), default="", index=True)
    valid_from: Mapped[int | None] = kept(label=N_("From month"))
    valid_to: Mapped[int | None] = kept(label=N_("To month"))
    bonus_at: Mapped[int | None] = kept(label=N_("Bonus from (%)"), group="bonus")
    bonus_fen: Mapped[int | None] = kept(label=N_("Bonus"), group="bonus")
    penalty_below: Mapped[int | None] = kept(label=N_("Penalty below (%)"), group="penalty")
    penalty_fen: Mapped[int | None] = kept(label=N_("Penalty"), group="penalty")


class PieceItem(Travelling):
    """What is paid by the piece: its unit, and what proves that it was done."""

    __tablename__ = "piece_item"
    __dossiers__: ClassVar = ("office",)

    code: Mapped[str] = kept(label=N_("Item code"), default="", index=True)
    unit: Mapped[str] = kept(label=N_("Unit"), default="")
    proof: Mapped[str] = kept(label=N_("What proves it"), default="")


class PieceEntry(Travelling):
    """A piece of work done: what, how many, for whom, and what proves it; code and name outlive a hand-over."""

    __tablename__ = "piece_entry"

    entry_date: Mapped[date | None] = kept(label=N_("Date"), index=True)
    item_code: Mapped[str] = kept(label=N_("Item code"), group="item", default="", index=True)
    item: Mapped[str] = kept(label=N_("Item"), group="item", default="")
    quantity: Mapped[int] = kept(label=N_("Quantity"), default=1)
    customer_id: Mapped[RowId | None] = kept(group="customer", refers="customer")
    group_code: Mapped[str] = kept(label=N_("Group code"), group="customer", default="", index=True)
    customer_name: Mapped[str] = kept(label=N_("Customer name"), group="customer", default="")
    evidence: Mapped[str] = kept(label=N_("Evidence"), default="")
    number: Mapped[str] = kept(label=N_("Subscriber number"), default="", personal="phone")
    source_entity: Mapped[str] = kept(label=N_("Kind of the record behind it"), group="source", default="")
    source_id: Mapped[RowId | None] = kept(label=N_("Number of the record behind it"), group="source")


class PayScheme(Travelling):
    """How a person is paid from a month on; the base salary is nobody else's business and never leaves the dossier."""

    __tablename__ = "pay_scheme"
    __dossiers__: ClassVar = ("person",)

    valid_from: Mapped[int | None] = kept(label=N_("From month"))
    base_fen: Mapped[int] = kept(label=N_("Base salary"), default=0)
    performance_fen: Mapped[int] = kept(label=N_("Performance bonus at 100 points"), default=0)
    key_person_fen: Mapped[int] = kept(label=N_("Bonus for key people kept"), default=0)
    snapshot_fen: Mapped[int] = kept(label=N_("Bonus for snapshot members kept"), default=0)
    process_fen: Mapped[int] = kept(label=N_("Bonus for basic process work"), default=0)
    result_weight: Mapped[int] = kept(label=N_("Weight of results"), group="weights", default=50)
    retention_weight: Mapped[int] = kept(label=N_("Weight of retention"), group="weights", default=30)
    process_weight: Mapped[int] = kept(label=N_("Weight of process"), group="weights", default=20)
    adjustment_most: Mapped[int] = kept(label=N_("Most points added or taken"), group="weights", default=10)
    least_points: Mapped[int] = kept(label=N_("No bonus below (points)"), group="points", default=60)
    most_points: Mapped[int] = kept(label=N_("Bonus grows up to (points)"), group="points", default=120)
    newcomer_percent: Mapped[int] = kept(label=N_("Share of bonuses in the first three months (%)"), default=0)


class PerformanceMark(Travelling):
    """Points of one part of a month's score as the appraisal gave them; they outrank what the data say."""

    __tablename__ = "performance_mark"
    __dossiers__: ClassVar = ("person",)

    month: Mapped[int | None] = kept(label=N_("Month"), index=True)
    part: Mapped[str] = kept(label=N_("Part of the score"), default="result", choices="performance_part")
    points: Mapped[float | None] = kept(label=N_("Points"))
    reason: Mapped[str] = kept(label=N_("Reason"), default="")


class PayDeduction(Travelling):
    """Money taken off a month with its reason; a zero-tolerance breach takes the month's bonuses instead."""

    __tablename__ = "pay_deduction"
    __dossiers__: ClassVar = ("person",)

    month: Mapped[int | None] = kept(label=N_("Month"), index=True)
    kind: Mapped[str] = kept(label=N_("Kind"), default="deduction", choices="deduction_kind")
    amount_fen: Mapped[int] = kept(label=N_("Amount"), default=0)
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
    noted_on: Mapped[date | None] = kept(label=N_("Noted on"))


class PayEstimate(Travelling):
    """A month's statement as it was frozen, with the trace to every record behind it; nothing changes it afterwards."""

    __tablename__ = "pay_estimate"
    __dossiers__: ClassVar = ("person",)

    month: Mapped[int | None] = kept(label=N_("Month"), group="statement", index=True)
    frozen_on: Mapped[date | None] = kept(label=N_("Frozen on"), group="statement")
    base_fen: Mapped[int] = kept(label=N_("Base salary"), group="statement", default=0)
    performance_fen: Mapped[int] = kept(label=N_("Performance bonus"), group="statement", default=0)
    piecework_fen: Mapped[int] = kept(label=N_("Development piecework"), group="statement", default=0)
    retention_fen: Mapped[int] = kept(label=N_("Retention bonus"), group="statement", default=0)
    deductions_fen: Mapped[int] = kept(label=N_("Deductions"), group="statement", default=0)
    total_fen: Mapped[int] = kept(label=N_("Income of the month"), group="statement", default=0)
    trace: Mapped[str] = kept(label=N_("The records behind every amount"), group="statement", default="")
