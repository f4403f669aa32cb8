"""Market studies: the plan as a checklist, ticked off by Space or a click."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from gui.context import Context
from gui.papers.preview import preview
from gui.questionnaires.columns import step_columns
from gui.questionnaires.papers import study_paper
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import DateField, NoteField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, muted
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.record_table import RecordTable
from model.questionnaires.studies import (
    STEPS,
    StepDraft,
    StepRow,
    StudyRow,
    change_step,
    delete_study,
    list_studies,
    save_study,
    tick_step,
)
from reports.market_study import step_words
from resources.i18n import N_, _


class StudiesTab(QWidget):
    """One study at a time: its question and its steps."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.studies: Sequence[StudyRow] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Market study"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda _place: self._show())
        self.question = muted("", wrap=True)
        nothing = Empty(
            _("No market study yet"),
            _("A study begins with a question and the decision that hangs on it; its steps are a checklist you can "
              "print."),
            _("New market study"), self.write, "route",
        )  # fmt: skip
        self.table = RecordTable(
            "study-steps", step_columns(), context.preferences, context.today, empty=nothing, bar=False, footer=False
        )
        self.table.view.hideColumn(0)
        self.table.opened.connect(self.change)
        short = QShortcut(QKeySequence("X"), self.table.view)
        short.setContext(Qt.ShortcutContext.WidgetShortcut)
        short.activated.connect(self.tick)
        self.table.selection_changed.connect(self._enable)
        self.tick_button = button(_("Done / open (X)"), self.tick, glyph="check")
        self.edit_button = button(_("Edit"), lambda: self.write(self._chosen()))
        self.out_button = button(_("Delete"), self.take_out, "quiet")
        self.print_button = button(_("Print checklist"), self.print_study, glyph="printer")
        self._lay_out()

    def refresh(self) -> None:
        """Read the studies."""
        kept = self.choice.currentData()
        with self._context.read() as session:
            self.studies = list_studies(session, self._context.today())
        self.choice.clear()
        for study in self.studies:
            self.choice.addItem(f"{study.done}/{len(study.steps)}　{study.name}", study.id)
        self.choice.setCurrentIndex(max(self.choice.findData(kept), 0) if self.studies else -1)
        self._show()

    def write(self, study: StudyRow | None = None) -> FormDialog:
        """Begin a study, or change the one given."""
        form = Form()
        form.add("name", _("Market study"), TextField(limit=120), needed=True)
        form.add("question", _("What it is to answer"), NoteField(lines=3), needed=True,
                 help=_("One question, and the decision that hangs on it."))  # fmt: skip
        if study is not None:
            form.set_values({"name": study.name, "question": study.question})
        context = self._context

        def save(values: dict[str, Any]) -> None:
            with context.write(N_("Market study {name}"), name=values["name"][:60]) as session:
                save_study(session, values["name"], values["question"], context.today(), study.id if study else None)
            context.say(_("Saved"), undo=True)

        heading = study.name if study else _("New market study")
        name = f"market-study/{study.id if study else 'new'}"
        dialog = FormDialog(self, heading, form, save, name=name, drafts=context.drafts, width=520)
        dialog.open()
        return dialog

    def change(self, step_id: str) -> FormDialog | None:
        """Who does a step, by when, and what is noted of it."""
        step = self._step(step_id)
        if step is None:
            return None
        today = self._context.today()
        form = Form(columns=2)
        form.add("owner", _("Responsible"), TextField(limit=60), wide=True)
        form.add("due_on", _("Due on"), DateField(today))
        form.add("done_on", _("Done on"), DateField(today))
        form.add("note", _("Remark"), NoteField(lines=2))
        form.add_note(muted(_("What is there when it is done: {outcome}").format(outcome=_(STEPS[step.step].outcome)),
                            wrap=True))  # fmt: skip
        form.set_values(
            {"owner": step.owner or None, "due_on": step.due_on, "done_on": step.done_on, "note": step.note or None}
        )

        def save(values: dict[str, Any]) -> None:
            draft = StepDraft(values["owner"] or "", values["due_on"], values["done_on"], values["note"] or "")
            with self._context.write(N_("Step of a study")) as session:
                change_step(session, step.id, draft)
            self._context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, step_words(step.step), form, save, width=520)
        dialog.open()
        return dialog

    def tick(self) -> None:
        """The chosen step is done today, or open again."""
        step = self._step(self.table.current_id() or "")
        if step is not None:
            with self._context.write(N_("Step of a study")) as session:
                tick_step(session, step.id, self._context.today())

    def take_out(self) -> None:
        """Delete the study that is shown."""
        study = self._chosen()
        if study is not None and confirm(self, _("Delete {name}?").format(name=study.name), _("Undo brings it back."),
                                         _("Delete"), danger=True):  # fmt: skip
            with self._context.write(N_("Delete market study {name}"), name=study.name[:60]) as session:
                delete_study(session, study.id)

    def print_study(self) -> None:
        """The checklist as a paper."""
        study = self._chosen()
        if study is not None:
            preview(self, self._context, lambda: study_paper(self._context, study.id))

    def _chosen(self) -> StudyRow | None:
        current = self.choice.currentData()
        return next((one for one in self.studies if one.id == current), None)

    def _step(self, step_id: str) -> StepRow | None:
        study = self._chosen()
        return next((one for one in study.steps if one.id == step_id), None) if study else None

    def _show(self) -> None:
        study = self._chosen()
        self.question.setText(study.question if study else "")
        for part in (self.choice, self.edit_button, self.out_button, self.print_button):
            part.setVisible(study is not None)
        self.table.set_rows(
            [
                (one.id, "done" if one.done_on else "late" if one.late else "open", one.number, step_words(one.step),
                 one.owner, one.due_on, _(STEPS[one.step].outcome), one.done_on, one.note)
                for one in (study.steps if study else ())
            ]
        )  # fmt: skip
        self._enable()

    def _enable(self) -> None:
        self.tick_button.setEnabled(self.table.current_id() is not None)

    def _lay_out(self) -> None:
        row = in_row(
            self.choice,
            self.tick_button,
            self.print_button,
            self.edit_button,
            self.out_button,
            STRETCH,
            button(_("New market study"), self.write),
            gap=8,
        )
        in_column(row, self.question, (self.table, 1), gap=12, within=self)
