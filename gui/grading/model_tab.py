"""The model editor: weights, scales and the missing rule, with the result for the newest month as one types."""

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from gui.colours import Tone
from gui.context import Context
from gui.grading.columns import grade_tags
from gui.tasks import Progress
from gui.widgets.card import Card
from gui.widgets.columns import Column, Kind
from gui.widgets.fields import IntegerField
from gui.widgets.labels import button, label, muted
from gui.widgets.record_table import RecordTable
from gui.widgets.tag_label import TagLabel
from model.errors import UserError
from model.grading.actions import grade_month, save_model
from model.grading.factors import FACTORS
from model.grading.models import NamedModel, list_models
from model.grading.preview import Desk, Preview, preview_model, read_desk
from model.grading.rules import MissingRule, Model, Scale, Weighted, default_scale
from resources.i18n import N_, _

_MOST: Final = 100
_SOON_MS: Final = 150
SCALES: Final = {Scale.PERCENTILE: N_("By rank"), Scale.JUDGED: N_("Judged 1–5"), Scale.BANDS: N_("By bands")}
MISSING: Final = {
    MissingRule.LEAVE_OUT: N_("Leave the factor out"),
    MissingRule.MIDDLE: N_("Count half the points"),
    MissingRule.ZERO: N_("Count no points"),
}


