"""The rail at the left: the pages in the order of the day, as icon and word or as icon alone."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QVBoxLayout

from gui.colours import colours_of
from gui.icons import icon
from gui.pages import PageSpec, Place
from gui.widgets.labels import icon_button, label, muted, set_look
from resources.i18n import _

WIDE, NARROW = 192, 56


class RailButton(QPushButton):
    """One entry, with the number of things that wait behind it."""

    def __init__(self, words: str, glyph: str) -> None:
        super().__init__(icon(glyph, "muted"), f"  {words}")
        self.words = words
        self.count = 0
        self.setProperty("look", "rail")
        self.setCheckable(True)
        self.setIconSize(QSize(17, 17))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_count(self, count: int) -> None:
        """Show this number; 0 hides it."""
        self.count = count
        self.setAccessibleName(f"{self.words} {count}" if count else self.words)
        self.update()

    def set_wide(self, wide: bool) -> None:
        """Show the word or the icon alone."""
        self.setText(f"  {self.words}" if wide else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count:
            return
        colours = colours_of(self.window().palette())
        text = str(self.count) if self.count < 100 else "99+"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        width = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
        wide = bool(self.text())
        top = (self.height() - 18) / 2 if wide else 3
        box = QRectF(self.width() - width - (10 if wide else 2), top, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.end()


class Rail(QFrame):
    """The pages; `chosen(name)` when one is wanted."""

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, specs: Sequence[PageSpec], owner: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, RailButton] = {}
        self._more = [spec for spec in specs if spec.place is Place.MORE]
        self._wide = True
        self._lit = ""
        self.brand = label(_("Meiban"), "brand")
        self.brand.setContentsMargins(11, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 18, 8, 12)
        self._column.setSpacing(2)
        self._column.addWidget(self.brand)
        self._column.addSpacing(12)
        for spec in specs:
            if spec.place is Place.RAIL:
                self._add(spec.name, _(spec.title), spec.glyph).clicked.connect(partial(self._choose, spec.name))
        if self._more:
            self._add("more", _("More"), "ellipsis").clicked.connect(self._show_more)
        self._column.addStretch(1)
        self.owner = muted(owner)
        self.owner.setContentsMargins(11, 0, 0, 4)
        self.fold_button = icon_button("panel-left-close", _("Fold the rail"), lambda: self.fold(self._wide))
        self._column.addWidget(self.owner)
        self._column.addWidget(self.fold_button)
        self.setFixedWidth(WIDE)

    def show_page(self, name: str) -> None:
        """Light up the entry of this page; one under More lights up More."""
        wanted = "more" if any(spec.name == name for spec in self._more) else name
        for key, made in self._buttons.items():
            made.setChecked(key == wanted)
        self._lit = wanted

    def lit(self) -> str:
        """The name of the entry that is lit up; empty without one."""
        return next((name for name, made in self._buttons.items() if made.isChecked()), "")

    def accessible_names(self) -> list[str]:
        """What a screen reader says of each entry."""
        return [made.accessibleName() for made in self._buttons.values()]

    def set_count(self, name: str, count: int) -> None:
        """The number beside a page's name."""
        if name in self._buttons:
            self._buttons[name].set_count(count)

    def fold(self, folded: bool) -> None:
        """Show icons alone, or icons and words."""
        self._wide = not folded
        for made in self._buttons.values():
            made.set_wide(self._wide)
        self.brand.setText(_("Meiban") if self._wide else "")
        self.owner.setVisible(self._wide)
        self.fold_button.setIcon(icon("panel-left-close" if self._wide else "panel-left-open", "muted"))
        name = _("Fold the rail") if self._wide else _("Unfold the rail")
        self.fold_button.setToolTip(name)
        self.fold_button.setAccessibleName(name)
        self.setFixedWidth(WIDE if self._wide else NARROW)
        self.folded.emit(folded)

    def _add(self, name: str, words: str, glyph: str) -> RailButton:
        made = RailButton(words, glyph)
        self._buttons[name] = made
        self._column.addWidget(made)
        return made

    def _choose(self, name: str) -> None:
        self.show_page(self._lit)
        self.chosen.emit(name)

    def _show_more(self) -> None:
        self.show_page(self._lit)
        menu = QMenu(self)
        for words, specs in groupby(self._more, key=lambda spec: spec.section):
            if words:
                heading = menu.addAction(_(words))
                heading.setEnabled(False)
            for spec in specs:
                menu.addAction(icon(spec.glyph, "muted"), _(spec.title), partial(self._choose, spec.name))
        made = self._buttons["more"]
        lines = menu.actions()
        menu.ensurePolished()
        if menu.actionGeometry(lines[-1]).left() > menu.actionGeometry(lines[0]).left():  # torn into two columns
            set_look(menu, "dense", "true")
        menu.popup(made.mapToGlobal(QPoint(made.width() + 4, 0)))
