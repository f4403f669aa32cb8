"""The value models in force: the office's own, or the shipped one, marked as a default."""

from dataclasses import dataclass, replace
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.grading.factors import FACTOR_BY_CODE
from model.grading.records import ValueModel
from model.grading.rules import Model, check_model, shipped_model
from model.store.ids import RowId, natural_id
from model.store.kept_text import read_kept

SHIPPED_MODEL: Final[RowId] = natural_id("value_model", "shipped")
LAST_POSITION: Final = 100
"""Where the shipped model stands: after every model of the office's own."""


@dataclass(frozen=True)
class NamedModel:
    """A model with its id and its place in the order; the shipped one is a default until the office saves its own."""

    id: RowId
    model: Model
    is_default: bool = False
    position: int = LAST_POSITION


def encode_model(model: Model) -> str:
    """A model as canonical JSON text."""
    return msgspec.json.encode(model, order="sorted").decode()


def decode_model(text: str) -> Model | None:
    """A model from its JSON text; `None` for a text that is none.

    Factors that a newer program knows and this one does not are left out.
    """
    found = read_kept(text, Model, _NO_MODEL)
    known = replace(found, factors=tuple(one for one in found.factors if one.factor in FACTOR_BY_CODE))
    try:
        check_model(known)
    except UserError:
        return None
    return known


_NO_MODEL: Final = Model("", ())


def list_models(session: Session) -> list[NamedModel]:
    """The models in use, in the order in which they claim customers; the shipped one takes who is left.

    A model whose text is damaged is passed over.
    """
    rows = session.execute(
        select(ValueModel.id, ValueModel.definition, ValueModel.position)
        .where(ValueModel.enabled)
        .order_by(ValueModel.position, ValueModel.name, ValueModel.id)
    ).all()
    models = [
        NamedModel(id, model, position=position)
        for id, definition, position in rows
        if (model := decode_model(definition)) is not None
    ]
    if not any(named.id == SHIPPED_MODEL for named in models):
        models.append(NamedModel(SHIPPED_MODEL, shipped_model(), is_default=True))
    return models
