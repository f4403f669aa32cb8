"""The month's customers by worth, with the explanation of the chosen one and a person's override."""

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.context import Context
from gui.grading.columns import part_columns, part_row, score_columns, score_row
from gui.papers.export import offer_papers
from gui.widgets.card import Card
from gui.widgets.conditions import Condition
from gui.widgets.empty import Empty
from gui.widgets.fields import CheckField, ChoiceField, TextField
from gui.widgets.form import Form, FormDialog
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import in_row
from gui.widgets.record_table import RecordTable
from model.enumerations import ENUMERATIONS
from model.grading.actions import OverrideDraft, override_grade
from model.grading.queries import ScoreRow, explain_score, list_scores
from model.grading.ties import read_ties
from model.retention.binding import Ties, binding_score, retention_balance, tie_points
from resources.i18n import N_, _


class ListTab(QWidget):
    """The table and, beside it, why the chosen customer has its score."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._month = 0
        self._rows: dict[str, ScoreRow] = {}
        self.table = RecordTable(
            "scores", score_columns(), context.preferences, context.today, empty=Empty(_("No month is graded yet"))
        )
        self.parts = RecordTable(
            "score-parts", part_columns(), context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.parts.view.hideColumn(0)
        self.point = label("", "strong", wrap=True)
        self.note = muted("", wrap=True)
        self.override_button = button(_("Override"), self.override)
        self.table.selection_changed.connect(self._explain)
        self.table.opened.connect(self._open)
        offer_papers(self, context, self.table, _("Customer value"))
        self._lay_out()

    def load(self, session: Session, month: int) -> None:
        """Read and show a graded month."""
        self._month = month
        rows = list_scores(session, month, self._context.today())
        self._rows = {row.customer_id: row for row in rows}
        self.table.set_rows([score_row(row) for row in rows])
        if rows and self.table.current_id() is None:
            self.table.select(rows[0].customer_id)
        self._explain()

    def show_only(self, grade: str, before: str) -> None:
        """Filter by grade and, where given, by the grade of the month before ("-": none)."""
        self.table.clear()
        self.table.filter_by(Condition("grade", "any", (grade,)))
        if before:
            empty = Condition("before", "empty", (True,))
            self.table.filter_by(empty if before == "-" else Condition("before", "any", (before,)))

    def override(self) -> FormDialog | None:
        """Note another grade, or potential, for the chosen customer, with the reason."""
        row = self._rows.get(self.table.current_id() or "")
        if row is None:
            return None
        form = Form()
        form.add(
            "grade", _("Grade"), ChoiceField(ENUMERATIONS["grade"], optional=True), help=_("Ours stays beside it.")
        )
        form.add("potential", "", CheckField(_("Potential high value: keep the effort although revenue is low")))
        form.add("reason", _("Reason"), TextField(), needed=True)
        form.set_values({"grade": row.overridden or None, "potential": row.potential})

        def save(values: dict[str, Any]) -> None:
            draft = OverrideDraft(row.customer_id, values["grade"] or "", bool(values["potential"]), values["reason"])
            with self._context.write(N_("Override the grade of {customer}"), customer=row.name) as session:
                override_grade(session, draft, self._context.today())
            self._context.say(_("Saved"), undo=True)

        dialog = FormDialog(self, row.name, form, save)
        dialog.open()
        return dialog

    def _explain(self) -> None:
        row = self._rows.get(self.table.current_id() or "")
        self.override_button.setEnabled(row is not None)
        if row is None:
            self.parts.set_rows([])
            self.point.setText(_("Choose a customer to see where its score comes from."))
            self.note.setText("")
            return
        with self._context.read() as session:
            detail = explain_score(session, row.customer_id, self._month)
            ties = read_ties(session, self._context.today(), row.customer_id).get(row.customer_id)
        if detail is None:
            return
        words = _("{name}: {total} points, grade {grade}")
        self.point.setText(words.format(name=row.name, total=f"{detail.total / 100:.2f}", grade=detail.grade))
        self.parts.set_rows([part_row(part) for part in detail.parts])
        bounds = [f"{grade} ≥ {least / 100:.2f}" for grade, least in zip("ABC", detail.least, strict=True)]
        note = _("Model {model}. Grades begin at: {bounds}.")
        said = note.format(model=detail.model_name, bounds=_(", ").join(bounds))
        self.note.setText(f"{ties_words(ties)}\n\n{said}" if ties else said)

    def _open(self, customer: str) -> None:
        self._context.open_page("customer", customer, within=self.table.shown_ids())

    def _lay_out(self) -> None:
        why = Card(_("Where the score comes from"), margins=1)
        why.head.addWidget(self.override_button)
        for words in (self.point, self.note):
            row = in_row(words, margins=(15, 0, 15, 0))
            why.body.addLayout(row)
            if words is self.point:
                why.body.addWidget(self.parts, 1)
        left = QVBoxLayout()
        left.addWidget(self.table)
        why.setMinimumWidth(340)
        in_row((left, 3), (why, 2), gap=16, within=self)


_TIES: Final = {
    "contract": N_("Contract"),
    "number": N_("Numbers"),
    "bundle": N_("Bundles"),
    "integration": N_("Integration"),
    "people": N_("People"),
}


def ties_words(ties: Ties) -> str:
    """What ties a customer to us and by which way of keeping, in a sentence each."""
    points = tie_points(ties)
    parts = [
        f"{_(label)} {_('unknown') if points[tie] is None else f'{(points[tie] or 0) / 100:.0f}'}"
        for tie, label in _TIES.items()
    ]
    kinds = ENUMERATIONS["retention_type"]
    balance = [f"{_(kinds[kind])} {value / 100:.0f}" for kind, value in retention_balance(ties).items()]
    words = _("Binding score {score}: {parts}. By way of keeping: {balance}.")
    return words.format(
        score=f"{binding_score(ties) / 100:.0f}", parts=_(", ").join(parts), balance=_(", ").join(balance)
    )
