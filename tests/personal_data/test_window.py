"""Everything out, a person's copy and periods of keeping in the window and on the command line."""

import json
from datetime import date
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from cli.app import main
from gui.context import Context
from gui.papers.preview import PreviewDialog
from gui.personal_data.dialogs import open_everything_out, open_periods, open_person_copy
from gui.personal_data.monthly import remind_of_periods
from gui.settings.page import SettingsPage
from model.customers.people import list_people
from model.exchange.erased_marks import ERASED_NAME
from model.personal_data.keeping import is_due, read_periods
from model.personal_data.rules import Periods
from model.security.records import AuditEntry
from model.visits.actions import VisitDraft, add_visit
from tests.builders import PASSPHRASE, add_contact, add_customer
from tests.shell.accessibility import unnamed_controls
from tests.windows import on_screen

FILE_SECRET = "another long passphrase"


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> SettingsPage:
    customer = add_customer(context.database)
    add_contact(context.database, customer, "王经理（示例）", mobile="15400000001")
    return on_screen(qtbot, SettingsPage(context))


def audited(context: Context) -> list[tuple[str, str]]:
    with context.read() as session:
        return [(action, reason) for action, reason in session.execute(select(AuditEntry.action, AuditEntry.reason))]


def test_everything_goes_into_an_encrypted_file_after_passphrase_and_reason(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    dialog = open_everything_out(page, page.context)
    assert not unnamed_controls(dialog)
    typed = {"old": "wrong", "reason": "换电脑", "passphrase": FILE_SECRET, "again": FILE_SECRET}
    dialog.form.set_typed(typed)
    dialog.submit()
    assert dialog.isVisible()
    assert audited(page.context) == []
    dialog.form.set_typed({**typed, "old": PASSPHRASE})
    dialog.submit()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not page.context.tasks.busy)
    assert audited(page.context) == [("export_all", "换电脑")]
    with pyzipper.AESZipFile(target) as whole:
        whole.setpassword(FILE_SECRET.encode())
        assert whole.testzip() is None


def test_a_person_copy_is_shown_after_a_reason(qtbot: QtBot, page: SettingsPage) -> None:
    dialog = open_person_copy(page, page.context)
    with page.context.read() as session:
        from model.customers.records import Contact, Customer

        customer, person = session.scalar(select(Customer.id)), session.scalar(select(Contact.id))
    dialog.form.field("customer").set_value(customer)
    dialog.form.field("customer").changed.emit()
    dialog.form.field("person").set_value(person)
    dialog.submit()
    assert set(dialog.form.error_words()) == {"reason"}
    dialog.form.set_typed({"reason": "本人来函"})
    dialog.submit()
    qtbot.waitUntil(lambda: bool(page.findChildren(PreviewDialog)))
    assert audited(page.context) == [("person_copy", "本人来函")]
    for shown in page.findChildren(QDialog):
        shown.close()


def test_periods_are_kept_and_what_is_within_them_stays(qtbot: QtBot, page: SettingsPage) -> None:
    dialog = open_periods(page, page.context)
    dialog.form.set_typed({"member_months": "0"})
    dialog.submit()
    assert dialog.form.error_words()
    dialog.form.set_typed({"member_months": "18"})
    dialog.submit()
    with page.context.read() as session:
        assert read_periods(session) == Periods(member_months=18)


def test_once_a_month_what_is_older_is_offered_shown_and_let_go(
    qtbot: QtBot, page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = page.context
    lost = add_customer(context.database, "G002", status="lost")
    for number in range(10):
        add_contact(context.database, lost, f"赵{number}（示例）")
    with context.database.write("Visit") as session:
        add_visit(session, VisitDraft(lost, date(2022, 1, 31), outcome="停用"), "示例经理")
    with qtbot.waitSignal(context.offer_wanted) as offered:
        remind_of_periods(page, context)
    words, _button, look = offered.args
    assert "联系人 10 位" in words
    assert "赵" not in words  # it stands over whatever page is shown
    dialog = look()
    words = " ".join(shown.text() for shown in dialog.findChildren(QLabel))
    assert "赵0（示例）、赵1（示例）" in words
    assert "另有 2 位" in words
    monkeypatch.setattr("gui.personal_data.dialogs.confirm", lambda *_words, **_more: True)
    dialog.submit()
    qtbot.waitUntil(lambda: not context.tasks.busy)
    with context.read() as session:
        assert {row.name for row in list_people(session, lost, context.today())} == {ERASED_NAME}
        assert not is_due(session, context.today())


def test_the_commands_ask_for_a_reason_and_do_the_same(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    customer = add_customer(context.database)
    add_contact(context.database, customer, "王经理（示例）", mobile="15400000001")
    store = context.database.path
    context.database.close()
    monkeypatch.setenv("MEIBAN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("MEIBAN_DEVICE_DIR", str(tmp_path / "device"))
    whole = ["--store", str(store), "--today", "2026-11-22"]
    about = ["王经理（示例）", "--customer", "G001"]
    assert main([*whole, "person", "copy", *about]) == 2
    assert main([*whole, "person", "copy", *about, "--reason", " "]) == 1
    capsys.readouterr()
    assert main([*whole, "person", "copy", *about, "--reason", "本人来函"]) == 0
    copy = json.loads(capsys.readouterr().out)
    assert "15400000001" in copy["records"][0]["fields"].values()
    assert main([*whole, "person", "copy", *about, "--reason", "本人来函", "--out", str(tmp_path / "c.pdf")]) == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert main([*whole, "export-all", str(tmp_path / "all.zip"), "--reason", "换电脑"]) == 0
    with pyzipper.AESZipFile(tmp_path / "all.zip") as file:
        file.setpassword(PASSPHRASE.encode())
        assert file.testzip() is None
    assert main([*whole, "person", "erase", *about, "--reason", "本人要求"]) == 0
    capsys.readouterr()
    assert main([*whole, "person", "copy", *about, "--reason", "再查"]) == 1
    assert main([*whole, "retention-periods", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"member_months": 0, "contacts": 0, "members": 0, "let_go": False}
