"""What the pictures show of an import."""

from PySide6.QtWidgets import QWidget

from gui.intake.wizard import open_wizard
from tests.samples.make_month import TARGET
from tests.studio import Shot, Show, Studio, settle


def _wizard(step: int) -> Show:
    def show(studio: Studio) -> QWidget:
        wizard = open_wizard(studio.page("customers"), studio.window.context, [TARGET / "month.xlsx"])
        while wizard.place() < step:
            wizard.next()
            while not wizard.next_button.isEnabled():
                settle(50)
        return wizard

    return show


SHOTS = (
    Shot("import-1-choose", _wizard(0)),
    Shot("import-2-map", _wizard(1)),
    Shot("import-3-check", _wizard(2)),
    Shot("import-4-report", _wizard(3)),
)
