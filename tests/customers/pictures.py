"""What the pictures show of customers, bulk work and duplicates."""

from PySide6.QtWidgets import QMenu, QWidget

from gui.customers.customer_page import CustomerPage
from gui.customers.duplicates_page import DuplicatesPage
from gui.customers.page import CustomersPage
from gui.customers.paste_dialog import open_paste_dialog
from gui.customers.row_dialog import open_contact
from gui.editing.bulk_dialog import BulkDialog
from gui.editing.subjects import CUSTOMERS
from gui.papers.preview import PreviewDialog
from gui.widgets.conditions import Condition
from model.customers.listing import list_customers
from tests.sample_store import FIRST_CODE
from tests.studio import Shot, Show, Studio, settle


def _customer_tab(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        return studio.sheet("customer", key, studio.customer())

    return show


def _contact(studio: Studio) -> QWidget:
    studio.page("customer", studio.customer())
    open_contact(studio.window, studio.window.context, studio.customer())
    return studio.dialog()


def _bulk(studio: Studio) -> QWidget:
    page = studio.page("customers")
    with studio.database.read() as session:
        ids = [row.id for row in list_customers(session, studio.window.context.today())][:12]
    return BulkDialog(page, studio.window.context, CUSTOMERS, ids)


def _printed(studio: Studio) -> QWidget:
    page = studio.opened(CustomersPage, "customers")
    page.table.filter_by(Condition("grade", "any", ("A", "B", "C")))
    page.print_shown()
    while not studio.window.findChildren(PreviewDialog):
        settle(50)
    return studio.window.findChildren(PreviewDialog)[-1]


def _paste(studio: Studio) -> QWidget:
    rows = [["集团编码", "网格", "客户类别"], [FIRST_CODE, "G99", "企业"], ["2710010009", "G99", "不明"]]
    open_paste_dialog(studio.page("customers"), studio.window.context, rows, ())
    return studio.dialog()


def _compared(studio: Studio) -> DuplicatesPage:
    page = studio.opened(DuplicatesPage, "duplicates")
    while page.busy.busy:
        settle(50)
    return page


def _duplicates(studio: Studio) -> QWidget:
    _compared(studio)
    return studio.window


def _merge(studio: Studio) -> QWidget:
    page = _compared(studio)
    page.table.view.selectRow(0)
    page.compare()
    return studio.dialog()


def _papers(studio: Studio) -> QWidget:
    page = studio.opened(CustomerPage, "customer", studio.customer())
    page.print_here()
    settle()
    return page.findChildren(QMenu)[-1]


def _holding(studio: Studio) -> QWidget:
    studio.opened(CustomerPage, "customer", studio.customer()).sheet("products").new_row()
    return studio.dialog()


SHOTS = (
    Shot("holding", _holding),
    Shot("customer-papers", _papers),
    Shot("customers-printed", _printed),
    *(
        Shot(f"customer-{key}", _customer_tab(key))
        for key in ("people", "products", "members", "needs", "agreements", "sites", "profile")
    ),
    Shot("contact", _contact),
    Shot("bulk", _bulk),
    Shot("paste", _paste),
    Shot("pairs", _duplicates),
    Shot("merge", _merge),
)
