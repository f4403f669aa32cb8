"""Lectures and club events: when, where, who was invited and who came."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.papers.export import offer_papers
from gui.widgets.columns import Column, Kind
from gui.widgets.confirm import confirm
from gui.widgets.empty import Empty
from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from gui.widgets.record_table import RecordTable
from model.benefits.events import EVENT_KINDS, EventDraft, EventRow, delete_event, invite, list_events, save_event
from model.enumerations import ENUMERATIONS
from model.errors import UserError
from resources.i18n import N_, _


class EventsTab(QWidget):
    """The events, with invitations by grade."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._events: list[EventRow] = []
        nothing = Empty(
            _("No event yet"),
            _("A lecture or club event: whom the reward table gives it is invited, and who came is counted."),
            _("New event"),
            self.write,
            "calendar-days",
        )
        self.table = RecordTable("benefit-events", _columns(), context.preferences, context.today, empty=nothing)
        offer_papers(self, context, self.table, _("Club events and lectures"))
        self.invite_button = button(_("Invite…"), self.invite_customers)
        self.delete_button = button(_("Delete"), self.take_out, "quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.invite_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        row.addWidget(button(_("New event"), self.write, glyph="plus"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        self.table.opened.connect(self.write)
        self.table.selection_changed.connect(self._on_selection)
        self._on_selection()

    def load(self, session: Session) -> None:
        """Read the events."""
        self._events = list_events(session)
        self.table.set_rows([_row(one) for one in self._events])
        self._on_selection()

    def write(self, event_id: str = "") -> FormDialog:
        """A new event, or one that stands."""
        known = next((one for one in self._events if one.id == event_id), None)
        kinds = {kind: ENUMERATIONS["benefit_kind"][kind] for kind in EVENT_KINDS}
        form = Form(columns=2)
        form.add("title", _("Event title"), TextField(limit=80), needed=True, wide=True)
        form.add("kind", _("Benefit"), ChoiceField(kinds), needed=True)
        form.add("held_on", _("Held on"), DateField(self._context.today()), needed=True)
        form.add("place", _("Place"), TextField(limit=80))
        form.add("host", _("Speaker or host"), TextField(limit=60))
        form.add("seats", _("Seats"), IntegerField(1, 100_000))
        form.add("cost_fen", _("Cost (yuan)"), MoneyField())
        names = ("title", "kind", "held_on", "place", "host", "seats", "cost_fen")
        form.set_values({name: getattr(known, name) for name in names} if known else {"kind": "lecture"})

        def save(values: dict[str, Any]) -> None:
            draft = EventDraft(**values | {name: values[name] or "" for name in ("place", "host")})
            with self._context.write(N_("Event {name}"), name=draft.title) as session:
                save_event(session, draft, known.id if known else None)
            self._context.say(_("Saved"), undo=True)

        heading = known.title if known else _("New event")
        dialog = FormDialog(self, heading, form, save, name="benefit-event", drafts=self._context.drafts, width=560)
        dialog.open()
        return dialog

    def invite_customers(self) -> FormDialog | None:
        """Plan invitations to the chosen event for every customer of some grades."""
        chosen = self._chosen()
        if chosen is None:
            return None
        form = Form(columns=2)
        for grade in ENUMERATIONS["grade"]:
            form.add(grade, "", CheckField(_("Customers of grade {grade}").format(grade=grade)))
        form.set_values({"A": True})

        def save(values: dict[str, Any]) -> None:
            grades = [grade for grade, wanted in values.items() if wanted]
            with self._context.write(N_("Invite to {name}"), name=chosen.title) as session:
                count = invite(session, chosen.id, grades, self._context.today())
            self._context.say(_("{count} invitations are planned.").format(count=count), undo=True)

        dialog = FormDialog(self, _("Invite to {name}").format(name=chosen.title), form, save, save_words=_("Invite"))
        dialog.open()
        return dialog

    def take_out(self) -> None:
        """Delete the chosen event."""
        chosen = self._chosen()
        if chosen is None or not confirm(
            self, _("Delete {name}?").format(name=chosen.title), _("Undo brings it back."), _("Delete"), danger=True
        ):
            return
        try:
            with self._context.write(N_("Delete event {name}"), name=chosen.title) as session:
                delete_event(session, chosen.id)
        except UserError as error:
            self._context.say(error.sentence, "warning")

    def _chosen(self) -> EventRow | None:
        return next((one for one in self._events if one.id == self.table.current_id()), None)

    def _on_selection(self) -> None:
        for made in (self.invite_button, self.delete_button):
            made.setEnabled(self._chosen() is not None)


def _columns() -> list[Column]:
    kinds = {kind: ENUMERATIONS["benefit_kind"][kind] for kind in EVENT_KINDS}
    return [
        Column("title", N_("Event title"), Kind.TEXT, 210, bold=True),
        Column("kind", N_("Benefit"), Kind.CHOICE, 90, choices=kinds),
        Column("held_on", N_("Held on"), Kind.DATE, 100),
        Column("planned", N_("Planned"), Kind.INTEGER, 70, total=True),
        Column("invited", N_("Invited"), Kind.INTEGER, 70, total=True),
        Column("came", N_("Came"), Kind.INTEGER, 70, total=True),
        Column("rate", N_("Arrival rate"), Kind.PERCENT, 80),
        Column("place", N_("Place"), Kind.TEXT, 130),
        Column("host", N_("Speaker or host"), Kind.TEXT, 110),
        Column("seats", N_("Seats"), Kind.INTEGER, 70),
        Column("cost_fen", N_("Cost"), Kind.MONEY, 90, total=True),
    ]


def _row(one: EventRow) -> tuple[object, ...]:
    return (
        one.id, one.title, one.kind, one.held_on, one.planned, one.invited, one.came, one.rate.share, one.place,
        one.host, one.seats, one.cost_fen,
    )  # fmt: skip
