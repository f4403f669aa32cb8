"""A step's content, or, while the worker is at it, how far it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from gui.context import Context
from gui.tasks import Task
from gui.widgets.labels import button, muted, section
from resources.i18n import _


class BusyStack(QStackedWidget):
    """Shows `body`, or a bar with words and Cancel while a task runs."""

    def __init__(self, context: Context, body: QWidget) -> None:
        super().__init__()
        self._task: Task | None = None
        self._stopped: Callable[[], None] | None = None
        self.body = body
        self.heading = section("")
        self.words = muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(360)
        self.bar.setAccessibleName(_("Working"))
        self.cancel = button(_("Stop"), self.stop)
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.setSpacing(12)
        column.addStretch(1)
        for part in (self.heading, self.bar, self.words, self.cancel):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.waiting = waiting
        self.addWidget(body)
        self.addWidget(waiting)
        context.tasks.cancelled.connect(self._on_cancelled)

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return self._task is not None

    def follow(self, task: Task, heading: str, stopped: Callable[[], None]) -> None:
        """Show how far this task is until it ends; `stopped()` when the person stopped it."""
        self._task, self._stopped = task, stopped
        self.heading.setText(heading)
        self.bar.setAccessibleName(heading)
        self.words.setText("")
        self.cancel.setEnabled(True)
        task.progressed.connect(self._show_progress)
        self.setCurrentWidget(self.waiting)

    def finish(self) -> None:
        """Show the step's content again."""
        self._task = None
        self.setCurrentWidget(self.body)

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        self.words.setText(text)

    def stop(self) -> None:
        """Ask the task to stop; what it wrote goes back."""
        if self._task is not None:
            self.cancel.setEnabled(False)
            self.words.setText(_("Stopping…"))
            self._task.progress.cancel()

    def _on_cancelled(self, task: Task) -> None:
        if task is self._task:
            self.finish()
            if self._stopped is not None:
                self._stopped()
