"""The reward table by grade: what each may be given, and the discount beside it; shipped until the office edits it."""

import json
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.benefits.rules import REWARDS
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.proposals.queries import authority_table
from model.settings.records import Setting
from model.store.ids import OFFICE_DOSSIER, RowId, natural_id
from model.store.kept_text import read_kept
from resources.i18n import _

_SETTING: Final = "benefits/rewards"


@dataclass(frozen=True)
class RewardRow:
    """A grade's benefits, and the discount (percent × 100) a manager may grant it alone."""

    grade: str
    kinds: tuple[str, ...]
    discount: int
    is_default: bool


def reward_table(session: Session) -> list[RewardRow]:
    """Every grade's row, A first."""
    kept, (authority, _shipped) = _kept(session), authority_table(session)
    return [
        RewardRow(one.grade, tuple(kept.get(one.grade, one.kinds)), authority.get(one.grade, 0), one.grade not in kept)
        for one in REWARDS
    ]


def reward_kinds(session: Session) -> dict[str, tuple[str, ...]]:
    """Grade → the kinds of benefit it may be given."""
    return {row.grade: row.kinds for row in reward_table(session)}


def reward_of(session: Session, grade: str) -> RewardRow:
    """The row of a grade; an unknown one has that of the lowest."""
    table = {row.grade: row for row in reward_table(session)}
    return table.get(grade, table[REWARDS[-1].grade])


def save_reward(session: Session, grade: str, kinds: tuple[str, ...]) -> RowId:
    """Keep what a grade may be given. Raises `UserError` for a grade or kind that is none."""
    if grade not in {one.grade for one in REWARDS} or set(kinds) - set(ENUMERATIONS["benefit_kind"]):
        raise UserError(_("Choose the kind of benefit."))
    id = natural_id("setting", _SETTING)
    row = session.get(Setting, id)
    if row is None:
        row = Setting(id=id, dossier_id=OFFICE_DOSSIER, name=_SETTING, value="{}")
        session.add(row)
    row.value = json.dumps(_kept(session) | {grade: list(kinds)}, sort_keys=True)
    session.flush()
    return id


def _kept(session: Session) -> dict[str, list[str]]:
    text = session.scalar(select(Setting.value).where(Setting.id == natural_id("setting", _SETTING)))
    return read_kept(text, dict[str, list[str]], {})
