"""What the pictures show of service requests."""

from PySide6.QtWidgets import QWidget

from gui.papers.preview import PreviewDialog
from gui.service_requests.dialogs import open_request
from gui.service_requests.slip import slip_paper
from model.service_requests.queries import list_requests
from tests.studio import Shot, Studio, sheet


def _new(studio: Studio) -> QWidget:
    studio.page("service_requests")
    return open_request(studio.window, studio.window.context)


def _slip(studio: Studio) -> QWidget:
    context = studio.window.context
    with context.read() as session:
        first = list_requests(session, context.today())[0].id
    dialog = PreviewDialog(studio.window, context, slip_paper(context, first))
    dialog.show()
    return dialog


SHOTS = (
    Shot("request-bottlenecks", sheet("service_requests", "bottlenecks")),
    Shot("request-new", _new),
    Shot("request-slip", _slip),
)
