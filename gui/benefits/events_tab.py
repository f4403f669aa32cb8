"""Lectures and club events: when, where, who was invited and who came."""

from typing import Any

from sqlalchemy.orm import Session

from gui.benefits.offers_tab import OffersTab, Words
from gui.context import Context
from gui.widgets.columns import Column, Kind
from gui.widgets.fields import CheckField, ChoiceField, DateField, IntegerField, MoneyField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button
from model.benefits.events import EVENT_KINDS, EventDraft, EventRow, delete_event, invite, list_events, save_event
from model.enumerations import ENUMERATIONS
from model.store.ids import RowId
from resources.i18n import N_, _, _n


class EventsTab(OffersTab[EventRow]):
    """The events, with invitations by grade."""

    def __init__(self, context: Context) -> None:
        self.invite_button = button(_("Invite…"), self.invite_customers)
        words = Words(
            "benefit-events",
            _("Club events and lectures"),
            _("New event"),
            N_("Event {name}"),
            N_("Delete event {name}"),
        )
        explained = _("A lecture or club event: whom the reward table gives it is invited, and who came is counted.")
        super().__init__(context, words, _columns(), (_("No event yet"), explained, "calendar-days"))
        self.buttons.insertWidget(0, self.invite_button)

    def read(self, session: Session) -> list[EventRow]:
        return list_events(session)

    def form_of(self, known: EventRow | None) -> Form:
        kinds = {kind: ENUMERATIONS["benefit_kind"][kind] for kind in EVENT_KINDS}
        form = Form(columns=2)
        form.add("title", _("Event title"), TextField(limit=80), needed=True, wide=True)
        form.add("kind", _("Benefit"), ChoiceField(kinds), needed=True)
        form.add("held_on", _("Held on"), DateField(self._context.today()), needed=True)
        form.add("place", _("Place"), TextField(limit=80))
        form.add("host", _("Speaker or host"), TextField(limit=60))
        form.add("seats", _("Seats"), IntegerField(1, 100_000))
        form.add("cost_fen", _("Cost (yuan)"), MoneyField())
        form.set_values({name: getattr(known, name) for name in form.values()} if known else {"kind": "lecture"})
        return form

    def keep(self, session: Session, values: dict[str, Any], known: RowId | None) -> None:
        save_event(session, EventDraft(**values | {name: values[name] or "" for name in ("place", "host")}), known)

    def delete(self, session: Session, row_id: RowId) -> None:
        delete_event(session, row_id)

    def invite_customers(self) -> FormDialog | None:
        """Plan invitations to the chosen event for every customer of some grades."""
        chosen = self.chosen()
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
            self._context.say(
                _n("{count} invitation is planned.", "{count} invitations are planned.", count), undo=True
            )

        dialog = FormDialog(self, _("Invite to {name}").format(name=chosen.title), form, save, save_words=_("Invite"))
        dialog.open()
        return dialog

    def cells(self, one: EventRow) -> tuple[object, ...]:
        return (
            one.id, one.title, one.kind, one.held_on, one.planned, one.invited, one.came, one.rate.share, one.place,
            one.host, one.seats, one.cost_fen,
        )  # fmt: skip

    def on_selection(self) -> None:
        super().on_selection()
        self.invite_button.setEnabled(self.chosen() is not None)


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
