"""Our piece entries against the company's own pay sheet (酬金核对): missing, double, different, with sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What an item of both lists shows."""

    EQUAL = "equal"
    MISSING = "missing"
    EXTRA = "extra"
    DOUBLE = "double"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Counts:
    """Quantity and amount (fen) of an item; `doubled` is the part of ours that seems to be counted twice."""

    item_code: str
    item: str
    quantity: float
    amount_fen: int
    doubled: float = 0


@dataclass(frozen=True)
class Compared:
    """An item as we and the company count it."""

    item_code: str
    item: str
    finding: Finding
    our_quantity: float
    our_fen: int
    paid_quantity: float
    paid_fen: int

    @property
    def difference_fen(self) -> int:
        """Paid less ours: below nil where money is missing."""
        return self.paid_fen - self.our_fen


@dataclass(frozen=True)
class Reconciliation:
    """Every item of a month, the sums, and how many items are not equal."""

    month: int
    rows: tuple[Compared, ...]
    our_fen: int
    paid_fen: int
    faults: int
    has_sheet: bool

    @property
    def difference_fen(self) -> int:
        """Paid less ours: below nil where money is missing."""
        return self.paid_fen - self.our_fen


def reconcile(month: int, ours: Iterable[Counts], paid: Iterable[Counts]) -> Reconciliation:
    """Compare the month item by item; a sheet without lines is one that has not come in."""
    mine = {one.item_code: one for one in ours}
    lines: dict[str, list[Counts]] = {}
    for line in paid:
        lines.setdefault(line.item_code, []).append(line)
    rows = tuple(_compared(code, mine.get(code), lines.get(code, [])) for code in sorted({*mine, *lines}))
    return Reconciliation(
        month,
        rows,
        sum(row.our_fen for row in rows),
        sum(row.paid_fen for row in rows),
        sum(row.finding is not Finding.EQUAL for row in rows),
        bool(lines),
    )


def _compared(code: str, ours: Counts | None, paid: list[Counts]) -> Compared:
    mine = ours or Counts(code, "", 0, 0)
    quantity, amount = sum(line.quantity for line in paid), sum(line.amount_fen for line in paid)
    name = mine.item or next((line.item for line in paid if line.item), code)
    finding = _finding(ours, paid, quantity, amount)
    return Compared(code, name, finding, mine.quantity, mine.amount_fen, quantity, amount)


def _finding(ours: Counts | None, paid: list[Counts], quantity: float, amount: int) -> Finding:
    if ours is None:
        return Finding.EXTRA
    if not paid:
        return Finding.MISSING
    if quantity == ours.quantity and amount == ours.amount_fen:
        return Finding.EQUAL
    # Counted twice by us, or paid twice by them: the lists agree once the second time is taken out.
    if (ours.doubled and ours.quantity - ours.doubled == quantity) or (quantity == 2 * ours.quantity):
        return Finding.DOUBLE
    return Finding.DIFFERENT
