"""A value model's name, place in the order, scope, missing rule and cuts."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.grading.factor_dialog import MISSING
from gui.segments.conditions_field import add_conditions, said
from gui.widgets.fields import ChoiceField, IntegerField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.number_field import NumberField
from model.grading.models import NamedModel
from model.grading.rules import Cuts, MissingRule, Model, check_model
from model.grading.scopes import check_scope, scope_fields
from model.segments.queries import segment_fields
from resources.i18n import _

_GRADES = ("a", "b", "c")


def model_form(named: NamedModel) -> Form:
    """The form of a model as it stands."""
    form = Form(columns=3)
    form.add("name", _("Name of the model"), TextField(limit=60), needed=True)
    form.add(
        "position",
        _("Order"),
        IntegerField(0, 999),
        needed=True,
        help=_("A customer is graded by the first model whose scope it is in."),
    )
    missing = {rule.value: words for rule, words in MISSING.items()}
    form.add("missing", _("Missing values"), ChoiceField(missing), help=_("A factor may have a rule of its own."))
    add_conditions(form, scope_fields())
    for grade in _GRADES:
        form.add(
            f"share_{grade}",
            _("Share of grade {grade} (%)").format(grade=grade.upper()),
            IntegerField(0, 100),
            needed=True,
            help=_("By rank within the model's customers; D is the rest."),
        )
    for grade in _GRADES:
        form.add(
            f"least_{grade}",
            _("Least score of {grade}").format(grade=grade.upper()),
            NumberField(),
            help=_("The office's own scale. All three together replace the shares."),
        )
    form.add("revenue_top", _("Most valuable: top (%)"), IntegerField(0, 100), needed=True)
    form.add("revenue_fen", _("or monthly revenue from (yuan)"), MoneyField())
    form.add("growth", _("Growing: more than (%)"), NumberField(), needed=True)
    form.add("potential_fen", _("or spend not ours above (yuan a month)"), MoneyField(), needed=True)
    form.set_values(_shown(named))
    return form


def edit_model(parent: QWidget, heading: str, named: NamedModel, keep: Callable[[NamedModel], None]) -> FormDialog:
    """Ask for a model's frame; `keep` gets the changed one."""
    form = model_form(named)

    def save(given: dict[str, Any]) -> None:
        model = _changed(named.model, given)
        check_model(model)
        check_scope(model.scope)
        keep(replace(named, model=model, position=given["position"]))

    dialog = FormDialog(parent, heading, form, save, save_words=_("Take over"), width=820)
    dialog.open()
    return dialog


def scope_words(model: Model) -> str:
    """Whom a model is for, in a phrase."""
    scope, labels = model.scope, segment_fields()
    listed = [*scope.industries, *scope.categories, *scope.regions]
    return _("; ").join([*listed, *(said(labels, one) for one in scope.conditions)]) or _("every customer")


def _shown(named: NamedModel) -> dict[str, Any]:
    model, cuts = named.model, named.model.cuts
    least = cuts.published_typed()
    return {
        "name": model.name,
        "position": named.position,
        "missing": model.missing.value,
        "conditions": model.scope.conditions,
        **{f"share_{grade}": share for grade, share in zip(_GRADES, cuts.grade_shares, strict=True)},
        **{f"least_{grade}": bound for grade, bound in zip(_GRADES, least, strict=True)},
        "revenue_top": cuts.revenue_top,
        "revenue_fen": cuts.revenue_fen,
        "growth": cuts.growth_percent,
        "potential_fen": cuts.potential_fen,
    }


def _changed(model: Model, given: dict[str, Any]) -> Model:
    cuts = Cuts.typed(
        (given["share_a"], given["share_b"], given["share_c"]),
        (given["least_a"], given["least_b"], given["least_c"]),
        given["growth"],
        revenue_top=given["revenue_top"],
        revenue_fen=given["revenue_fen"],
        potential_fen=given["potential_fen"],
    )
    return replace(
        model,
        name=given["name"],
        missing=MissingRule(given["missing"]),
        scope=replace(model.scope, conditions=given["conditions"]),
        cuts=cuts,
    )
