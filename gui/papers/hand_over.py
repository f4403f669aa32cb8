"""The hand-over pack: of one customer, of all, and of those that just changed hands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.papers.preview import Paper, preview
from model.settings.queries import find_owner
from reports.hand_over import hand_over_document, hand_over_paper
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import _, _n


def pack_paper(context: Context, customer_id: str | None, codes: Sequence[str] = ()) -> Paper:
    """The pack of one customer, of those of the codes, or of all. Raises `UserError` where there is none."""
    today = context.today()
    with context.read() as session:
        imprint = Imprint(today, find_owner(session).name, VERSION)
        paper = hand_over_paper(session, customer_id, imprint, codes=codes)
    about = paper.packs[0].standing.name[:40] if len(paper.packs) == 1 else today.isoformat()
    heading = _("Hand-over pack")
    return Paper(heading, f"{heading} {about}", pdf_of(hand_over_document(paper)))


def offer_packs(parent: QWidget, context: Context, codes: Sequence[str]) -> None:
    """Customers changed hands: their data goes with the next file, and this paper with it."""
    words = _n(
        "{count} customer goes to the successor with the next file; print the pack that goes with it.",
        "{count} customers go to the successor with the next file; print the pack that goes with it.",
        len(codes),
    )
    context.offer(
        words, _("Hand-over pack"), lambda: preview(parent, context, lambda: pack_paper(context, None, codes))
    )
