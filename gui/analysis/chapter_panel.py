"""The chapters of the report: on or off, and the sentence of the chosen one to edit."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal

from gui.widgets.card import Card
from gui.widgets.check_list import CheckListField
from gui.widgets.fields import NoteField
from gui.widgets.labels import button, label, muted
from gui.widgets.placing import STRETCH, in_row
from reports.analysis import LEAD
from reports.analysis_chapter import Chapter
from resources.i18n import _

_LEAST: Final = 64
_MOST: Final = 600


class ChapterPanel(Card):
    """`toggled` when a chapter goes on or off, `written(part, text)` when a sentence was edited."""

    toggled = Signal()
    written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._texts: Mapping[str, str] = {}
        self.list = CheckListField(most_rows=7)
        self.list.set_name(_("Chapters"))
        self.heading = label("", "label")
        self.sentence = NoteField(lines=3)
        self.save_button = button(_("Use this sentence"), self._write, "primary")
        self.back_button = button(_("Back to the figures' own"), self._forget, "link")
        self.remark = muted("", wrap=True)
        row = in_row(self.save_button, self.back_button, STRETCH, gap=12)
        self.body.addWidget(label(_("Chapters"), "label"))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.sentence)
        self.body.addLayout(row)
        self.body.addWidget(self.remark)
        self.list.changed.connect(self.toggled.emit)
        self.list.list.currentRowChanged.connect(lambda _row: self._show_sentence())

    def show_chapters(
        self, lead: str, chapters: Sequence[Chapter], left_out: frozenset[str], texts: Mapping[str, str]
    ) -> None:
        """Show what the figures say in each chapter, which are left out, and what a person wrote instead."""
        self._texts = texts
        self._made = {LEAD: lead, **{chapter.key: chapter.sentence for chapter in chapters}}
        words = {LEAD: _("The point in a sentence"), **{chapter.key: chapter.heading for chapter in chapters}}
        if words != self._words:
            self._words = words
            place = self.list.list.currentRow()
            self.list.set_choices(list(words.items()))
            self.list.list.setMinimumHeight(_LEAST)  # as many chapters as there is room for
            self.list.list.setMaximumHeight(_MOST)
            self.list.list.blockSignals(True)
            self.list.set_value(tuple(key for key in words if key not in left_out))
            self.list.list.blockSignals(False)
            self.list.list.setCurrentRow(max(place, 0))
        self._show_sentence()

    def left_out(self) -> frozenset[str]:
        """The keys of what is off."""
        return frozenset(self._words) - frozenset(self.list.value())

    def current(self) -> str:
        """The key of the chapter whose sentence is shown."""
        keys = list(self._words)
        row = self.list.list.currentRow()
        return keys[row] if 0 <= row < len(keys) else LEAD

    def _show_sentence(self) -> None:
        key = self.current()
        own = self._texts.get(key, "")
        self.heading.setText(self._words.get(key, ""))
        self.sentence.set_name(_("Sentence of {chapter}").format(chapter=self._words.get(key, "")))
        self.sentence.set_value(own or self._made.get(key, "") or None)
        self.back_button.setVisible(bool(own))
        self.remark.setText(
            _("Written by hand for this report.") if own else _("Made from the figures; write over it to change it.")
        )

    def _write(self) -> None:
        text = str(self.sentence.value() or "").strip()
        self.written.emit(self.current(), "" if text == self._made.get(self.current(), "") else text)

    def _forget(self) -> None:
        self.written.emit(self.current(), "")
