"""The plan of a market study as a checklist to print."""

from model.questionnaires.studies import STEPS, StudyRow
from reports.document import Align, Block, Document, Lead, Paragraph, Table, TableColumn
from reports.imprint import Imprint
from resources.i18n import _


def study_document(study: StudyRow, imprint: Imprint) -> Document:
    """The steps with who, by when, and what is to be there; those of this program's own are marked."""
    columns = [
        TableColumn("", Align.MIDDLE),
        TableColumn(_("No."), Align.RIGHT),
        TableColumn(_("Step"), bold=True),
        TableColumn(_("What is there when it is done")),
        TableColumn(_("Responsible")),
        TableColumn(_("Due on")),
        TableColumn(_("Done on")),
        TableColumn(_("Remark")),
    ]
    rows = [
        [
            "√" if step.done_on else "□",
            str(step.number),
            step_words(step.step),
            _(STEPS[step.step].outcome),
            step.owner,
            step.due_on.isoformat() if step.due_on else "",
            step.done_on.isoformat() if step.done_on else "",
            step.note,
        ]
        for step in study.steps
    ]
    done = _("{done} of {count} steps are done.").format(done=study.done, count=len(study.steps))
    marked = _("Steps marked “ours” are this program's own; the others are those of the field.")
    question = study.question or _("What it is to answer is not written yet.")
    blocks: list[Block] = [
        Lead(question),
        Paragraph(f"{done} {marked}"),
        Table(columns, rows),
    ]
    return Document(
        kind=_("Plan of a market study"),
        title=study.name,
        subtitle=study.begun_on.isoformat() if study.begun_on else "",
        blocks=blocks,
        imprint=imprint,
        landscape=True,
    )


def step_words(step: str) -> str:
    """What a step is called; one of this program's own says so."""
    words = _(STEPS[step].words)
    return _("{step} (ours)").format(step=words) if STEPS[step].ours else words
