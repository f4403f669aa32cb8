"""The stages of a pipeline with their chances and limits: the default one changed, or one of one's own written."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.fields import ChoiceField, IntegerField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from model.enumerations import ENUMERATIONS
from model.opportunities.pipelines import LONGEST_DAYS, Pipeline, Stage
from model.opportunities.settings import delete_pipeline, pipelines_in_force, save_pipeline
from resources.i18n import N_, _

_OWN_STAGES: Final = 8


def ask_limits(parent: QWidget, context: Context) -> FormDialog:
    """The chance and the longest stay of each stage of the default pipeline."""
    with context.read() as session:
        pipeline = pipelines_in_force(session).of("")
    form = Form(columns=2)
    for stage in pipeline.stages:
        form.add(
            f"{stage.code}.chance", _("{stage}, probability (%)").format(stage=stage.words), IntegerField(0, 100),
            needed=True,
        )  # fmt: skip
        form.add(
            f"{stage.code}.days", _("{stage}, days at most").format(stage=stage.words), IntegerField(0, LONGEST_DAYS),
            needed=True,
        )  # fmt: skip
    form.set_values(
        {f"{one.code}.chance": one.probability for one in pipeline.stages}
        | {f"{one.code}.days": one.limit_days for one in pipeline.stages}
    )
    note = _("Shipped defaults of the program. ") if pipeline.shipped else ""
    form.add_note(muted(note + _("0 days is no limit. Who stays longer gets an alarm on Today."), wrap=True))

    def save(values: dict[str, Any]) -> None:
        stages = tuple(
            Stage(one.code, "", values[f"{one.code}.chance"], values[f"{one.code}.days"]) for one in pipeline.stages
        )
        with context.write(N_("Limits of the stages")) as session:
            save_pipeline(session, Pipeline("", stages), before="")
        context.say(_("Saved"), undo=True)

    return _open(FormDialog(parent, _("Stages and their limits"), form, save, name="pipeline/default", width=560))


def ask_pipeline(parent: QWidget, context: Context, name: str | None = None) -> FormDialog:
    """A pipeline of one's own: each stage has a name and counts as a stage of the default one."""
    with context.read() as session:
        found = pipelines_in_force(session).by_name.get(name or "") if name else None
    form = Form(columns=4)
    form.add("name", _("Name of the pipeline"), TextField(_("Such as “tender”"), 40), needed=True, wide=True)
    for number in range(_OWN_STAGES):
        form.add(f"name{number}", _("Stage {number}").format(number=number + 1), TextField(limit=40))
        form.add(f"code{number}", _("Counts as"), ChoiceField(ENUMERATIONS["opportunity_stage"], optional=True))
        form.add(f"chance{number}", _("Probability (%)"), IntegerField(0, 100))
        form.add(f"days{number}", _("Days at most"), IntegerField(0, LONGEST_DAYS))
    form.add_note(
        muted(
            _("What a stage counts as says what it asks for (a confirmed decider, a proposal) and where it stands in "
              "the figures of all. Stages without a name are left out."),
            wrap=True,
        )
    )  # fmt: skip
    if found is not None:
        form.set_values({"name": found.name, **_values_of(found)})

    def save(values: dict[str, Any]) -> None:
        numbers = [number for number in range(_OWN_STAGES) if values[f"name{number}"]]
        stages = tuple(
            Stage(
                values[f"code{number}"] or "",
                values[f"name{number}"],
                values[f"chance{number}"] or 0,
                values[f"days{number}"] or 0,
            )
            for number in numbers
        )
        with context.write(N_("Pipeline {name}"), name=values["name"]) as session:
            save_pipeline(session, Pipeline(values["name"], stages), before=name)
        context.say(_("Saved"), undo=True)

    heading = _("New pipeline") if found is None else _("Pipeline")
    draft = f"pipeline/{name or 'new'}"
    return _open(FormDialog(parent, heading, form, save, name=draft, drafts=context.drafts, width=760))


def take_out(context: Context, name: str) -> None:
    """Take a pipeline of one's own out; its opportunities stay, in the stages theirs counted as."""
    with context.write(N_("Delete pipeline {name}"), name=name) as session:
        delete_pipeline(session, name)
    context.say(_("Deleted"), undo=True)


def _values_of(pipeline: Pipeline) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, stage in enumerate(pipeline.stages[:_OWN_STAGES]):
        values |= {
            f"name{number}": stage.name,
            f"code{number}": stage.code,
            f"chance{number}": stage.probability,
            f"days{number}": stage.limit_days,
        }
    return values


def _open(dialog: FormDialog) -> FormDialog:
    dialog.open()
    return dialog
