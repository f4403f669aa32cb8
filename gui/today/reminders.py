"""The reminders at the right of Today: promises, notes to finish, what comes."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.colours import Tone
from gui.today.words import TONES, kind_words, most_telling
from gui.widgets.labels import muted
from gui.widgets.placing import in_column
from gui.widgets.timeline import Entry, Timeline
from model.needs.promise_queries import PromiseRow
from model.retention.lines import TaskLine
from model.today.queries import Agenda
from model.visits.queries import VisitRow
from resources.i18n import _, _n

_MOST_PROMISES: Final = 5


class Reminders(QWidget):
    """Entries in the order of urgency; `opened(entity, id)`."""

    opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.list = Timeline()
        self.list.setAccessibleName(_("Reminders"))
        self.list.opened.connect(self._open)
        self.nothing = muted(_("Nothing to be reminded of."), wrap=True)
        in_column((self.list, 1), self.nothing, within=self)

    def show_agenda(self, agenda: Agenda, today: date) -> None:
        """Show what the day holds beside the customers to see."""
        entries = [_promise(one, today) for one in agenda.promises[:_MOST_PROMISES]]
        if agenda.unfinished:
            entries.append(_unfinished(agenda.unfinished))
        others = [line for line in agenda.coming if line.kind != "promise_due"]
        entries += [_coming(line) for line in most_telling(others)]
        self.list.set_entries(entries)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)

    def _open(self, key: str) -> None:
        entity, _colon, row = key.partition(":")
        self.opened.emit(entity, row)


def _promise(one: PromiseRow, today: date) -> Entry:
    late = one.state == "late"
    days = (one.due_on - today).days if one.due_on else 0
    when = (
        _n("{count} day late", "{count} days late", -days)
        if late
        else _("today")
        if days == 0
        else _n("in {count} day", "in {count} days", days)
    )
    tag = _("Promise {when}").format(when=when)
    tone = Tone.DANGER if late or days <= 1 else Tone.WARNING
    return Entry(f"promise:{one.customer_id}", tag, tone, one.text, quiet=one.customer_name)


def _unfinished(visits: tuple[VisitRow, ...]) -> Entry:
    names = _(", ").join(dict.fromkeys(one.customer_name for one in visits[:3]))
    heading = _n("{count} visit says nothing yet", "{count} visits say nothing yet", len(visits))
    return Entry("unfinished:", _("Unfinished"), Tone.NEUTRAL, heading, quiet=names)


def _coming(line: TaskLine) -> Entry:
    key = f"customer:{line.customer_id}" if line.customer_id else f"{line.kind}:{line.id}"
    tag = f"{kind_words(line.kind)} {line.due:%m-%d}"
    heading = " · ".join(filter(None, (line.customer, line.subject))) or line.why
    return Entry(key, tag, TONES.get(line.kind, Tone.NEUTRAL), heading, quiet=line.why if heading != line.why else "")
