"""What a paper says, as plain values: the page frame turns it into PDF, features only fill it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.drawing import Colour, Drawing
from reports.imprint import Imprint


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one weight and colour."""

    text: str
    bold: bool = False
    colour: Colour = Colour.INK


Rich = str | Sequence[str | Run]
"""A text, or pieces of one of which some stand out. A line feed begins a new line."""


class Align(StrEnum):
    """How a column stands: text left, figures right, short marks in the middle."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading; never left alone at the foot of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The point of the paper in a sentence or two, beside the plum rule."""

    text: Rich


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `muted` for notes and small print."""

    text: Rich
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list, one paragraph each."""

    items: Sequence[Rich]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, set in `columns` pairs a row."""

    pairs: Sequence[tuple[str, Rich]]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: heading, how it stands, and its share of the width (measured from the content where None)."""

    heading: str
    align: Align = Align.LEFT
    share: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell that covers this many rows; the rows below have None in its place and stay on its page."""

    text: Rich
    rows: int


TableCell = Rich | Spanning | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that come again after a page break; the total stands under a rule. An empty one says so."""

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[TableCell]]
    total: Sequence[TableCell] | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart; made narrower as a whole where it is wider than the text."""

    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty space of so many points."""

    height: float


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on, side by side, each under its label."""

    labels: Sequence[str]


Block = Heading | Lead | Paragraph | Bullets | Facts | Table | Figure | Blank | NewPage | SignatureLines


@dataclass(frozen=True)
class Document:
    """One paper: kind and number in the quiet header, the customer's name as title, the blocks, the foot.

    `imprint` marks an internal paper; a customer's paper has none and names in `issuer` who gives it.
    """

    kind: str
    title: str
    blocks: Sequence[Block]
    subtitle: str = ""
    number: str = ""
    issuer: str = ""
    imprint: Imprint | None = None
    landscape: bool = False
    a3: bool = False
