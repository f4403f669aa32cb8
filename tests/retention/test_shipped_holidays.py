"""The holiday table that ships says what the library it was made from says."""

from model.retention.calendars import SHIPPED
from model.retention.ship_holidays import table_text


def test_the_shipped_table_is_the_librarys() -> None:
    assert SHIPPED.read_text("utf-8") == table_text(), "run: python -m model.retention.ship_holidays"
