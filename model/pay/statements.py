"""A month's statement: base salary + performance bonus + piecework + retention bonus − deductions, line by line."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final

from model.pay.rules import (
    MEASURED_PARTS,
    RETENTION_ITEMS,
    Rate,
    Reached,
    Scheme,
    is_newcomer,
    performance_bonus,
    rate_in,
    retention_bonus,
    score_of,
)
from model.pay.thresholds import Threshold, threshold_money
from model.store.kept_text import read_kept

PARTS: Final = ("base", "performance", "piecework", "retention", "deduction")
"""The five parts of the identity in its order; deductions are taken off."""


@dataclass(frozen=True)
class Line:
    """One amount (fen) of a part, and the record that opens behind it.

    `key` is an item code, a part of a bonus or a kind of deduction; `words` data a person wrote. `measures` are the
    ratios it was worked out from; a deduction's amount is negative.
    """

    part: str
    key: str
    amount_fen: int
    words: str = ""
    entity: str = ""
    record_id: str = ""
    quantity: int | None = None
    unit_fen: int | None = None
    day: str = ""
    customer: str = ""
    measures: tuple[tuple[int, int], ...] = ()
    unpriced: bool = False


@dataclass(frozen=True)
class Mark:
    """Points (hundredths) of one part of the score, its weight, whether a person gave them, and the reason he wrote."""

    part: str
    points: int
    weight: int
    given: bool = False
    reason: str = ""
    record_id: str = ""


@dataclass(frozen=True)
class Piece:
    """One piece entry as pay reads it."""

    id: str
    day: date
    item_code: str
    item: str
    quantity: int
    customer: str = ""


@dataclass(frozen=True)
class Deduction:
    """Money taken off, or a breach that takes the bonuses."""

    id: str
    kind: str
    amount_fen: int
    reason: str


@dataclass(frozen=True)
class Inputs:
    """Everything a month's statement is made from."""

    month: int
    scheme: Scheme = field(default_factory=Scheme)
    joined: date | None = None
    rates: Sequence[Rate] = ()
    pieces: Sequence[Piece] = ()
    marks: Sequence[Mark] = ()
    targets: Sequence[tuple[str, Reached]] = ()
    """Id of the target's record, and the target."""
    thresholds: Sequence[Threshold] = ()
    kept: Sequence[tuple[str, tuple[tuple[int, int], ...]]] = ()
    """By item of the retention bonus the ratios it is measured by."""
    deductions: Sequence[Deduction] = ()


@dataclass(frozen=True)
class Statement:
    """A month's estimate before tax; `frozen_on` is the day it was frozen, None while it follows the records."""

    month: int
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    score: int | None
    newcomer: bool
    breach: str
    frozen_on: date | None = None

    def sum_of(self, part: str) -> int:
        """The amount of a part in fen; of deductions what is taken off, as a positive amount."""
        found = sum(line.amount_fen for line in self.lines if line.part == part)
        return -found if part == "deduction" else found

    def lines_of(self, part: str) -> tuple[Line, ...]:
        """The lines of a part."""
        return tuple(line for line in self.lines if line.part == part)

    @property
    def total_fen(self) -> int:
        """Base salary + performance bonus + development piecework + retention bonus − deductions."""
        return self.earned_fen - self.sum_of("deduction")

    @property
    def earned_fen(self) -> int:
        """What the month brings before anything is taken off."""
        return sum(self.sum_of(part) for part in PARTS[:-1])

    @property
    def unpriced(self) -> int:
        """Pieces of which no rate is known in the month."""
        return sum(line.unpriced for line in self.lines)


def statement_of(given: Inputs) -> Statement:
    """The statement of a month; the order in which records are given changes nothing."""
    newcomer = is_newcomer(given.joined, given.month)
    share = given.scheme.newcomer_percent if newcomer else 100
    breach = "; ".join(sorted(one.reason for one in given.deductions if one.kind == "zero_tolerance"))
    broken = any(one.kind == "zero_tolerance" for one in given.deductions)
    marks = tuple(sorted(given.marks, key=lambda mark: (*MEASURED_PARTS, "adjustment").index(mark.part)))
    score = score_of({mark.part: mark.points for mark in marks}, given.scheme)
    bonuses = [*_performance(given, score, share), *_retention(given, share)]
    if broken:
        bonuses = [replace(line, amount_fen=0) for line in bonuses]
    base = Line("base", "base", given.scheme.base_fen, entity="pay_scheme", record_id=given.scheme.id)
    lines = [base, *bonuses, *_piecework(given), *_deductions(given)]
    lines.sort(key=lambda line: PARTS.index(line.part))
    return Statement(given.month, tuple(lines), marks, score, newcomer, breach)


