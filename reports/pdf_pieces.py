"""What a page is filled with: pieces that are never cut, and how they fall onto pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional

from reports.pdf_text import Pen

Draw = Callable[[Pen, float, float], None]
"""Draws at (left, top)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of one height. `gap` is the space before it, dropped at a page's top.

    `keep` holds it on the page of the next piece; `head` is drawn again above it when it begins a page; `split` cuts
    what is higher than a page into a first piece that fits the given height and the rest; `new_page` is no piece but a
    page's end.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    keep: bool = False
    head: Optional["Piece"] = None
    split: Callable[[float], tuple["Piece", "Piece"]] | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and the top it stands at, in points from the page's top."""

    piece: Piece
    top: float


class Paginator:
    """Fills pages of the same body from `top` to `bottom`."""

    def __init__(self, top: float, bottom: float) -> None:
        self._top = top
        self._bottom = bottom
        self._at = top
        self.pages: list[list[Placed]] = [[]]

    def place(self, pieces: Sequence[Piece]) -> None:
        """Put the pieces on pages, in order."""
        group: list[Piece] = []
        for piece in pieces:
            group.append(piece)
            if not piece.keep:
                self._place_group(group)
                group = []
        self._place_group(group)

    def _place_group(self, group: Sequence[Piece]) -> None:
        if not group:
            return
        if group[0].new_page:
            if self.pages[-1]:
                self._turn()
            return
        needed = sum(piece.height + piece.gap for piece in group)
        room = self._bottom - self._top - (group[0].head.height if group[0].head else 0.0)
        if self.pages[-1] and (
            group[0].new_page or (self._at + needed > self._bottom and needed - group[0].gap <= room)
        ):
            self._turn()
        for piece in group:
            self._place_one(piece)

    def _place_one(self, piece: Piece) -> None:
        if self.pages[-1] and self._at + piece.gap + piece.height > self._bottom and piece.split is None:
            self._turn()
        if not self.pages[-1] and piece.head is not None:
            self._put(piece.head, 0.0)
        gap = piece.gap if self.pages[-1] else 0.0
        left = self._bottom - self._at - gap
        if piece.height > left and piece.split is not None:
            self._place_split(piece, left, gap)
            return
        self._put(piece, gap)

    def _place_split(self, piece: Piece, left: float, gap: float) -> None:
        if piece.split is None or left < 60:
            self._turn()
            self._place_one(piece)
            return
        first, rest = piece.split(left)
        self._put(first, gap)
        if rest.height > 0:
            self._turn()
            self._place_one(rest)

    def _put(self, piece: Piece, gap: float) -> None:
        self.pages[-1].append(Placed(piece, self._at + gap))
        self._at += gap + piece.height

    def _turn(self) -> None:
        self.pages.append([])
        self._at = self._top
