"""One factor of a value model: its weight, scale, bands and what a missing value counts as."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.grading.bands_field import BandsField
from gui.widgets.fields import ChoiceField, IntegerField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from model.enumerations import INDUSTRIES
from model.errors import UserError
from model.grading.factors import FACTOR_BY_CODE, TYPED_UNITS, Unit, bands_of, typed_bands
from model.grading.rules import MissingRule, Model, Scale, Weighted
from model.grading.scales import suggested_bands
from resources.i18n import N_, _

MOST: Final = 100
SCALES: Final = {Scale.PERCENTILE: N_("By rank"), Scale.JUDGED: N_("Judged 1–5"), Scale.BANDS: N_("By bands")}
MISSING: Final = {
    MissingRule.LEAVE_OUT: N_("Leave the factor out"),
    MissingRule.MIDDLE: N_("Count half the points"),
    MissingRule.ZERO: N_("Count no points"),
}
_AS_MODEL: Final = ""
Values = Callable[[], Any]


def factor_form(model: Model, one: Weighted) -> Form:
    """The form of a factor as it stands in the model."""
    factor = FACTOR_BY_CODE[one.factor]
    form = Form(columns=2)
    form.add("weight", _("Weight"), IntegerField(0, MOST), needed=True, help=_("Its part in the sum of all weights."))
    scales = {
        scale.value: words
        for scale, words in SCALES.items()
        if scale is not Scale.JUDGED or factor.unit is Unit.JUDGED or one.scale is scale
    }
    form.add(
        "scale", _("Scale"), ChoiceField(scales), help=_("By rank among the model's customers, or by fixed bands.")
    )
    missing = {_AS_MODEL: N_("As the model says"), **{rule.value: words for rule, words in MISSING.items()}}
    form.add("missing", _("Missing values"), ChoiceField(missing), wide=True)
    unit = TYPED_UNITS[factor.unit]
    form.add(
        "bands",
        _("Bands"),
        BandsField(_(unit)),
        wide=True,
        help=_("Used when the scale is by bands: the last band that starts at or below a value gives its points."),
    )
    if one.factor == "industry":
        for name in INDUSTRIES:
            form.add(f"industry:{name}", name, IntegerField(1, 5))
    form.set_values(
        {
            "weight": one.weight,
            "scale": one.scale.value,
            "missing": one.missing.value if one.missing else _AS_MODEL,
            "bands": typed_bands(one.factor, one.bands),
            **{f"industry:{code}": points for code, points in model.industry_points.items()},
        }
    )
    return form


def edit_factor(
    parent: QWidget, model: Model, one: Weighted, values: Values, keep: Callable[[Model], None]
) -> FormDialog:
    """Ask for a factor's settings; `keep` gets the changed model, `values()` the month's raw values for a proposal."""
    form = factor_form(model, one)
    bands = form.field("bands")

    def propose() -> None:
        form.field("scale").set_value(Scale.BANDS.value)
        bands.set_value(typed_bands(one.factor, suggested_bands(values())))

    form.add_note(button(_("Propose bands from the month's values"), propose, "link", "zap"))

    def save(given: dict[str, Any]) -> None:
        if given["scale"] == Scale.BANDS.value and not given["bands"]:
            raise UserError(_("Give at least one band, or let the scale go by rank."))
        keep(_with_factor(model, one.factor, given))

    dialog = FormDialog(parent, _(FACTOR_BY_CODE[one.factor].label), form, save, save_words=_("Take over"), width=560)
    dialog.open()
    return dialog


def _with_factor(model: Model, factor: str, given: dict[str, Any]) -> Model:
    changed = Weighted(
        factor,
        given["weight"],
        Scale(given["scale"]),
        bands_of(factor, given["bands"] or ()),
        MissingRule(given["missing"]) if given["missing"] else None,
    )
    points = dict(model.industry_points)
    for key, value in given.items():
        kind, _colon, industry = key.partition(":")
        if kind == "industry":
            points.pop(industry, None)
            if value is not None:
                points[industry] = value
    return replace(model.with_factor(changed), industry_points=points)
