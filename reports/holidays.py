"""A holiday table from a workbook or csv: the day, whether it is worked, and the holiday's name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from model.errors import UserError
from model.intake.cells import UnreadableError
from model.intake.days import read_date
from model.retention.settings import DayDraft
from reports.workbook import Cell, open_workbook
from resources.i18n import _

_DAY: Final = ("日期", "day", "date")
_WORKED: Final = ("上班", "worked", "类型", "调休", "type")
_NAME: Final = ("节假日", "名称", "holiday", "name")
_WORK_WORDS: Final = ("是", "y", "yes", "1", "1.0", "√", "true", "上班", "班", "补班", "work")


def read_holidays(path: Path) -> list[DayDraft]:
    """The days of the first sheet that has a 日期 and a 上班 heading.

    Raises `UserError` for a file that cannot be read, without those headings, or with a day that is none.
    """
    book = open_workbook(path)
    for sheet in book.sheets:
        rows = list(book.rows(sheet))
        for place, row in enumerate(rows):
            columns = _columns(row)
            if columns is not None:
                return _days(rows[place + 1 :], columns, place + 2)
    raise UserError(_("No sheet of {file} has the headings day and worked.").format(file=path.name))


def _columns(row: Sequence[Cell]) -> tuple[int, int, int | None] | None:
    words = [str(cell).strip().casefold() for cell in row]
    day = next((place for place, word in enumerate(words) if word in _DAY), None)
    worked = next((place for place, word in enumerate(words) if word in _WORKED), None)
    name = next((place for place, word in enumerate(words) if word in _NAME), None)
    return None if day is None or worked is None else (day, worked, name)


def _days(rows: Sequence[Sequence[Cell]], columns: tuple[int, int, int | None], first: int) -> list[DayDraft]:
    day_place, worked_place, name_place = columns
    days = []
    for number, row in enumerate(rows, start=first):
        if row[day_place] == "":
            continue
        name = "" if name_place is None else str(row[name_place]).strip()
        worked = str(row[worked_place]).strip().casefold() in _WORK_WORDS
        days.append(DayDraft(_day(row[day_place], number), worked, name))
    return days


def _day(cell: Cell, row: int) -> date:
    try:
        found = read_date(cell)
    except UnreadableError:
        found = None
    if found is None:
        raise UserError(_("Row {row}: “{value}” is no day.").format(row=row, value=cell))
    return found
