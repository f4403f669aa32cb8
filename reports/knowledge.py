"""Cases on paper, and as a file that colleagues exchange."""

from pathlib import Path

from model.errors import UserError
from model.knowledge.cases import CaseRow
from model.knowledge.sharing import MOST_BYTES
from reports.document import Block, Document, Facts, Heading, Paragraph
from reports.imprint import Imprint
from reports.saving import saving
from resources.i18n import _


def case_document(case: CaseRow, imprint: Imprint) -> Document:
    """One case as an internal page."""
    facts = [
        (_("Told as"), case.told_as or "–"),
        (_("Industry"), case.industry or "–"),
        (_("Products"), case.products or "–"),
        (_("Written by"), case.author or "–"),
        (_("Noted on"), case.noted_on.isoformat() if case.noted_on else "–"),
        (_("May be told to customers"), _("Yes") if case.may_be_told else _("No")),
    ]
    blocks: list[Block] = [Facts(facts)]
    for heading, text in (
        (_("Situation"), case.situation),
        (_("What we did"), case.action),
        (_("What came of it"), case.result),
        (_("Lesson"), case.lesson),
    ):
        if text:
            blocks += [Heading(heading), Paragraph(text)]
    return Document(kind=_("Success case"), title=case.name, blocks=blocks, imprint=imprint)


def write_shared(path: Path, content: bytes) -> None:
    """Write a file of cases, whole or not at all."""
    with saving(path) as place:
        place.write_bytes(content)


def read_file(path: Path) -> bytes:
    """What a file of cases holds, a byte beyond the most it may. Raises `UserError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(_("{file} cannot be read.").format(file=path.name)) from error
