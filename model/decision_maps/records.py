"""Who plays which part, who reports to whom (`domain.md` §1, rule 12); judgements are never overwritten."""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from model.store.base import RowId, Travelling, kept
from resources.i18n import N_


class BuyingRole(Travelling):
    """One dated judgement of a contact's part in decisions; the next one of the same role ends it."""

    __tablename__ = "buying_role"
    __timeline__: ClassVar = ("valid_from", "contact_id", "role", "attitude", "evidence")

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
    __presented__: ClassVar = "opportunity_id IS NULL"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId | None] = kept(refers="opportunity", fit=True)
    from_id: Mapped[RowId] = kept(label=N_("Reports"), refers="contact", fit=True, default="", index=True)
    to_id: Mapped[RowId] = kept(label=N_("Reports to"), refers="contact", fit=True, default="")
    kind: Mapped[str] = kept(label=N_("Line"), fit=True, default="solid", choices="line_kind")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"), fit=True)
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"), fit=True)


class InfluenceLine(Travelling):
    """A contact influences another or is in conflict with him, with a strength from 1 (slight) to 3 (strong)."""

    __tablename__ = "influence_line"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId | None] = kept(refers="opportunity")
    from_id: Mapped[RowId] = kept(label=N_("Influence from"), refers="contact", default="", index=True)
    to_id: Mapped[RowId] = kept(label=N_("Influence on"), refers="contact", default="")
    kind: Mapped[str] = kept(label=N_("Influence line"), default="influences", choices="influence_kind")
    strength: Mapped[int] = kept(label=N_("Strength"), default=2, least=1, most=3)
    note: Mapped[str] = kept(label=N_("Note"), default="")
    valid_from: Mapped[date | None] = kept(label=N_("Valid from"))
    valid_to: Mapped[date | None] = kept(label=N_("Valid to"))


class Counterpart(Travelling):
    """Our person facing theirs (对口关系), with the relationship level that is and the one that is wanted."""

    __tablename__ = "counterpart"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    contact_id: Mapped[RowId] = kept(refers="contact", default="", index=True)
    staff_id: Mapped[RowId | None] = kept(refers="staff")
    our_name: Mapped[str] = kept(label=N_("Our person"), personal="name", default="")
    present_level: Mapped[str] = kept(label=N_("Present relationship"), default="", choices="relationship_level")
    wanted_level: Mapped[str] = kept(label=N_("Wanted relationship"), default="", choices="relationship_level")


class MapPosition(Travelling):
    """Where a contact's card stands on the map of a customer or of one opportunity; one field group, it moves whole."""

    __tablename__ = "map_position"
    __presented__: ClassVar = "opportunity_id IS NULL"

    customer_id: Mapped[RowId] = kept(refers="customer", default="", index=True)
    opportunity_id: Mapped[RowId | None] = kept(refers="opportunity", fit=True, inner=True)
    contact_id: Mapped[RowId] = kept(refers="contact", fit=True, default="", index=True)
    x: Mapped[int] = kept(label=N_("Place across"), group="place", fit=True, default=0, inner=True)
    y: Mapped[int] = kept(label=N_("Place down"), group="place", fit=True, default=0, inner=True)
    by_hand: Mapped[bool] = kept(label=N_("Placed by hand"), group="place", fit=True, default=False, inner=True)
    placed: Mapped[bool] = kept(label=N_("Has a place"), group="place", fit=True, default=False, inner=True)
    on_map: Mapped[bool] = kept(label=N_("On the map"), fit=True, default=True, inner=True)
