"""What a table shows: columns, tags and how a value becomes words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from typing import Any

from gui.colours import Tone
from model.clock import CHINA
from model.months import month_words
from resources.i18n import _


class Kind(Enum):
    """What a column holds; it decides words, alignment, sorting and the kind of filter."""

    TEXT = "text"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    PERCENT = "percent"
    INTEGER = "integer"
    CHOICE = "choice"
    TAG = "tag"
    BOOL = "bool"
    ACTION = "action"


FIGURES = frozenset({Kind.MONEY, Kind.PERCENT, Kind.INTEGER})


@dataclass(frozen=True)
class Tag:
    """A word on a soft ground; `Tone.PLAIN` is drawn as plain text, so a cell may mix both."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Column:
    """One column. `title` is an N_() text, `key` the field it shows.

    Values: TEXT str, MONEY fen, DATE date, MONTH YYYYMM, PERCENT a fraction (0.031 is 3.1 %), INTEGER int, CHOICE the
    stored code (label from `choices`), TAG whatever `tags` turns into tags (or a code with `choices` and `tones`),
    BOOL, ACTION the words of a button in the row. None is shown as nothing and sorts last.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 120
    choices: Mapping[str, str] = field(default_factory=dict)
    tones: Mapping[str, Tone] = field(default_factory=dict)
    tags: Callable[[Any], Sequence[Tag]] | None = None
    words: Callable[[Any], str] | None = None
    bold: bool = False
    quiet: bool = False
    signed: bool = False
    total: bool = False
    shown: bool = True
    hidden_key: bool = False
    """Never offered to the person: a sort key or search words."""
    sort_by: str = ""
    """Key of the column whose values order this one, e.g. a pinyin key."""
    help: str = ""
    none: str = ""
    """An N_() word for what is not known, where nothing would leave that open."""
    whole: bool = False
    """A code or a moment: a part of it says nothing, so that its column gives no room to others."""
    figures: bool = False
    """Figures that are words already, such as a percentage beside a count: set right, ordered by `sort_by`."""

    @property
    def at_right(self) -> bool:
        """Whether what it shows is set right."""
        return self.figures or self.kind in FIGURES


def money_words(fen: int) -> str:
    """128460.00 yuan as 128,460.00."""
    sign, amount = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{amount // 100:,}.{amount % 100:02d}"


def moment_words(moment: datetime | None) -> str:
    """A moment by the clock of the wall: 2026-11-22 18:30."""
    return "" if moment is None else moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day_words(day: date, today: date) -> str:
    """A day as month and day within this year, whole in another."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def _percent_words(share: float) -> str:
    return f"{share * 100:.1f}%"


def _plain(value: object) -> str:
    return str(value)


def _bool_words(value: object) -> str:
    return _("Yes") if value else _("No")


_WORDS: dict[Kind, Callable[[Any], str]] = {
    Kind.MONEY: money_words,
    Kind.DATE: date.isoformat,
    Kind.MONTH: month_words,
    Kind.PERCENT: _percent_words,
    Kind.INTEGER: lambda value: f"{value:,}",
    Kind.BOOL: _bool_words,
}


def words_of(column: Column, value: Any) -> str:
    """What the person reads in this column for this value."""
    if value is None:
        return _(column.none) if column.none else ""
    if column.words is not None:
        return column.words(value)
    if column.choices:
        return _(column.choices.get(value, str(value)))
    if column.tags is not None:
        return " ".join(tag.text for tag in column.tags(value))
    text = _WORDS.get(column.kind, _plain)(value)
    return f"+{text}" if column.signed and column.kind in FIGURES and value > 0 else text


def tags_of(column: Column, value: Any) -> Sequence[Tag]:
    """The tags that the cell shows."""
    if value is None or value == "":
        return ()
    if column.tags is not None:
        return column.tags(value)
    return (Tag(words_of(column, value), column.tones.get(value, Tone.NEUTRAL)),)


def rows_of(items: Iterable[Any], columns: Sequence[Column]) -> list[tuple[Any, ...]]:
    """Frozen dataclasses as table rows: the attribute `id` first, then each column's key."""
    take = attrgetter("id", *(column.key for column in columns))
    return [take(item) for item in items]
