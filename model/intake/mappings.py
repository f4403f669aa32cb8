"""How a person said that headings are meant, remembered by the set of headings, so that he says it once."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.intake.headers import CUSTOM, LEFT_OUT, Heading, Table, core_of, heading_hash
from model.intake.records import ImportMapping
from model.intake.sheets import Sheet


def list_mappings(session: Session) -> dict[str, dict[str, str]]:
    """Every remembered mapping by its heading hash: heading → field, a custom field's name, or left out."""
    rows = session.execute(select(ImportMapping.heading_hash, ImportMapping.mapping))
    return {name: json.loads(mapping) for name, mapping in rows}


def remember_mapping(session: Session, headings: Sequence[str], sheet: Sheet, chosen: Mapping[str, str]) -> None:
    """Remember for a set of headings which sheet they are and what each is: `mapping_of` says how that is written."""
    mapping = {core_of(heading): meaning for heading, meaning in chosen.items()} | {"": sheet.entity}
    text = json.dumps(mapping, ensure_ascii=False, sort_keys=True)
    session.merge(ImportMapping(heading_hash=heading_hash(headings), mapping=text))


def mapping_of(table: Table) -> dict[str, str]:
    """A recognised table's mapping as it would be remembered: heading → field, `custom:NAME`, or empty for left out."""
    return {heading.text: meaning_of(heading) for heading in table.headings if not heading.forbidden}


def meaning_of(heading: Heading) -> str:
    """What a heading means now: a field, `custom:NAME`, or empty for left out."""
    if heading.column is not None:
        return heading.column.field
    return CUSTOM + heading.custom if heading.custom else LEFT_OUT
