"""A field that finds one thing as the person types: pinyin initials, codes and names alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView

from gui.widgets.fields import TextField
from resources.i18n import _

MOST_FOUND: Final = 8


@dataclass(frozen=True)
class Found:
    """One thing that fits: its id, its name, and what stands beside the name."""

    id: str
    name: str
    detail: str = ""


class FinderField(TextField):
    """Type, then Enter takes the first hit (Down another); the value is the id of what was chosen.

    `find(text)` gives the hits, best first; `name_of(id)` the name of one that is known already.
    """

    def __init__(
        self, find: Callable[[str], Sequence[Found]], name_of: Callable[[str], str], placeholder: str = ""
    ) -> None:
        super().__init__(placeholder, 200)
        self._find = find
        self._name_of = name_of
        self._chosen: Found | None = None
        self._hits: Sequence[Found] = ()
        self._sought = ""
        self._lines = QStringListModel(self)
        self.completer = QCompleter(self._lines, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(MOST_FOUND)
        self.completer.setWidget(self.line)
        self.popup = QListView()
        self.popup.setAccessibleName(_("Found"))
        self.popup.setProperty("look", "popup")
        self.completer.setPopup(self.popup)
        self.completer.activated.connect(self._take_line)
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)

    def value(self) -> Any:
        return self._chosen.id if self._chosen is not None else None

    def set_value(self, value: Any) -> None:
        name = self._name_of(str(value)) if value else ""
        self._choose(Found(str(value), name) if name else None)

    def typed(self) -> Any:
        return {"id": self.value() or "", "text": self.line.text()}

    def set_typed(self, typed: Any) -> None:
        kept = typed if isinstance(typed, dict) else {}
        if kept.get("id"):
            self.set_value(kept["id"])
        else:
            self.line.setText(str(kept.get("text", "")))

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not typed or self.value() is not None:
            return ""
        if typed == self._sought and not self._hits:
            return self._nothing()
        return _("Choose one from the list that appears while you type.")

    def hits(self) -> Sequence[Found]:
        """What fits the text as it stands."""
        return self._hits

    def _on_edited(self, text: str) -> None:
        self._chosen = None
        self._hits = self._find(text)[:MOST_FOUND] if text.strip() else ()
        self._sought = text.strip()
        lines = [f"{hit.name}　{hit.detail}" if hit.detail else hit.name for hit in self._hits]
        self._lines.setStringList(lines or [self._nothing()])
        if self._sought:
            self.completer.complete()
            if self._hits:
                self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))  # what Enter takes
        else:
            self.popup.hide()
        self.changed.emit()

    def _nothing(self) -> str:
        return _("Nothing fits “{text}”. Try a part of the name, the code or the pinyin initials.").format(
            text=self._sought[:20]
        )

    def _take_line(self, text: str) -> None:
        place = self._lines.stringList().index(text)
        if place < len(self._hits):
            self._choose(self._hits[place])

    def _choose(self, found: Found | None) -> None:
        self._chosen = found
        self.line.setText(found.name if found else "")
        self.line.setCursorPosition(0)
        self._hits = ()
        self.popup.hide()
        self.changed.emit()

    def _take_first(self) -> bool:
        """Choose the best hit where nothing is chosen yet."""
        if self._chosen is not None or not self._hits:
            return False
        self._choose(self._hits[0])
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            key = getattr(event, "key", lambda: 0)()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self._take_first():
                return key != Qt.Key.Key_Tab
        elif event.type() == QEvent.Type.FocusOut and not self.popup.isVisible():
            self._take_first()
        return super().eventFilter(watched, event)
