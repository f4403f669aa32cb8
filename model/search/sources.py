"""Which fields of which entities the search box looks in (the records' `__searched__`), and how it reads each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sqlalchemy import Column, Table

from model.search.pinyin import sort_key
from model.search.tokens import code_tokens, folded, name_tokens, person_tokens, phone_tokens, text_tokens
from model.store.base import Record


class Kind(StrEnum):
    """How a field is read; the letter stands before its key in the index."""

    NAME = "n"
    PERSON = "p"
    CODE = "c"
    PHONE = "t"
    TEXT = "x"


@dataclass(frozen=True)
class Source:
    """One searched entity: its fields in the order of `__searched__`, and the column that holds its customer."""

    entity: str
    fields: tuple[tuple[str, Kind], ...]
    customer: str | None
    keeps_pinyin: bool
    merges: bool

    @property
    def title(self) -> str:
        """The field a hit is shown by: the first name, or the first text where it has none."""
        named = [name for name, kind in self.fields if kind in (Kind.NAME, Kind.PERSON)]
        return named[0] if named else self.fields[0][0]

    @property
    def texts(self) -> tuple[str, ...]:
        """The fields searched as running text."""
        return tuple(name for name, kind in self.fields if kind is Kind.TEXT)


_TOKENS: dict[Kind, Callable[[str], str]] = {
    Kind.NAME: name_tokens,
    Kind.PERSON: person_tokens,
    Kind.CODE: code_tokens,
    Kind.PHONE: phone_tokens,
    Kind.TEXT: text_tokens,
}
_TEXT: Final = Kind.TEXT
_SEPARATORS = str.maketrans("；;、/|\n", "      ")
_MOST_KEY = 200


THROUGH_CUSTOMER: Final = frozenset({"installed_product"})
"""Searched entities too many and too alike to be indexed themselves: found by their customer and their name."""


def source_of(entity: str) -> Source | None:
    """How an entity is searched; None for one that is not."""
    table = Record.metadata.tables.get(entity)
    return _source(table) if table is not None and table.info.get("searched") else None


def indexed_entities() -> list[str]:
    """Every entity with its own pieces in the index, in the order of the metadata."""
    tables = Record.metadata.tables.items()
    return [name for name, table in tables if table.info.get("searched") and name not in THROUGH_CUSTOMER]


def keys_of(source: Source, values: tuple[str | None, ...]) -> list[tuple[Kind, str]]:
    """The folded names, codes, numbers and texts of a row's searched values, in the order of its fields."""
    found: list[tuple[Kind, str]] = []
    for (name, kind), value in zip(source.fields, values, strict=True):
        if not value:
            continue
        if name.endswith("names"):
            found += [(kind, key[:_MOST_KEY]) for part in value.translate(_SEPARATORS).split() if (key := folded(part))]
        elif key := folded(value):
            found.append((kind, key if kind is _TEXT else key[:_MOST_KEY]))
    return found


def sort_keys(source: Source, titles: Sequence[object]) -> list[str]:
    """The pinyin that new rows will sort by, from the names they are shown by: written with them, not after them."""
    person = dict(source.fields)[source.title] is Kind.PERSON
    return [sort_key(folded(str(title))[:_MOST_KEY], person) if title else "" for title in titles]


def tokens_of(keys: list[tuple[Kind, str]]) -> str:
    """All pieces of a row's keys, as one text for the index."""
    return " ".join([_TOKENS[kind](key) for kind, key in keys])


@cache
def _source(table: Table) -> Source:
    columns = table.columns
    customer = "id" if table.name == "customer" else "customer_id" if "customer_id" in columns else None
    fields = tuple((name, _kind(columns[name])) for name in table.info["searched"])
    return Source(table.name, fields, customer, "pinyin_key" in columns, "merged_into" in columns)


def _kind(column: Column[object]) -> Kind:
    if column.info.get("personal") in ("phone", "name"):
        return Kind.PHONE if column.info["personal"] == "phone" else Kind.PERSON
    if column.name.endswith("code"):
        return Kind.CODE
    return Kind.NAME if column.name.endswith(("name", "names")) else Kind.TEXT
