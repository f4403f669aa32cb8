"""The guide of the first run: from the passphrase that was just set to the first month's file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from gui.colours import Tone, colours_of
from gui.context import Context
from gui.icons import pixmap
from gui.widgets.card import Card
from gui.widgets.labels import button, label, muted, title
from gui.widgets.placing import STRETCH, in_row
from gui.widgets.tag_label import TagLabel
from resources.i18n import N_, _

_WIDTH: Final = 640
_MARK: Final = 24


@dataclass(frozen=True)
class GuideStep:
    """One step of the guide, N_() words: what, why, and its icon."""

    heading: str
    words: str
    glyph: str


DONE: Final = GuideStep(
    N_("Your store is made"),
    N_("Everything is encrypted on this laptop with your passphrase, and copied safely once a day."),
    "circle-check",
)
NOW: Final = GuideStep(
    N_("Bring in the month's file"),
    N_(
        "The workbook that the office sends: customers, contacts, products, bills. You see what would change before "
        "anything is written, and one undo takes all of it back. You can also drop the file on this window."
    ),
    "file-down",
)
NEXT: Final = GuideStep(
    N_("Plan the day"),
    N_("This page then shows whom to see and why, what ends soon, and what you promised."),
    "sun",
)


class FirstRunGuide(Card):
    """Stands on Today while the store holds no customer: what is done, the one next step, and what comes of it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._marks: list[tuple[QLabel, GuideStep]] = []
        self.setFixedWidth(_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.import_button = button(
            _("Import the month's file"), lambda: context.import_wanted.emit(()), "primary", "file-down"
        )
        self.new_button = button(_("Enter one customer by hand"), self._new_customer)
        self.practice_button = button(_("Try the practice store first"), self._practise, "link")
        self.join_button = button(_("My office uses Meiban"), lambda: context.open_page("exchange"), "link")
        self._lay_out()
        self._draw()

    def _lay_out(self) -> None:
        self.body.setSpacing(20)
        self.body.setContentsMargins(16, 8, 16, 8)
        heading = title(_("Three steps to your first day"))
        heading.setWordWrap(True)
        self.body.addWidget(heading)
        self._add_step(DONE, _("Done"))
        words = self._add_step(NOW)
        acts = in_row(self.import_button, self.new_button, STRETCH, gap=12)
        words.addSpacing(8)
        words.addLayout(acts)
        self._add_step(NEXT)
        other = in_row(_MARK + 10, self.practice_button, self.join_button, STRETCH, gap=16)
        self.body.addLayout(other)

    def _add_step(self, step: GuideStep, state: str = "") -> QVBoxLayout:
        mark = QLabel()
        mark.setFixedWidth(_MARK)
        self._marks.append((mark, step))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_(step.heading), "section"))
        if state:
            head.addWidget(TagLabel(state, Tone.DONE))
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(muted(_(step.words), wrap=True))
        row = in_row((mark, Qt.AlignmentFlag.AlignTop), (column, 1), gap=16)
        self.body.addLayout(row)
        return column

    def _new_customer(self) -> None:
        from gui.customers.new_dialog import open_new_customer  # at its first use, as all that the start page leads to

        open_new_customer(self, self._context)

    def _practise(self) -> None:
        self._context.practice_wanted.emit(True)

    def _draw(self) -> None:
        colours = colours_of(self.palette())
        shades: dict[GuideStep, Callable[[], str]] = {
            DONE: lambda: colours.done,
            NOW: lambda: colours.accent,
            NEXT: lambda: colours.faint,
        }
        for mark, step in self._marks:
            mark.setPixmap(pixmap(step.glyph, _MARK, shades[step](), self.devicePixelRatioF()))

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "join_button"):
            self._draw()
