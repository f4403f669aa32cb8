"""Dialogs of opportunities: why a stage is entered all the same, how it ended, the days of its control points."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import ChoiceField, DateField, NoteField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label
from model.enumerations import ENUMERATIONS
from model.opportunities.actions import assign_quote, delete_opportunity, save_points
from model.opportunities.moving import close_opportunity, move_opportunity, reopen_opportunity
from model.opportunities.queries import OpportunityRow, OpportunitySheet, PointRow, missing_to_enter
from model.opportunities.rules import REQUIREMENT_WORDS
from model.opportunities.settings import pipelines_in_force
from model.proposals.queries import list_quotes
from resources.i18n import N_, _


def move_to(parent: QWidget, context: Context, row: OpportunityRow, key: str) -> FormDialog | None:
    """Put it into a stage of its pipeline; where something is missing for that, ask for the reason first."""
    with context.read() as session:
        stage = pipelines_in_force(session).of(row.pipeline).at(key)
        missing = missing_to_enter(session, row.id, stage.code, context.today()) if stage else []
    if stage is None or stage.key == row.stage_key:
        return None

    def move(reason: str) -> None:
        label_id = N_("Opportunity {name} to the stage {stage}")
        with context.write(label_id, name=row.name[:60], stage=stage.words) as session:
            move_opportunity(session, row.id, key, context.today(), reason)
        context.say(_("{name}: {stage}").format(name=row.name[:40], stage=stage.words), undo=True)

    if not missing:
        move("")
        return None
    form = Form()
    form.add_note(label(" ".join(_(REQUIREMENT_WORDS[one]) for one in missing), "danger", wrap=True))
    form.add(
        "reason", _("Why go on all the same?"), NoteField(lines=3), needed=True,
        help=_("The reason stands in the history; whoever takes over sees on what ground this stage was entered."),
    )  # fmt: skip
    heading = _("To the stage “{stage}”").format(stage=stage.words)
    return _open(
        FormDialog(
            parent,
            heading,
            form,
            lambda values: move(values["reason"]),
            name=f"opportunity-stage/{row.id}",
            drafts=context.drafts,
            save_words=_("Go on all the same"),
        )
    )


def ask_end(parent: QWidget, context: Context, row: OpportunityRow, outcome: str = "won") -> FormDialog:
    """How it ended and why; what it was lost to where it was lost."""
    form = Form()
    ends = {code: words for code, words in ENUMERATIONS["opportunity_outcome"].items() if code != "open"}
    chosen = ChoiceField(ends)
    form.add("outcome", _("Outcome"), chosen, needed=True)
    cause = ChoiceField(ENUMERATIONS["loss_reason"], optional=True)
    form.add("lost_reason", _("Lost because"), cause, help=_("Only for what was lost."))
    form.add("reason", _("Why, in a sentence"), NoteField(lines=3), needed=True)
    form.set_values({"outcome": outcome})

    def follow() -> None:
        cause.setEnabled(chosen.value() == "lost")

    form.changed.connect(follow)
    follow()

    def save(values: dict[str, Any]) -> None:
        with context.write(N_("End of opportunity {name}"), name=row.name[:60]) as session:
            close_opportunity(
                session, row.id, values["outcome"], values["reason"] or "", context.today(), values["lost_reason"] or ""
            )
        context.say(_("Saved"), undo=True)

    heading = _("How did it end?")
    return _open(FormDialog(parent, heading, form, save, name=f"opportunity-end/{row.id}", drafts=context.drafts))


def reopen(context: Context, row: OpportunityRow) -> None:
    """Pursue it again."""
    with context.write(N_("Opportunity {name} open again"), name=row.name[:60]) as session:
        reopen_opportunity(session, row.id)
    context.say(_("Saved"), undo=True)


def delete_all(context: Context, rows: list[OpportunityRow]) -> None:
    """Take them out; the message offers to bring them back."""
    if not rows:
        return
    label_id = N_("Delete opportunity {name}") if len(rows) == 1 else N_("Delete {count} opportunities")
    with context.write(label_id, name=rows[0].name[:60], count=len(rows)) as session:
        for row in rows:
            delete_opportunity(session, row.id)
    context.say(_("Deleted"), undo=True)


def ask_points(parent: QWidget, context: Context, sheet: OpportunitySheet) -> FormDialog:
    """When each control point is planned and was done."""
    form = Form(columns=2)
    labels = ENUMERATIONS["project_point"]
    for point in sheet.points:
        name = _(labels[point.point])
        form.add(f"{point.point}.planned", _("{point}, planned").format(point=name), DateField(context.today()))
        form.add(f"{point.point}.done", _("{point}, done").format(point=name), DateField(context.today()))
    form.set_values(
        {f"{one.point}.planned": one.planned_on for one in sheet.points}
        | {f"{one.point}.done": one.done_on for one in sheet.points}
    )

    def save(values: dict[str, Any]) -> None:
        points = [
            PointRow(one.point, values[f"{one.point}.planned"], values[f"{one.point}.done"], one.note)
            for one in sheet.points
        ]
        with context.write(N_("Control points of {name}"), name=sheet.row.name[:60]) as session:
            save_points(session, sheet.row.id, points)
        context.say(_("Saved"), undo=True)

    heading = _("Project control points")
    name = f"opportunity-points/{sheet.row.id}"
    return _open(FormDialog(parent, heading, form, save, name=name, drafts=context.drafts, width=560))


def ask_quotes(parent: QWidget, context: Context, row: OpportunityRow) -> FormDialog:
    """Which of the customer's proposals belong to it."""
    with context.read() as session:
        quotes = list_quotes(session, row.customer_id)
        standing = tuple(one.id for one in quotes if one.opportunity_id == row.id)
    form = Form()
    ticks = CheckListField(most_rows=8)
    ticks.set_choices((one.id, f"{one.number}  {one.title}".strip()) for one in quotes)
    form.add("quotes", _("Proposals of this customer"), ticks)
    form.set_values({"quotes": standing})

    def save(values: dict[str, Any]) -> None:
        wanted = set(values["quotes"])
        with context.write(N_("Proposals of opportunity {name}"), name=row.name[:60]) as session:
            for one in quotes:
                if (one.id in wanted) != (one.opportunity_id == row.id):
                    assign_quote(session, one.id, row.id if one.id in wanted else None)
        context.say(_("Saved"), undo=True)

    return _open(FormDialog(parent, _("Proposals that belong to it"), form, save))


def _open(dialog: FormDialog) -> FormDialog:
    dialog.open()
    return dialog
