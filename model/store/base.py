"""What every record declares: whether it travels, its field groups, what a customer may see, what fields are called."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, ClassVar, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    MetaData,
    String,
    Table,
    Text,
    Time,
    TypeDecorator,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from model.store.ids import RowId, link_id, natural_id, new_id
from resources.i18n import N_

__all__ = ["Fact", "Instant", "Local", "Record", "RowId", "Travelling", "kept", "link_id", "natural_id", "new_id"]

STAMP_COLUMNS = ("stamp_rev", "stamp_t", "stamp_replica", "stamp_seq")

LARGEST: Final = 2**53
"""No number of a stamp goes beyond it: a reader refuses the file. A revision that got there stays, and `t` decides."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; a naive one is refused, since SQLite drops time zones in silence."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Record(DeclarativeBase):
    """The base of all that is kept."""

    metadata = MetaData()
    __table__: ClassVar[Table]
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        int: BigInteger,
        float: Float,
        bool: Boolean,
        date: Date,
        time: Time,
        datetime: Instant,
    }


class Local(Record):
    """A row that never leaves this store."""

    __abstract__ = True


class Travelling(Record):
    """A row that travels in a dossier and carries a stamp; its stamp columns belong to triggers and are not mapped.

    `__searched__` names the fields the search box looks in; `__timeline__` the day a row stands under in its customer's
    history, and the fields that say what happened; `__dumped__` is False for rows that are no content (audit).
    `__dossiers__` names the kinds of dossier its rows may stand in: a row that hangs on a customer (`customer_id`) may
    stand in the customer's or a person's without saying so; every other record says "office", "person" or both. What
    stands in the office's alone is taken from the office alone. `__presented__` narrows, in SQL over its fit fields,
    the rows a customer may see in presenting mode.
    """

    __abstract__ = True
    __searched__: ClassVar[tuple[str, ...]] = ()
    __timeline__: ClassVar[tuple[str, ...]] = ()
    __dumped__: ClassVar[bool] = True
    __dossiers__: ClassVar[tuple[str, ...]] = ()
    __presented__: ClassVar[str] = ""

    id: Mapped[RowId] = mapped_column(String(36), primary_key=True, sort_order=-20)
    dossier_id: Mapped[RowId] = mapped_column(String(36), index=True, sort_order=-19)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            table.info |= {
                "travels": True,
                "searched": cls.__searched__,
                "timeline": cls.__timeline__,
                "dumped": cls.__dumped__,
                "dossiers": cls.__dossiers__ or (("customer", "person") if "customer_id" in table.columns else ()),
                "presented": cls.__presented__,
            }
            for name in STAMP_COLUMNS:
                table.append_column(Column(name, BigInteger, nullable=True, info={"stamp": True}))


class Fact(Record):
    """A measured row; its unit of travel is the slice customer × month, stamped whole in `fact_slice`."""

    __abstract__ = True

    customer_id: Mapped[RowId] = mapped_column(String(36), primary_key=True, sort_order=-20)
    month: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, sort_order=-19, info={"label": N_("Month")}
    )

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            table.info |= {"travels": True, "fact": True}


def kept(
    type_: Any = None,
    *,
    label: str = "",
    group: str = "",
    fit: bool = False,
    personal: str = "",
    local: bool = False,
    default: str | int | float | bool | None = None,
    index: bool = False,
    refers: str = "",
    choices: str = "",
    least: int | None = None,
    most: int | None = None,
    inner: bool = False,
) -> MappedColumn[Any]:
    """One kept field.

    `label`: its name on screen and paper (an `N_()` text). `group`: the field group it changes with (its own name when
    empty). `fit`: a customer may see it in presenting mode; everything is born protected. `personal`: what kind of
    personal data it is (phone, email, name…), for masking, a person's copy and erasure. `local`: never travels.
    `default`: also the column's DEFAULT, which every NOT NULL travelling column needs. `refers`: the entity whose id
    this is. `choices`: the enumeration of its codes. `least`, `most`: the range of a figure that a person may type.
    `inner`: it says nothing of a person, so that it stays off a person's own copy.
    """
    info = {
        "label": label,
        "group": group,
        "fit": fit,
        "personal": personal,
        "local": local,
        "refers": refers,
        "choices": choices,
        "least": least,
        "most": most,
        "inner": inner,
    }
    options: dict[str, Any] = {"info": info, "index": index}
    if default is not None:
        literal = (
            f"'{default}'" if isinstance(default, str) else str(int(default) if isinstance(default, bool) else default)
        )
        options |= {"default": default, "server_default": text(literal)}
    return mapped_column(type_, **options) if type_ is not None else mapped_column(**options)


def take_over(row: Record, values: Mapping[str, Any]) -> None:
    """Make a record say these values by field; only what differs is written, so that nothing else is stamped."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def quoted(name: str) -> str:
    """A column's name as a statement holds it, whatever it is called (`order`, `group`)."""
    return '"' + name.replace('"', '""') + '"'


def is_travelling(table: Table) -> bool:
    """Whether rows of the table carry their own stamp and travel one by one."""
    return bool(table.info.get("travels")) and not table.info.get("fact")


def is_fact(table: Table) -> bool:
    """Whether the table holds measured rows that travel by slice."""
    return bool(table.info.get("fact"))


def content_columns(table: Table) -> list[Column[Any]]:
    """The columns that travel: all but the key, the dossier, stamps and what is marked local."""
    return [
        column
        for column in table.columns
        if not column.primary_key
        and column.name != "dossier_id"
        and not column.info.get("stamp")
        and not column.info.get("local")
    ]


def field_groups(table: Table) -> dict[str, list[Column[Any]]]:
    """Field group → its columns, in the table's order: the unit that is stamped, merged and undone."""
    groups: dict[str, list[Column[Any]]] = {}
    for column in content_columns(table):
        groups.setdefault(column.info.get("group") or column.name, []).append(column)
    return groups
