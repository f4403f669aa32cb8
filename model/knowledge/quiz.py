"""The product quiz: questions made of the catalogue, and the rounds that were taken."""

import json
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.catalogue.queries import OfferingRow, list_offerings
from model.errors import UserError
from model.knowledge.records import QuizRound
from model.settings.queries import find_owner
from model.store.base import RowId
from model.store.ids import new_id, person_id
from model.store.kept_text import read_kept
from resources.i18n import _

A_ROUND: Final = 10
OPTIONS: Final = 4
LEAST_OPTIONS: Final = 3
"""Fewer to choose from is no question."""


@dataclass(frozen=True)
class QuizQuestion:
    """One question about a product: `kind` is buying_point, layer, function or price.

    `options` are names of products, codes of an enumeration, or monthly prices in fen as text, as the kind says.
    """

    code: str
    kind: str
    product: str
    told: str
    options: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class RoundRow:
    """A round that was taken: `missed` are the names of the products it went wrong on."""

    id: RowId
    taken_on: date | None
    asked: int
    right_count: int
    share: float
    missed: str


def quiz_of(
    offerings: Sequence[OfferingRow], seed: str, missed: Collection[str] = (), count: int = A_ROUND
) -> list[QuizQuestion]:
    """A round: at most so many questions, one a product, those missed before first. The same seed, the same round."""
    chance = random.Random(seed)  # noqa: S311 - a quiz is no secret
    products = sorted(offerings, key=lambda one: one.code)
    chance.shuffle(products)
    products.sort(key=lambda one: one.code not in missed)
    made = []
    for product in products:
        kinds = list(_KINDS)
        chance.shuffle(kinds)
        question = next((found for kind in kinds if (found := _question(kind, product, offerings, chance))), None)
        if question is not None:
            made.append(question)
        if len(made) == count:
            break
    return made


def _question(
    kind: str, product: OfferingRow, offerings: Sequence[OfferingRow], chance: random.Random
) -> QuizQuestion | None:
    """A question of a kind; None where the product, or what else is in the catalogue, does not give one."""
    value_of = _KINDS[kind]
    right = value_of(product)
    if not right or (kind == "buying_point" and not product.buying_point):
        return None
    others = sorted({value for one in offerings if (value := value_of(one)) and value != right})
    if kind == "buying_point":
        same = {one.name for one in offerings if one.buying_point == product.buying_point}
        others = [name for name in others if name not in same]
    chosen = [right, *chance.sample(others, min(len(others), OPTIONS - 1))]
    if len(chosen) < LEAST_OPTIONS:
        return None
    chance.shuffle(chosen)
    told = product.buying_point if kind == "buying_point" else product.name
    return QuizQuestion(product.code, kind, product.name, told, tuple(chosen), chosen.index(right))


def _price(product: OfferingRow) -> str:
    return "" if product.monthly_fen is None else str(product.monthly_fen)


_KINDS: Final[dict[str, Callable[[OfferingRow], str]]] = {
    "buying_point": lambda one: one.name,
    "layer": lambda one: one.product_layer,
    "function": lambda one: one.product_function,
    "price": _price,
}
"""Kind of question → what its options are made of."""


def start_quiz(session: Session, today: date) -> list[QuizQuestion]:
    """The next round of this person. Raises `UserError` where the catalogue gives no question."""
    rounds = session.scalar(select(func.count()).select_from(QuizRound)) or 0
    made = quiz_of(list_offerings(session, today), f"{today}/{rounds}", last_missed(session))
    if not made:
        raise UserError(_("The catalogue says too little of the products to ask about them."))
    return made


def save_round(session: Session, asked: int, missed: Iterable[str], today: date) -> RowId:
    """Keep a round that was taken to its end. Raises `UserError` for one without questions."""
    codes = list(dict.fromkeys(missed))
    if not asked > 0 or len(codes) > asked:
        raise UserError(_("A round needs questions."))
    row_id = new_id()
    session.add(
        QuizRound(
            id=row_id, dossier_id=person_id(find_owner(session).employee_no), taken_on=today, asked=asked,
            right_count=asked - len(codes), missed=json.dumps(codes, ensure_ascii=False),
        )
    )  # fmt: skip
    session.flush()
    return row_id


def list_rounds(session: Session, today: date) -> list[RoundRow]:
    """The rounds taken, the newest first; a product that left the catalogue goes by its code."""
    names = {one.code: one.name for one in list_offerings(session, today)}
    rows = session.scalars(select(QuizRound).order_by(QuizRound.taken_on.desc(), QuizRound.id.desc()))
    return [
        RoundRow(
            row.id, row.taken_on, row.asked, row.right_count, row.right_count / row.asked if row.asked else 0.0,
            "、".join(names.get(code, code) for code in _codes(row.missed)),
        )
        for row in rows
    ]  # fmt: skip


def last_missed(session: Session) -> frozenset[str]:
    """The products that the newest round went wrong on."""
    newest = session.scalar(select(QuizRound.missed).order_by(QuizRound.taken_on.desc(), QuizRound.id.desc()).limit(1))
    return frozenset(_codes(newest or "[]"))


def _codes(text: str) -> list[str]:
    """The product codes of a kept round; one that another store wrote otherwise names none."""
    return [str(code) for code in read_kept(text, list[Any], [])]
