"""Value models, each month's scores (local), and the overrides people make (travelling)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from model.store.base import Local, RowId, Travelling, kept
from resources.i18n import N_


class ValueModel(Travelling):
    """A value model of the office: factors, weights, scales, missing rule, scope and cuts, as JSON text."""

    __tablename__ = "value_model"
    __dossiers__: ClassVar = ("office",)

    name: Mapped[str] = kept(label=N_("Value model"), default="")
    position: Mapped[int] = kept(label=N_("Order"), default=0)
    definition: Mapped[str] = kept(label=N_("Factors and cuts"), default="{}")
    enabled: Mapped[bool] = kept(label=N_("In use"), default=True)


class GradedMonth(Local):
    """A month graded with a model: the model as it was then, so that the month never changes when the model does."""

    __tablename__ = "graded_month"

    month: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    model_id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    position: Mapped[int]
    definition: Mapped[str]
    least_a: Mapped[int]
    least_b: Mapped[int]
    least_c: Mapped[int]
    revenue_cut_fen: Mapped[int]
    customers: Mapped[int]


class ValueScore(Local):
    """One customer's result of one month; `detail` is [[raw value, points], …] in the order of the model's factors."""

    __tablename__ = "value_score"

    month: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, info={"label": N_("Month")})
    customer_id: Mapped[RowId] = mapped_column(String(36), primary_key=True)
    model_id: Mapped[RowId] = mapped_column(String(36), info={"label": N_("Value model"), "refers": "value_model"})
    total: Mapped[int] = mapped_column(info={"label": N_("Score")})
    grade: Mapped[str] = mapped_column(String(1), info={"label": N_("Grade")})
    value_class: Mapped[str] = mapped_column(String(3), info={"label": N_("Class"), "choices": "value_class"})
    revenue_fen: Mapped[int] = mapped_column(info={"label": N_("Revenue")})
    new_business_fen: Mapped[int] = mapped_column(info={"label": N_("New-business income")})
    detail: Mapped[str] = mapped_column(info={"label": N_("Factors: value, points")})
    __table_args__ = {"sqlite_with_rowid": False}


class ValueGrade(Travelling):
    """A person's override of a customer's grade or class, with the reason, from a day on."""

    __tablename__ = "value_grade"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    grade: Mapped[str] = kept(label=N_("Grade"), default="", choices="grade")
    potential: Mapped[bool] = kept(label=N_("Potential high value"), default=False)
    reason: Mapped[str] = kept(label=N_("Reason"), default="")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))
