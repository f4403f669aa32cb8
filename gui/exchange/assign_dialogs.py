"""The dialogs of the office's assignments: to whom, for how long, and what changes hands."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.exchange.telling import tell
from gui.papers.hand_over import offer_packs
from gui.widgets.fields import ChoiceField, DateField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import label, muted
from model.errors import UserError
from model.exchange.assigning import Handed, cover_customers, hand_over, list_managers, plan_as_listed, plan_assignment
from resources.i18n import N_, _, _n

_MOST_LINES = 8


def manager_field(context: Context) -> ChoiceField:
    """One of the people known here; those who have no device yet are said so."""
    with context.read() as session:
        people = list_managers(session)
    field = ChoiceField({}, optional=True)
    for person in people:
        words = f"{person.name}　{person.employee_no}"
        field.box.addItem(
            words if person.has_device else _("{name} (no device yet)").format(name=words), person.employee_no
        )
    return field


def plan_lines(planned: Sequence[Handed]) -> list[str]:
    """The first customers of a plan by name, then how many more, and from how many each manager gives."""
    lines = [
        _("{code} {name}: {from_no} → {to_no}").format(
            code=one.code, name=one.name, from_no=one.from_no or _("nobody"), to_no=one.to_no
        )
        for one in planned[:_MOST_LINES]
    ]
    if len(planned) > _MOST_LINES:
        lines.append(_("and {count} more").format(count=len(planned) - _MOST_LINES))
    return lines


class AssignDialog(FormDialog):
    """Hands customers over for good; the plan stands under the field before anything is done."""

    def __init__(self, parent: QWidget, context: Context, codes: Sequence[str]) -> None:
        self._page, self._context, self._codes = parent, context, tuple(codes)
        form = Form()
        self.manager = manager_field(context)
        form.add("to", _("New account manager"), self.manager, needed=True)
        self.plan = label("", wrap=True)
        self.what = muted(
            _("His next file brings the customers whole. The one before keeps them read-only until the office has "
              "all of his work; then they leave his laptop."), wrap=True
        )  # fmt: skip
        form.add_note(self.plan)
        form.add_note(self.what)
        heading = _n("Hand over {count} customer", "Hand over {count} customers", len(codes))
        super().__init__(parent, heading, form, self._hand, save_words=_("Hand over"), width=560, height=420)
        self.manager.changed.connect(self._show_plan)
        self._show_plan()

    def _show_plan(self) -> None:
        number = self.manager.value()
        if number is None:
            self.plan.setText(_("Choose who gets them."))
            return
        with self._context.read() as session:
            planned = plan_assignment(session, self._codes, number)
        self.plan.setText("\n".join(plan_lines(planned)) or _("They are his already: nothing would change."))

    def _hand(self, values: dict[str, Any]) -> None:
        with self._context.write("") as session:
            done = hand_over(session, plan_assignment(session, self._codes, values["to"]))
        tell(
            self._context,
            _n(
                "{count} customer was assigned to {employee_no}.",
                "{count} customers were assigned to {employee_no}.",
                done,
                employee_no=values["to"],
            ),
        )
        if done:
            offer_packs(self._page, self._context, self._codes)


class CoverDialog(FormDialog):
    """Lends customers to a colleague; it begins and ends by itself."""

    def __init__(self, parent: QWidget, context: Context, codes: Sequence[str]) -> None:
        self._context, self._codes = context, tuple(codes)
        form = Form(columns=2)
        form.add("by", _("Covered by"), manager_field(context), needed=True, wide=True)
        form.add("from", _("From"), DateField(context.today()), needed=True)
        form.add("to", _("To"), DateField(context.today()), needed=True)
        form.field("from").set_value(context.today())
        form.add_note(
            muted(_("Both days included. The colleague's files bring the customers on the first day and take them back "
                    "after the last; what he wrote stays."), wrap=True)
        )  # fmt: skip
        heading = _n("Cover {count} customer for some days", "Cover {count} customers for some days", len(codes))
        super().__init__(parent, heading, form, self._cover, save_words=_("Lend"), width=520)

    def _cover(self, values: dict[str, Any]) -> None:
        context = self._context
        with context.write(N_("Temporary cover of {count} customers"), count=len(self._codes)) as session:
            done = cover_customers(session, self._codes, values["by"], values["from"], values["to"], context.today())
        context.say(
            _n(
                "{count} customer is covered by {employee_no} until {day}.",
                "{count} customers are covered by {employee_no} until {day}.",
                done,
                employee_no=values["by"],
                day=values["to"].isoformat(),
            ),
            undo=True,
        )


class FollowDialog(FormDialog):
    """Hands every customer to the manager of the company's list."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        self._page, self._context = parent, context
        with context.read() as session:
            self._planned = plan_as_listed(session)
        form = Form()
        movers = Counter(one.to_no for one in self._planned)
        lines = [
            _("{employee_no} gets {count}").format(employee_no=no, count=count) for no, count in movers.most_common()
        ]
        words = _n(
            "{count} customer stands under another manager on the company's list.",
            "{count} customers stand under another manager on the company's list.",
            len(self._planned),
        )
        form.add_note(label(words, "strong", wrap=True))
        form.add_note(label("\n".join([*lines[:_MOST_LINES], *plan_lines(self._planned)]), wrap=True))
        super().__init__(parent, _("Follow the company's list"), form, self._hand, save_words=_("Hand over"), width=560)
        self.save_button.setEnabled(bool(self._planned))

    def _hand(self, _values: dict[str, Any]) -> None:
        if not self._planned:
            raise UserError(_("Everybody has the customers of the list already."))
        with self._context.write("") as session:
            done = hand_over(session, self._planned)
        tell(self._context, _n("{count} customer changed hands.", "{count} customers changed hands.", done))
        offer_packs(self._page, self._context, [one.code for one in self._planned])
