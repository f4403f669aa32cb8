"""Pictures of every page and dialog in both languages, themes and sizes: `python -m tests.screenshots OUT [NAME…]`.

A new page needs no line here (every page of `gui/pages.py` is taken); a dialog or a state of a page is one line in
`SHOTS`.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.app import Shell
from gui.customers.bulk_dialog import BulkDialog
from gui.customers.customer_page import CustomerPage
from gui.customers.duplicates_page import DuplicatesPage
from gui.customers.paste_dialog import open_paste_dialog
from gui.customers.row_dialog import open_contact
from gui.decision_maps.page import MapPage
from gui.errors import CrashDialog
from gui.filling.page import FillingPage
from gui.intake.wizard import open_wizard
from gui.main_window import MainWindow
from gui.needs.need_dialog import open_need
from gui.needs.promise_dialog import open_promise
from gui.pages import PAGES, Place
from gui.papers.needs import needs_paper
from gui.papers.preview import PreviewDialog
from gui.preferences import Preferences
from gui.theme import load_shipped_face
from gui.today.evening_dialog import EveningDialog
from gui.visits.page import VisitsPage
from gui.visits.visit_dialog import edit_visit, open_visit
from gui.work_log.entry_dialog import open_entry
from gui.work_log.form_dialog import FormDialog
from model.customers.listing import list_customers
from model.store.database import Database
from model.store.ids import natural_id
from model.visits.queries import list_visits
from model.work_log.queries import work_log_of
from reports.form_sheets import read_form
from reports.imprint import VERSION, Imprint
from reports.work_log import WorkLogPaper
from tests.builders import still_clock
from tests.lists import FORM, LIST, add_doubles, sheet_file
from tests.proposals.pictures import proposal, proposals
from tests.sample_store import FIRST_CODE, add_field_work, make_sample_store
from tests.samples.make_month import TARGET

SIZES = ((1024, 640), (1920, 1080))
LANGUAGES = ("zh_CN", "en")
THEMES = ("light", "dark")


@dataclass
class Studio:
    """The window with the sample month in it, dressed for one picture."""

    shell: Shell
    window: MainWindow
    database: Database

    def page(self, name: str, target: str | None = None) -> QWidget:
        """The window with this page open."""
        self.window.rail.fold(False)
        self.window.open_page(name, target)
        return self.window

    def customer(self) -> str:
        """The id of the first company, whose story is the fullest."""
        return natural_id("customer", FIRST_CODE)


Show = Callable[[Studio], QWidget]


@dataclass(frozen=True)
class Shot:
    """One picture: its name, and what brings the widget that is taken on the screen."""

    name: str
    show: Show


def _messages(studio: Studio) -> QWidget:
    studio.window.context.say("已导入 2026 年 10 月文件：新增 2 家，更新 38 家", undo=True)
    studio.window.context.say("磁盘已满，什么都没有改变。请腾出空间后再试。", "danger")
    return studio.window


def _help(studio: Studio) -> QWidget:
    studio.window.show_help()
    return studio.window.findChildren(QDialog)[-1]


def _found(studio: Studio) -> QWidget:
    studio.window.search.go()
    studio.window.search.line.setText("示例")
    return studio.window.search.popup


def _crash(_studio: Studio) -> QWidget:
    return CrashDialog("Meiban\ngui/page.py:42 refresh\nKeyError")


def _folded(studio: Studio) -> QWidget:
    studio.window.rail.fold(True)
    return studio.window


def _customer_tab(key: str) -> Show:
    def show(studio: Studio) -> QWidget:
        window = studio.page("customer", studio.customer())
        page = studio.window.page()
        if isinstance(page, CustomerPage):
            page.tabs.show_sheet(key)
        return window

    return show


def _contact(studio: Studio) -> QWidget:
    studio.page("customer", studio.customer())
    open_contact(studio.window, studio.window.context, studio.customer())
    return studio.window.findChildren(QDialog)[-1]


def _bulk(studio: Studio) -> QWidget:
    page = studio.page("customers")
    with studio.database.read() as session:
        ids = [row.id for row in list_customers(session, studio.window.context.today())][:12]
    return BulkDialog(page, studio.window.context, ids)


def _paste(studio: Studio) -> QWidget:
    rows = [["集团编码", "网格", "客户类别"], [FIRST_CODE, "G99", "企业"], ["2710010009", "G99", "不明"]]
    open_paste_dialog(studio.page("customers"), studio.window.context, rows, ())
    return studio.window.findChildren(QDialog)[-1]


def _map(studio: Studio) -> QWidget:
    return studio.page("map", studio.customer())


def _map_petals(studio: Studio) -> QWidget:
    window = _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.show_petals(True)
    return window


def _map_judge(studio: Studio) -> QWidget:
    _map(studio)
    page = studio.window.page()
    if isinstance(page, MapPage):
        page.canvas.go_to_first()
        page.do("open")
    return studio.window.findChildren(QDialog)[-1]


def _wizard(step: int) -> Show:
    def show(studio: Studio) -> QWidget:
        wizard = open_wizard(studio.page("customers"), studio.window.context, [TARGET / "month.xlsx"])
        while wizard.place() < step:
            wizard.next()
            while not wizard.next_button.isEnabled():
                settle(50)
        return wizard

    return show


def _needs_paper(studio: Studio) -> QWidget:
    dialog = PreviewDialog(studio.window, studio.window.context, needs_paper(studio.window.context, studio.customer()))
    dialog.show()
    return dialog


def _new_visit(studio: Studio) -> QWidget:
    form = open_visit(studio.window, studio.window.context, studio.customer()).form
    form.set_values({"note": "主任答应 12 月 5 日前给窗口期，身份证 110101199003074514", "next_step": "送割接方案"})
    return form.window()


def _old_visit(studio: Studio) -> QWidget:
    with studio.database.read() as session:
        visit = list_visits(session, limit=1)[0].id
    dialog = edit_visit(studio.window, studio.window.context, visit)
    return dialog or studio.window


def _visit_calendar(studio: Studio) -> QWidget:
    window = studio.page("visits")
    page = studio.window.page()
    if isinstance(page, VisitsPage):
        page.tabs.show_sheet("calendar")
    return window


def _promises(studio: Studio) -> QWidget:
    return studio.page("needs", "promises/open")


def _new_need(studio: Studio) -> QWidget:
    dialog = open_need(studio.window, studio.window.context, studio.customer())
    dialog.form.set_values({"statement": "专线太贵"})
    dialog.form.changed.emit()
    return dialog


def _new_promise(studio: Studio) -> QWidget:
    return open_promise(studio.window, studio.window.context, studio.customer(), "周五前给书面割接方案")


def _evening(studio: Studio) -> QWidget:
    dialog = EveningDialog(studio.window, studio.window.context)
    dialog.open()
    return dialog


def _log_line(studio: Studio) -> QWidget:
    return open_entry(studio.window, studio.window.context, studio.window.context.today())


def _duplicates(studio: Studio) -> QWidget:
    window = studio.page("duplicates")
    page = studio.window.page()
    while isinstance(page, DuplicatesPage) and page.busy.busy:
        settle(50)
    return window


def _merge(studio: Studio) -> QWidget:
    window = _duplicates(studio)
    page = studio.window.page()
    if isinstance(page, DuplicatesPage):
        page.table.view.selectRow(0)
        page.compare()
        return studio.window.findChildren(QDialog)[-1]
    return window


def _filled_list(studio: Studio) -> QWidget:
    window = studio.page("filling")
    page = studio.window.page()
    if isinstance(page, FillingPage):
        page.open_file(sheet_file(studio.database.path.parent, "list", LIST))
        while page.plan is None:
            settle(50)
    return window


def _work_form(studio: Studio) -> QWidget:
    context = studio.window.context
    form = sheet_file(studio.database.path.parent, "form", FORM)
    with studio.database.read() as session:
        log = work_log_of(session, context.today().year * 100 + context.today().month)
    imprint = Imprint(context.today(), "示例经理", VERSION)
    return FormDialog(studio.page("work_log"), context, read_form(form), WorkLogPaper(log, "示例经理", imprint))


SHOTS: tuple[Shot, ...] = (
    *(
        Shot(f"customer-{key}", _customer_tab(key))
        for key in ("people", "products", "members", "needs", "agreements", "sites", "profile")
    ),
    Shot("map-petals", _map_petals),
    Shot("map-judge", _map_judge),
    Shot("contact", _contact),
    Shot("bulk", _bulk),
    Shot("paste", _paste),
    Shot("pairs", _duplicates),
    Shot("merge", _merge),
    Shot("filled-list", _filled_list),
    Shot("work-form", _work_form),
    Shot("import-1-choose", _wizard(0)),
    Shot("import-2-map", _wizard(1)),
    Shot("import-3-check", _wizard(2)),
    Shot("import-4-report", _wizard(3)),
    Shot("needs-paper", _needs_paper),
    Shot("messages", _messages),
    Shot("help", _help),
    Shot("found", _found),
    Shot("crash", _crash),
    Shot("rail-folded", _folded),
    Shot("visit-new", _new_visit),
    Shot("visit-old", _old_visit),
    Shot("visits-calendar", _visit_calendar),
    Shot("promises", _promises),
    Shot("proposal", proposal),
    Shot("proposals", proposals),
    Shot("need-new", _new_need),
    Shot("promise-new", _new_promise),
    Shot("evening", _evening),
    Shot("work-log-line", _log_line),
)


def all_shots() -> Iterator[Shot]:
    """Every page of the rail and of More, every page of one customer, then what `SHOTS` adds."""
    for spec in PAGES:
        if spec.place is not Place.INSIDE:
            yield Shot(spec.name, lambda studio, name=spec.name: studio.page(name))  # type: ignore[misc]
        elif spec.rail == "customers":
            yield Shot(spec.name, lambda studio, name=spec.name: studio.page(name, studio.customer()))  # type: ignore[misc]
    yield from SHOTS


def settle(milliseconds: int = 60) -> None:
    """Let the window draw."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def take_gate(shell: Shell, folder: Path) -> None:
    """The gate's steps."""
    shell.start()
    gate = shell.gate
    if gate is None:
        return
    gate.resize(1024, 640)
    for name, step in (
        ("welcome", gate.welcome),
        ("locked", gate.locked),
        ("recovery", gate.lost),
        ("code", gate.code),
    ):
        if step is gate.code:
            gate.show_code("7QX2-K9MB-4TRD-0WPV-8HNC-5JEY-A3")
        gate.show_step(step)
        settle()
        gate.grab().save(str(folder / f"gate-{name}.png"))


