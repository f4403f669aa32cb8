"""What the window's toolkit must get right, and once did not."""

import sys

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 2_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on the count of None never changes")
def test_calls_that_return_nothing_do_not_use_up_none(qapp: object) -> None:
    """PySide6 6.12.0 took one reference from None at each such call, so that every window died after a while."""
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _turn in range(CALLS):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRect(QRectF(0, 0, 10, 10))
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - CALLS // 2
