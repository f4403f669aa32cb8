"""Hours by day, the kinds of work on one another: for the screen and for the paper."""

from datetime import date, timedelta

from model.enumerations import ENUMERATIONS
from model.work_log.queries import WorkLog
from reports.charts import ChartData, Series
from reports.drawing import Colour
from reports.scales import Measure
from resources.i18n import _

_COLOURS = {"development": Colour.THIRD, "retention": Colour.FIRST, "other": Colour.SECOND}
_MOST_LABELS = 14


def hours_by_day(log: WorkLog) -> ChartData:
    """Hours of each day of the log; a bar's key is its day."""
    days = [log.first + timedelta(days=number) for number in range((log.after - log.first).days)]
    spent: dict[tuple[date, str], int] = {}
    for line in log.lines:
        spent[line.work_date, line.category] = spent.get((line.work_date, line.category), 0) + line.minutes
    series = tuple(
        Series(_(words), tuple(_hours(spent, day, code) for day in days), _COLOURS[code])
        for code, words in ENUMERATIONS["log_category"].items()
    )
    names = tuple(_name(day, len(days)) for day in days)
    return ChartData(names, tuple(day.isoformat() for day in days), series, Measure.COUNT)


def _name(day: date, count: int) -> str:
    return str(day.day) if count > _MOST_LABELS else f"{day.month}-{day.day}"


def _hours(spent: dict[tuple[date, str], int], day: date, code: str) -> float | None:
    """Hours of a kind on a day; nobody knows them of a day without a line."""
    worked = any((day, any_code) in spent for any_code in _COLOURS)
    return spent.get((day, code), 0) / 60 if worked else None