def _performance(given: Inputs, score: int | None, share: int) -> list[Line]:
    scheme = given.scheme
    bonus = Line(
        "performance", "score", performance_bonus(scheme, score, share), entity="pay_scheme", record_id=scheme.id
    )
    return [bonus, *(line for line in _threshold_lines(given) if line.part == "performance")]


def _threshold_lines(given: Inputs) -> list[Line]:
    """What the indicators' thresholds pay and cost; a newcomer is not appraised by them yet."""
    if is_newcomer(given.joined, given.month):
        return []
    lines = []
    for record_id, one in sorted(given.targets, key=lambda pair: (pair[1].item, pair[0])):
        for threshold in sorted(given.thresholds, key=lambda rule: rule.id):
            amount = threshold_money(threshold, one.target, one.actual) if threshold.item == one.item else 0
            if amount:
                part = "performance" if amount > 0 else "deduction"
                lines.append(Line(part, "threshold", amount, one.item, "kpi_target", record_id))
    return lines


def _piecework(given: Inputs) -> list[Line]:
    lines = []
    for piece in sorted(given.pieces, key=lambda one: (one.item_code, one.day, one.id)):
        rate = rate_in(given.rates, piece.item_code, given.month)
        price = rate.unit_price_fen if rate else None
        lines.append(
            Line(
                "piecework",
                piece.item_code,
                piece.quantity * (price or 0),
                rate.item if rate else piece.item,
                "piece_entry",
                piece.id,
                piece.quantity,
                price,
                piece.day.isoformat(),
                piece.customer,
                unpriced=rate is None,
            )
        )
    return lines


def _retention(given: Inputs, share: int) -> list[Line]:
    kept = dict(given.kept)
    return [
        Line(
            "retention",
            item,
            retention_bonus(given.scheme.standard_fen(item), kept.get(item, ()), share),
            unit_fen=given.scheme.standard_fen(item),
            measures=kept.get(item, ()),
        )
        for item in RETENTION_ITEMS
    ]


def _deductions(given: Inputs) -> list[Line]:
    written = [
        Line("deduction", one.kind, -one.amount_fen, one.reason, "pay_deduction", one.id)
        for one in sorted(given.deductions, key=lambda one: one.id)
    ]
    return [*written, *(line for line in _threshold_lines(given) if line.part == "deduction")]


def trace_of(statement: Statement) -> str:
    """A statement as one canonical text: what freezing keeps."""
    plain = asdict(statement) | {"frozen_on": None}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def statement_from(trace: str, frozen_on: date | None) -> Statement:
    """The statement a trace was made of. Raises `ValueError` for a text that is none."""
    try:
        plain = read_kept(trace, dict[str, Any], {})
        lines = tuple(_line_from(line) for line in plain["lines"])
        marks = tuple(Mark(**mark) for mark in plain["marks"])
        return Statement(plain["month"], lines, marks, plain["score"], plain["newcomer"], plain["breach"], frozen_on)
    except (KeyError, TypeError) as error:
        raise ValueError(trace[:40]) from error


def _line_from(plain: dict[str, Any]) -> Line:
    return Line(**plain | {"measures": tuple((part, whole) for part, whole in plain["measures"])})


@dataclass(frozen=True)
class ItemSum:
    """The pieces of one item in a statement: how many, what one pays (None without a price), and the amount in fen."""

    item_code: str
    item: str
    quantity: int
    unit_fen: int | None
    amount_fen: int
    entries: int


def items_of(statement: Statement) -> list[ItemSum]:
    """A statement's pieces by item, in the order of their codes."""
    found: dict[str, list[Line]] = {}
    for line in statement.lines_of("piecework"):
        found.setdefault(line.key, []).append(line)
    return [
        ItemSum(
            code,
            lines[0].words,
            sum(line.quantity or 0 for line in lines),
            lines[0].unit_fen,
            sum(line.amount_fen for line in lines),
            len(lines),
        )
        for code, lines in found.items()
    ]


@dataclass(frozen=True)
class Hint:
    """What `count` more pieces of an item would bring (fen)."""

    item_code: str
    item: str
    count: int
    gain_fen: int


def hints_of(statement: Statement, rates: Iterable[Rate], count: int = 2, most: int = 4) -> list[Hint]:
    """Two more of X: what was done this month first, then what pays best; the dearest first in each."""
    every = list(rates)
    codes = sorted({rate.item_code for rate in every})
    known = [rate for code in codes if (rate := rate_in(every, code, statement.month)) and rate.unit_price_fen > 0]
    done = {line.key for line in statement.lines_of("piecework")}
    known.sort(key=lambda rate: (rate.item_code not in done, -rate.unit_price_fen, rate.item_code))
    return [Hint(rate.item_code, rate.item, count, count * rate.unit_price_fen) for rate in known[:most]]
