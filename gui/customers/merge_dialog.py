"""Two customers side by side: which stays, whose value stands in each field, and what comes over."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from gui.context import Context
from gui.customers.merge_words import group_words, moving_words, person_words, reason_words, value_words
from gui.tasks import Progress
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted, plain_tip, title
from gui.widgets.placing import FRAME, STRETCH, in_column, in_row
from gui.widgets.room import open_at
from model.customers.merge_rules import MergeChoice
from model.customers.merging import MergePreview, MergeSide, merge_customers, merge_preview
from model.customers.person_rules import PersonPair
from model.store.base import RowId
from resources.i18n import N_, _

MERGE = N_("Merge {other} into {keep}")
_DOT = 28
"""Pixels of a radio button before its words."""


class _Choice(QRadioButton):
    """A value to choose, cut short to the width there is; the whole stands in the tip."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__()
        self._words = words
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - _DOT
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class MergeDialog(QDialog):
    """A choice per field and per person who may be one; one button merges, another says that the two are two."""

    merged = Signal()
    separate_wanted = Signal()

    def __init__(self, parent: QWidget | None, context: Context, keep_id: RowId, other_id: RowId, why: str) -> None:
        super().__init__(parent)
        self.context = context
        self.groups: dict[str, QButtonGroup] = {}
        self.people: dict[RowId, QCheckBox] = {}
        self.setWindowTitle(_("Compare and merge"))
        open_at(self, 860, 560)
        self.why = muted(why, wrap=True)
        self.summary = label("", wrap=True)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.sheet = QScrollArea()
        self.sheet.setWidgetResizable(True)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setFrameShape(QFrame.Shape.NoFrame)
        self.merge_button = button(_("Merge into one"), self.merge, "primary")
        self.swap_button = button(_("Keep the other one"), self.swap, glyph="arrow-left-right")
        self.separate_button = button(_("They are two"), self._separate)
        self._lay_out()
        self.preview = self._read(keep_id, other_id)
        self._show()

    def from_other(self) -> set[str]:
        """The field groups whose values are to come from the other customer."""
        return {group for group, choice in self.groups.items() if choice.checkedId() == 1}

    def joined(self) -> set[RowId]:
        """The other's contacts that are said to be one with a contact of the kept one."""
        return {contact for contact, box in self.people.items() if box.isChecked()}

    def swap(self) -> None:
        """Let the other customer be the one that stays."""
        self.preview = self._read(self.preview.other.id, self.preview.keep.id)
        self._show()

    def merge(self) -> None:
        """Merge them on the worker, as one step that undo takes back."""
        preview = self.preview
        self._wait(True)
        self.context.tasks.run(
            _merging(self.context, preview, self.from_other(), self.joined(), self.context.today()),
            lambda _done: self._done(preview),
            lambda error: self._fail(error.sentence),
            title=_("Merging two customers"),
            writes=True,
        )

    def _read(self, keep_id: RowId, other_id: RowId) -> MergePreview:
        with self.context.read() as session:
            return merge_preview(session, keep_id, other_id)

    def _done(self, preview: MergePreview) -> None:
        words = _("{other} was merged into {keep}.")
        self.context.say(words.format(other=preview.other.name, keep=preview.keep.name), undo=True)
        self.merged.emit()
        self.accept()

    def _fail(self, sentence: str) -> None:
        self._wait(False)
        self.error.setText(sentence)
        self.error.show()

    def _wait(self, waiting: bool) -> None:
        for made in (self.merge_button, self.swap_button, self.separate_button):
            made.setEnabled(not waiting)

    def _separate(self) -> None:
        self.separate_wanted.emit()
        self.accept()

    def _show(self) -> None:
        preview = self.preview
        self.summary.setText(
            _("Comes over to {keep}: {things}. Former names keep both names; the group code {code} leads here.").format(
                keep=preview.keep.name, things=moving_words(preview), code=preview.other.group_code or "—"
            )
        )
        self.groups, self.people = {}, {}
        ground = QWidget()
        ground.setProperty("look", "ground")
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, side, words in ((1, preview.keep, _("Stays")), (2, preview.other, _("Is merged into it"))):
            grid.addWidget(_side(side, words), 0, place, Qt.AlignmentFlag.AlignTop)
        for row, choice in enumerate(preview.choices, 1):
            self._show_choice(grid, row, choice)
        if not preview.choices:
            grid.addWidget(muted(_("The two say nothing different.")), 1, 0, 1, 3)
        if preview.people:
            grid.addWidget(_people_head(), grid.rowCount(), 0, 1, 3)
        for pair in preview.people:
            self._show_pair(grid, grid.rowCount(), pair)
        grid.setRowStretch(grid.rowCount(), 1)
        self.sheet.setWidget(ground)

    def _show_choice(self, grid: QGridLayout, row: int, choice: MergeChoice) -> None:
        words = group_words(choice.fields)
        named = QLabel(words)
        named.setProperty("look", "muted")
        named.setWordWrap(True)
        grid.addWidget(named, row, 0)
        group = QButtonGroup(self)
        for place, values in enumerate((choice.keep, choice.other)):
            text = value_words(choice.fields, values)
            made = _Choice(text, f"{words} {text}")
            made.setChecked(bool(place) == choice.from_other)
            group.addButton(made, place)
            grid.addWidget(made, row, place + 1)
        self.groups[choice.group] = group

    def _show_pair(self, grid: QGridLayout, row: int, pair: PersonPair) -> None:
        box = QCheckBox(_("One person"))
        box.setChecked(pair.likely)
        box.setToolTip(reason_words(pair))
        box.setAccessibleName(f"{person_words(pair.keep)} = {person_words(pair.other)}, {reason_words(pair)}")
        grid.addWidget(box, row, 0, Qt.AlignmentFlag.AlignTop)
        for place, side in enumerate((pair.keep, pair.other), 1):
            grid.addWidget(label(person_words(side), wrap=True), row, place, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(muted(reason_words(pair), wrap=True), row + 1, 1, 1, 2)
        self.people[pair.other.id] = box

    def _lay_out(self) -> None:
        foot = in_row(
            self.separate_button, self.swap_button, STRETCH, button(_("Cancel"), self.reject), self.merge_button
        )
        card = Card()
        card.body.addWidget(self.sheet, 1)
        in_column(
            title(_("Compare and merge")),
            self.why,
            (card, 1),
            self.summary,
            self.error,
            foot,
            gap=12,
            margins=FRAME,
            within=self,
        )
        self.merge_button.setDefault(True)


def _merging(
    context: Context, preview: MergePreview, chosen: set[str], joined: set[RowId], today: date
) -> Callable[[Progress], RowId]:
    def job(progress: Progress) -> RowId:
        progress.check_cancelled()
        keep, other = preview.keep, preview.other
        with context.write(MERGE, other=other.name, keep=keep.name) as session:
            return merge_customers(session, keep.id, other.id, today, chosen, joined)

    return job


def _people_head() -> QWidget:
    made = QWidget()
    words = _("One person has one place on the map and in the lists. Undoing the merge later makes two of them again.")
    in_column(
        label(_("People who may be one"), "strong"), muted(words, wrap=True), gap=2, margins=(0, 12, 0, 0), within=made
    )
    return made


def _side(side: MergeSide, words: str) -> QWidget:
    made = QWidget()
    in_column(
        muted(words),
        (label(side.name, "strong", wrap=True), Qt.AlignmentFlag.AlignTop),
        muted(side.group_code),
        gap=2,
        margins=(0, 0, 0, 4),
        within=made,
    )
    return made
