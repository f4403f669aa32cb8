"""How a customer is called where its story is told, and whether a story gives its name away."""

from collections.abc import Iterable
from typing import Final

from resources.i18n import _

_SIZES: Final = (10_000, 3_000, 1_000, 300, 100)
_LEAST_NAME: Final = 2


def sized(industry: str, employees: int | None) -> str:
    """A customer without its name: its industry and how large it is, rounded down so that nobody can tell."""
    least = next((size for size in _SIZES if employees is not None and employees >= size), None)
    if least is None:
        return _("a customer in {industry}").format(industry=industry) if industry else _("a customer")
    if not industry:
        return _("a customer with over {count} people").format(count=f"{least:,}")
    return _("a customer in {industry} with over {count} people").format(industry=industry, count=f"{least:,}")


def names_told(names: Iterable[str | None], texts: Iterable[str]) -> str:
    """The first of a customer's names (former ones parted by ；or 、) that stands in a text; "" where none does."""
    told = "\n".join(texts)
    parts = (part.strip() for name in names if name for part in name.replace("；", "、").replace(";", "、").split("、"))
    return next((part for part in parts if len(part) >= _LEAST_NAME and part in told), "")
