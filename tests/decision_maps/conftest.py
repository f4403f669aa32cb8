"""The sample map, open in a window."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.decision_maps.page import MapPage
from tests.decision_maps.at_window import Opened, settle
from tests.decision_maps.sample import make_sample_map


@pytest.fixture
def opened(qtbot: QtBot, context: Context) -> Iterator[Opened]:
    """The page with the sample map and the ids of its people by name."""
    customer, people = make_sample_map(context.database)
    page = MapPage(context)
    qtbot.addWidget(page)
    page.resize(1270, 810)
    page.show_target(customer)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    yield page, people
    page.close()
