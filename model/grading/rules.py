"""How a customer's value is decided: total, grade and class, from columns of raw factor values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from model.errors import UserError
from model.grading.factors import FACTOR_BY_CODE, FACTORS, Unit
from model.grading.scales import FULL, Points, Raw, band_points, judged_points, percentile_points
from model.segments.rules import Condition
from resources.i18n import _

GRADES: Final = ("A", "B", "C", "D")


class Scale(StrEnum):
    """How raw values become points."""

    PERCENTILE = "percentile"
    BANDS = "bands"
    JUDGED = "judged"


class MissingRule(StrEnum):
    """What a missing value counts as: nothing, half of the points, or as if the factor had no weight."""

    ZERO = "zero"
    MIDDLE = "middle"
    LEAVE_OUT = "leave_out"


class ValueClass(StrEnum):
    """最有价值, 最具增长性, 低贡献 and 负值 customers."""

    MVC = "mvc"
    MGC = "mgc"
    LVC = "lvc"
    BZ = "bz"


@dataclass(frozen=True)
class Weighted:
    """A factor in a model: its weight, its scale and, for bands, (start, points in hundredths) ascending.

    `missing` is the factor's own rule for a missing value; without one the model's holds.
    """

    factor: str
    weight: int
    scale: Scale = Scale.PERCENTILE
    bands: tuple[tuple[float, int], ...] = ()
    missing: MissingRule | None = None


@dataclass(frozen=True)
class Scope:
    """Which customers a model is for; an empty list means any. Every condition must hold as well."""

    industries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Cuts:
    """Where grades and classes begin.

    `grade_shares` are percent of the scope by rank; `published`, when given, are the office's least totals (hundredths)
    for A, B and C and replace the ranking. `revenue_top` is the percent of the scope above the revenue cut unless
    `revenue_fen` fixes it; `growth` is a ratio; `potential_fen` is telecom spend of a month that is not ours yet.
    """

    grade_shares: tuple[int, int, int] = (5, 15, 30)
    published: tuple[int, int, int] | None = None
    revenue_top: int = 20
    revenue_fen: int | None = None
    growth: float = 0.10
    potential_fen: int = 1_000_000

    @classmethod
    def typed(
        cls,
        shares: tuple[int, int, int],
        least: tuple[float | None, float | None, float | None],
        growth_percent: float,
        **others: Any,
    ) -> "Cuts":
        """Cuts as a person types them: least scores 0–100, growth in percent. Raises `UserError` for half a scale."""
        a, b, c = least
        if a is not None and b is not None and c is not None:
            others["published"] = (round(a * 100), round(b * 100), round(c * 100))
        elif least != (None, None, None):
            raise UserError(_("Type the least scores of A, B and C, or none of them."))
        return cls(grade_shares=shares, growth=round(growth_percent / 100, 8), **others)

    def published_typed(self) -> tuple[float | None, float | None, float | None]:
        """The published least scores from 0 to 100, where there are any."""
        if self.published is None:
            return (None, None, None)
        a, b, c = self.published
        return (a / 100, b / 100, c / 100)

    @property
    def growth_percent(self) -> float:
        """The growth cut in percent."""
        return round(self.growth * 100, 6)


@dataclass(frozen=True)
class Model:
    """A value model: weighted factors, what missing values count as, scope and cuts."""

    name: str
    factors: tuple[Weighted, ...]
    missing: MissingRule = MissingRule.LEAVE_OUT
    scope: Scope = Scope()
    cuts: Cuts = Cuts()
    industry_points: dict[str, int] = field(default_factory=dict)

    def factor(self, code: str) -> Weighted:
        """A factor as it stands in the model; one that it does not name has no weight."""
        named = (one for one in self.factors if one.factor == code)
        return next(named, Weighted(code, 0, default_scale(code)))

    def with_factor(self, changed: Weighted) -> "Model":
        """The model with one factor changed, every factor in the order of the list."""
        each = (changed if one.code == changed.factor else self.factor(one.code) for one in FACTORS)
        return replace(self, factors=tuple(each))


@dataclass(frozen=True)
class Scores:
    """Totals in hundredths, and the points of each weighted factor, all in the customers' order."""

    totals: list[int]
    points: dict[str, Points]


def check_model(model: Model) -> None:
    """Raises `UserError` for a model that cannot be used: no name, no weight, unknown factor, bands that fall."""
    if not model.name.strip():
        raise UserError(_("A value model needs a name."))
    seen = set()
    for weighted in model.factors:
        if weighted.factor not in FACTOR_BY_CODE or weighted.factor in seen:
            raise UserError(
                _("The value model names “{factor}” twice or does not know it.").format(factor=weighted.factor)
            )
        seen.add(weighted.factor)
        _check_weighted(weighted)
    if not any(weighted.weight for weighted in model.factors):
        raise UserError(_("The value model gives no factor a weight. Give at least one."))
    _check_cuts(model.cuts)


def _check_cuts(cuts: Cuts) -> None:
    if min(cuts.grade_shares) < 0 or sum(cuts.grade_shares) > 100:
        raise UserError(_("The grade shares must be 0 or more and come to 100 % at most."))
    least = cuts.published
    if least is not None and not FULL >= least[0] >= least[1] >= least[2] >= 0:
        raise UserError(_("The published least scores must fall from A to C and lie between 0 and 100."))
    if not 0 <= cuts.revenue_top <= 100:
        raise UserError(_("The share above the revenue cut must lie between 0 and 100 %."))


