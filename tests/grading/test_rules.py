"""The laws of scoring, grades and classes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.grading.factors import FACTORS
from model.grading.rules import (
    Cuts,
    MissingRule,
    Model,
    Scale,
    Scope,
    ValueClass,
    Weighted,
    check_model,
    class_of,
    covers,
    default_scale,
    effective_grade,
    grade_cuts,
    grade_of,
    revenue_cut,
    score_columns,
    shipped_model,
)
from model.grading.scales import band_points, judged_points, percentile_points

raw = st.none() | st.integers(-1_000, 1_000)
rows = st.lists(st.tuples(raw, raw, raw), min_size=1, max_size=30)
missing_rules = st.sampled_from(list(MissingRule))
BANDS = ((0.0, 2_000), (100.0, 6_000), (500.0, 10_000))


def model_of(missing: MissingRule = MissingRule.LEAVE_OUT, times: int = 1) -> Model:
    return Model(
        "M",
        (
            Weighted("revenue", 30 * times),
            Weighted("growth", 15 * times, Scale.BANDS, BANDS),
            Weighted("credit", 5 * times, Scale.JUDGED),
        ),
        missing,
    )


def columns_of(table: list[tuple[int | None, int | None, int | None]]) -> dict[str, list[int | None]]:
    return dict(
        zip(("revenue", "growth", "credit"), (list(column) for column in zip(*table, strict=True)), strict=True)
    )


@given(rows, missing_rules, st.integers(2, 9))
def test_multiplying_every_weight_changes_no_total(
    table: list[tuple[int | None, int | None, int | None]], missing: MissingRule, times: int
) -> None:
    columns = columns_of(table)
    assert score_columns(model_of(missing), columns).totals == score_columns(model_of(missing, times), columns).totals


@given(rows, missing_rules, st.data())
def test_a_better_value_never_lowers_the_total(
    table: list[tuple[int | None, int | None, int | None]], missing: MissingRule, data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    factor = data.draw(st.integers(0, 2))
    value = table[row][factor]
    if value is None:
        return
    better = list(table[row])
    better[factor] = value + data.draw(st.integers(1, 500))
    raised = [*table[:row], (better[0], better[1], better[2]), *table[row + 1 :]]
    before = score_columns(model_of(missing), columns_of(table)).totals[row]
    assert score_columns(model_of(missing), columns_of(raised)).totals[row] >= before


@given(rows, missing_rules, st.randoms())
def test_the_order_of_customers_does_not_matter(
    table: list[tuple[int | None, int | None, int | None]], missing: MissingRule, random: object
) -> None:
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = score_columns(model_of(missing), columns_of(table)).totals
    shuffled = score_columns(model_of(missing), columns_of([table[row] for row in order])).totals
    assert shuffled == [straight[row] for row in order]
    cuts = grade_cuts(straight, Cuts())
    assert cuts == grade_cuts(shuffled, Cuts())


@given(rows)
def test_totals_stay_between_nil_and_a_hundred(table: list[tuple[int | None, int | None, int | None]]) -> None:
    assert all(0 <= total <= 10_000 for total in score_columns(model_of(), columns_of(table)).totals)


def test_a_missing_value_takes_the_models_rule_and_is_shown_as_missing() -> None:
    columns: dict[str, list[float | None]] = {"revenue": [10, None], "growth": [500, 500], "credit": [5, 5]}
    left_out = score_columns(model_of(MissingRule.LEAVE_OUT), columns)
    assert left_out.points["revenue"] == [5_000, None]
    assert left_out.totals[1] == 10_000
    assert score_columns(model_of(MissingRule.ZERO), columns).totals[1] == 4_000
    assert score_columns(model_of(MissingRule.MIDDLE), columns).totals[1] == 7_000


def test_with_every_value_missing_the_total_is_nil() -> None:
    assert score_columns(model_of(), {"revenue": [None], "growth": [None], "credit": [None]}).totals == [0]
    assert score_columns(model_of(), {"revenue": [], "growth": [], "credit": []}).totals == []


def test_percentiles_give_equals_the_same_and_reach_both_ends() -> None:
    assert percentile_points([3, 1, 2]) == [10_000, 0, 5_000]
    assert percentile_points([1, 1, 5, None]) == [2_500, 2_500, 10_000, None]
    assert percentile_points([7]) == [5_000]


def test_bands_and_judgements_give_their_points() -> None:
    assert band_points([-1, 0, 99, 100, 9_999, None], BANDS) == [0, 2_000, 2_000, 6_000, 10_000, None]
    assert judged_points([1, 3, 5, 9, 0, None]) == [0, 5_000, 10_000, 10_000, 0, None]


def test_grades_go_by_rank_five_fifteen_and_thirty_percent() -> None:
    totals = list(range(100, 1_100, 10))
    least = grade_cuts(totals, Cuts())
    grades = [grade_of(total, least) for total in totals]
    assert {grade: grades.count(grade) for grade in "ABCD"} == {"A": 5, "B": 15, "C": 30, "D": 50}


def test_even_a_single_customer_and_no_customer_have_a_grade_scale() -> None:
    assert grade_of(50, grade_cuts([50], Cuts())) == "A"
    assert grade_of(9_999, grade_cuts([], Cuts())) == "D"
    assert grade_of(10_000, grade_cuts([10_000], Cuts(grade_shares=(0, 100, 0)))) == "B"


def test_the_offices_published_scale_replaces_the_ranking() -> None:
    cuts = Cuts(published=(8_000, 6_000, 4_000))
    assert [grade_of(total, grade_cuts([1, 2], cuts)) for total in (8_000, 7_999, 4_000, 3_999)] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("revenue", "cost", "growth", "potential", "found"),
    [
        (100, 101, 0.5, None, ValueClass.BZ),
        (1_000, 100, -0.5, None, ValueClass.MVC),
        (999, 100, 0.2, None, ValueClass.MGC),
        (999, 100, 0.0, 2_000_000, ValueClass.MGC),
        (999, 100, None, None, ValueClass.LVC),
        (0, 0, None, 5, ValueClass.LVC),
    ],
)
def test_the_value_class_is_decided_in_the_fields_order(
    revenue: int, cost: int, growth: float | None, potential: int | None, found: ValueClass
) -> None:
    assert class_of(revenue, cost, growth, potential, 1_000, Cuts()) is found


def test_the_revenue_cut_is_the_top_fifth_or_a_fixed_sum() -> None:
    assert revenue_cut([10, 20, 30, 40, 50], Cuts()) == 50
    assert revenue_cut(list(range(100)), Cuts()) == 80
    assert revenue_cut([10], Cuts(revenue_fen=5)) == 5
    assert revenue_cut([], Cuts()) == 0


@pytest.mark.parametrize(
    ("ours", "overridden", "company", "found"),
    [
        ("C", None, "", "C"),
        ("C", "A", None, "A"),
        ("C", "A", "B类", "B"),
        ("C", None, " a1", "A"),
        ("B", None, "金牌", "B"),
        (None, None, None, "D"),
    ],
)
def test_the_companys_grade_drives_where_it_is_known(
    ours: str | None, overridden: str | None, company: str | None, found: str
) -> None:
    assert effective_grade(ours, overridden, company) == found


def test_a_scope_matches_either_level_of_the_industry() -> None:
    scope = Scope(industries=("制造",), regions=("东区",))
    assert covers(scope, "制造/机械", "enterprise", "东区")
    assert not covers(scope, "医疗", "enterprise", "东区")
    assert not covers(scope, "制造", "enterprise", "西区")
    assert not covers(Scope(categories=("government",)), None, "enterprise", None)
    assert covers(Scope(), None, None, None)


def test_the_shipped_model_weighs_five_factors_and_passes_its_own_check() -> None:
    model = shipped_model()
    check_model(model)
    assert [one.factor for one in model.factors] == [factor.code for factor in FACTORS]
    assert sum(one.weight > 0 for one in model.factors) == 5
    assert sum(one.weight for one in model.factors) == 100
    assert default_scale("credit") is Scale.JUDGED


@pytest.mark.parametrize(
    "broken",
    [
        replace(model_of(), factors=(Weighted("revenue", 1), Weighted("revenue", 2))),
        replace(model_of(), factors=(Weighted("luck", 1),)),
        replace(model_of(), factors=(Weighted("revenue", 0),)),
        replace(model_of(), factors=(Weighted("revenue", -1),)),
        replace(model_of(), factors=(Weighted("revenue", 1, Scale.BANDS, ((0, 5), (1, 4))),)),
        replace(model_of(), factors=(Weighted("revenue", 1, Scale.BANDS, ()),)),
        replace(model_of(), cuts=Cuts(grade_shares=(50, 40, 30))),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_words(broken: Model) -> None:
    with pytest.raises(UserError):
        check_model(broken)
