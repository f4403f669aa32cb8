"""Long work off the window's thread: one worker, progress, cancel."""

import gc
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from model.errors import UserError


class Cancelled(Exception):  # noqa: N818 - it ends a job, it is no error
    """The person asked the job to stop; what it wrote is rolled back on the way out."""


class Progress:
    """What a job is handed: it tells how far it is and asks whether to go on."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._last = 0.0

    def report(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` steps (0 total: unknown length); also the place where a cancelled job ends.

        Raises `Cancelled`. Calls closer than 50 ms are not shown, the last step always is.
        """
        self.check_cancelled()
        now = time.monotonic()
        if done >= total or now - self._last > 0.05:
            self._last = now
            self._tell(done, total, text)

    def check_cancelled(self) -> None:
        """Raises `Cancelled` when the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()


class Task(QObject):
    """One running job as the window sees it; every signal arrives on the window's thread."""

    progressed = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, title: str, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.writes = writes
        self.progress = Progress(self.progressed.emit)


def _tell(call: Callable[[Any], None], value: object) -> None:
    """Give it to a method, unless the widget whose method it is is gone; what belongs to no widget always stands."""
    owner = getattr(call, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        call(value)


class Tasks(QObject):
    """The one worker. Jobs run one after the other and get plain values only.

    While one is under way Python's collector of cycles rests: it runs on whichever thread happens to allocate, and a
    window object that it takes apart on the worker aborts the program.
    """

    started = Signal(object)
    finished = Signal(object)
    cancelled = Signal(object)
    failed = Signal(object, object)
    writing_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._running: list[Task] = []
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or at work."""
        return bool(self._running)

    def run(
        self,
        job: Callable[[Progress], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[UserError], None] | None = None,
        title: str = "",
        writes: bool = False,
    ) -> Task:
        """Run `job(progress)` on the worker and give its result to `on_success` on the window's thread.

        A `UserError` goes to `on_failure`, or to the window's message when there is none; any other error is a bug
        and reaches the crash dialog. Where the widget that asked is gone by then, nothing is told. `writes=True`
        disables editing until the job ends. After `close` nothing runs.
        """
        task = Task(title, writes, self)
        if self._closed:
            return task

        def settle(result: object, error: object) -> None:
            self._settle(task, result, error, on_success, on_failure)

        task.ended.connect(settle, Qt.ConnectionType.QueuedConnection)
        self._running.append(task)
        gc.disable()
        self.started.emit(task)
        if writes:
            self.writing_changed.emit(True)
        self._pool.submit(_work, task, job)
        return task

    def close(self) -> None:
        """Ask every job to stop and wait for the worker; results that come after are dropped."""
        self._closed = True
        for task in self._running:
            task.progress.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        gc.enable()

    def _settle(
        self,
        task: Task,
        result: object,
        error: object,
        on_success: Callable[[Any], None],
        on_failure: Callable[[UserError], None] | None,
    ) -> None:
        self._running.remove(task)
        if not self._running:
            gc.enable()
        if task.writes:
            self.writing_changed.emit(any(other.writes for other in self._running))
        self.finished.emit(task)
        task.deleteLater()
        if isinstance(error, Cancelled):
            self.cancelled.emit(task)
        elif isinstance(error, UserError):
            if on_failure is not None:
                _tell(on_failure, error)
            else:
                self.failed.emit(task, error)
        elif isinstance(error, BaseException):
            raise error
        else:
            _tell(on_success, result)


class OwnTasks(Tasks):
    """One window's own jobs on the worker it shares: it hears of no others, and once let go of no result."""

    def __init__(self, worker: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._mine: set[Task] = set()
        worker.finished.connect(self._on_finished)
        worker.cancelled.connect(self._on_cancelled)

    def run(
        self,
        job: Callable[[Progress], Any],
        on_success: Callable[[Any], None],
        on_failure: Callable[[UserError], None] | None = None,
        title: str = "",
        writes: bool = False,
    ) -> Task:
        """As the worker does it; what fails is told to this window alone."""

        def succeed(result: Any) -> None:
            if not self._closed:
                _tell(on_success, result)

        def fail(error: UserError) -> None:
            if self._closed:
                return
            if on_failure is not None:
                _tell(on_failure, error)
            else:
                self.failed.emit(task, error)

        task = self._worker.run(job, succeed, fail, title, writes)
        self._mine.add(task)
        self.started.emit(task)
        return task

    def close(self) -> None:
        """Hear no more; jobs under way end by themselves and their results are dropped."""
        self._closed = True
        self._worker.finished.disconnect(self._on_finished)
        self._worker.cancelled.disconnect(self._on_cancelled)
        self._pool.shutdown(wait=False)

    def _on_finished(self, task: Task) -> None:
        if task in self._mine:
            self.finished.emit(task)

    def _on_cancelled(self, task: Task) -> None:
        if task in self._mine:
            self.cancelled.emit(task)


def _work(task: Task, job: Callable[[Progress], Any]) -> None:
    try:
        result = job(task.progress)
    except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
        task.ended.emit(None, error)
    else:
        task.ended.emit(result, None)
