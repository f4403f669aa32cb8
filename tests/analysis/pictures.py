"""What the pictures show of the analysis: one customer with partners and a sentence, and the partners' dialog."""

from PySide6.QtWidgets import QWidget

from gui.analysis.page import AnalysisPage
from gui.analysis.partners_dialog import PartnersDialog
from model.analysis.partners import PartnerDraft, keep_partner, list_partners
from model.analysis.scopes import customer_scope, family
from tests.builders import TODAY
from tests.studio import Shot, Studio, settle

PARTNERS = (
    ("supplier", "城东供热有限责任公司（示例）", "蒸汽与供暖", "年报（示例）"),
    ("buyer", "外地示例商贸有限公司", "整机经销", "拜访记录"),
    ("partner", "示例软件公司", "车间系统实施", "官网"),
)


def _page(studio: Studio) -> AnalysisPage:
    customer = studio.customer()
    with studio.database.write() as session:
        if not list_partners(session, family(customer_scope(session, customer))):
            for kind, name, what, source in PARTNERS:
                keep_partner(session, PartnerDraft(customer, kind, name, what, source, TODAY))
    page = studio.opened(AnalysisPage, "analysis", customer)
    while not page.preview.pages:
        settle()
    return page


def _customer(studio: Studio) -> QWidget:
    _page(studio)
    settle(400)
    return studio.window


def _partners(studio: Studio) -> QWidget:
    page = _page(studio)
    dialog = PartnersDialog(page, page.context, studio.customer())
    dialog.open()
    return dialog


SHOTS = (
    Shot("analysis-customer", _customer),
    Shot("analysis-partners", _partners),
)
