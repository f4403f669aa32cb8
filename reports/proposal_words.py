"""How money, days and discounts read on a proposal."""

from datetime import date

from resources.i18n import _


def yuan(fen: int | None) -> str:
    """Fen as yuan with thousands and two places; an amount nobody knows says so and is never guessed."""
    if fen is None:
        return _("unknown")
    sign = "−" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def change(fen: int | None) -> str:
    """A difference with its sign."""
    return f"+{yuan(fen)}" if fen is not None and fen > 0 else yuan(fen)


def day_words(day: date) -> str:
    """A day as the reader's language writes it in full."""
    return _("{year}-{month:02d}-{day:02d}").format(year=day.year, month=day.month, day=day.day)


def percent(discount: int) -> str:
    """A discount in hundredths of a percent: 1250 is 12.5%."""
    return f"{discount / 100:.2f}".rstrip("0").rstrip(".") + "%"
