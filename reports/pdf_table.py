"""Tables on paper: aligned figures, no vertical rules, headings again after a page break, rows never cut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reports.document import Align, Rich, Spanning, Table, TableCell, TableColumn
from reports.drawing import Colour
from reports.pdf_pieces import Piece
from reports.pdf_text import Line, Pen, Style, natural_width, set_text

_MANY_COLUMNS: Final = 9
_NARROWEST: Final = 24.0


@dataclass(frozen=True, slots=True)
class _Look:
    body: Style
    head: Style
    pad: float
    above: float


_ROOMY: Final = _Look(Style(9.4, 15.2), Style(8.6, 13.0, colour=Colour.MUTED), 6.0, 5.2)
_DENSE: Final = _Look(Style(8.4, 12.8), Style(7.8, 11.6, colour=Colour.MUTED), 4.2, 4.4)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell set in lines; it covers `rows` rows (0 where another covers it)."""

    lines: tuple[Line, ...]
    rows: int = 1


@dataclass(frozen=True, slots=True)
class _Grid:
    """Columns with their left edges and widths, in one look."""

    columns: tuple[TableColumn, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    look: _Look

    @property
    def width(self) -> float:
        return self.lefts[-1] + self.widths[-1]

    def set_row(self, row: Sequence[TableCell], bold: bool = False) -> tuple[_Cell, ...]:
        return tuple(self._cell(number, cell, bold) for number, cell in enumerate(row))

    def _cell(self, number: int, cell: TableCell, bold: bool) -> _Cell:
        if cell is None:
            return _Cell((), 0)
        style = replace(self.look.body, bold=bold or self.columns[number].bold)
        text = cell.text if isinstance(cell, Spanning) else cell
        lines = set_text(text, style, self.widths[number] - 2 * self.look.pad)
        return _Cell(tuple(lines), cell.rows if isinstance(cell, Spanning) else 1)

    def height_of(self, lines: int) -> float:
        return max(lines, 1) * self.look.body.leading + 2 * self.look.above


def table_pieces(table: Table, width: float) -> list[Piece]:
    """The pieces of a table `width` points wide: the headings, each row (with the rows its cells span), the total."""
    grid = _grid_of(table, width)
    head = _head_piece(grid)
    pieces = [head]
    for group in _groups(grid, table.rows):
        pieces.append(_rows_piece(grid, group, head))
    if table.total is not None:
        total = _rows_piece(grid, [grid.set_row(table.total, bold=True)], head, total=True)
        pieces[-1] = replace(pieces[-1], keep=True)
        pieces.append(total)
    if not table.rows and table.empty:
        pieces.append(_note_piece(grid, table.empty))
    return pieces


def _grid_of(table: Table, width: float) -> _Grid:
    look = _DENSE if len(table.columns) >= _MANY_COLUMNS else _ROOMY
    shares = [column.share for column in table.columns]
    if all(share is not None for share in shares):
        whole = sum(share or 0.0 for share in shares)
        widths = [(share or 0.0) / whole * width for share in shares]
    else:
        widths = _measured(table, look, width)
    lefts = [sum(widths[:number]) for number in range(len(widths))]
    return _Grid(tuple(table.columns), tuple(lefts), tuple(widths), look)


def _measured(table: Table, look: _Look, width: float) -> list[float]:
    """Short columns as wide as their content; the others share what is left by what they hold."""
    wanted = []
    for number, column in enumerate(table.columns):
        cells = [row[number] for row in [*table.rows, *([table.total] if table.total else [])]]
        texts: list[Rich] = [cell.text if isinstance(cell, Spanning) else cell for cell in cells if cell is not None]
        style = replace(look.body, bold=column.bold or table.total is not None)
        content = max((natural_width(text, style) for text in texts), default=0.0)
        wanted.append(max(content, natural_width(column.heading, look.head), _NARROWEST) + 2 * look.pad + 0.1)
    if sum(wanted) <= width:
        return _stretched(wanted, width)
    return _squeezed(wanted, width)


def _stretched(wanted: Sequence[float], width: float) -> list[float]:
    spare = (width - sum(wanted)) / sum(wanted)
    return [one * (1 + spare) for one in wanted]


def _squeezed(wanted: Sequence[float], width: float) -> list[float]:
    """Columns under an equal share keep what they want; the rest share by the root of it, so none starves."""
    fixed = {number for number, one in enumerate(wanted) if one <= width / len(wanted)}
    left = width - sum(wanted[number] for number in fixed)
    weights = {number: wanted[number] ** 0.5 for number in range(len(wanted)) if number not in fixed}
    whole = sum(weights.values())
    return [wanted[n] if n in fixed else left * weights[n] / whole for n in range(len(wanted))]


def _groups(grid: _Grid, rows: Sequence[Sequence[TableCell]]) -> list[list[tuple[_Cell, ...]]]:
    """Rows that a spanning cell ties together, as one group each."""
    groups: list[list[tuple[_Cell, ...]]] = []
    tied = 0
    for row in rows:
        cells = grid.set_row(row)
        if tied > 0:
            groups[-1].append(cells)
        else:
            groups.append([cells])
        tied = max(tied, *(cell.rows for cell in cells)) - 1
    return groups


def _heights(grid: _Grid, group: Sequence[tuple[_Cell, ...]]) -> list[float]:
    heights = [grid.height_of(max(len(cell.lines) for cell in row if cell.rows <= 1)) for row in group]
    for number, row in enumerate(group):
        for cell in row:
            if cell.rows > 1:
                covered = slice(number, number + cell.rows)
                lacking = grid.height_of(len(cell.lines)) - sum(heights[covered])
                heights[min(number + cell.rows, len(group)) - 1] += max(lacking, 0.0)
    return heights


def _rows_piece(grid: _Grid, group: list[tuple[_Cell, ...]], head: Piece, total: bool = False) -> Piece:
    heights = _heights(grid, group)

    def draw(pen: Pen, x: float, top: float) -> None:
        if total:
            pen.line(x, top, x + grid.width, top, Colour.INK, 0.75)
        at = top
        for number, row in enumerate(group):
            for column, cell in enumerate(row):
                covered = sum(heights[number : number + cell.rows])
                _draw_cell(pen, grid, column, cell, x, at, covered)
            at += heights[number]
            if not total:
                _rule_under(pen, grid, group, number, x, at)

    def split(room: float) -> tuple[Piece, Piece]:
        return _split_rows(grid, group, heights, head, room)

    return Piece(sum(heights), draw, head=head, split=None if total else split)


def _draw_cell(pen: Pen, grid: _Grid, column: int, cell: _Cell, x: float, top: float, height: float) -> None:
    body = grid.look.body
    inset = (height - len(cell.lines) * body.leading) / 2
    room = grid.widths[column] - 2 * grid.look.pad
    pen.lines(cell.lines, x + grid.lefts[column] + grid.look.pad, top + inset, body, grid.columns[column].align, room)


def _rule_under(pen: Pen, grid: _Grid, group: Sequence[tuple[_Cell, ...]], number: int, x: float, y: float) -> None:
    """A hairline under a row, except where a cell goes on into the next one."""
    below = group[number + 1] if number + 1 < len(group) else ()
    edges = [*grid.lefts, grid.width]
    start = 0
    for column in range(len(grid.columns) + 1):
        ends = column == len(grid.columns) or (column < len(below) and below[column].rows == 0)
        if ends and start < column:
            pen.line(x + edges[start], y, x + edges[column], y, Colour.HAIRLINE)
        if ends:
            start = column + 1


def _split_rows(
    grid: _Grid, group: list[tuple[_Cell, ...]], heights: Sequence[float], head: Piece, room: float
) -> tuple[Piece, Piece]:
    """Cuts what no page could hold: between rows if there are several, else between lines."""
    if len(group) > 1:
        fitting = 0
        while fitting < len(group) - 1 and sum(heights[: fitting + 1]) <= room:
            fitting += 1
        cut = max(fitting, 1)
        upper = [tuple(_clipped(cell, cut - number) for cell in row) for number, row in enumerate(group[:cut])]
        lower = [tuple(replace(cell, rows=max(cell.rows, 1)) for cell in row) for row in group[cut : cut + 1]]
        rest = lower + group[cut + 1 :]
        return _rows_piece(grid, upper, head), _rows_piece(grid, rest, head)
    fitting = max(int((room - 2 * grid.look.above) / grid.look.body.leading), 1)
    upper_row = tuple(_Cell(cell.lines[:fitting]) for cell in group[0])
    lower_row = tuple(_Cell(cell.lines[fitting:]) for cell in group[0])
    return _rows_piece(grid, [upper_row], head), _rows_piece(grid, [lower_row], head)


def _clipped(cell: _Cell, most: int) -> _Cell:
    return replace(cell, rows=min(cell.rows, most))


def _head_piece(grid: _Grid) -> Piece:
    look = grid.look
    cells = [
        set_text(column.heading, look.head, width - 2 * look.pad)
        for column, width in zip(grid.columns, grid.widths, strict=True)
    ]
    height = max(len(lines) for lines in cells) * look.head.leading + 2 * look.above

    def draw(pen: Pen, x: float, top: float) -> None:
        for number, lines in enumerate(cells):
            room = grid.widths[number] - 2 * look.pad
            at = top + height - look.above - len(lines) * look.head.leading
            left = x + grid.lefts[number] + look.pad
            pen.lines(lines, left, at, look.head, grid.columns[number].align, room)
        pen.line(x, top + height, x + grid.width, top + height, Colour.INK, 0.75)

    return Piece(height, draw, gap=5.0, keep=True)


def _note_piece(grid: _Grid, text: str) -> Piece:
    style = replace(grid.look.body, colour=Colour.MUTED)
    lines = set_text(text, style, grid.width - 2 * grid.look.pad)
    height = grid.height_of(len(lines))

    def draw(pen: Pen, x: float, top: float) -> None:
        pen.lines(lines, x + grid.look.pad, top + grid.look.above, style, Align.LEFT, grid.width)
        pen.line(x, top + height, x + grid.width, top + height, Colour.HAIRLINE)

    return Piece(height, draw)