def _check_weighted(weighted: Weighted) -> None:
    label = _(FACTOR_BY_CODE[weighted.factor].label)
    if not 0 <= weighted.weight <= 1000:
        raise UserError(_("The weight of “{factor}” must lie between 0 and 1000.").format(factor=label))
    if weighted.scale is not Scale.BANDS:
        return
    starts = [start for start, _points in weighted.bands]
    points = [points for _start, points in weighted.bands]
    if not starts or starts != sorted(set(starts)) or points != sorted(points) or points[0] < 0 or points[-1] > FULL:
        raise UserError(
            _("The bands of “{factor}” must rise, with points from 0 to 100 that never fall.").format(factor=label)
        )


def default_scale(factor: str) -> Scale:
    """The scale a factor starts with: judged factors 1–5, measured ones by percentile."""
    return Scale.JUDGED if FACTOR_BY_CODE[factor].unit is Unit.JUDGED else Scale.PERCENTILE


def points_of(weighted: Weighted, values: Raw) -> Points:
    """The points of one factor's column; a missing value stays `None`, to be shown as missing."""
    if weighted.scale is Scale.BANDS:
        return band_points(values, weighted.bands)
    if weighted.scale is Scale.JUDGED:
        return judged_points(values)
    return percentile_points(values)


def score_columns(model: Model, columns: Mapping[str, Raw]) -> Scores:
    """Score the customers of one scope. `columns` holds equally long raw columns, one for each weighted factor."""
    count = len(next(iter(columns.values()), ()))
    sums, weights = [0] * count, [0] * count
    points = {}
    for weighted in model.factors:
        if not weighted.weight:
            continue
        column = points[weighted.factor] = points_of(weighted, columns[weighted.factor])
        _add(sums, weights, column, weighted.weight, weighted.missing or model.missing)
    totals = [
        (2 * total + weight) // (2 * weight) if weight else 0 for total, weight in zip(sums, weights, strict=True)
    ]
    return Scores(totals, points)


def _add(sums: list[int], weights: list[int], column: Points, weight: int, missing: MissingRule) -> None:
    stand_in = FULL // 2 if missing is MissingRule.MIDDLE else 0
    for row, points in enumerate(column):
        if points is not None:
            sums[row] += weight * points
        elif missing is MissingRule.LEAVE_OUT:
            continue
        else:
            sums[row] += weight * stand_in
        weights[row] += weight


def grade_cuts(totals: Sequence[int], cuts: Cuts) -> tuple[int, int, int]:
    """The least totals of A, B and C: the office's published ones, or those of the ranks that the shares reach.

    Equal totals get equal grades, so a grade may hold a few more customers than its share.
    """
    if cuts.published is not None:
        return cuts.published
    ranked = sorted(totals, reverse=True)
    if not ranked:
        return (FULL, FULL, FULL)
    least, reached = [], 0
    for share in cuts.grade_shares:
        reached += share
        last = -(-len(ranked) * reached // 100) - 1
        least.append(ranked[last] if last >= 0 else FULL + 1)
    return (least[0], least[1], least[2])


def grade_of(total: int, least: tuple[int, int, int]) -> str:
    """The grade of a total (hundredths), given the least totals of A, B and C."""
    for grade, bound in zip(GRADES, least, strict=False):
        if total >= bound:
            return grade
    return GRADES[-1]


def revenue_cut(revenues: Sequence[int], cuts: Cuts) -> int:
    """The least monthly revenue (fen) of a most valuable customer within the scope."""
    if cuts.revenue_fen is not None:
        return cuts.revenue_fen
    if not revenues:
        return 0
    ranked = sorted(revenues, reverse=True)
    return ranked[max(0, -(-len(ranked) * cuts.revenue_top // 100) - 1)]


def class_of(
    revenue_fen: int, cost_fen: int, growth: float | None, potential_fen: int | None, cut_fen: int, cuts: Cuts
) -> ValueClass:
    """bz if the contribution after cost is negative, else mvc by revenue, else mgc by growth or potential, else lvc."""
    if revenue_fen < cost_fen:
        return ValueClass.BZ
    if revenue_fen >= cut_fen and revenue_fen > 0:
        return ValueClass.MVC
    grows = growth is not None and growth > cuts.growth
    if grows or (potential_fen is not None and potential_fen > cuts.potential_fen):
        return ValueClass.MGC
    return ValueClass.LVC


def effective_grade(ours: str | None, overridden: str | None, company: str | None) -> str:
    """The grade that drives visits and rewards: the company's own where known, else the override, else ours, else D.

    The company writes its grade in many ways ("A", "A类", "a1"); its first letter counts when it is one of A–D.
    """
    if company and company.strip()[:1].upper() in GRADES:
        return company.strip()[:1].upper()
    return overridden or ours or GRADES[-1]


def covers(scope: Scope, industry: str | None, category: str | None, region: str | None) -> bool:
    """Whether a customer is in a model's scope. An industry matches on either of its two levels ("制造/机械")."""
    levels = {industry, (industry or "").split("/")[0]}
    return (
        (not scope.industries or bool(levels & set(scope.industries)))
        and (not scope.categories or category in scope.categories)
        and (not scope.regions or region in scope.regions)
    )


def shipped_model() -> Model:
    """The model we ship *(ours)*: five factors weighted, the rest at 0."""
    weights = {"revenue": 35, "stickiness": 20, "new_business": 20, "growth": 15, "margin": 10}
    return Model(
        name=_("General"),
        factors=tuple(Weighted(one.code, weights.get(one.code, 0), default_scale(one.code)) for one in FACTORS),
    )
