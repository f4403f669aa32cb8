"""What is asked of proposals: the list, one whole version, what may be offered, what the customer uses today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from model.catalogue.records import InstalledProduct, ProductOffering
from model.customers.finding import customer_by_id
from model.customers.records import Customer
from model.customers.standing import standing_of
from model.errors import UserError
from model.proposals.drafts import PLAIN_FIELDS, ItemDraft, PresentDraft, QuoteDraft
from model.proposals.records import Quote, QuoteItem, QuotePresent, RivalPrice
from model.proposals.rules import SHIPPED_AUTHORITY, WHOLE, authority_for
from model.settings.records import Setting
from model.store.base import RowId
from model.store.ids import OFFICE_DOSSIER
from model.store.kept_text import read_kept
from model.store.rows import existing_row
from resources.i18n import _

AUTHORITY = "proposals/discount_authority"
"""The setting's name of the table grade → discount (percent × 100)."""


@dataclass(frozen=True)
class QuoteRow:
    """A proposal in a list: its newest version's words, sums in fen."""

    id: RowId
    customer_id: RowId
    group_code: str
    customer_name: str
    number: str
    version: int
    title: str
    state: str
    made_on: date | None
    valid_for: date | None
    term_months: int
    monthly_fen: int
    one_off_fen: int
    discount: int
    opportunity_id: RowId | None


@dataclass(frozen=True)
class QuoteSheet:
    """One version whole: what it says, where it stands, who allowed it, and the version it was made from."""

    id: RowId
    draft: QuoteDraft
    customer_name: str
    number: str
    version: int
    made_on: date | None
    made_from: RowId | None
    state: str
    state_since: date | None
    approved_by: str
    approved_on: date | None
    approval_note: str
    returned_by: str = ""
    returned_on: date | None = None
    return_reason: str = ""


@dataclass(frozen=True)
class RivalPriceRow:
    """A rival's published price, in fen a month; None where it is not known."""

    id: RowId
    offering_code: str
    offering_name: str
    operator: str
    product: str
    monthly_fen: int | None
    source: str
    seen_on: date | None


def list_quotes(session: Session, customer_id: RowId | None = None) -> list[QuoteRow]:
    """Proposals, the newest first; of each number its newest version."""
    sums = sums_of_quotes()
    newest = select(Quote.number, func.max(Quote.version).label("version")).group_by(Quote.number).subquery()
    query = (
        select(
            Quote.id, Quote.customer_id, func.coalesce(Customer.group_code, ""), func.coalesce(Customer.name, ""),
            Quote.number, Quote.version, Quote.title, Quote.state, Quote.made_on, Quote.valid_for, Quote.term_months,
            func.coalesce(sums.c.monthly, 0), func.coalesce(sums.c.one_off, 0), func.coalesce(sums.c.discount, 0),
            Quote.opportunity_id,
        )
        .outerjoin(Customer, Customer.id == Quote.customer_id)
        .outerjoin(sums, sums.c.quote_id == Quote.id)
        .join(newest, (newest.c.number == Quote.number) & (newest.c.version == Quote.version))
        .order_by(Quote.made_on.desc(), Quote.number.desc(), Quote.version.desc())
    )  # fmt: skip
    if customer_id is not None:
        query = query.where(Quote.customer_id == customer_id)
    return [QuoteRow(*plain) for plain in map(tuple, session.execute(query))]


def sums_of_quotes() -> Subquery:
    """Each version's `monthly` and `one_off` in fen, its greatest `discount`, and whether a line is `below_floor`."""
    line = (2 * QuoteItem.quantity * QuoteItem.monthly_fen * (WHOLE - QuoteItem.discount) + WHOLE) // (2 * WHOLE)
    return (
        select(
            QuoteItem.quote_id,
            func.sum(line).label("monthly"),
            func.sum(QuoteItem.quantity * QuoteItem.one_off_fen).label("one_off"),
            func.max(QuoteItem.discount).label("discount"),
            func.max(case((line < QuoteItem.quantity * QuoteItem.floor_fen, 1), else_=0)).label("below_floor"),
        )
        .group_by(QuoteItem.quote_id)
        .subquery()
    )


def list_versions(session: Session, number: str) -> list[QuoteSheet]:
    """Every version of a proposal, the newest first."""
    found = session.scalars(select(Quote.id).where(Quote.number == number).order_by(Quote.version.desc(), Quote.id))
    return [find_quote(session, quote_id) for quote_id in found]


