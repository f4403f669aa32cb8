"""The columns of score lists and of a score's explanation."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Column, Kind, Tag
from model.enumerations import ENUMERATIONS
from model.grading.factors import FACTOR_BY_CODE, Unit
from model.grading.queries import FactorPart, ScoreRow
from resources.i18n import N_, _, _n

GRADE_TONES: Final = {"A": Tone.ACCENT, "B": Tone.ACCENT, "C": Tone.NEUTRAL, "D": Tone.NEUTRAL}
CLASS_TONES: Final = {"mvc": Tone.ACCENT, "mgc": Tone.NEWS, "lvc": Tone.NEUTRAL, "bz": Tone.DANGER}


def grade_tags(words: str) -> list[Tag]:
    """`B A` is grade B that was A: the move stands beside the grade in words and colour."""
    grade, _space, before = words.partition(" ")
    tags = [Tag(grade, GRADE_TONES.get(grade, Tone.NEUTRAL))]
    if before:
        tags.append(Tag(f"← {before}", Tone.DONE if grade < before else Tone.DANGER))
    return tags


def score_columns() -> list[Column]:
    """The customers of a month by worth."""
    return [
        Column("name", N_("Customer"), Kind.TEXT, 200, bold=True),
        Column("moved", N_("Grade"), Kind.TAG, 116, tags=grade_tags),
        Column("score", N_("Score"), Kind.TEXT, 70, words=lambda total: f"{total / 100:.2f}"),
        Column("value_class", N_("Class"), Kind.TAG, 100, choices=dict(ENUMERATIONS["value_class"]), tones=CLASS_TONES),
        Column("company_grade", N_("Company grade"), Kind.TEXT, 80),
        Column("override", N_("Override"), Kind.TAG, 100, tones={"": Tone.NEUTRAL}, tags=_override_tags),
        Column("revenue_fen", N_("Revenue (yuan)"), Kind.MONEY, 120, total=True),
        Column("new_business_fen", N_("New-business revenue"), Kind.MONEY, 120, total=True),
        Column("industry", N_("Industry"), Kind.TEXT, 90, quiet=True),
        Column("region", N_("Region"), Kind.TEXT, 90, shown=False),
        Column("manager_name", N_("Account manager"), Kind.TEXT, 100, shown=False),
        Column("group_code", N_("Group code"), Kind.TEXT, 110, shown=False),
        Column("grade", N_("Our grade"), Kind.CHOICE, 70, choices=dict(ENUMERATIONS["grade"]), shown=False),
        Column("before", N_("Grade before"), Kind.TEXT, 70, shown=False),
    ]


def score_row(row: ScoreRow) -> tuple[object, ...]:
    """A score as a table row."""
    moved = f"{row.grade} {row.before}" if row.before and row.before != row.grade else row.grade
    potential = "*" if row.potential else ""
    return (
        row.customer_id,
        row.name,
        moved,
        row.total,
        row.value_class,
        row.company_grade,
        f"{row.overridden}{potential}",
        row.revenue_fen,
        row.new_business_fen,
        row.industry,
        row.region,
        row.manager_name,
        row.group_code,
        row.grade,
        row.before or None,
    )


def _override_tags(words: str) -> list[Tag]:
    tags = [Tag(words[0], Tone.WARNING)] if words[0] != "*" else []
    return [*tags, Tag(_("Potential"), Tone.NEWS)] if words.endswith("*") else tags


def part_columns() -> list[Column]:
    """The factors of one score."""
    return [
        Column("label", N_("Factor"), Kind.TEXT, 92, bold=True),
        Column("raw", N_("Measured"), Kind.TEXT, 104),
        Column("points", N_("Points"), Kind.TEXT, 56),
        Column("share", N_("Share"), Kind.PERCENT, 72),
        Column("weight", N_("Weight"), Kind.INTEGER, 50),
    ]


def part_row(part: FactorPart) -> tuple[object, ...]:
    """A factor as a table row; what is missing says so."""
    points = _("missing") if part.points is None else f"{part.points / 100:.0f}"
    share = None if part.share is None else part.share / 10_000
    return (part.factor, _(part.label), raw_words(part.factor, part.raw), points, share, part.weight)


def raw_words(factor: str, raw: float | None) -> str:
    """A factor's raw value as it is measured."""
    if raw is None:
        return _("missing")
    unit = FACTOR_BY_CODE[factor].unit
    if unit is Unit.FEN:
        return _("{yuan} yuan").format(yuan=f"{raw / 100:,.2f}")
    if unit is Unit.RATIO:
        return f"{raw * 100:.1f}%"
    if unit is Unit.MONTHS:
        return _n("{count} month", "{count} months", round(raw))
    return f"{raw / 100:.1f}" if unit is Unit.INDEX else f"{raw:g}"
