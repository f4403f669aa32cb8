"""The model editor: factors, scope and cuts of each model, with the result for the newest month as one types."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.grading.factor_dialog import edit_factor
from gui.grading.factor_grid import FactorGrid
from gui.grading.model_dialog import edit_model, scope_words
from gui.grading.model_result import ModelResult
from gui.tasks import Progress
from gui.widgets.card import Card
from gui.widgets.confirm import confirm
from gui.widgets.form import FormDialog
from gui.widgets.labels import button, elided
from gui.widgets.placing import STRETCH, in_column, in_row
from gui.widgets.scrolled import scrolled
from gui.widgets.tag_label import TagLabel
from model.errors import UserError
from model.grading.actions import grade_month, retire_model, save_model
from model.grading.models import NamedModel, list_models
from model.grading.preview import Desk, Preview, preview_model, read_desk, values_of
from model.grading.rules import Model, shipped_model
from model.store.ids import RowId, new_id
from resources.i18n import N_, _, _n

_SOON_MS: Final = 200
_LEAST: Final = 480
"""Pixels of height under which the sheets scroll together."""


class ModelTab(QWidget):
    """One model at a time: its factors at the left, what it would say at the right. Edits wait here until saved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._models: list[NamedModel] = []
        self._kept: dict[RowId, NamedModel] = {}
        self._edited: dict[RowId, NamedModel] = {}
        self._month: int | None = None
        self._desk: Desk | None = None
        self._asking = self._ask_again = False
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Value model"))
        self.choice.setMinimumWidth(140)
        self.choice.activated.connect(lambda _place: self._show_model())
        self.default_tag = TagLabel(_("Shipped default"), Tone.NEUTRAL)
        self.edited_tag = TagLabel(_("Not saved"), Tone.WARNING)
        self.scope = elided("", "muted")
        self.grid = FactorGrid()
        self.grid.changed.connect(self._on_weight)
        self.grid.wanted.connect(self.edit_factor)
        self.result = ModelResult(context)
        self.retire_button = button(_("Take out of use"), self.take_out)
        self.discard_button = button(_("Discard changes"), self.discard)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.preview)
        self._lay_out()

    def load(self, session: Session, month: int | None) -> None:
        """Read the models in use; `month` is the newest that has bills. What is edited and not saved stays."""
        chosen = self._current_id()
        kept = list_models(session)
        self._kept = {named.id: named for named in kept}
        self._month, self._desk = month, None
        for named in self._edited.values():
            if named.id not in self._kept:
                kept.append(named)
        self._models = sorted((self._edited.get(named.id, named) for named in kept), key=lambda named: named.position)
        self._fill(chosen)

    def model(self) -> Model:
        """The model as it stands in the editor."""
        return self.grid.weighted(self._named().model)

    def preview(self) -> None:
        """Ask the worker what the model would make of the newest month; nothing is kept."""
        if self._month is None or not self.isVisible():
            return
        if self._asking:
            self._ask_again = True
            return
        self._asking, month, database = True, self._month, self._context.database
        desk, models, place, model = self._desk, list(self._models), self.choice.currentIndex(), self.model()

        def job(progress: Progress) -> tuple[Desk, Preview]:
            with database.read() as session:
                read = desk or read_desk(session, month)
                return read, preview_model(session, read, models, place, model)

        self._context.tasks.run(job, lambda found: self._on_preview(month, *found), self._on_refused)

    def edit_factor(self, code: str) -> FormDialog:
        """A factor's scale, bands and missing rule."""
        model = self.model()

        def values() -> object:
            if self._desk is None and self._month is not None:
                with self._context.read() as session:
                    self._desk = read_desk(session, self._month)
            return values_of(self._desk, code, model) if self._desk else []

        return edit_factor(self, model, model.factor(code), values, lambda changed: self._edit(model=changed))

    def edit_frame(self) -> FormDialog:
        """Name, order, scope and cuts of the chosen model."""
        named = replace(self._named(), model=self.model())
        return edit_model(self, _("Name, scope and cuts"), named, self._keep_edited)

    def add_model(self) -> FormDialog:
        """A model of the office's own, begun from the shipped one."""
        begun = NamedModel(new_id(), replace(shipped_model(), name=""), position=len(self._models))
        return edit_model(self, _("New value model"), begun, self._keep_edited)

    def discard(self) -> None:
        """Go back to the model as it is kept."""
        self._edited.pop(self._named().id, None)
        with self._context.read() as session:
            self.load(session, self._month)

    def take_out(self) -> None:
        """Grade nobody with the chosen model any more; months already graded keep it."""
        named = self._named()
        if not confirm(
            self,
            _("Take {name} out of use?").format(name=named.model.name),
            _("Its customers go to the next model. Months already graded stay as they are."),
            _("Take out of use"),
        ):
            return
        self._edited.pop(named.id, None)
        with self._context.write(N_("Take value model {model} out of use"), model=named.model.name) as session:
            retire_model(session, named.id)
        self._context.say(_("Taken out of use."), undo=True)

    def save(self) -> None:
        """Keep the model for the months to come."""
        if self._save():
            self._context.say(_("Saved. It holds for the months graded from now on."), undo=True)

    def save_and_grade(self) -> None:
        """Keep the model and grade the newest month with it at once."""
        month, database = self._month, self._context.database
        if not self._save() or month is None:
            return

        def job(progress: Progress) -> int:
            with database.write() as session:
                return grade_month(session, month, anew=True).customers

        self._context.tasks.run(
            job,
            lambda count: self._context.say(_n("{count} customer graded.", "{count} customers graded.", count)),
            title=_("Grading"),
            writes=True,
        )

    def _save(self) -> bool:
        named, model = self._named(), self.model()
        try:
            if self.grid.problem():
                raise UserError(self.grid.problem())
            with self._context.write(N_("Change value model {model}"), model=model.name) as session:
                save_model(session, model, named.id, named.position)
        except UserError as error:
            self.result.complain(error.sentence)
            return False
        self._edited.pop(named.id, None)
        return True

    def _on_weight(self) -> None:
        self._edit(model=self.model())

    def _edit(self, model: Model) -> None:
        self._keep_edited(replace(self._named(), model=model))

    def _keep_edited(self, named: NamedModel) -> None:
        """Take a change over into the editor, not into the store; back at what is kept, nothing is edited."""
        if self._kept.get(named.id) == named:
            self._edited.pop(named.id, None)
        else:
            self._edited[named.id] = named
        others = [one for one in self._models if one.id != named.id]
        self._models = sorted([*others, named], key=lambda one: one.position)
        self._fill(named.id)

    def _on_preview(self, month: int, desk: Desk, found: Preview) -> None:
        if self._month == month:
            self._desk = desk
        self.result.show_preview(found)
        self._answered()

    def _on_refused(self, error: UserError) -> None:
        self.result.complain(error.sentence)
        self._answered()

    def _answered(self) -> None:
        self._asking, again, self._ask_again = False, self._ask_again, False
        if again:
            self._soon.start()

    def _current_id(self) -> RowId | None:
        chosen = self.choice.currentData()
        return None if chosen is None else str(chosen)

    def _named(self) -> NamedModel:
        return self._models[self.choice.currentIndex()]

    def _fill(self, chosen: RowId | None) -> None:
        self.choice.clear()
        for named in self._models:
            self.choice.addItem(named.model.name, named.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self._show_model()

    def _show_model(self) -> None:
        named = self._named()
        self.default_tag.setVisible(named.is_default and named.id not in self._edited)
        self.edited_tag.setVisible(named.id in self._edited)
        self.discard_button.setEnabled(named.id in self._edited)
        self.retire_button.setEnabled(named.id in self._kept and not named.is_default)
        self.scope.setText(_("For {scope}").format(scope=scope_words(named.model)))
        self.grid.show_model(named.model)
        self._soon.start()

    def _lay_out(self) -> None:
        top = in_row(
            self.choice,
            self.default_tag,
            self.edited_tag,
            self.scope,
            STRETCH,
            button(_("Name and cuts"), self.edit_frame),
            self.retire_button,
            button(_("New model"), self.add_model, glyph="plus"),
            gap=12,
        )
        factors = Card(_("Factors"), _("weight, and how values become points"))
        factors.body.addWidget(self.grid, 1)
        buttons = in_row(
            self.discard_button,
            STRETCH,
            button(_("Save for coming months"), self.save),
            button(_("Save and grade this month"), self.save_and_grade, "primary"),
        )
        factors.setMinimumHeight(_LEAST)
        inside = QWidget()
        in_row((factors, 1), (self.result, 1), gap=16, within=inside)
        in_column(top, (scrolled(inside), 1), buttons, gap=12, within=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()
