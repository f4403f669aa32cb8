"""Offers the certificates of the self-test: those that are earned, and how far the others are."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from gui.context import Context
from gui.icons import icon
from gui.papers.preview import Paper, preview
from model.knowledge.certificates import WHOLE, certificate_of, group_words, left_in
from model.knowledge.questions import GROUPS
from model.knowledge.self_test import QuestionRow
from model.settings.queries import find_owner
from reports.certificate import certificate_document
from reports.imprint import VERSION, Imprint
from reports.pdf import pdf_of
from resources.i18n import _


def certificate_menu(parent: QWidget, context: Context, rows: Sequence[QuestionRow]) -> QMenu:
    """A line for each group and the whole; what is not passed says how many are left and cannot be chosen."""
    menu = QMenu(parent)
    for group in (*GROUPS, WHOLE):
        left = left_in(rows, group)
        words = group_words(group)
        if left:
            words = _("{group}: {count} to pass").format(group=words, count=left)
        made = menu.addAction(icon("trophy", "muted"), words)
        made.triggered.connect(partial(_show, parent, context, group))
        made.setEnabled(not left)
    return menu


def paper_of_certificate(context: Context, group: str) -> Paper:
    """The certificate as a paper. Raises `UserError` while a question is not passed."""
    with context.read() as session:
        certificate = certificate_of(session, group, context.today())
        imprint = Imprint(context.today(), find_owner(session).name, VERSION)
    heading = _("Certificate of the self-test")
    return Paper(heading, f"{heading} {group_words(group)}", pdf_of(certificate_document(certificate, imprint)))


def _show(parent: QWidget, context: Context, group: str, _checked: bool = False) -> None:
    preview(parent, context, lambda: paper_of_certificate(context, group))
