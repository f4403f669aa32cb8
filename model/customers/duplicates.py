"""Customers that may be one twice: finding the pairs, and remembering those a person says are two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from model.customers.merge_rules import survivor
from model.customers.names import Identity, Likeness, Reason, Verdict, company_name, likeness
from model.customers.records import Contact, Customer, KeptSeparate
from model.search.pinyin import likeliest
from model.search.tokens import folded
from model.store.base import RowId, link_id
from resources.i18n import N_

_LARGEST_BLOCK: Final = 40
_MOST_PAIRS: Final = 2_000
_TELL_EVERY: Final = 2_000

VERDICT_TEXTS: Final = {
    Verdict.SAME: N_("The same"),
    Verdict.MAYBE: N_("Perhaps the same"),
    Verdict.NO: N_("Two customers"),
}
REASON_TEXTS: Final = {
    Reason.CREDIT_CODE: N_("The credit codes are equal"),
    Reason.GROUP_CODE: N_("The group codes are equal"),
    Reason.NAME: N_("The names are one name, written differently"),
    Reason.FORMER_NAME: N_("One is a former name of the other"),
    Reason.OTHER_CREDIT_CODE: N_("One name, but two credit codes"),
    Reason.OTHER_PLACE: N_("One name in two places"),
    Reason.BRANCH: N_("One is a branch of the other, or both are branches"),
    Reason.ALIKE: N_("The names are alike"),
    Reason.PHONE: N_("A contact's number stands at both, and the names are alike"),
    Reason.DIFFERENT: N_("The names differ"),
}
"""What the screen says of a pair, through `_()`."""


@dataclass(frozen=True)
class DuplicatePair:
    """Two customers that are, or may be, one; `score` is how alike their names are, 0–100."""

    first_id: RowId
    first_name: str
    first_code: str
    second_id: RowId
    second_name: str
    second_code: str
    verdict: Verdict
    reason: Reason
    score: float


def find_duplicates(
    session: Session, limit: int = _MOST_PAIRS, tell: Callable[[int, int], None] | None = None
) -> list[DuplicatePair]:
    """The pairs of customers that are or may be one, surest first, at most `limit`; kept-separate pairs left out.

    Compares only customers that share a code, a number, a core or nearly a core. Takes seconds over a whole city
    company: run it off the window's thread. `tell(done, total)` hears how far it is and may raise to end it.
    """
    people = _shared_phones(session)
    customers = dict(_identities(session, people))
    candidates = _candidates(customers, tell)
    candidates -= _kept_separate(session)
    pairs: list[DuplicatePair] = []
    for done, (first, second) in enumerate(candidates):
        if tell is not None and done % _TELL_EVERY == 0:
            tell(len(candidates) + done, 2 * len(candidates))
        alike = likeness(customers[first], customers[second])
        if alike.verdict is not Verdict.NO:
            pairs.append(_pair(customers, first, second, alike))
    pairs.sort(
        key=lambda one: (one.verdict is not Verdict.SAME, -one.score, one.first_name, one.first_id, one.second_id)
    )
    return pairs[:limit]


def still_open(session: Session, pairs: Iterable[DuplicatePair]) -> list[DuplicatePair]:
    """Of pairs found before, those of which neither was merged since and that nobody has said are two."""
    separate = _kept_separate(session)
    merged = set(session.scalars(select(Customer.id).where(Customer.merged_into.is_not(None))))
    return [
        pair
        for pair in pairs
        if (pair.first_id, pair.second_id) not in separate and not {pair.first_id, pair.second_id} & merged
    ]


def keep_separate(session: Session, first_id: RowId, second_id: RowId) -> RowId:
    """Remember that two customers are two; saying it twice, or the other way round, is saying it once."""
    first, second = _ordered(first_id, second_id)
    row_id = link_id(first, "kept_separate", first, second)
    if session.get(KeptSeparate, row_id) is None:
        session.add(KeptSeparate(id=row_id, dossier_id=first, customer_id=first, other_id=second))
    return row_id


def block_keys(identity: Identity) -> Iterator[tuple[str, str]]:
    """What a customer is compared by: customers that share no key are not compared.

    Cores that differ in one character share the core without it; long ones that differ in more share their first
    half or sound the same.
    """
    if identity.credit_code:
        yield "credit", identity.credit_code.strip().upper()
    if identity.group_code:
        yield "group", identity.group_code.strip()
    for phone in identity.phones:
        yield "phone", phone
    for name in (identity.name, *identity.former_names):
        core = company_name(name).core
        yield "core", core
        if len(core) > 3:
            for place in range(len(core)):
                yield "core", core[:place] + core[place + 1 :]
        if len(core) > 7:
            yield "start", core[: len(core) // 2]
            yield "sound", "".join(likeliest(core))


def _candidates(customers: dict[RowId, Identity], tell: Callable[[int, int], None] | None) -> set[tuple[RowId, RowId]]:
    blocks: defaultdict[tuple[str, str], list[RowId]] = defaultdict(list)
    for done, (row_id, identity) in enumerate(customers.items()):
        if tell is not None and done % _TELL_EVERY == 0:
            tell(done, 2 * len(customers))
        for key in set(block_keys(identity)):
            blocks[key].append(row_id)
    found: set[tuple[RowId, RowId]] = set()
    for members in blocks.values():
        if 1 < len(members) <= _LARGEST_BLOCK:
            found.update(combinations(sorted(members), 2))
    return found


def _kept_separate(session: Session) -> set[tuple[RowId, RowId]]:
    """The pairs that a person said are two; a customer merged since stands as the one it was merged into."""
    merged = session.execute(select(Customer.id, Customer.merged_into).where(Customer.merged_into.is_not(None)))
    into: dict[RowId, RowId] = {row_id: kept for row_id, kept in merged if kept}
    rows = session.execute(select(KeptSeparate.customer_id, KeptSeparate.other_id))
    return {_ordered(survivor(first, into), survivor(second, into)) for first, second in rows}


def _identities(session: Session, people: dict[RowId, set[str]]) -> Iterable[tuple[RowId, Identity]]:
    columns = (Customer.id, Customer.name, Customer.group_code, Customer.credit_code, Customer.former_names)
    for row_id, name, group_code, credit_code, former in session.execute(
        select(*columns).where(Customer.merged_into.is_(None), Customer.name != "")
    ):
        earlier = tuple((former or "").replace("；", ";").replace("、", ";").split(";"))
        phones = frozenset(people.get(row_id, ()))
        yield row_id, Identity(name, group_code, credit_code, tuple(part for part in earlier if part.strip()), phones)


def _shared_phones(session: Session) -> dict[RowId, set[str]]:
    """Mobile numbers that stand at more than one customer, by customer."""
    shared = (
        select(Contact.mobile)
        .where(Contact.mobile != "")
        .group_by(Contact.mobile)
        .having(func.count(Contact.customer_id.distinct()) > 1)
    )
    found: defaultdict[RowId, set[str]] = defaultdict(set)
    for customer_id, mobile in session.execute(
        select(Contact.customer_id, Contact.mobile).where(Contact.mobile.in_(shared))
    ):
        found[customer_id].add(folded(mobile))
    return found


def _pair(customers: dict[RowId, Identity], first: RowId, second: RowId, alike: Likeness) -> DuplicatePair:
    a, b = customers[first], customers[second]
    return DuplicatePair(
        first, a.name, a.group_code, second, b.name, b.group_code, alike.verdict, alike.reason, alike.score
    )


def _ordered(first: RowId, second: RowId) -> tuple[RowId, RowId]:
    return (first, second) if first < second else (second, first)
