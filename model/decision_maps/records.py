"""Who plays which part in a decision, who reports to whom (`domain.md` §1, rule 12); judgements are never overwritten."""

from datetime import date

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class BuyingRole(Travelling):
    """One dated judgement of a contact's part in decisions; the next one of the same role ends it."""

    __tablename__ = "buying_role"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    contact_id: Mapped[RowId] = kept(refers="contact", default="", index=True)
    opportunity_id: Mapped[RowId | None] = kept(refers="opportunity")
    role: Mapped[str] = kept(label=N_("Buying role"), default="", choices="buying_role")
    attitude: Mapped[str] = kept(label=N_("Attitude"), default="", choices="attitude")
    influence: Mapped[str] = kept(label=N_("Influence"), default="", choices="influence")
    coverage: Mapped[str] = kept(label=N_("Coverage"), default="", choices="coverage")
    beneficiary: Mapped[bool] = kept(label=N_("Beneficiary"), default=False)
    informant: Mapped[bool] = kept(label=N_("Informant"), default=False)
    evidence: Mapped[str] = kept(label=N_("Evidence"), default="assumed", choices="evidence")
    source_visit_id: Mapped[RowId | None] = kept(label=N_("Source visit"), refers="visit")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))


class ReportingLine(Travelling):
    """A contact reports to another, by a solid or a dotted line."""

    __tablename__ = "reporting_line"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId | None] = kept(refers="opportunity")
    from_id: Mapped[RowId] = kept(label=N_("Reports"), refers="contact", default="", index=True)
    to_id: Mapped[RowId] = kept(label=N_("Reports to"), refers="contact", default="")
    kind: Mapped[str] = kept(label=N_("Line"), default="solid", choices="line_kind")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))
