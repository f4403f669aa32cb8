"""The chart of who went where: members who left, by month, one colour an operator."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from model.enumerations import ENUMERATIONS
from model.months import month_before, month_of
from reports.charts import ChartData, Series, stacked_bar_chart
from reports.drawing import Colour, Drawing
from reports.scales import Measure
from resources.i18n import _

_COLOURS: Final = {
    "telecom": Colour.FIRST,
    "unicom": Colour.THIRD,
    "broadnet": Colour.FOURTH,
    "": Colour.SECOND,
}
_MONTHS: Final = 12


def flow_chart(gone: Sequence[tuple[int, str, int]], today: date, width: float, height: float) -> Drawing:
    """Bars of the last twelve months from (month, operator, members); other operators stand with the unknown."""
    months = [month_before(month_of(today), back) for back in range(_MONTHS - 1, -1, -1)]
    counts: dict[tuple[str, int], int] = {}
    for month, operator, members in gone:
        place = operator if operator in _COLOURS else ""
        counts[place, month] = counts.get((place, month), 0) + members
    shown = [place for place in _COLOURS if any(counts.get((place, month)) for month in months)]
    names = ENUMERATIONS["operator"]
    data = ChartData(
        tuple(_("{month}").format(month=month % 100) for month in months),
        tuple(str(month) for month in months),
        tuple(
            Series(
                _(names[place]) if place else _("others"),
                tuple(float(counts.get((place, month), 0)) for month in months),
                _COLOURS[place],
            )
            for place in shown
        ),
        Measure.COUNT,
    )
    return stacked_bar_chart(data, width, height)
