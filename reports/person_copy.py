"""A person's own copy of what is kept of them (个人信息副本)."""

from itertools import groupby
from pathlib import Path

from model.personal_data.queries import PersonCopy
from reports.document import Block, Document, Facts, Heading, Lead, Paragraph, Rich
from reports.pdf import write_pdf
from resources.i18n import _


def person_copy_document(copy: PersonCopy, issuer: str, day: str) -> Document:
    """The copy as a paper for that person: no maker's line, whole numbers."""
    blocks: list[Block] = [
        Lead(_("This is everything that is kept of you here, as of {day}.").format(day=day)),
        Paragraph(
            _("You may have it corrected or erased; ask the person who gave you this paper."), muted=True
        ),
        Paragraph(
            _("How the program stores it, and what concerns your employer alone, is not listed."), muted=True
        ),
    ]  # fmt: skip
    for kind, records in groupby(copy.records, key=lambda record: record.kind):
        blocks.append(Heading(kind))
        for record in records:
            pairs: list[tuple[str, Rich]] = [(label, value) for label, value in record.fields]
            blocks.append(Facts(pairs, columns=1) if pairs else Paragraph(_("Noted without details."), muted=True))
    return Document(
        kind=_("Copy of personal data"), title=copy.name, subtitle=copy.customer, blocks=blocks, issuer=issuer
    )


def write_person_copy(path: Path, copy: PersonCopy, issuer: str, day: str) -> None:
    """Write the copy as PDF; raises `UserError` when it cannot be written."""
    write_pdf(path, person_copy_document(copy, issuer, day))
