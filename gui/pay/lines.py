"""A statement as the rows of its table: what each amount is, how it came about, and the record that opens behind it."""

from dataclasses import dataclass

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, money_words
from model.labels import label_of
from model.pay.statements import Line, Mark, Statement, items_of
from resources.i18n import N_, _

_SHORT = {
    "base": N_("Base"),
    "performance": N_("Performance"),
    "piecework": N_("Piecework"),
    "retention": N_("Retention"),
    "deduction": N_("Deduction"),
}
_TONES = {
    "base": Tone.NEUTRAL,
    "performance": Tone.NEWS,
    "piecework": Tone.ACCENT,
    "retention": Tone.DONE,
    "deduction": Tone.WARNING,
}


@dataclass(frozen=True)
class Shown:
    """One row: the part and key it is about, its words, how it came about, its amount (fen; None for points)."""

    id: str
    part: str
    key: str
    what: str
    how: str
    amount_fen: int | None
    record_id: str


def line_columns() -> list[Column]:
    """Part, what, how, amount."""
    return [
        Column("part", N_("Part"), Kind.TAG, 120, choices=_SHORT, tones=_TONES),
        Column("what", N_("What"), width=150, bold=True),
        Column("amount_fen", N_("Amount (yuan)"), Kind.MONEY, 84),
        Column("how", N_("How it came about"), width=108, quiet=True),
    ]


def shown_lines(statement: Statement) -> list[Shown]:
    """Every row of a statement: pieces of one item together, points beside the bonus they make."""
    rows = [_shown(line, statement) for line in statement.lines if line.part in ("base", "performance")]
    rows += [_points(mark) for mark in statement.marks]
    rows += _pieces(statement)
    rows += [_shown(line, statement) for line in statement.lines if line.part in ("retention", "deduction")]
    return rows


def _shown(line: Line, statement: Statement) -> Shown:
    return Shown(
        f"{line.part}:{line.key}:{line.record_id}",
        line.part,
        line.key,
        _what(line),
        _how(line, statement),
        line.amount_fen,
        line.record_id,
    )


def _what(line: Line) -> str:
    if line.key == "threshold":
        words = _("{item} has reached its bonus") if line.part == "performance" else _("{item} is below its threshold")
        return words.format(item=line.words)
    names = {
        "base": _("Base salary"),
        "score": _("Performance bonus by score"),
        "deduction": line.words,
        "zero_tolerance": _("Zero-tolerance breach"),
    }
    return names.get(line.key) or label_of("retention_bonus_item", line.key)


def _how(line: Line, statement: Statement) -> str:
    if line.key == "score":
        return _score_words(statement)
    if line.key == "zero_tolerance":
        return _("The bonuses are nil: {reason}").format(reason=line.words)
    if line.part == "retention":
        return _kept_words(line, statement)
    return ""


def _score_words(statement: Statement) -> str:
    if statement.breach:
        return _("nil by the zero-tolerance rule")
    if statement.score is None:
        return _("no part of the score is measured yet")
    words = _("{points} points").format(points=points_words(statement.score))
    return f"{words}{_(', first three months')}" if statement.newcomer else words


def _kept_words(line: Line, statement: Statement) -> str:
    if statement.breach:
        return _("nil by the zero-tolerance rule")
    known = [f"{part / whole:.1%}" for part, whole in line.measures if whole]
    if not known:
        return _("nothing to measure in this month")
    standard = money_words(line.unit_fen or 0)
    words = _("{shares} of {standard}").format(shares=_(" and ").join(known), standard=standard)
    return f"{words}{_(', first three months')}" if statement.newcomer else words


def points_words(points: int) -> str:
    """Hundredths of a point as points: 8855 is 88.55."""
    return f"{points / 100:.2f}"


def _points(mark: Mark) -> Shown:
    words = (
        _("{points} points, weight {weight}") if mark.part != "adjustment" else _("{points} points, at most {weight}")
    )
    how = words.format(points=points_words(mark.points), weight=mark.weight)
    if mark.given:
        how = f"{how} · {mark.reason}"
    name = label_of("performance_part", mark.part)
    return Shown(f"mark:{mark.part}", "performance", "mark", f"　{name}", how, None, mark.part)


def _pieces(statement: Statement) -> list[Shown]:
    """The pieces of each item as one row."""
    rows = []
    for item in items_of(statement):
        price = item.unit_fen
        how = _("no price in this month") if price is None else f"{item.quantity:,} × {money_words(price)}"
        rows.append(
            Shown(f"piece:{item.item_code}", "piecework", "pieces", item.item, how, item.amount_fen, item.item_code)
        )
    return rows
