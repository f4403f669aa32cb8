"""JSON text that travels in a row: read in one shape, and a damaged one says nothing instead of stopping a page."""

from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")


def read_kept(text: str | None, shape: type[Shape], otherwise: Shape) -> Shape:
    """What the text says in this shape; `otherwise` for none, and for one that another program left unreadable."""
    try:
        return msgspec.json.decode(text or "", type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return otherwise


def take_kept(value: object, shape: type[Shape]) -> Shape | None:
    """A part of what was read, in this shape; None where it is of another."""
    try:
        return msgspec.convert(value, shape)
    except (msgspec.MsgspecError, RecursionError):
        return None
