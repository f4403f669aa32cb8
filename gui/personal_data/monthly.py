"""Once a month, until somebody has looked, what is older than its period of keeping is offered for a look."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.tasks import Progress
from resources.i18n import _

if TYPE_CHECKING:
    from model.personal_data.keeping import Overdue


def remind_of_periods(parent: QWidget | None, context: Context) -> None:
    """Count on the worker, and offer the preview where something is older than its period."""
    today = context.today()

    def look(progress: Progress) -> "Overdue | None":
        from model.personal_data.keeping import is_due, overdue_of  # not with the window's start

        with context.read() as session:
            return overdue_of(session, today) if is_due(session, today) else None

    def tell(found: "Overdue | None") -> None:
        if found is not None and not found.nothing:
            from gui.personal_data.dialogs import count_words, open_periods

            context.offer(count_words(found), _("Look at it"), lambda: open_periods(parent, context))

    context.tasks.run(look, tell)
