"""What the pictures show of the account plan."""

from PySide6.QtWidgets import QWidget

from gui.account_plans.page import AccountPlanPage
from tests.studio import Shot, Studio, settle


def _plan(studio: Studio) -> QWidget:
    page = studio.opened(AccountPlanPage, "account_plan", studio.customer())
    while not page.preview.pages:
        settle(20)
    return studio.window


SHOTS = (Shot("account-plan", _plan),)
