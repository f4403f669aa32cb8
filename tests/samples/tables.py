"""Small tables written as text: one line a row, so that thirty-character Chinese rows stay readable in the source."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, apart by blanks or line ends."""
    return tuple(text.split())


def table(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a text, one a line, cells apart by `|`; raises `ValueError` where a row is longer or shorter."""
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    if len({len(row) for row in rows}) > 1:
        raise ValueError([row for row in rows if len(row) != len(rows[0])])
    return rows
