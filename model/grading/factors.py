"""The factors a value model may weigh, each with its label, its unit and whether a person judges it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from resources.i18n import N_


class Unit(StrEnum):
    """How a factor's raw value is written."""

    FEN = "fen"
    RATIO = "ratio"
    INDEX = "index"
    MONTHS = "months"
    JUDGED = "judged"


@dataclass(frozen=True)
class Factor:
    """One thing that can make a customer worth more; a greater raw value is always the better one."""

    code: str
    label: str
    unit: Unit
    meaning: str


FACTORS: Final = (
    Factor("revenue", N_("Revenue contribution"), Unit.FEN, N_("Revenue of the month, all kinds together")),
    Factor("stickiness", N_("Stickiness index"), Unit.INDEX, N_("Binding score 0–100: what ties the customer to us")),
    Factor("new_business", N_("New-business income"), Unit.FEN, N_("Informatisation revenue of the month")),
    Factor("growth", N_("Revenue growth"), Unit.RATIO, N_("Last three months against the three before")),
    Factor("margin", N_("Profit margin"), Unit.RATIO, N_("Revenue after cost ÷ revenue")),
    Factor("industry", N_("Industry attribute"), Unit.JUDGED, N_("The model's own 1–5 judgement of the industry")),
    Factor("purity", N_("Purity"), Unit.RATIO, N_("Real members ÷ registered members")),
    Factor("penetration", N_("Penetration"), Unit.RATIO, N_("Members on our network ÷ employees")),
    Factor("industry_share", N_("Share of its industry"), Unit.RATIO, N_("Revenue ÷ revenue of the industry in scope")),
    Factor("tenure", N_("Months on the network"), Unit.MONTHS, N_("Months since the customer joined our network")),
    Factor("data_mix", N_("Data share"), Unit.RATIO, N_("Data revenue ÷ voice and data revenue")),
    Factor("data", N_("Data revenue"), Unit.FEN, N_("Data revenue of the month")),
    Factor("credit", N_("Credit"), Unit.JUDGED, N_("Credit rating as 1–5")),
    Factor("wallet", N_("Share of wallet"), Unit.RATIO, N_("Our revenue ÷ the customer's telecom spend")),
)
"""Every factor of the value score, in the order screens show them."""

FACTOR_BY_CODE: Final = {factor.code: factor for factor in FACTORS}
