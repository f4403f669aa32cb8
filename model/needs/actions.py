"""What is done with needs: kept, weighed, put in order, linked to what they unlock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.errors import UserError
from model.needs.records import Need, NeedLink
from model.needs.rules import need_faults, place_between, price_probe, unlock_loop
from model.store.base import RowId, link_id, new_id, take_over
from model.store.rows import existing_row
from resources.i18n import _


@dataclass(frozen=True)
class NeedDraft:
    """A need as a form or the command line gives it; `behind` is the problem behind a price complaint."""

    customer_id: RowId
    statement: str
    need_source: str = "stated"
    raised_by_id: RowId | None = None
    raised_by: str = ""
    category: str = ""
    impact: str = ""
    importance: int = 3
    urgency: int = 3
    our_answer: str = ""
    rival_answer: str = ""
    owner: str = ""
    due: date | None = None
    status: str = "open"
    behind: str = ""


_FIELDS = (
    "need_source",
    "raised_by_id",
    "raised_by",
    "category",
    "impact",
    "importance",
    "urgency",
    "our_answer",
    "rival_answer",
    "owner",
    "due",
    "status",
)


def add_need(session: Session, draft: NeedDraft) -> RowId:
    """Keep a need; raises `UserError` for an empty statement, a weight beyond 1–5 or a price complaint unprobed.

    Where the draft names the problem behind a price complaint, that problem is kept, derived from the complaint, and
    its id is returned (`domain.md` rule 10).
    """
    _check(draft)
    if not draft.behind.strip():
        return _keep(session, draft, draft.statement, None)
    complaint = _keep(session, draft, draft.statement, None)
    return _keep(session, draft, draft.behind, complaint)


def change_need(session: Session, need_id: RowId, draft: NeedDraft) -> None:
    """Make a need say what the draft says; only what differs is written."""
    need = need_of(session, need_id)
    has_derived = session.scalars(select(Need.id).where(Need.derived_from == need_id).limit(1)).first() is not None
    _check(draft, probed=has_derived)
    if draft.behind.strip():
        _keep(session, draft, draft.behind, need_id)
    take_over(need, {"statement": draft.statement, **{name: getattr(draft, name) for name in _FIELDS}})


def delete_need(session: Session, need_id: RowId) -> None:
    """Take a need and its links out."""
    need = need_of(session, need_id)
    for link in session.scalars(
        select(NeedLink).where(or_(NeedLink.need_id == need_id, NeedLink.unlocks_id == need_id))
    ):
        session.delete(link)
    session.delete(need)


def set_need_status(session: Session, need_id: RowId, status: str) -> None:
    """Mark a need as open, in progress, solved or dropped."""
    need_of(session, need_id).status = status


def place_need(session: Session, need_id: RowId, before: RowId | None, after: RowId | None, order: list[RowId]) -> None:
    """Put a need between two neighbours of the order on screen (`order`, top first).

    The first time a person orders, every need is given its place as shown; later only the moved one is written.
    """
    places = {need.id: need for need in session.scalars(select(Need).where(Need.id.in_(order)))}
    if any(places[row].position is None for row in order if row in places):
        for index, row in enumerate(order):
            places[row].position = float(index * 1024)
    above = None if before is None else places[before].position
    below = None if after is None else places[after].position
    need_of(session, need_id).position = place_between(above, below)


def link_needs(session: Session, need_id: RowId, unlocks_id: RowId) -> RowId:
    """Say that solving one need unlocks another; raises `UserError` with the path where that would close a loop."""
    need, other = need_of(session, need_id), need_of(session, unlocks_id)
    if need.customer_id != other.customer_id:
        raise UserError(_("Both needs must belong to one customer."))
    _refuse_loop(session, need_id, unlocks_id)
    row_id = link_id(need.dossier_id, "need_link", need_id, unlocks_id)
    if session.get(NeedLink, row_id) is None:
        session.add(
            NeedLink(
                id=row_id,
                dossier_id=need.dossier_id,
                customer_id=need.customer_id,
                need_id=need_id,
                unlocks_id=unlocks_id,
            )
        )
    return row_id


def set_link(session: Session, row_id: RowId, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Check field values of a link as the form of a need would, and give them back to be set.

    Raises `UserError` where the link would close a loop, join two customers' needs, or stand twice.
    """
    link = session.get_one(NeedLink, row_id)
    first, then = (need_of(session, values.get(name, getattr(link, name))) for name in ("need_id", "unlocks_id"))
    if {first.customer_id, then.customer_id} != {values.get("customer_id", link.customer_id)}:
        raise UserError(_("Both needs must belong to one customer."))
    _refuse_loop(session, first.id, then.id, row_id)
    twin = select(NeedLink.id).where(NeedLink.need_id == first.id, NeedLink.unlocks_id == then.id)
    if session.scalars(twin.where(NeedLink.id != row_id)).first() is not None:
        raise UserError(_("These two needs are linked already."))
    return dict(values)


def links_back(session: Session, need_id: RowId, unlocks_id: RowId, besides: RowId = "") -> list[RowId]:
    """The needs from the second back to the first, where a link between the two would close a loop; else none.

    `besides` is the link's own row where it stands already.
    """
    links = session.execute(
        select(NeedLink.need_id, NeedLink.unlocks_id)
        .join(Need, Need.id == NeedLink.need_id)
        .where(NeedLink.id != besides, Need.customer_id == need_of(session, need_id).customer_id)
    )
    return unlock_loop([(first, then) for first, then in links], need_id, unlocks_id)


def check_link(session: Session, row_id: RowId) -> None:
    """Raises `UserError` where a link that has come back closes a loop."""
    link = session.get_one(NeedLink, row_id)
    _refuse_loop(session, link.need_id, link.unlocks_id, row_id)


def unlink_needs(session: Session, need_id: RowId, unlocks_id: RowId) -> None:
    """Take the link between two needs away; where there is none nothing happens."""
    link = session.scalars(
        select(NeedLink).where(NeedLink.need_id == need_id, NeedLink.unlocks_id == unlocks_id)
    ).first()
    if link is not None:
        session.delete(link)


def need_of(session: Session, need_id: RowId) -> Need:
    """The record of a need; raises `UserError` where it is gone."""
    return existing_row(session, Need, need_id, _("This need is no longer here."))


def _refuse_loop(session: Session, need_id: RowId, unlocks_id: RowId, besides: RowId = "") -> None:
    loop = links_back(session, need_id, unlocks_id, besides)
    if loop:
        path = " → ".join(need_of(session, row).statement for row in (need_id, *loop))
        raise UserError(_("That would be a loop: {path}").format(path=path))


def _check(draft: NeedDraft, probed: bool = False) -> None:
    faults = need_faults(draft.statement, draft.importance, draft.urgency)
    probe = price_probe(draft.statement, probed or bool(draft.behind.strip()))
    sentences = [*faults.values(), *([probe] if probe else [])]
    if sentences:
        raise UserError(" ".join(_(sentence) for sentence in sentences))


def _keep(session: Session, draft: NeedDraft, statement: str, derived_from: RowId | None) -> RowId:
    customer = customer_by_id(session, draft.customer_id)
    need_id = new_id()
    fields = {name: getattr(draft, name) for name in _FIELDS}
    session.add(
        Need(
            id=need_id,
            dossier_id=customer.dossier_id,
            customer_id=customer.id,
            statement=statement.strip(),
            derived_from=derived_from,
            **fields,
        )
    )
    session.flush()
    return need_id
