"""A list as it stands on the screen, as a paper."""

from collections.abc import Sequence

from reports.document import Block, Document, Lead, Paragraph, Run, Table
from reports.drawing import Colour
from reports.imprint import Imprint
from resources.i18n import _, _n

_WIDE = 12
"""Columns that A4 across has room for; more take A3."""


def list_document(name: str, filters: Sequence[str], table: Table, imprint: Imprint) -> Document:
    """How many rows, what they were filtered by in words, then the rows and their sums; across the sheet."""
    count = Run(_n("{count} row", "{count} rows", len(table.rows)), bold=True, colour=Colour.ACCENT)
    blocks: list[Block] = [Lead([count])]
    if filters:
        blocks.append(Paragraph(_("Only these: {filters}").format(filters=_("; ").join(filters)), muted=True))
    blocks.append(table)
    return Document(_("List"), name, blocks, imprint=imprint, landscape=True, a3=len(table.columns) > _WIDE)
