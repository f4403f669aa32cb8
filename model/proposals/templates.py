"""Templates (方案模板): a proposal's lines and words without its customer, its prices or its exceptions."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.errors import UserError
from model.proposals.drafts import ItemDraft, QuoteDraft
from model.proposals.queries import find_quote
from model.proposals.records import QuoteTemplate
from model.proposals.renewal import Renewed, free_places, renew
from model.settings.queries import find_owner
from model.store.base import RowId, new_id
from model.store.ids import OFFICE_DOSSIER, person_id
from model.store.kept_text import read_kept
from model.store.rows import existing_row
from resources.i18n import _

_WORDS: Final = ("title", "term_months", "pricing_stance", "concessions", "benefits", "terms", "annex", "why_us",
                 "shows_needs", "shows_rivals")  # fmt: skip
_LINE: Final = ("offering_code", "offering_name", "quantity", "unit", "discount", "remark")


@dataclass(frozen=True)
class TemplateRow:
    """A template in the list: its name, how many lines it has, since when it stands."""

    id: RowId
    name: str
    lines: int
    products: str
    made_on: date | None


def save_template(session: Session, quote_id: RowId, name: str, today: date) -> RowId:
    """Keep a proposal as a template: in the office's dossier at the office, else in the person's own.

    A template of the same name there is replaced. Raises `UserError` without a name.
    """
    if not name.strip():
        raise UserError(_("Name the template."))
    draft = find_quote(session, quote_id).draft
    owner = find_owner(session)
    dossier = OFFICE_DOSSIER if owner.role == "office" else person_id(owner.employee_no)
    row = session.scalars(
        select(QuoteTemplate).where(QuoteTemplate.name == name.strip(), QuoteTemplate.dossier_id == dossier)
    ).first()
    if row is None:
        row = QuoteTemplate(id=new_id(), dossier_id=dossier, name=name.strip())
        session.add(row)
    row.content, row.made_on = _written(draft, free_places(session, draft.items)), today
    session.flush()
    return row.id


def delete_template(session: Session, template_id: RowId) -> None:
    """Take a template out; proposals made from it stay."""
    session.delete(_template(session, template_id))


def list_templates(session: Session) -> list[TemplateRow]:
    """Every template by name."""
    rows = []
    for row in session.scalars(select(QuoteTemplate).order_by(QuoteTemplate.name, QuoteTemplate.id)):
        names = [str(line.get("offering_name", "")) for line in _said(row).get("items", [])]
        rows.append(TemplateRow(row.id, row.name, len(names), _(", ").join(names), row.made_on))
    return rows


def draft_from_template(session: Session, template_id: RowId, customer_id: RowId, today: date) -> Renewed:
    """A draft for a customer at today's prices, with what has to be looked at. Raises `UserError` where it is gone."""
    said = _said(_template(session, template_id))
    items = tuple(ItemDraft(**line) for line in said.get("items", []))
    words = {name: said[name] for name in _WORDS if name in said}
    renewed = renew(session, QuoteDraft(customer_id, items=items, **words), customer_id, today, said.get("free", []))
    # A template keeps no prices, so that today's are no news.
    notes = tuple(note for note in renewed.notes if note.kind not in ("price", "one_off"))
    return Renewed(renewed.draft, notes)


def _said(row: QuoteTemplate) -> dict[str, Any]:
    """What a template says, in the shape it was written in."""
    return read_kept(row.content, dict[str, Any], {})


def _template(session: Session, template_id: RowId) -> QuoteTemplate:
    return existing_row(session, QuoteTemplate, template_id, _("This template is no longer here."))


def _written(draft: QuoteDraft, free: Collection[int]) -> str:
    said = {name: getattr(draft, name) for name in _WORDS}
    said["items"] = [{name: getattr(item, name) for name in _LINE} for item in draft.items]
    said["free"] = sorted(free)
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
