"""The month's work log written into the company's own form: which cell takes what, found by headings or set by hand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from model.enumerations import ENUMERATIONS
from model.errors import UserError
from model.months import month_words
from model.work_log.queries import WorkLogLine
from reports.cell_xml import Value
from reports.form_filling import fill
from reports.sheet_cells import Place
from reports.work_log import WorkLogPaper
from reports.workbook import Area, Cell, Workbook, open_workbook
from resources.i18n import N_, _

FIELDS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "work_date": (N_("Date"), ("日期", "工作日期", "拜访日期", "date")),
    "hours": (N_("Hours"), ("工时", "时长", "用时", "工时(小时)", "小时", "hours")),
    "minutes": (N_("Minutes"), ("分钟", "时长(分钟)", "用时(分钟)", "minutes")),
    "category": (N_("Category"), ("类别", "工作类别", "工作类型", "类型", "category")),
    "contact_mode": (N_("Contact mode"), ("接触方式", "拜访方式", "联系方式", "方式", "contact mode")),
    "group_code": (N_("Group code"), ("集团编码", "集团编号", "客户编码", "group code")),
    "customer_name": (N_("Customer"), ("集团客户", "集团名称", "客户名称", "客户", "单位名称", "customer")),
    "what": (N_("What was done"), ("事项", "工作内容", "工作事项", "拜访内容", "内容", "what was done")),
}
"""What a column of a form can take: its name (a text id) and the headings it is known by, folded."""

LABELS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "person": (N_("Account manager"), ("姓名", "客户经理", "填表人", "name", "account manager")),
    "month": (N_("Month"), ("月份", "账期", "month")),
    "total_hours": (N_("Hours in all"), ("合计工时", "总工时", "total hours")),
}
"""What a single cell can take: its name (a text id) and the labels that stand to its left."""

_SEARCHED_ROWS: Final = 40


@dataclass(frozen=True)
class FormMap:
    """Where a form takes what: columns by field under `first_row`, single cells by field; all counted from zero.

    `room` is how many lines fit before something else stands below; None where nothing does.
    """

    sheet: str
    first_row: int
    columns: Mapping[str, int]
    cells: Mapping[str, Place] = field(default_factory=dict)
    room: int | None = None


def guess_form(path: Path) -> FormMap:
    """The map of a form, found by its headings; raises `UserError` where no sheet has a date and two more of them."""
    with open_workbook(path) as book:
        for sheet in book.sheets:
            found = map_of(book, sheet)
            if found is not None:
                return found
    sentence = _("“{name}” has no row of headings such as date, hours and what was done; choose the cells by hand.")
    raise UserError(sentence.format(name=path.name))


def fill_work_log(template: Path, out: Path, paper: WorkLogPaper, form: FormMap) -> None:
    """Write the log into a copy of the form; nothing else in it changes.

    Raises `UserError` when the form has too few lines, when a cell holds a formula, and when it cannot be written.
    """
    lines = paper.log.lines
    if form.room is not None and len(lines) > form.room:
        sentence = _("The form has room for {room} lines, the month has {count}. Add rows to the form and retry.")
        raise UserError(sentence.format(room=form.room, count=len(lines)))
    changes: dict[Place, Value] = {
        (form.first_row + number, column): _field(name, line)
        for number, line in enumerate(lines)
        for name, column in form.columns.items()
    }
    single: dict[str, Value] = {
        "person": paper.person,
        "month": month_words(paper.log.month),
        "total_hours": paper.log.balance.total / 60,
    }
    changes |= {place: single[name] for name, place in form.cells.items()}
    fill(template, out, form.sheet, changes)


def _field(name: str, line: WorkLogLine) -> Value:
    if name == "hours":
        return line.minutes / 60
    value: Value = getattr(line, name)
    labels = {"category": "log_category", "contact_mode": "contact_mode"}
    return _(ENUMERATIONS[labels[name]].get(str(value), str(value))) if name in labels and value else value


def map_of(book: Workbook, sheet: str) -> FormMap | None:
    """The map of a sheet, found by its headings; `None` where they are not understood."""
    rows = list(book.rows(sheet))
    formulas = set(book.uncached.get(sheet, ()))
    headings = [_columns_of(row) for row in rows[:_SEARCHED_ROWS]]
    best = max(range(len(headings)), key=lambda number: len(headings[number]), default=0)
    if not headings or len(headings[best]) < 3 or "work_date" not in headings[best]:
        return None
    columns = headings[best]
    room = room_under(rows, formulas, best + 1, list(columns.values()))
    return FormMap(sheet, best + 1, columns, _labelled(rows[:best]), room)


def room_under(
    rows: Sequence[Sequence[Cell]], formulas: Collection[Place], first: int, columns: Collection[int]
) -> int | None:
    """How many rows from `first` on are free in these columns; `None` where nothing stands below."""
    for number in range(first, len(rows)):
        row = rows[number]
        if any((column < len(row) and row[column] != "") or (number, column) in formulas for column in columns):
            return number - first
    return None


def first_of_area(areas: Collection[Area], place: Place) -> Place:
    """The first cell of the merged area a cell lies in, or the cell itself."""
    row, column = place
    for (top, left), (bottom, right) in areas:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return place


def _columns_of(row: Sequence[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for number, cell in enumerate(row):
        text = _folded(cell)
        for name, (_label, headings) in FIELDS.items():
            if text in headings and name not in columns:
                columns[name] = number
    return columns


def _labelled(rows: Sequence[Sequence[Cell]]) -> dict[str, Place]:
    """Empty cells right of a known label, above the table."""
    cells: dict[str, Place] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row[:-1]):
            for name, (_label, labels) in LABELS.items():
                if _folded(cell) in labels and row[column + 1] == "" and name not in cells:
                    cells[name] = (number, column + 1)
    return cells


def _folded(cell: Cell) -> str:
    """A heading as it is compared: no spaces, no colon, brackets of one kind, small letters."""
    text = "".join(str(cell).split()) if not str(cell).isascii() else " ".join(str(cell).split())
    return text.replace("（", "(").replace("）", ")").rstrip("：:").casefold()
