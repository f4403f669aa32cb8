"""What is due for a customer: the tasks that brought the manager to this page, each to be finished with one click."""

from collections.abc import Sequence
from typing import Final

from gui.colours import Tone
from gui.context import Context
from gui.retention.task_dialogs import finish
from gui.today.words import TONES, kind_words
from gui.widgets.card import Card
from gui.widgets.labels import button
from gui.widgets.placing import clear
from gui.widgets.timeline import Entry, EntryView
from model.retention.lines import TaskLine
from resources.i18n import _, _n

_MOST: Final = 2


class DueCard(Card):
    """The gravest tasks of the customer with their reasons; hidden where nothing is due."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Due now"))
        self._context = context
        self.all = button("", lambda: context.open_page("retention"), "link")
        self.head.addWidget(self.all)
        self.body.setSpacing(2)

    def show_tasks(self, lines: Sequence[TaskLine]) -> None:
        """Show these, the most urgent first."""
        clear(self.body)
        for line in lines[:_MOST]:
            self.body.addWidget(self._entry(line))
        self.all.setText(_n("All {count} task", "All {count} tasks", len(lines)))
        self.all.setVisible(len(lines) > _MOST)
        self.setVisible(bool(lines))

    def _entry(self, line: TaskLine) -> EntryView:
        late = (
            _n("{count} day late", "{count} days late", line.days_late) if line.days_late > 0 else f"{line.due:%m-%d}"
        )
        tone = TONES.get(line.kind, Tone.NEUTRAL)
        view = EntryView(
            Entry(line.id, kind_words(line.kind), tone, line.gist or line.why, remark=late, quiet=line.step)
        )
        view.setToolTip(_("{why} Click to finish.").format(why=line.why) if line.why else _("Click to finish."))
        view.opened.connect(self._finish)
        return view

    def _finish(self, task: str) -> None:
        finish(self, self._context, (task,))