def take_all(out: Path, wanted: set[str]) -> int:
    """Every picture into `OUT/<language>-<theme>-<width>/`; returns how many."""
    app = QApplication(sys.argv[:1])
    face = load_shipped_face()
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        database = make_sample_store(place)
        add_field_work(database)
        add_doubles(database)
        for language in LANGUAGES:
            for theme in THEMES:
                settings = QSettings(str(place / f"{language}{theme}.ini"), QSettings.Format.IniFormat)
                preferences = Preferences(settings)
                preferences.language, preferences.theme, preferences.lock_minutes = language, theme, 0
                shell = Shell(app, database.path, still_clock(), preferences, place / "device", face)
                for width, height in SIZES:
                    folder = out / f"{language}-{theme}-{width}"
                    folder.mkdir(parents=True, exist_ok=True)
                    if (width, height) == SIZES[0] and not wanted:
                        take_gate(shell, folder)
                    count += _take_pages(shell, database, folder, (width, height), wanted)
                shell.tasks.close()
        database.close()
    return count


def _take_pages(shell: Shell, database: Database, folder: Path, size: tuple[int, int], wanted: set[str]) -> int:
    count = 0
    for shot in all_shots():
        if wanted and shot.name not in wanted:
            continue
        window = shell.enter(database)
        window.resize(*size)
        settle(30)
        widget = shot.show(Studio(shell, window, database))
        settle(150)
        widget.grab().save(str(folder / f"{shot.name}.png"))
        for other in QApplication.topLevelWidgets():
            other.hide()
        shell.leave()
        settle(10)
        count += 1
    return count


def main() -> int:
    """Take the pictures; names after OUT take only those."""
    if len(sys.argv) < 2:
        sys.stderr.write("usage: python -m tests.screenshots OUT [NAME…]\n")
        return 2
    count = take_all(Path(sys.argv[1]), set(sys.argv[2:]))
    sys.stdout.write(f"{count} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
