"""The factors a value model may weigh, each with its label, its unit and whether a person judges it."""

from collections.abc import Iterable
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

_STEPS: Final = {Unit.FEN: 100, Unit.RATIO: 0.01, Unit.INDEX: 100, Unit.MONTHS: 1, Unit.JUDGED: 1}
"""How much of a raw value is one of what a person types: yuan, percent, points, months."""


def typed_of(factor: str, raw: float) -> float:
    """A raw value as a person types it: yuan for fen, percent for ratios."""
    return round(raw / _STEPS[FACTOR_BY_CODE[factor].unit], 6)


def raw_of(factor: str, typed: float) -> float:
    """What a person typed as a raw value; money is whole fen."""
    unit = FACTOR_BY_CODE[factor].unit
    raw = round(typed * _STEPS[unit], 8)
    return round(raw) if unit is Unit.FEN else raw


TYPED_UNITS: Final = {
    Unit.FEN: N_("yuan"),
    Unit.RATIO: "%",
    Unit.INDEX: N_("of 100"),
    Unit.MONTHS: N_("months"),
    Unit.JUDGED: "1–5",
}
"""What the figures are that a person types for a factor."""

Bands = tuple[tuple[float, int], ...]


def typed_bands(factor: str, bands: Bands) -> list[tuple[float, int]]:
    """Bands as a person types them: (start in the typed unit, points 0–100)."""
    return [(typed_of(factor, start), points // 100) for start, points in bands]


def bands_of(factor: str, typed: Iterable[tuple[float, int]]) -> Bands:
    """Typed bands as a model keeps them, ascending."""
    return tuple(sorted((raw_of(factor, start), points * 100) for start, points in typed))
