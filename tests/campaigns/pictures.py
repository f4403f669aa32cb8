"""What the pictures show of campaigns."""

from PySide6.QtWidgets import QWidget

from gui.campaigns.dialogs import ask_close, edit_target, open_campaign
from gui.campaigns.phone_team import ReadBackDialog, give_out_whole
from gui.campaigns.picker import PickDialog
from gui.campaigns.sheet_page import CampaignPage
from model.campaigns.calls import plan_calls
from model.campaigns.queries import list_campaigns
from tests.studio import Shot, Studio, settle


def _campaign(studio: Studio) -> CampaignPage:
    studio.page("campaigns")
    with studio.database.read() as session:
        found = list_campaigns(session, studio.window.context.today())[0]
    page = studio.opened(CampaignPage, "campaign", found.id)
    settle()
    page.tabs.show_sheet("targets")
    return page


def _targets(studio: Studio) -> QWidget:
    page = _campaign(studio)
    page.targets.table.view.selectRow(2)
    return studio.window


def _result(studio: Studio) -> QWidget:
    _campaign(studio).tabs.show_sheet("result")
    return studio.window


def _plan(studio: Studio) -> QWidget:
    _campaign(studio).tabs.show_sheet("plan")
    return studio.window


def _edit(studio: Studio) -> QWidget:
    page = _campaign(studio)
    return open_campaign(page, page.context, page.sheet)


def _pick(studio: Studio) -> QWidget:
    page = _campaign(studio)
    assert page.sheet is not None
    dialog = PickDialog(page, page.context, page.sheet)
    dialog.open()
    dialog.count()
    while not dialog.counted.text():
        settle(20)
    return dialog


def _target(studio: Studio) -> QWidget:
    page = _campaign(studio)
    return edit_target(page, page.context, page.targets.found[0])


def _close(studio: Studio) -> QWidget:
    page = _campaign(studio)
    assert page.sheet is not None
    return ask_close(page, page.context, page.sheet)


def _whole(studio: Studio) -> QWidget:
    page = _campaign(studio)
    assert page.sheet is not None
    dialog = give_out_whole(page, page.context, page.sheet)
    assert dialog is not None
    return dialog


def _read_back(studio: Studio) -> QWidget:
    page = _campaign(studio)
    assert page.sheet is not None
    codes = [row.group_code for row in page.targets.found]
    rows = [
        ["集团编码", "回访结果", "购买金额(元)", "备注"],
        [codes[-1], "有意向", "", "下周上门"],
        [codes[-2], "拒绝", "", ""],
        [codes[-3], "有意向", "2,400.00", "已签单"],
        [codes[0], "说不清", "", ""],
        ["9999", "有意向", "", ""],
    ]
    with studio.database.read() as session:
        plan = plan_calls(session, page.sheet.id, rows, page.context.today())
    dialog = ReadBackDialog(page, page.context, page.sheet, plan)
    dialog.open()
    return dialog


SHOTS = (
    Shot("campaign", _targets),
    Shot("campaign-result", _result),
    Shot("campaign-plan", _plan),
    Shot("campaign-edit", _edit),
    Shot("campaign-pick", _pick),
    Shot("campaign-target", _target),
    Shot("campaign-close", _close),
    Shot("campaign-whole", _whole),
    Shot("campaign-read-back", _read_back),
)