class ModelTab(QWidget):
    """One model at a time: its factors at the left, what it would say at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._models: list[NamedModel] = []
        self._month: int | None = None
        self._desk: Desk | None = None
        self.weights: dict[str, IntegerField] = {}
        self.scales: dict[str, QComboBox] = {}
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Value model"))
        self.choice.activated.connect(lambda _place: self._show_model())
        self.default_tag = TagLabel(_("Shipped default"), Tone.NEUTRAL)
        self.missing = QComboBox()
        self.missing.setAccessibleName(_("Missing values"))
        for rule, words in MISSING.items():
            self.missing.addItem(_(words), rule)
        self.point = label("", "strong", wrap=True)
        self.error = label("", "danger", wrap=True)
        self.movers = RecordTable(
            "model-movers", _mover_columns(), context.preferences, context.today, bar=False, footer=False, frame=False
        )
        self.movers.view.hideColumn(0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.preview)
        self.missing.activated.connect(lambda _place: self._soon.start())
        self._lay_out()

    def load(self, session: Session, month: int | None) -> None:
        """Read the models in use; `month` is the newest that has bills."""
        chosen = self.choice.currentIndex()
        self._models, self._month, self._desk = list_models(session), month, None
        self.choice.clear()
        self.choice.addItems([named.model.name for named in self._models])
        self.choice.setCurrentIndex(min(max(chosen, 0), len(self._models) - 1))
        self._show_model()

    def model(self) -> Model:
        """The model as it stands in the editor."""
        base = self._models[self.choice.currentIndex()].model
        bands = {one.factor: one.bands for one in base.factors}
        factors = tuple(
            Weighted(code, box.value() or 0, self.scales[code].currentData(), bands.get(code, ()))
            for code, box in self.weights.items()
        )
        return Model(base.name, factors, self.missing.currentData(), base.scope, base.cuts, dict(base.industry_points))

    def preview(self) -> None:
        """Say what the model would make of the newest month; nothing is kept."""
        if self._month is None or not self.isVisible():
            return
        if self._desk is None:
            with self._context.read() as session:
                self._desk = read_desk(session, self._month)
        try:
            self._show(preview_model(self._desk, self.model()))
            self.error.hide()
        except UserError as error:
            self.error.setText(error.sentence)
            self.error.show()

    def save(self) -> None:
        """Keep the model for the months to come."""
        self._save(now=False)

    def save_and_grade(self) -> None:
        """Keep the model and grade the newest month with it at once."""
        self._save(now=True)

    def _save(self, now: bool) -> None:
        named, model, month = self._models[self.choice.currentIndex()], self.model(), self._month
        try:
            with self._context.write(N_("Change value model {model}"), model=model.name) as session:
                save_model(session, model, named.id, self.choice.currentIndex())
        except UserError as error:
            self._context.say(error.sentence, "danger")
            return
        if not now or month is None:
            self._context.say(_("Saved. It holds for the months graded from now on."), undo=True)
            return

        database = self._context.database

        def job(progress: Progress) -> int:
            with database.write() as session:
                return grade_month(session, month, anew=True).customers

        self._context.tasks.run(
            job,
            lambda count: self._context.say(_("{count} customers graded.").format(count=f"{count:,}")),
            title=_("Grading"),
            writes=True,
        )

    def _show_model(self) -> None:
        named = self._models[self.choice.currentIndex()]
        self.default_tag.setVisible(named.is_default)
        known = {one.factor: one for one in named.model.factors}
        for code, box in self.weights.items():
            one = known.get(code, Weighted(code, 0, default_scale(code)))
            box.set_value(one.weight)
            self.scales[code].setCurrentIndex(self.scales[code].findData(one.scale))
        self.missing.setCurrentIndex(self.missing.findData(named.model.missing))
        self._soon.start()

    def _show(self, found: Preview) -> None:
        grades = _(", ").join(f"{grade} {count}" for grade, count in found.by_grade.items())
        words = _("{count} customers: {grades}. {changed} would change their grade.")
        self.point.setText(words.format(count=found.customers, grades=grades, changed=found.changed))
        rows = found.movers or found.best
        self.movers.set_rows([(row.customer_id, row.name, _moved(row), row.total) for row in rows])

    def _lay_out(self) -> None:
        factors = Card(_("Factors"))
        factors.head.addWidget(self.default_tag)
        factors.head.addWidget(self.choice)
        factors.body.addWidget(self._factor_grid(), 1)
        foot = QHBoxLayout()
        foot.addWidget(muted(_("Missing values")))
        foot.addWidget(self.missing)
        foot.addStretch(1)
        factors.body.addLayout(foot)
        result = Card(_("What it would say"), _("the newest month, nothing is kept yet"))
        for part in (self.point, self.error):
            result.body.addWidget(part)
        self.error.hide()
        result.body.addWidget(self.movers, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(button(_("Save for coming months"), self.save))
        buttons.addWidget(button(_("Save and grade this month"), self.save_and_grade, "primary"))
        result.body.addLayout(buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(factors, 1)
        whole.addWidget(result, 1)

    def _factor_grid(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        for row, factor in enumerate(FACTORS):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(_(factor.label), "strong"))
            words.addWidget(muted(_(factor.meaning), wrap=True))
            grid.addLayout(words, row, 0)
            grid.addWidget(self._weight(factor.code, _(factor.label)), row, 1)
            grid.addWidget(self._scale(factor.code, _(factor.label)), row, 2)
        grid.setColumnStretch(0, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        for ground in (inside, scroll.viewport()):
            ground.setAutoFillBackground(False)
        return scroll

    def _weight(self, code: str, words: str) -> IntegerField:
        box = IntegerField(0, _MOST)
        box.setFixedWidth(72)
        box.set_name(_("Weight of {factor}").format(factor=words))
        box.changed.connect(self._soon.start)
        self.weights[code] = box
        return box

    def _scale(self, code: str, words: str) -> QComboBox:
        box = QComboBox()
        for scale, name in SCALES.items():
            box.addItem(_(name), scale)
        box.setAccessibleName(_("Scale of {factor}").format(factor=words))
        box.activated.connect(lambda _place: self._soon.start())
        self.scales[code] = box
        return box


def _moved(row: Any) -> str:
    return f"{row.grade} {row.before}" if row.before and row.before != row.grade else row.grade


def _mover_columns() -> list[Column]:
    return [
        Column("name", N_("Customer"), Kind.TEXT, 200, bold=True),
        Column("grade", N_("Grade"), Kind.TAG, 116, tags=grade_tags),
        Column("total", N_("Score"), Kind.TEXT, 80, words=lambda total: f"{total / 100:.2f}"),
    ]
