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
