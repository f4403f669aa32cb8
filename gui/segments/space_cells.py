"""The cells of the white-space matrix: who has the product, or why it need not be offered and until when."""

from typing import Final

from gui.colours import Tone
from gui.widgets.columns import Tag
from model.months import month_of, month_words
from model.segments.queries import Block, SpaceRow
from model.segments.rules import Cell
from resources.i18n import N_, _

_CELLS: Final = {
    Cell.OURS: (N_("ours"), Tone.DONE),
    Cell.RIVAL: (N_("rival"), Tone.DANGER),
    Cell.BLOCKED: (N_("blocked"), Tone.WARNING),
    Cell.OPEN: ("·", Tone.PLAIN),
}
_PART: Final = "\t"


def cell_value(row: SpaceRow, code: str) -> str:
    """What the table keeps of a cell: its state and, of a blocked one, the month it may be offered again."""
    block = row.blocks.get(code)
    if block is None or block.reopen_on is None:
        return row.cells[code].value
    return f"{row.cells[code].value}{_PART}{month_words(month_of(block.reopen_on))}"


def cell_tags(value: str) -> list[Tag]:
    """A cell as its table shows it."""
    state, _part, until = value.partition(_PART)
    words, tone = _CELLS[Cell(state)]
    tag = Tag(_(words) if len(words) > 1 else words, tone)
    return [tag, Tag(until, Tone.PLAIN)] if until else [tag]


def block_words(block: Block) -> str:
    """The reason, and from when on it may be offered again."""
    if block.reopen_on is None:
        return block.reason
    return _("{reason} (ask again on {day})").format(reason=block.reason, day=block.reopen_on.isoformat())