def find_quote(session: Session, quote_id: RowId) -> QuoteSheet:
    """One version with its lines in order. Raises `UserError` where it is gone."""
    quote = existing_row(session, Quote, quote_id, _("This proposal is no longer here."))
    items = session.scalars(
        select(QuoteItem).where(QuoteItem.quote_id == quote_id).order_by(QuoteItem.position, QuoteItem.id)
    ).all()
    places = {item.id: place for place, item in enumerate(items)}
    presents = session.scalars(
        select(QuotePresent).where(QuotePresent.quote_id == quote_id).order_by(QuotePresent.position, QuotePresent.id)
    )
    plain = {name: getattr(quote, name) for name in PLAIN_FIELDS}
    draft = QuoteDraft(
        quote.customer_id,
        items=tuple(item_draft(item) for item in items),
        presents=tuple(
            PresentDraft(one.name, one.monthly_fee_fen, places.get(one.item_id or ""), one.installed_id, one.id)
            for one in presents
        ),
        **plain,
    )
    return QuoteSheet(
        id=quote.id,
        draft=draft,
        customer_name=customer_by_id(session, quote.customer_id).name,
        number=quote.number,
        version=quote.version,
        made_on=quote.made_on,
        made_from=quote.made_from,
        state=quote.state,
        state_since=quote.state_since,
        approved_by=quote.approved_by,
        approved_on=quote.approved_on,
        approval_note=quote.approval_note,
        returned_by=quote.returned_by,
        returned_on=quote.returned_on,
        return_reason=quote.return_reason,
    )


def find_quote_by_number(session: Session, number: str) -> QuoteSheet:
    """The newest version under a number. Raises `UserError` where there is none."""
    found = session.scalars(
        select(Quote.id).where(Quote.number == number.strip()).order_by(Quote.version.desc(), Quote.id).limit(1)
    ).first()
    if found is None:
        raise UserError(_("There is no proposal with the number {number}.").format(number=number))
    return find_quote(session, found)


def authority_table(session: Session) -> tuple[Mapping[str, int], bool]:
    """Grade → discount a manager may give alone (percent × 100), and whether it is still the shipped default."""
    text = session.scalars(
        select(Setting.value).where(Setting.name == AUTHORITY, Setting.dossier_id == OFFICE_DOSSIER)
    ).first()
    kept = read_kept(text, dict[str, int], {})
    return (kept, False) if kept else (SHIPPED_AUTHORITY, True)


def authority_of(session: Session, customer_id: RowId, today: date) -> tuple[str, int]:
    """The customer's grade, and the discount a manager may give them without asking (percent × 100)."""
    standing = standing_of(session, customer_id, today)
    grade = standing.grade or standing.company_grade
    return grade, authority_for(grade, authority_table(session)[0])


def presents_of(session: Session, customer_id: RowId, items: tuple[ItemDraft, ...] = ()) -> list[PresentDraft]:
    """What the customer uses today, each beside the first line of the same product."""
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        places.setdefault(item.offering_code, place)
    names = dict(session.execute(select(ProductOffering.code, ProductOffering.name)).all())
    rows = session.scalars(
        select(InstalledProduct)
        .where(InstalledProduct.customer_id == customer_id)
        .order_by(InstalledProduct.offering_code, InstalledProduct.id)
    )
    return [
        PresentDraft(_present_name(one, names), one.monthly_fee_fen, places.get(one.offering_code), installed_id=one.id)
        for one in rows
    ]


def list_rival_prices(session: Session) -> list[RivalPriceRow]:
    """Rivals' published prices by product and operator, the latest first."""
    query = (
        select(
            RivalPrice.id, RivalPrice.offering_code, func.coalesce(ProductOffering.name, RivalPrice.offering_code),
            RivalPrice.operator, RivalPrice.product, RivalPrice.monthly_fen, RivalPrice.source, RivalPrice.seen_on,
        )
        .outerjoin(ProductOffering, ProductOffering.code == RivalPrice.offering_code)
        .order_by(RivalPrice.offering_code, RivalPrice.operator, RivalPrice.seen_on.desc(), RivalPrice.id)
    )  # fmt: skip
    return [RivalPriceRow(*row) for row in session.execute(query)]


def item_draft(item: QuoteItem) -> ItemDraft:
    return ItemDraft(
        offering_code=item.offering_code,
        offering_name=item.offering_name,
        quantity=item.quantity,
        unit=item.unit,
        monthly_fen=item.monthly_fen,
        one_off_fen=item.one_off_fen,
        discount=item.discount,
        cost_fen=item.cost_fen,
        floor_fen=item.floor_fen,
        remark=item.remark,
        id=item.id,
    )


def _present_name(one: InstalledProduct, names: Mapping[str, str]) -> str:
    name = one.offering_name or names.get(one.offering_code, one.offering_code)
    return f"{name} × {one.quantity:g}" if one.quantity and one.quantity != 1 else name
