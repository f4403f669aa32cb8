"""The dated rankings of a customer's needs: kept with every teammate's ranks, read again, taken over as the order."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.records import Contact
from model.errors import UserError
from model.needs.queries import NeedRow, list_needs
from model.needs.ranking import team_order
from model.needs.records import Need, PriorityTable, PriorityVote
from model.store.base import RowId, natural_id, new_id
from model.store.kept_text import read_kept
from model.store.rows import existing_row
from resources.i18n import _

MOST_VOTES: Final = 30
_STEP: Final = 1024
_DATES: Final = ("due",)
_LEFT_OUT: Final = ("customer_id", "group_code", "customer_name", "raised_by")
"""What a kept table says by reference only: the customer's name and the person's are read when it is shown."""


@dataclass(frozen=True)
class Vote:
    """One teammate's ranks: ids of needs, the most pressing first."""

    voter: str
    ranks: tuple[RowId, ...]


@dataclass(frozen=True)
class TableRow:
    """A dated ranking in a list: its day, remarks, how many needs it holds and who ranked them."""

    id: RowId
    customer_id: RowId
    ranked_on: date | None
    remarks: str
    count: int
    voters: str


@dataclass(frozen=True)
class TableSheet:
    """A dated ranking whole: the needs as they stood that day, in their order, and every vote."""

    row: TableRow
    needs: tuple[NeedRow, ...]
    votes: tuple[Vote, ...]


def rankable_needs(session: Session, customer_id: RowId) -> list[NeedRow]:
    """The needs of a customer that are to be ranked: those not solved or dropped, in their order."""
    return list_needs(session, customer_id=customer_id, status=("open", "in_progress"))


def keep_table(session: Session, customer_id: RowId, votes: Sequence[Vote], remarks: str, today: date) -> RowId:
    """Keep today's ranking of a customer's needs, merged from the votes by Borda count.

    Without a vote the order is the one that stands. Raises `UserError` where there is nothing to rank, a voter has no
    name or votes twice.
    """
    customer = customer_by_id(session, customer_id)
    needs = {need.id: need for need in rankable_needs(session, customer.id)}
    names = [vote.voter.strip() for vote in votes]
    if not needs:
        raise UserError(_("This customer has no open need to rank."))
    if len(votes) > MOST_VOTES or not all(names) or len(set(names)) < len(names):
        raise UserError(_("Every teammate ranks once, under a name."))
    order = team_order(list(needs), [vote.ranks for vote in votes])
    numbers = {need_id: number for number, need_id in enumerate(order, start=1)}
    table = PriorityTable(
        id=new_id(),
        dossier_id=customer.dossier_id,
        customer_id=customer.id,
        ranked_on=today,
        remarks=remarks.strip(),
        needs=json.dumps([_plain(needs[one], numbers) for one in order], ensure_ascii=False, sort_keys=True),
    )
    session.add(table)
    for name, vote in zip(names, votes, strict=True):
        session.add(
            PriorityVote(
                id=natural_id("priority_vote", table.id, name),
                dossier_id=customer.dossier_id,
                customer_id=customer.id,
                table_id=table.id,
                voter=name,
                ranks=json.dumps(list(vote.ranks)),
            )
        )
    session.flush()
    return table.id


def take_over(session: Session, table_id: RowId) -> int:
    """Make a table's order the order of the customer's needs; returns how many of them still stand.

    Needs that came later follow behind, in the order they have.
    """
    sheet = find_table(session, table_id)
    standing = [need.id for need in list_needs(session, customer_id=sheet.row.customer_id)]
    ranked = [need.id for need in sheet.needs if need.id in set(standing)]
    order = [*ranked, *(need for need in standing if need not in set(ranked))]
    for place, need_id in enumerate(order):
        need = session.get(Need, need_id)
        if need is not None and need.position != float(place * _STEP):
            need.position = float(place * _STEP)
    return len(ranked)


def forget_order(session: Session, customer_id: RowId) -> None:
    """Let a customer's needs stand by their score again, as if nobody had put them in order."""
    for need in session.scalars(select(Need).where(Need.customer_id == customer_id, Need.position.is_not(None))):
        need.position = None


def delete_table(session: Session, table_id: RowId) -> None:
    """Take a dated ranking and its votes out."""
    for vote in session.scalars(select(PriorityVote).where(PriorityVote.table_id == table_id)):
        session.delete(vote)
    session.delete(_table(session, table_id))


def list_tables(session: Session, customer_id: RowId) -> list[TableRow]:
    """A customer's dated rankings, the newest first."""
    found = session.scalars(
        select(PriorityTable)
        .where(PriorityTable.customer_id == customer_id)
        .order_by(PriorityTable.ranked_on.desc(), PriorityTable.id.desc())
    )
    return [_row(session, table) for table in found]


def find_table(session: Session, table_id: RowId) -> TableSheet:
    """One dated ranking. Raises `UserError` where it is gone."""
    table = _table(session, table_id)
    customer = customer_by_id(session, table.customer_id)
    people = {
        person.id: person for person in session.scalars(select(Contact).where(Contact.customer_id == customer.id))
    }
    plain = [one for one in _needs_of(table) if one.get("id")]
    needs = tuple(_need(one, customer.id, customer.group_code, customer.name, people) for one in plain)
    return TableSheet(_row(session, table), needs, tuple(_votes(session, table_id)))


def _table(session: Session, table_id: RowId) -> PriorityTable:
    return existing_row(session, PriorityTable, table_id, _("This ranking is no longer here."))


def _row(session: Session, table: PriorityTable) -> TableRow:
    voters = _(", ").join(vote.voter for vote in _votes(session, table.id))
    return TableRow(table.id, table.customer_id, table.ranked_on, table.remarks, len(_needs_of(table)), voters)


def _needs_of(table: PriorityTable) -> list[dict[str, Any]]:
    return read_kept(table.needs, list[dict[str, Any]], [])


def _votes(session: Session, table_id: RowId) -> list[Vote]:
    rows = session.execute(
        select(PriorityVote.voter, PriorityVote.ranks)
        .where(PriorityVote.table_id == table_id)
        .order_by(PriorityVote.voter, PriorityVote.id)
    )
    return [Vote(voter, tuple(read_kept(ranks, list[str], []))) for voter, ranks in rows]


def _plain(need: NeedRow, numbers: Mapping[RowId, int]) -> dict[str, Any]:
    plain = {one.name: getattr(need, one.name) for one in fields(NeedRow) if one.name not in _LEFT_OUT}
    plain |= {"order": numbers[need.id], "due": need.due.isoformat() if need.due else None}
    plain["unlocks"] = sorted(numbers[other] for other in need.unlocks_ids if other in numbers)
    plain["said_by"] = "" if need.raised_by_id else need.raised_by
    return plain


def _need(plain: dict[str, Any], customer_id: RowId, code: str, name: str, people: Mapping[RowId, Contact]) -> NeedRow:
    """A need as it was kept; the name of who raised it comes from the contact, as long as there is one."""
    person = people.get(plain.get("raised_by_id") or "")
    said_by = f"{person.name} {person.title}".strip() if person else str(plain.get("said_by", ""))
    known: dict[str, Any] = {one.name: plain.get(one.name) for one in fields(NeedRow) if one.name not in _LEFT_OUT}
    known |= {key: date.fromisoformat(plain[key]) if plain.get(key) else None for key in _DATES}
    known |= {key: tuple(plain.get(key) or ()) for key in ("unlocks", "unlocks_ids")}
    return NeedRow(customer_id=customer_id, group_code=code, customer_name=name, raised_by=said_by, **known)
