"""What the pictures show of the account plan."""

from PySide6.QtWidgets import QWidget

from gui.account_plans.page import AccountPlanPage
from tests.studio import Shot, Studio, settle


def _plan(studio: Studio) -> QWidget:
    window = studio.page("account_plan", studio.customer())
    page = studio.window.page()
    while isinstance(page, AccountPlanPage) and not page.preview.pages:
        settle(20)
    return window


SHOTS = (Shot("account-plan", _plan),)
