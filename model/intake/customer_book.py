"""Which customer a group code means while an import runs; merged customers lead to the one that stands."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from model.customers.merge_rules import survivor
from model.store.ids import RowId, natural_id


@dataclass(frozen=True)
class KnownCustomer:
    """A customer row: its own id, and the customer that stands for it after merges."""

    own_id: RowId
    stands_as: RowId


class CustomerBook:
    """Group code → customer, for every customer of the store and of the import so far."""

    def __init__(self, connection: Connection) -> None:
        rows: list[Any] = list(connection.exec_driver_sql("SELECT id, group_code, merged_into FROM customer"))
        merged = {row_id: into for row_id, _code, into in rows if into}
        self.known: dict[str, KnownCustomer] = {}
        for row_id, code, _into in rows:
            if code and (code not in self.known or row_id == natural_id("customer", code)):
                self.known[code] = KnownCustomer(row_id, survivor(row_id, merged))
        self.count_before = len(rows)
        handed_over = connection.exec_driver_sql("SELECT id FROM dossier WHERE released = 1")
        self._handed_over = frozenset(row[0] for row in handed_over)

    def own_id(self, code: str) -> RowId:
        """The id of the customer row of a code, known or not."""
        customer = self.known.get(code)
        return natural_id("customer", code) if customer is None else customer.own_id

    @property
    def any_handed_over(self) -> bool:
        """Whether any customer of this store was handed over."""
        return bool(self._handed_over)

    def handed_over(self, code: str) -> bool:
        """Whether the customer of a code was handed over to a colleague, so that this store may only read it."""
        if code not in self.known:
            return False
        customer = self.known[code]
        return customer.own_id in self._handed_over or customer.stands_as in self._handed_over

    def add(self, code: str, row_id: RowId) -> None:
        """Notes a customer that the import has just made."""
        self.known[code] = KnownCustomer(row_id, row_id)
