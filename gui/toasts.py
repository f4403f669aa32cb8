"""Short messages at the bottom right: what was done, with Undo; what is at work, with Cancel."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.colours import Tone, colours_of
from gui.icons import pixmap
from gui.tasks import Task, Tasks
from gui.widgets.labels import button, icon_button, label, muted
from gui.widgets.placing import in_column, in_row
from model.errors import UserError
from resources.i18n import _

WIDTH = 360
MOST_SHOWN = 4
_GLYPHS = {Tone.DANGER: "circle-x", Tone.WARNING: "triangle-alert", Tone.DONE: "circle-check", Tone.NEWS: "info"}
_SHOWN_MS = 6_000
_OFFERED_MS = 20_000
"""An offer asks for a decision: longer than a message that is only read."""


class Toast(QFrame):
    """One message; goes by itself, sooner with its cross. A mistake stays until it is read away."""

    closed = Signal(object)

    def __init__(self, text: str, tone: Tone, act: Callable[[], object] | None, words: str = "") -> None:
        super().__init__()
        self.setProperty("look", "toast")
        self.setProperty("tone", tone.value)
        self.setFixedWidth(WIDTH)
        self.text = text
        self.setAccessibleName(text)
        picture = QLabel()
        colour = colours_of(self.palette()).ink(tone)
        picture.setPixmap(pixmap(_GLYPHS.get(tone, "info"), 18, colour, self.devicePixelRatioF()))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(picture)
        row.addWidget(label(text, wrap=True), 1)
        if act is not None:
            self.act_button = button(words or _("Undo"), lambda: self._act(act), "link")
            row.addWidget(self.act_button)
        row.addWidget(icon_button("x", _("Close"), lambda: self.closed.emit(self)))
        if tone is not Tone.DANGER:
            QTimer.singleShot(_OFFERED_MS if words else _SHOWN_MS, self, lambda: self.closed.emit(self))

    def _act(self, act: Callable[[], object]) -> None:
        self.closed.emit(self)
        act()


class Work(QFrame):
    """A job at work: what it does, how far it is, and Cancel."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task
        self.setProperty("look", "toast")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(task.title)
        self.words = muted("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.title)
        self.cancel = button(_("Cancel"), self._cancel, "link")
        head = in_row((label(task.title, "strong"), 1), self.cancel)
        in_column(head, self.bar, self.words, gap=6, margins=(14, 10, 10, 12), within=self)
        task.progressed.connect(self.show_progress)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far the job is."""
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)
        self.words.setText(text or (f"{done:,} / {total:,}" if total else ""))

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText(_("Stopping…"))
        self.task.progress.cancel()


class Toasts(QWidget):
    """The stack of messages over a window's bottom right corner."""

    undo_wanted = Signal()

    def __init__(self, over: QWidget, tasks: Tasks) -> None:
        super().__init__(over)
        self._over = over
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._running: set[Task] = set()
        self._works: dict[Task, Work] = {}
        self._items: list[QWidget] = []
        over.installEventFilter(self)
        tasks.started.connect(self._on_started)
        tasks.finished.connect(self._on_finished)
        tasks.cancelled.connect(self._on_cancelled)
        tasks.failed.connect(self._on_failed)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.DONE, undo: bool = False) -> None:
        """Show a message; `undo` offers to take the last change back."""
        self._show_toast(Toast(text, tone, self.undo_wanted.emit if undo else None))

    def offer(self, text: str, words: str, act: Callable[[], object]) -> None:
        """Show a message with one next step: its button has these words and does `act`."""
        self._show_toast(Toast(text, Tone.NEWS, act, words))

    def texts(self) -> list[str]:
        """What stands there now."""
        return [toast.text for toast in self.items()]

    def items(self) -> list[Toast]:
        """The messages that stand there now, oldest first."""
        return [item for item in self._items if isinstance(item, Toast)]

    def works(self) -> list[Work]:
        """The jobs that are shown at work."""
        return [item for item in self._items if isinstance(item, Work)]

    def stand_last(self) -> None:
        """Put the messages' buttons behind every field of the window, so that Tab goes through a form undisturbed."""
        last = self._over.previousInFocusChain()
        while last is not None and self.isAncestorOf(last):
            last = last.previousInFocusChain()
        for item in self._items:
            for found in item.findChildren(QAbstractButton):
                if last is not None:
                    QWidget.setTabOrder(last, found)
                last = found

    def _show_toast(self, toast: Toast) -> None:
        toast.closed.connect(self._take_out)
        self._put_in(toast)

    def _on_started(self, task: Task) -> None:
        if task.title:
            self._running.add(task)
            QTimer.singleShot(500, self, lambda: self._show_work(task))  # of two that end, this may be the first

    def _show_work(self, task: Task) -> None:
        if task not in self._running or not isValid(task):
            return  # it has ended, perhaps only now and not yet gone: nothing would take its bar away again
        work = Work(task)
        self._works[task] = work
        self._put_in(work)

    def _on_finished(self, task: Task) -> None:
        self._running.discard(task)
        work = self._works.pop(task, None)
        if work is not None:
            self._take_out(work)

    def _on_cancelled(self, task: Task) -> None:
        self.say(_("Cancelled. Nothing was changed."), Tone.NEWS)

    def _on_failed(self, task: Task, error: UserError) -> None:
        self.say(error.sentence, Tone.DANGER)

    def _put_in(self, item: QWidget) -> None:
        item.ensurePolished()
        layout = item.layout()
        if layout is not None:
            item.setFixedHeight(max(layout.totalHeightForWidth(WIDTH), layout.minimumSize().height()))
        self._items.append(item)
        self._column.addWidget(item)
        while len(self._items) > MOST_SHOWN:
            self._take_out(self._items[0])
        self.show()
        self._place()

    def _take_out(self, item: QWidget) -> None:
        if item not in self._items:
            return
        self._items.remove(item)
        self._column.removeWidget(item)
        item.hide()
        item.deleteLater()
        self.setVisible(bool(self._items))
        self._place()

    def _place(self) -> None:
        height = sum(item.height() for item in self._items) + 8 * max(len(self._items) - 1, 0)
        self.setFixedSize(WIDTH, max(height, 1))
        self.move(self._over.width() - self.width() - 24, self._over.height() - self.height() - 24)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
