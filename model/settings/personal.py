"""A person's own settings: they travel with him between his laptops, in the person dossier."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.settings.records import Setting
from model.store.ids import RowId, natural_id
from model.store.kept_text import read_kept
from model.store.records import StoreFact


def find_personal(session: Session, name: str) -> Any:
    """The value kept under a name (plain JSON values); `None` where there is none."""
    found = session.get(Setting, natural_id("setting", _person(session), name))
    return None if found is None else read_kept(found.value, Any, None)


def keep_personal(session: Session, name: str, value: Any) -> RowId:
    """Keep a value made of plain JSON values under a name."""
    person = _person(session)
    row_id = natural_id("setting", person, name)
    row = session.get(Setting, row_id)
    if row is None:
        row = Setting(id=row_id, dossier_id=person, name=name)
        session.add(row)
    row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return row_id


def _person(session: Session) -> RowId:
    return session.scalar(select(StoreFact.value).where(StoreFact.name == "person")) or ""
