"""Sentences that a person wrote for the parts of a report, in place of those the figures make."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.analysis.records import AnalysisText
from model.analysis.scopes import Scope, ScopeKind
from model.customers.finding import customer_by_id
from model.errors import UserError
from model.pay.inputs import own_dossier
from model.store.base import RowId
from model.store.ids import natural_id
from resources.i18n import _

LONGEST = 1_000


def read_texts(session: Session, scope: Scope, month: int) -> dict[str, str]:
    """Part → sentence, of the report of a scope up to a month (YYYYMM)."""
    query = select(AnalysisText).where(
        AnalysisText.scope == scope_key(scope), AnalysisText.month == month, AnalysisText.text != ""
    )
    return {row.part: row.text for row in session.scalars(query.order_by(AnalysisText.id))}


def keep_text(session: Session, scope: Scope, month: int, part: str, text: str) -> RowId:
    """Keep a sentence for a part of a report; an empty one lets the figures speak again. Raises `UserError`."""
    words = text.strip()
    if len(words) > LONGEST:
        raise UserError(_("A sentence has at most {count} characters.").format(count=LONGEST))
    key = scope_key(scope)
    row_id = natural_id("analysis_text", key, month, part)
    row = session.get(AnalysisText, row_id)
    if row is None:
        customer = customer_by_id(session, scope.customer_id) if scope.customer_id else None
        dossier = customer.dossier_id if customer else own_dossier(session)
        row = AnalysisText(
            id=row_id, dossier_id=dossier, customer_id=scope.customer_id or None, scope=key, month=month, part=part
        )
        session.add(row)
    row.text = words
    return row_id


def scope_key(scope: Scope) -> str:
    """The scope in a word that stays."""
    return f"{scope.kind.value}:{scope.customer_id or (scope.name if scope.kind is ScopeKind.SEGMENT else '')}"
