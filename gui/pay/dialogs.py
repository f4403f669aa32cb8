"""The small forms of pay: how I am paid, a price, points of the appraisal, a deduction."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from gui.context import Context
from gui.widgets.fields import ChoiceField, DateField, IntegerField, MoneyField, MonthField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import muted
from gui.widgets.number_field import NumberField
from model.enumerations import ENUMERATIONS
from model.months import month_of
from model.pay.actions import RateDraft, add_deduction, set_joined, set_mark, set_rate, set_scheme
from model.pay.inputs import joined_as_said, joined_by_office, scheme_in
from model.pay.queries import RateRow
from model.pay.rules import Scheme
from model.pay.statements import Statement
from resources.i18n import N_, _

_WEIGHTS = (
    ("result_weight", N_("Weight of results")),
    ("retention_weight", N_("Weight of retention")),
    ("process_weight", N_("Weight of process")),
    ("adjustment_most", N_("Most points added or taken")),
)


def open_scheme(parent: QWidget, context: Context, month: int) -> FormDialog:
    """How the person is paid in a month, and from which month on a change holds."""
    this_month = month_of(context.today())
    with context.read() as session:
        scheme = scheme_in(session, max(month, this_month))
        by_office, as_said = joined_by_office(session), joined_as_said(session)
    form = _scheme_form(context, by_office)
    values = {name: getattr(scheme, name) for name in Scheme.__dataclass_fields__}
    form.set_values({**values, "valid_from": max(this_month, month), "joined": as_said})

    def save(typed: dict[str, Any]) -> None:
        joined = typed.pop("joined", as_said)
        with context.write(N_("Change how I am paid")) as session:
            if joined != as_said:
                set_joined(session, joined, context.today())
            set_scheme(
                session, Scheme(**{name: _number(name, value) for name, value in typed.items()}), context.today()
            )
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("How I am paid"), form, save, width=680)
    dialog.open()
    return dialog


def _number(name: str, value: Any) -> Any:
    """An empty field counts nothing; the month stays unsaid where it is."""
    return value if name == "valid_from" else value or 0


def _scheme_form(context: Context, by_office: date | None) -> Form:
    form = Form(columns=3)
    form.add("valid_from", _("From month"), MonthField(), needed=True, help=_("A past month never changes."))
    form.add(
        "base_fen", _("Base salary (yuan)"), MoneyField(), help=_("Nobody but you and your office's store sees it.")
    )
    form.add("performance_fen", _("Performance bonus at 100 points (yuan)"), MoneyField())
    form.add("key_person_fen", _("Key people kept (yuan)"), MoneyField(), help=_("Paid where every key person stays."))
    form.add(
        "snapshot_fen", _("Snapshot kept (yuan)"), MoneyField(), help=_("Half for revenue kept, half for traffic kept.")
    )
    form.add(
        "process_fen",
        _("Process work (yuan)"),
        MoneyField(),
        help=_("Visits with a note and tasks done ÷ all that were due in the month."),
    )
    for name, words in _WEIGHTS:
        form.add(name, _(words), IntegerField(0, 100))
    form.add("least_points", _("No bonus below (points)"), IntegerField(0, 150))
    form.add("most_points", _("Bonus grows up to (points)"), IntegerField(0, 150))
    form.add(
        "newcomer_percent",
        _("Bonuses in the first three months (%)"),
        IntegerField(0, 100),
        help=_("Managers join the whole appraisal after their first three months."),
    )
    if by_office is None:
        help_ = _("The first three months count from it. The office's list of staff outranks it.")
        form.add("joined", _("I joined on"), DateField(context.today()), help=help_)
    else:
        said = _("You joined on {day}, as the office's list of staff says.").format(day=by_office.isoformat())
        form.add_note(muted(said, wrap=True))
    words = _("Weights, points and the newcomers' share are defaults of the program until you change them.")
    form.add_note(muted(words, wrap=True))
    return form


def open_rate(parent: QWidget, context: Context, row: RateRow | None) -> FormDialog:
    """A new price of an item from a month on, or a new item."""
    form = Form(columns=2)
    form.add("item_code", _("Item code"), TextField(limit=40), needed=True)
    form.add("item", _("Item"), TextField(limit=80), needed=True)
    form.add("category", _("Category"), ChoiceField(ENUMERATIONS["piece_category"]), needed=True)
    form.add("unit_price_fen", _("Unit price (yuan)"), MoneyField(), needed=True)
    form.add("valid_from", _("From month"), MonthField(), needed=True, help=_("A past month never changes."))
    form.add("valid_to", _("To month"), MonthField(), help=_("Empty: until another price follows."))
    form.add("unit", _("Unit"), TextField(limit=20))
    form.add("proof", _("What proves it"), TextField(), help=_("Said where a piece is counted without evidence."))
    start: dict[str, Any] = {"valid_from": month_of(context.today()), "category": "basic_group"}
    if row is not None:
        rate = row.rate
        start |= {"item_code": rate.item_code, "item": rate.item, "unit_price_fen": rate.unit_price_fen}
        start |= {"category": rate.category or "basic_group", "unit": row.unit or None, "proof": row.proof or None}
    form.set_values(start)

    def save(typed: dict[str, Any]) -> None:
        plain = {name: typed[name] or "" for name in ("item_code", "item", "category", "unit", "proof")}
        draft = RateDraft(
            **plain,
            unit_price_fen=typed["unit_price_fen"],
            valid_from=typed["valid_from"],
            valid_to=typed["valid_to"],
        )
        with context.write(N_("Price of {item}"), item=draft.item) as session:
            set_rate(session, draft, context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Price of a piece"), form, save, width=620)
    dialog.open()
    return dialog


def open_marks(parent: QWidget, context: Context, statement: Statement, part: str = "") -> FormDialog:
    """The points of one part as the appraisal gave them; empty goes back to what the data say."""
    known = {mark.part: mark for mark in statement.marks}
    form = Form(columns=2)
    choice = ChoiceField(ENUMERATIONS["performance_part"])
    points, reason = NumberField(), TextField(_("e.g. the district's notice of 3 November"))
    form.add("part", _("Part of the score"), choice)
    form.add("points", _("Points"), points, help=_("Empty: what the data say. Added or taken points may be below nil."))
    form.add("reason", _("Where they come from"), reason, wide=True)

    def show_part() -> None:
        mark = known.get(choice.value())
        points.set_value(mark.points / 100 if mark else None)
        reason.set_value(mark.reason if mark and mark.given else None)

    choice.changed.connect(show_part)
    form.set_values({"part": part or "adjustment"})
    show_part()

    def save(typed: dict[str, Any]) -> None:
        with context.write(N_("Points of the appraisal")) as session:
            set_mark(session, statement.month, typed["part"], typed["points"], typed["reason"] or "")
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Points of the appraisal"), form, save, width=560)
    dialog.open()
    return dialog


def open_deduction(parent: QWidget, context: Context, month: int) -> FormDialog:
    """Money off a month, or a zero-tolerance breach that takes its bonuses."""
    form = Form(columns=2)
    kind = ChoiceField(ENUMERATIONS["deduction_kind"])
    form.add(
        "kind",
        _("Kind"),
        kind,
        help=_("A zero-tolerance breach sets the month's performance and retention bonuses to nil."),
    )
    amount = form.add("amount_fen", _("Amount (yuan)"), MoneyField())
    form.add("reason", _("Reason"), TextField(), needed=True, wide=True)
    kind.changed.connect(lambda: amount.setEnabled(kind.value() == "deduction"))
    form.set_values({"kind": "deduction"})

    def save(typed: dict[str, Any]) -> None:
        with context.write(N_("Deduction")) as session:
            add_deduction(session, month, typed["kind"], typed["amount_fen"], typed["reason"] or "", context.today())
        context.say(_("Saved"), undo=True)

    dialog = FormDialog(parent, _("Deduction"), form, save, width=560)
    dialog.open()
    return dialog
