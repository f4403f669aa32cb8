"""Rows of any entity as plain fields, for lists that name an entity: what a page would list, masked."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, Table, func, or_, select
from sqlalchemy.orm import Session

from model.customers.homes import family_of
from model.editing.rules import is_month_column, value_of
from model.errors import UserError
from model.months import month_words
from model.schema import SCHEMA
from model.store.base import RowId, content_columns, is_fact
from model.store.dump import mask_number
from resources.i18n import _

PLURALS: Final = {
    "tasks": "retention_task",
    "bills": "billing_month",
    "offerings": "product_offering",
    "cases": "success_case",
    "products": "installed_product",
    "roles": "buying_role",
    "report_lines": "reporting_line",
    "scores": "value_score",
    "grades": "value_grade",
    "opportunities": "opportunity",
    "log": "work_log_entry",
    "work_log": "work_log_entry",
    "staff": "staff",
}
"""Names of lists that are not the entity's name with an s."""
_ORDER: Final = {
    "customer": ("pinyin_key", "group_code"),
    "contact": ("pinyin_key", "name"),
    "visit": ("visit_date",),
    "promise": ("due_on",),
    "retention_task": ("due",),
    "work_log_entry": ("work_date",),
    "product_offering": ("code",),
}
_SEARCHED: Final = ("name", "statement", "text", "note", "code", "number", "title")


def entity_of(name: str) -> str:
    """The entity that a list's name means: its own name, or its plural. Raises `UserError` for a name that is none."""
    plain = name.replace("-", "_")
    for entity in (plain, PLURALS.get(plain, ""), plain.removesuffix("s"), plain.removesuffix("ies") + "y"):
        table = SCHEMA.tables.get(entity)
        if table is not None and table.info.get("travels"):
            return entity
    raise UserError(_("There is no list “{name}”.").format(name=name))


def list_rows(
    session: Session,
    entity: str,
    customer_id: RowId | None = None,
    filters: Mapping[str, str] | None = None,
    limit: int | None = None,
    *,
    ids: Sequence[RowId] | None = None,
    full: bool = False,
) -> list[dict[str, Any]]:
    """Rows as field → value: months as YYYY-MM, numbers masked unless `full`, and the group code of their customer.

    `ids` narrows to these rows and gives their order. Raises `UserError` for a filter on a field that is not there.
    """
    table = SCHEMA.tables[entity]
    columns = _columns(table)
    query = _with_code(table, columns)
    if customer_id is not None:
        query = query.where(_belongs(session, table, customer_id))
    if "merged_into" in table.c:
        query = query.where(table.c.merged_into.is_(None))
    for name, text in (filters or {}).items():
        query = query.where(_matches(table, name, text))
    if ids is not None:
        query = query.where(table.c.id.in_(list(ids)))
    query = query.order_by(*(table.c[name] for name in _ORDER.get(entity, ())), *table.primary_key.columns)
    if ids is None and limit is not None:
        query = query.limit(limit)
    rows = [_shown(table, dict(row), full) for row in session.execute(query).mappings()]
    if ids is not None:
        place = {row_id: number for number, row_id in enumerate(ids)}
        rows.sort(key=lambda row: place[row["id"]])
    return rows if limit is None else rows[:limit]


def ids_holding(session: Session, entity: str, text: str) -> list[RowId]:
    """Rows of an entity the search box does not know, whose words hold the text."""
    table = SCHEMA.tables[entity]
    columns = [table.c[name] for name in _SEARCHED if name in table.c]
    if "id" not in table.c or not columns:
        raise UserError(_("This list cannot be searched; use --filter."))
    holding = or_(*(func.instr(column, text) > 0 for column in columns))
    return list(session.scalars(select(table.c.id).where(holding).order_by(table.c.id)))


def _columns(table: Table) -> list[str]:
    if is_fact(table):
        return [column.name for column in table.columns]
    return ["id", *(column.name for column in content_columns(table))]


def _with_code(table: Table, columns: Sequence[str]) -> Select[*tuple[Any, ...]]:
    chosen = [table.c[name] for name in columns]
    if "customer_id" not in table.c or "group_code" in table.c:
        return select(*chosen)
    customer = SCHEMA.tables["customer"].alias("owner")
    joined = table.outerjoin(customer, customer.c.id == table.c.customer_id)
    return select(*chosen, func.coalesce(customer.c.group_code, "").label("group_code")).select_from(joined)


def _belongs(session: Session, table: Table, customer_id: RowId) -> Any:
    if table.name == "customer":
        return table.c.id == customer_id
    if "customer_id" not in table.c:
        raise UserError(_("This list does not belong to customers."))
    if is_fact(table):
        return table.c.customer_id.in_(family_of(session, customer_id))
    return table.c.customer_id == customer_id


def _matches(table: Table, name: str, text: str) -> Any:
    if name == "group_code" and "customer_id" in table.c and "group_code" not in table.c:
        customer = SCHEMA.tables["customer"]
        return table.c.customer_id.in_(select(customer.c.id).where(customer.c.group_code == text))
    if name not in table.c or table.c[name].info.get("stamp"):
        raise UserError(_("{entity} has no field “{field}”.").format(entity=table.name, field=name))
    column = table.c[name]
    value = value_of(column, text)
    return column.is_(None) if value is None else column == value


def _shown(table: Table, row: dict[str, Any], full: bool) -> dict[str, Any]:
    for name, value in row.items():
        column = table.c.get(name)
        if column is None or value is None:
            continue
        if is_month_column(column):
            row[name] = month_words(value)
        elif not full and (column.info.get("personal") == "phone" or _is_number(name, value)):
            row[name] = mask_number(value)
        elif isinstance(value, bytes):
            row[name] = len(value)
    return row


def _is_number(name: str, value: Any) -> bool:
    """Whether a subscriber's key is in truth a telephone number: office files may give nothing else."""
    return name == "subscriber_key" and len(value) == 11 and value.isdigit() and value.startswith("1")
