"""What the pictures show of presenting mode: every page a customer may look at."""

from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from gui.help import HelpDialog
from gui.presenting.chooser import choose_presented
from gui.presenting.pages import PRESENTED_PAGES
from model.practice.offers import add_sample_quote
from model.proposals.decisions import save_authority, submit_quote
from model.proposals.queries import authority_table, list_quotes
from tests.studio import Shot, Studio, settle


def _present(studio: Studio, page: str) -> QWidget:
    with studio.database.write() as session:
        if not any(quote.state == "approved" for quote in list_quotes(session, studio.customer())):
            today = studio.window.context.today()
            made = add_sample_quote(session, studio.customer(), today)
            if made is not None:
                save_authority(session, authority_table(session)[0])
                submit_quote(session, made, today)
    studio.shell.present(studio.customer())
    stage = studio.shell.stage
    if stage is None:
        return studio.window
    stage.window.resize(studio.window.size())
    stage.window.open_page(page)
    settle(600)
    return stage.window


def _hold(studio: Studio) -> QWidget:
    window = _present(studio, "overview")
    if studio.shell.stage is not None:
        studio.shell.stage.hold.begin()
        settle(800)
    return window


def _choose(studio: Studio) -> QDialog:
    return choose_presented(studio.window, studio.window.context)


def _help(studio: Studio) -> QWidget:
    window = _present(studio, "needs")
    if studio.shell.stage is not None:
        studio.shell.stage.window.show_help()
    return window.findChildren(HelpDialog)[-1]


SHOTS = (
    *(Shot(f"presenting-{spec.name}", partial(_present, page=spec.name)) for spec in PRESENTED_PAGES),
    Shot("presenting-hold", _hold),
    Shot("presenting-choose", _choose),
    Shot("presenting-help", _help),
)
