"""The colours of the light and the dark window, by what they mean."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor, QPalette


class Tone(Enum):
    """What a tag, a figure or a message means; a word always stands beside the colour."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    DANGER = "danger"
    WARNING = "warning"
    DONE = "done"
    NEWS = "news"
    PLAIN = "plain"


@dataclass(frozen=True)
class Colours:
    """One theme: every colour that the window may use, as #rrggbb."""

    window: str
    rail: str
    card: str
    field: str
    hover: str
    hairline: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    neutral_soft: str
    neutral: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    done: str
    done_soft: str
    news: str
    news_soft: str
    bar: str

    def ink(self, tone: Tone) -> str:
        """The colour of words in this tone."""
        return {
            Tone.NEUTRAL: self.neutral,
            Tone.ACCENT: self.accent,
            Tone.DANGER: self.danger,
            Tone.WARNING: self.warning,
            Tone.DONE: self.done,
            Tone.NEWS: self.news,
            Tone.PLAIN: self.text,
        }[tone]

    def soft(self, tone: Tone) -> str:
        """The ground under words in this tone."""
        return {
            Tone.NEUTRAL: self.neutral_soft,
            Tone.ACCENT: self.accent_soft,
            Tone.DANGER: self.danger_soft,
            Tone.WARNING: self.warning_soft,
            Tone.DONE: self.done_soft,
            Tone.NEWS: self.news_soft,
            Tone.PLAIN: self.card,
        }[tone]


LIGHT = Colours(
    window="#f6f6f4", rail="#efeeea", card="#ffffff", field="#ffffff", hover="#faf9f7", hairline="#e4e3df",
    line="#f0efec", text="#23211f", muted="#6c6862", faint="#a8a49e", accent="#8f2d56", accent_hover="#7a2449",
    accent_soft="#f7e9ef", on_accent="#ffffff", neutral_soft="#eeede9", neutral="#4a4743", danger="#b3261e",
    danger_soft="#fbe9e7", warning="#8a5300", warning_soft="#fff1da", done="#1f6b3b", done_soft="#e6f3ea",
    news="#1b5fa8", news_soft="#e6eff9", bar="#c9c4bc",
)  # fmt: skip

DARK = Colours(
    window="#1b1a19", rail="#161514", card="#242322", field="#1d1c1b", hover="#2a2928", hairline="#3a3836",
    line="#2f2d2c", text="#eceae6", muted="#a8a49d", faint="#6f6b66", accent="#e58bb0", accent_hover="#f0a5c3",
    accent_soft="#41263a", on_accent="#2b0f1c", neutral_soft="#343230", neutral="#cfccc6", danger="#f2a09a",
    danger_soft="#48211e", warning="#eebf72", warning_soft="#44320f", done="#86cf9f", done_soft="#1c3a27",
    news="#93c1f2", news_soft="#1c3450", bar="#6b665f",
)  # fmt: skip


def colours_of(palette: QPalette) -> Colours:
    """The theme that a widget's palette belongs to."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """The Qt palette of a theme."""
    role = QPalette.ColorRole
    palette = QPalette()
    for key, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.card),
        (role.AlternateBase, colours.hover),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.text),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.card),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.danger),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Light, colours.card),
        (role.Midlight, colours.line),
        (role.Mid, colours.hairline),
        (role.Dark, colours.faint),
        (role.Shadow, colours.hairline),
    ):
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.faint))
    return palette
