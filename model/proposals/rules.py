"""The money law of proposals: lines to the fen, totals of rounded lines, limits of price, saving and payback.

Money is integer fen a month, discounts are hundredths of a percent (1250 = 12.5 %).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

WHOLE: Final = 10_000
"""A discount of everything, in hundredths of a percent."""

SHIPPED_AUTHORITY: Final[Mapping[str, int]] = {"A": 2000, "B": 1500, "C": 1000, "D": 500, "": 500}
"""Grade → the discount a manager may give alone: ours, the office edits it (`domain.md` rule 15); '' is ungraded."""

MOST_LINES: Final = 500


class Priced(Protocol):
    """What the law needs of a line: units, the list price of one and its limits (fen a month), the discount."""

    @property
    def quantity(self) -> int: ...
    @property
    def monthly_fen(self) -> int: ...
    @property
    def one_off_fen(self) -> int: ...
    @property
    def discount(self) -> int: ...
    @property
    def cost_fen(self) -> int | None: ...
    @property
    def floor_fen(self) -> int | None: ...


class Replaced(Protocol):
    """A line of today: its whole fee a month in fen, None where nobody knows it, and the line that takes its place."""

    @property
    def monthly_fee_fen(self) -> int | None: ...
    @property
    def item(self) -> int | None: ...


@dataclass(frozen=True)
class Price:
    """What a line costs the customer, to the fen."""

    monthly_fen: int
    one_off_fen: int


@dataclass(frozen=True)
class LimitBreach:
    """A price that breaks a limit: `kind` is cost, floor or authority; `line` counts from 0."""

    line: int
    kind: str


@dataclass(frozen=True)
class Totals:
    """A proposal's sums in fen, each the sum of its rounded lines; None where a fee of today is not known.

    `term_saving_fen` is what the whole term saves after the one-off charge; `payback_month` the month in which the
    saving has paid for it (0: there is none to pay), None where nothing is saved.
    """

    monthly_fen: int
    one_off_fen: int
    present_fen: int | None
    saving_fen: int | None
    term_saving_fen: int | None
    payback_month: int | None


@dataclass(frozen=True)
class Comparison:
    """A line beside the lines of today that it replaces; `item` None: they end and nothing takes their place."""

    item: int | None
    presents: tuple[int, ...]
    difference_fen: int | None


def price_of(line: Priced) -> Price:
    """The line's price: the discount is taken off the monthly fee of all its units, half a fen counts up.

    One-off charges are charged as they stand: nobody's authority reaches them.
    """
    gross = line.quantity * line.monthly_fen * (WHOLE - line.discount)
    return Price((2 * gross + WHOLE) // (2 * WHOLE), line.quantity * line.one_off_fen)


def breaches_of(lines: Sequence[Priced], authority: int) -> tuple[LimitBreach, ...]:
    """Every limit a price breaks: below cost, below the floor, above the manager's authority (`domain.md` rule 11)."""
    found = []
    for number, line in enumerate(lines):
        monthly = price_of(line).monthly_fen
        if line.cost_fen is not None and monthly < line.quantity * line.cost_fen:
            found.append(LimitBreach(number, "cost"))
        elif line.floor_fen is not None and monthly < line.quantity * line.floor_fen:
            found.append(LimitBreach(number, "floor"))
        if line.discount > authority:
            found.append(LimitBreach(number, "authority"))
    return tuple(found)


def totals_of(lines: Sequence[Priced], presents: Sequence[Replaced], term_months: int) -> Totals:
    """The sums of a proposal over a term in months."""
    prices = [price_of(line) for line in lines]
    monthly = sum(price.monthly_fen for price in prices)
    one_off = sum(price.one_off_fen for price in prices)
    fees = [present.monthly_fee_fen for present in presents]
    known = [fee for fee in fees if fee is not None]
    if not presents or len(known) < len(fees):
        return Totals(monthly, one_off, None, None, None, None)
    present = sum(known)
    saving = present - monthly
    return Totals(monthly, one_off, present, saving, saving * term_months - one_off, payback_month(saving, one_off))


def payback_month(saving_fen: int, one_off_fen: int) -> int | None:
    """The first month by whose end the savings cover the one-off charge; None where nothing is saved a month."""
    if saving_fen <= 0:
        return None
    return -(-one_off_fen // saving_fen)


def comparisons_of(lines: Sequence[Priced], presents: Sequence[Replaced]) -> tuple[Comparison, ...]:
    """Each line in its order with what it replaces, then the lines of today that simply end."""
    found = []
    for number, line in enumerate(lines):
        replaced = tuple(place for place, present in enumerate(presents) if present.item == number)
        fees = [presents[place].monthly_fee_fen for place in replaced]
        price = price_of(line).monthly_fen
        unknown = any(fee is None for fee in fees)
        difference = None if unknown else price - sum(fee for fee in fees if fee is not None)
        found.append(Comparison(number, replaced, difference))
    for place, present in enumerate(presents):
        if present.item is None or not 0 <= present.item < len(lines):
            fee = present.monthly_fee_fen
            found.append(Comparison(None, (place,), None if fee is None else -fee))
    return tuple(found)


def authority_for(grade: str, table: Mapping[str, int]) -> int:
    """The discount a manager may give a customer of this grade without asking."""
    return table.get(grade, table.get("", 0))
