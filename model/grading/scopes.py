"""Which model grades whom: a customer goes to the first model whose scope it is in."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from model.errors import UserError
from model.grading.inputs import Inputs
from model.grading.models import NamedModel
from model.grading.rules import Scope, covers
from model.segments.queries import check_conditions, member_ids, segment_fields
from model.store.ids import RowId
from resources.i18n import _

_OWN: Final = frozenset({"grade", "value_class"})
"""What grading itself decides cannot say who is graded by what."""


def scope_fields() -> dict[str, str]:
    """Every field that a scope may ask for, with its N_() label."""
    return {field: words for field, words in segment_fields().items() if field not in _OWN}


def check_scope(scope: Scope) -> None:
    """Raises `UserError` for a scope that asks for our own grade or class, or cannot be asked."""
    if any(condition.field in _OWN for condition in scope.conditions):
        raise UserError(_("A model's scope cannot ask for our own grade or class: the model decides them."))
    check_conditions(scope.conditions)


def claimed_rows(session: Session, inputs: Inputs, models: Sequence[NamedModel]) -> list[list[int]]:
    """The rows of the inputs that each model grades, in the order of the models."""
    rows: list[list[int]] = [[] for _model in models]
    met = [_meeting(session, named.model.scope, inputs.month) for named in models]
    known: dict[tuple[str, str, str], list[int]] = {}
    for row, customer in enumerate(inputs.customers):
        key = (customer.industry, customer.customer_category, customer.region)
        if key not in known:
            known[key] = [place for place, named in enumerate(models) if covers(named.model.scope, *key)]
        for place in known[key]:
            ids = met[place]
            if ids is None or customer.id in ids:
                rows[place].append(row)
                break
    return rows


def _meeting(session: Session, scope: Scope, month: int) -> set[RowId] | None:
    """The customers that meet a scope's conditions by the month's bills; `None` where it has none."""
    if not scope.conditions:
        return None
    return set(session.scalars(member_ids(session, scope.conditions, month)))
