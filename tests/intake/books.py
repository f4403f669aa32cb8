"""Small office workbooks and csv files for the tests of the intake, made as an office would make them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from model.intake.apply import run_import
from model.intake.job import Options
from model.intake.plan import Mode
from model.intake.report import ImportReport
from model.store.database import Database
from reports.workbook import open_workbook
from tests.builders import TODAY

Rows = Sequence[Sequence[object]]

CUSTOMERS: Rows = (
    ("集团编码", "集团名称", "行业", "客户经理工号", "客户经理", "集团等级", "员工数"),
    ("G001", "示例机械有限公司", "制造/机械", "271001", "示例经理甲", "A", 120),
    ("G002", "示例学校", "教育", "271002", "示例经理乙", "B", "1,250"),
)
CONTACTS: Rows = (
    ("集团编码", "姓名", "职务", "手机", "购买角色", "态度", "影响力", "汇报对象"),
    ("G001", "王经理（示例）", "信息部经理", 13800000001.0, "决策者", "支持", "核心层", "赵总（示例）"),
    ("G001", "赵总（示例）", "总经理", "138 0000 0002", "批准者", "中立", "核心层", None),
)
BILLS: Rows = (
    ("集团编码", "账期", "语音收入", "数据收入", "信息化收入", "其他收入", "成本", "成员数"),
    ("G001", 202610, 1000.5, "1,234.50", "1.2万", 0, 800, 50),
    ("G002", "2026年10月", 99.99, 0, 0, 0, 10, 8),
)


def make_book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """An .xlsx with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def bring_in(
    database: Database, path: Path, mode: Mode = Mode.MERGE, dry_run: bool = False, member_names: bool = False
) -> ImportReport:
    """Import one file on the day of the tests."""
    return run_import(database, [open_workbook(path)], Options(mode, dry_run, member_names), TODAY)


def counts(report: ImportReport, entity: str) -> tuple[int, int, int, int, int]:
    """Read, created, updated, unchanged and rejected rows of an entity."""
    found = report.sheets[entity]
    return found.read, found.created, found.updated, found.unchanged, found.rejected


def values(database: Database, query: str) -> list[tuple[object, ...]]:
    """The rows of a plain SELECT."""
    with database.read() as session:
        return [tuple(row) for row in session.connection().exec_driver_sql(query)]
