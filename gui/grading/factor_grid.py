"""The factors of a value model, one line each: its words, its weight and how it is scaled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QWidget

from gui.grading.factor_dialog import MISSING, MOST, SCALES
from gui.widgets.fields import IntegerField
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import in_column
from model.grading.factors import FACTORS
from model.grading.rules import Model, Scale, Weighted
from resources.i18n import _, _n


class FactorGrid(QScrollArea):
    """Weights are typed here; the button of a line opens the rest."""

    changed = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Factors"))
        self.weights: dict[str, IntegerField] = {}
        self.scales: dict[str, QPushButton] = {}
        self._inside = inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        for row, factor in enumerate(FACTORS):
            words = in_column(label(_(factor.label), "strong"), muted(_(factor.meaning), wrap=True), gap=0)
            grid.addLayout(words, row, 0)
            grid.addWidget(self._weight(factor.code, _(factor.label)), row, 1)
            grid.addWidget(self._scale(factor.code), row, 2)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(FACTORS), 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        for ground in (inside, self.viewport()):
            ground.setAutoFillBackground(False)

    def show_model(self, model: Model) -> None:
        """Show a model's factors."""
        for factor in FACTORS:
            one, made = model.factor(factor.code), self.scales[factor.code]
            box = self.weights[factor.code]
            if box.value() != one.weight and not (box.line.hasFocus() and (box.value() or 0) == one.weight):
                box.blockSignals(True)
                box.set_value(one.weight)
                box.blockSignals(False)
            made.setText(scale_words(one))
            made.setAccessibleName(
                _("Scale of {factor}: {words}").format(factor=_(factor.label), words=scale_words(one))
            )
            made.setToolTip(_("Scale, bands and missing values of {factor}").format(factor=_(factor.label)))
        self._fit()

    def _fit(self) -> None:
        """As wide as the longest button wants, so that no word of it is cut."""
        self.setMinimumWidth(self._inside.minimumSizeHint().width() + 20)

    def weighted(self, model: Model) -> Model:
        """The model with the weights as they are typed; a weight that cannot be read counts as none."""
        for code, box in self.weights.items():
            one, weight = model.factor(code), box.value() or 0
            if one.weight != weight:
                model = model.with_factor(Weighted(code, weight, one.scale, one.bands, one.missing))
        return model

    def problem(self) -> str:
        """What is wrong with a weight, in words."""
        return next((box.problem() for box in self.weights.values() if box.problem()), "")

    def _weight(self, code: str, words: str) -> IntegerField:
        box = IntegerField(0, MOST)
        box.setFixedWidth(64)
        box.set_name(_("Weight of {factor}").format(factor=words))
        box.changed.connect(self.changed)
        self.weights[code] = box
        return box

    def _scale(self, code: str) -> QPushButton:
        made = button("", lambda: self.wanted.emit(code), "link")
        self.scales[code] = made
        return made


def scale_words(one: Weighted) -> str:
    """How a factor is scaled and what its own missing rule is."""
    words = _(SCALES[one.scale])
    if one.scale is Scale.BANDS:
        words = _n("{count} band", "{count} bands", len(one.bands))
    return f"{words}\n{_('missing: {rule}').format(rule=_(MISSING[one.missing]))}" if one.missing else words
