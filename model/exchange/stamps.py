"""The stamp of a written cell: which write it was, and which of two concurrent writes stands."""

from typing import NamedTuple


class Stamp(NamedTuple):
    """Ordered as written: `rev` (one more than the value replaced), `t` (milliseconds, UTC), `replica`, `seq`.

    Because `rev` grows along every chain of writes, the order never puts a value before one it replaced; the clock
    decides true ties only.
    """

    rev: int
    t: int
    replica: str
    seq: int

    @property
    def dot(self) -> "Dot":
        """The write's own name, unique in the world."""
        return (self.replica, self.seq)


Dot = tuple[str, int]
"""A replica's id and the number of its write."""
