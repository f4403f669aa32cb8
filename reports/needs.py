"""The need-priority table (关键问题解决优先次序表) as PDF and workbook, and the edition a customer may have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from model.customers.finding import customer_by_id
from model.customers.people import list_people
from model.enumerations import ENUMERATIONS
from model.labels import label_of
from model.needs.priority_tables import find_table
from model.needs.queries import NeedRow, list_needs
from model.store.base import RowId
from reports.document import Align, Blank, Block, Document, Lead, Run, Table, TableColumn
from reports.drawing import Colour
from reports.excel import Column, Kind, Sheet, Value, write_workbook
from reports.imprint import Imprint
from reports.pdf import write_pdf
from resources.i18n import N_, _

_CLOSED: Final = ("solved", "dropped")


@dataclass(frozen=True)
class NeedsPaper:
    """One customer's needs in their order on a day.

    `roles` gives the buying role of the people who raised them, in the reader's words. `imprint` marks the internal
    edition; without one it is the customer's: no weights, no unlocks, no names of people, nothing of rivals.
    """

    customer_name: str
    needs: Sequence[NeedRow]
    ranked_on: date
    imprint: Imprint | None = None
    issuer: str = ""
    roles: Mapping[RowId, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Field:
    """A column of the table: its heading (a text id), how it stands, whether a customer may see it."""

    heading: str
    align: Align = Align.LEFT
    kind: Kind = Kind.TEXT
    width: float = 12.0
    customer: bool = True


_FIELDS: Final = (
    _Field(N_("No."), Align.RIGHT, Kind.INTEGER, 6),
    _Field(N_("Key problem"), width=36),
    _Field(N_("Raised by (role)"), width=20, customer=False),
    _Field(N_("What it affects"), width=24),
    _Field(N_("Importance"), Align.MIDDLE, Kind.INTEGER, 9, customer=False),
    _Field(N_("Urgency"), Align.MIDDLE, Kind.INTEGER, 9, customer=False),
    _Field(N_("Unlocks"), customer=False),
    _Field(N_("Our answer"), width=36),
    _Field(N_("Rival's answer"), width=28, customer=False),
    _Field(N_("Owner")),
    _Field(N_("Due"), kind=Kind.DATE),
    _Field(N_("Status")),
)


def needs_paper_of(
    session: Session, customer_id: RowId, day: date, imprint: Imprint | None, issuer: str = ""
) -> NeedsPaper:
    """The needs of a customer as they stand, with the roles of those who raised them."""
    customer = customer_by_id(session, customer_id)
    rows = list_needs(session, customer_id=customer.id)
    return NeedsPaper(customer.name, rows, day, imprint, issuer, _roles(session, customer.id, day))


def table_paper_of(
    session: Session, table_id: RowId, today: date, imprint: Imprint | None, issuer: str = ""
) -> NeedsPaper:
    """A dated ranking as it was kept. Raises `UserError` where it is gone."""
    sheet = find_table(session, table_id)
    customer = customer_by_id(session, sheet.row.customer_id)
    day = sheet.row.ranked_on or today
    return NeedsPaper(customer.name, sheet.needs, day, imprint, issuer, _roles(session, customer.id, today))


def needs_document(paper: NeedsPaper) -> Document:
    """The table as a paper: landscape, the point first."""
    shown = _shown_fields(paper)
    columns = [TableColumn(_(one.heading), one.align, bold=one.heading == "Key problem") for one in shown]
    rows = [[_printed(value) for value in _values(paper, need)] for need in paper.needs]
    table = Table(columns, rows, empty=_("No need is on record yet."))
    blocks: list[Block] = [_lead(paper), Blank(8.0), table] if paper.needs else [table]
    day = _("As of {date}").format(date=paper.ranked_on.isoformat())
    return Document(
        kind=_("Priority table of key problems"),
        title=paper.customer_name,
        subtitle=day,
        blocks=blocks,
        issuer=paper.issuer,
        imprint=paper.imprint,
        landscape=True,
    )


def needs_sheet(paper: NeedsPaper) -> Sheet:
    """The table as a sheet under its title."""
    columns = [Column(_(one.heading), one.kind, one.width, wrap=True) for one in _shown_fields(paper)]
    title = f"{paper.customer_name} {_('Priority table of key problems')}"
    notes = [_("As of {date}").format(date=paper.ranked_on.isoformat())]
    rows = [_values(paper, need) for need in paper.needs]
    return Sheet(_("Needs in order"), columns, rows, title, notes)


def write_needs(path: Path, paper: NeedsPaper) -> None:
    """Write the table as .pdf or .xlsx, as the ending of `path` says; raises `UserError` when it cannot be written."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(path, [needs_sheet(paper)], paper.imprint)
    else:
        write_pdf(path, needs_document(paper))


def _roles(session: Session, customer_id: RowId, day: date) -> dict[RowId, str]:
    names = ENUMERATIONS["buying_role"]
    return {
        person.id: _(", ").join(_(names.get(code, code)) for code in person.roles.split(",") if code)
        for person in list_people(session, customer_id, day)
    }


def _shown_fields(paper: NeedsPaper) -> list[_Field]:
    return [one for one in _FIELDS if one.customer or paper.imprint is not None]


def _values(paper: NeedsPaper, need: NeedRow) -> list[Value]:
    role = paper.roles.get(need.raised_by_id or "", "")
    raised = _("{name} ({role})").format(name=need.raised_by, role=role) if role else need.raised_by
    values: list[Value] = [
        need.order,
        need.statement,
        raised,
        need.impact,
        need.importance,
        need.urgency,
        _(", ").join(str(order) for order in need.unlocks),
        need.our_answer,
        need.rival_answer or _("unknown"),
        need.owner,
        need.due,
        label_of("need_status", need.status),
    ]
    return [value for one, value in zip(_FIELDS, values, strict=True) if one.customer or paper.imprint is not None]


def _printed(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _lead(paper: NeedsPaper) -> Lead:
    """How many are open, which comes first and what it sets free."""
    left = [need for need in paper.needs if need.status not in _CLOSED]
    if not left:
        return Lead(_("All {count} key problems are settled.").format(count=len(paper.needs)))
    template = _("{count} key problems, {left} to solve. First: {statement}.")
    before, _statement, after = template.format(
        count=len(paper.needs), left=len(left), statement="{statement}"
    ).partition("{statement}")
    parts: list[str | Run] = [before, Run(left[0].statement, bold=True, colour=Colour.ACCENT), after]
    if left[0].unlocks and paper.imprint is not None:
        orders = _(", ").join(str(order) for order in left[0].unlocks)
        parts.append(_(" It unlocks no. {orders}.").format(orders=orders))
    return Lead(parts)
