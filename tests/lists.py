"""What offices hand out and what they keep twice, for pictures: a list, a form, customers written differently."""

from pathlib import Path
from typing import Final

import openpyxl
from sqlalchemy import select

from model.customers.actions import add_contact, add_customer
from model.customers.records import Contact, Customer
from model.store.database import Database
from tests.builders import TODAY
from tests.sample_store import FIRST_CODE

Row = tuple[str | int | None, ...]

LIST: Final[tuple[Row, ...]] = (
    ("十一月专线客户走访清单（示例）",),
    ("序号", "集团编码", "集团名称", "网格", "客户经理", "备注"),
    *((number, str(int(FIRST_CODE) + number - 1), None, None, None, None) for number in range(1, 9)),
    (9, "9990001", None, None, None, "新设"),
)
FORM: Final[tuple[Row, ...]] = (
    ("客户经理工作日志（示例）",),
    ("姓名：", None, None, "月份", None),
    ("日期", "工作类型", "客户名称", "工作内容", "工时"),
    *((None,) * 5 for _line in range(12)),
    ("合计", None, None, None, "=SUM(E4:E15)"),
)


def add_doubles(database: Database) -> None:
    """Customers of the sample month once more, written a little differently, as a second office would."""
    with database.read() as session:
        names = session.execute(
            select(Customer.id, Customer.name, Customer.industry)
            .where(Customer.name.endswith("有限公司"))
            .order_by(Customer.id)
        ).all()
    with database.write() as session:
        for number, (customer, name, industry) in enumerate(names[:4], 1):
            twin = name.replace("有限责任公司", "有限公司").removesuffix("有限公司")
            twin = f"{twin}公司" if number % 2 else f"重庆市{twin}有限责任公司"
            fields = {"industry": industry, "grid": f"第{number}网格", "remarks": "由区县另建", "employee_count": 40}
            row_id = add_customer(session, f"27199{number:05}", twin, TODAY, **fields)
            add_contact(session, row_id, f"示例联系人{number}", title="办公室主任")
            for known in session.scalars(select(Contact).where(Contact.customer_id == customer).limit(2)).all():
                mobile = known.mobile if number % 2 else f"1390000{number:04}"
                add_contact(session, row_id, known.name, department="综合管理部", title=known.title, mobile=mobile)


def sheet_file(folder: Path, name: str, rows: tuple[Row, ...]) -> Path:
    """A workbook of one sheet with these rows, its title merged over the width."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(map(len, rows)))
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path
