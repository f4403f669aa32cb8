"""The value models in force: the office's own, or the shipped one, marked as a default."""

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from model.grading.records import ValueModel
from model.grading.rules import Model, shipped_model
from model.store.ids import RowId, natural_id

SHIPPED_MODEL: Final[RowId] = natural_id("value_model", "shipped")


@dataclass(frozen=True)
class NamedModel:
    """A model with its id; the shipped one is a default until the office saves its own."""

    id: RowId
    model: Model
    is_default: bool = False


def encode_model(model: Model) -> str:
    """A model as canonical JSON text."""
    return msgspec.json.encode(model, order="sorted").decode()


def decode_model(text: str) -> Model:
    """A model from its JSON text; raises `msgspec.MsgspecError` for what is none."""
    return msgspec.json.decode(text, type=Model)


def list_models(session: Session) -> list[NamedModel]:
    """The models in use, in the order in which they claim customers; the shipped one takes who is left."""
    rows = session.execute(
        select(ValueModel.id, ValueModel.definition)
        .where(ValueModel.enabled)
        .order_by(ValueModel.position, ValueModel.name, ValueModel.id)
    ).all()
    models = [NamedModel(id, decode_model(definition)) for id, definition in rows]
    if not any(named.id == SHIPPED_MODEL for named in models):
        models.append(NamedModel(SHIPPED_MODEL, shipped_model(), is_default=True))
    return models
