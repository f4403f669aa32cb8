"""The certificate of the self-test, with the questions and figures it rests on."""

from model.enumerations import ENUMERATIONS
from model.knowledge.certificates import Certificate, group_words
from model.knowledge.questions import GROUPS
from model.knowledge.self_test import QuestionRow
from reports.document import (
    Align,
    Blank,
    Block,
    Document,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Rich,
    Run,
    SignatureLines,
    Table,
    TableColumn,
)
from reports.drawing import Colour
from reports.imprint import Imprint
from resources.i18n import _


def certificate_document(certificate: Certificate, imprint: Imprint) -> Document:
    """One page of honour, then what it rests on."""
    count = len(certificate.rows)
    name = Run(group_words(certificate.group), bold=True, colour=Colour.ACCENT)
    passed = _(": all {count} questions passed on {day}.").format(count=count, day=certificate.day)
    facts: list[tuple[str, Rich]] = [
        (_("Account manager"), certificate.name),
        (_("Employee number"), certificate.employee_no),
        (_("Counted by the store"), str(certificate.counted)),
        (_("Answered by the person"), str(count - certificate.counted)),
    ]
    note = _("Counted questions pass by Meiban's defaults (last column). This is no certificate of the company.")
    blocks: list[Block] = [
        Lead([name, passed]),
        Facts(facts),
        Paragraph(note, muted=True),
        Blank(18.0),
        SignatureLines([_("Account manager"), _("District head"), _("Date")]),
    ]
    for group, words in GROUPS.items():
        rows = [row for row in certificate.rows if row.group == group]
        if rows:
            blocks += [Heading(_(words)), _questions(rows)]
    return Document(
        kind=_("Certificate of the self-test"),
        title=certificate.name,
        subtitle=group_words(certificate.group),
        number=certificate.employee_no,
        blocks=blocks,
        imprint=imprint,
    )


def _questions(rows: list[QuestionRow]) -> Table:
    columns = [
        TableColumn(_("No."), Align.RIGHT, 0.5),
        TableColumn(_("Question"), share=4.4),
        TableColumn(_("What it rests on"), share=2.4),
        TableColumn(_("Enough"), Align.RIGHT, 0.8),
    ]
    return Table(columns, [[str(row.number), _(row.words), _ground(row), _enough(row)] for row in rows])


def _ground(row: QuestionRow) -> str:
    if row.measured is not None and row.measured.out_of:
        words = _("{have} of {count} {counted}")
        return words.format(have=row.measured.have, count=row.measured.out_of, counted=_(row.counted))
    answer = _(ENUMERATIONS["self_test_answer"].get(row.answer, ""))
    return _("own answer of {day}: {answer}").format(day=row.answered_on, answer=answer)


def _enough(row: QuestionRow) -> str:
    return f"{row.enough}%" if row.measured is not None and row.measured.out_of else ""
