"""The import wizard: choose, map, check, import; every step can be stopped and nothing is changed before the last."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.intake.busy import BusyStack
from gui.intake.check_step import CheckStep
from gui.intake.choose_step import ChooseStep
from gui.intake.map_step import MapStep
from gui.intake.report_step import ReportStep
from gui.intake.work import Work
from gui.widgets.confirm import confirm
from gui.widgets.wizard import Step, Wizard
from model.errors import UserError
from model.intake.batches import undo_import
from model.store.undo import UndoResult
from resources.i18n import _, _n


class ImportWizard(Wizard):
    """Four steps over one `Work`."""

    def __init__(self, parent: QWidget | None, context: Context, paths: Sequence[Path] = ()) -> None:
        self.context = context
        self.work = Work(context)
        self.choose = ChooseStep(context)
        self.map = MapStep(self.work)
        self.check = CheckStep(context, self.work)
        self.report = ReportStep(context)
        self.map_busy = BusyStack(context, self.map)
        self.check_busy = BusyStack(context, self.check)
        self.report_busy = BusyStack(context, self.report)
        super().__init__(parent, _("Import the month's file"), self._make_steps())
        self.choose.changed.connect(self.refresh)
        self.choose.undo_wanted.connect(self.take_back)
        self.map.changed.connect(self._on_mapped)
        self.report.undo_wanted.connect(self._undo_this)
        self.report.open_wanted.connect(self._open)
        self.finished.connect(lambda _result: self.work.close())
        self.choose.show_earlier()
        self.choose.add(paths)

    def take_back(self, batch: str) -> None:
        """Take an import back, after asking."""
        if not confirm(
            self,
            _("Take this import back?"),
            _("What it brought goes and what it changed returns. Values that were edited since stay and are listed."),
            _("Take back"),
            danger=True,
        ):
            return
        database = self.context.database
        self.context.tasks.run(
            lambda progress: undo_import(database, batch), self._on_taken_back, self._complain_of, writes=True
        )

    def _make_steps(self) -> list[Step]:
        return [
            Step(_("Choose"), self.choose, ready=lambda: bool(self.choose.paths), leave=self._leave_choice),
            Step(
                _("Map"), self.map_busy, enter=self._enter_map, ready=self._map_ready, leave=self._leave_map,
                next_words=_("Check"),
            ),
            Step(
                _("Check"), self.check_busy, enter=self._enter_check, ready=self._check_ready, leave=lambda: "",
                next_words=_("Import"),
            ),
            Step(
                _("Report"), self.report_busy, enter=self._enter_report, ready=lambda: self.work.done is not None,
                next_words=_("Close"), may_go_back=False,
            ),
        ]  # fmt: skip

    def _leave_choice(self) -> str:
        self.unsaved = True
        if self.work.paths != self.choose.paths:
            self.work.paths = list(self.choose.paths)
            self.work.previews = []
        if self.work.options != self.choose.options():
            self.work.options = self.choose.options()
        self.work.checked = None
        return ""

    def _enter_map(self) -> None:
        if self.work.previews:
            return
        task = self.work.open_files(self._show_map, self._fail_to(0, self.map_busy))
        self.map_busy.follow(task, _("Opening the files"), lambda: self._show(0))

    def _show_map(self) -> None:
        self.map_busy.finish()
        self.map.show_previews()
        self._on_mapped()

    def _on_mapped(self) -> None:
        self.work.checked = None
        self.complain("" if self.map_busy.busy else self.map.problem())
        self.refresh()

    def _map_ready(self) -> bool:
        return not self.map_busy.busy and bool(self.work.previews) and not self.map.problem()

    def _leave_map(self) -> str:
        self.work.remember()
        return ""

    def _enter_check(self) -> None:
        if self.work.checked is not None:
            return
        task = self.work.check(self._show_check, self._fail_to(1, self.check_busy))
        self.check_busy.follow(task, _("Checking every row; nothing is changed"), lambda: self._show(1))

    def _show_check(self) -> None:
        self.check_busy.finish()
        if self.work.checked is not None:
            self.check.show_report(self.work.checked)
        self.refresh()

    def _check_ready(self) -> bool:
        return not self.check_busy.busy and self.work.checked is not None

    def _enter_report(self) -> None:
        task = self.work.apply(self._show_done, self._fail_to(2, self.report_busy))
        self.report_busy.follow(task, _("Importing"), lambda: self._show(2))

    def _show_done(self) -> None:
        self.report_busy.finish()
        self.unsaved = False
        if self.work.done is not None:
            self.report.show_report(self.work.done)
        self.refresh()
        self.next_button.setFocus()

    def _fail_to(self, place: int, busy: BusyStack) -> Callable[[UserError], None]:
        """Says what went wrong at the step before."""

        def fail(error: UserError) -> None:
            busy.finish()
            self._show(place)
            self.complain(error.sentence)

        return fail

    def _complain_of(self, error: UserError) -> None:
        self.complain(error.sentence)

    def _undo_this(self) -> None:
        if self.work.done is not None:
            self.take_back(self.work.done.batch)

    def _on_taken_back(self, result: UndoResult) -> None:
        words = _n(
            "The import was taken back: {count} value returned.",
            "The import was taken back: {count} values returned.",
            result.restored,
        )
        if result.left:
            kept = _n(
                "{count} value was changed since and stays as it is.",
                "{count} values were changed since and stay as they are.",
                len(result.left),
            )
            self.context.say(f"{words} {kept}", "warning")
        else:
            self.context.say(words)
        self.choose.show_earlier()
        if self.work.done is not None:
            self.accept()

    def _open(self, customer: str, within: Sequence[str]) -> None:
        self.accept()
        self.context.open_page("customer", customer, within)

    def reject(self) -> None:
        for busy in (self.map_busy, self.check_busy, self.report_busy):
            if busy.busy:
                busy.stop()
                return
        super().reject()


def open_wizard(parent: QWidget | None, context: Context, paths: Sequence[Path] = ()) -> ImportWizard:
    """Open the wizard, with these files chosen."""
    wizard = ImportWizard(parent, context, paths)
    wizard.open()
    return wizard
