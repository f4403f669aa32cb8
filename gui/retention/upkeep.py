"""Keeps grades and tasks up to date while the window is open: each morning, and when their sources change."""

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer

from gui.context import Context
from gui.tasks import Progress
from model.retention.actions import make_tasks
from model.retention.refresh import refresh

_GRADED_FROM: Final = frozenset({"billing_month"})
_MADE_FROM: Final = frozenset(
    {
        "customer",
        "contact",
        "installed_product",
        "agreement",
        "member",
        "visit",
        "promise",
        "buying_role",
        "competitor_move",
        "credit_review",
        "credit_event",
        "opportunity",
        "opportunity_stage",
        "setting",
        "value_grade",
        "reminder_rule",
        "visit_cycle",
        "holiday_day",
    }
)
_PAUSE_MS: Final = 1500
_HOUR_MS: Final = 3_600_000


class Upkeep(QObject):
    """Runs on the worker, shortly after the last change; nothing it writes sets it going again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._grades = True
        self._day: date | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.run)
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self._on_hour)
        self._hourly.start()
        context.data_changed.connect(self._on_change)
        self._soon.start()

    def run(self) -> None:
        """Grade if bills have changed, then make, move and close tasks."""
        today, grades = self._context.today(), self._grades
        self._day, self._grades = today, False
        database = self._context.database  # the worker must hold no window object: it would be let go on its thread

        def job(progress: Progress) -> None:
            with database.write() as session:
                if grades:
                    refresh(session, today)
                else:
                    make_tasks(session, today)

        self._context.tasks.run(job, lambda done: None)

    def stop(self) -> None:
        """Listen and run no more."""
        self._soon.stop()
        self._hourly.stop()
        self._context.data_changed.disconnect(self._on_change)

    def _on_change(self, names: frozenset[str]) -> None:
        self._grades = self._grades or bool(names & _GRADED_FROM)
        if names & (_GRADED_FROM | _MADE_FROM):
            self._soon.start()

    def _on_hour(self) -> None:
        if self._context.today() != self._day:
            self._soon.start()
