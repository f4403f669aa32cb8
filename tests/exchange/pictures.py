"""What the pictures show of the exchange: an office with two managers, and a laptop with conflicts to decide."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from gui.exchange.page import ExchangePage
from gui.exchange.words_dialog import WordsDialog
from model.exchange.assigning import cover_customers
from model.exchange.enrolment import fingerprint
from model.exchange.erasure import erase_row
from model.exchange.inbox import import_files
from model.exchange.status import list_files
from model.store.ids import natural_id, new_id
from resources.i18n import _
from tests.exchange.forging import a_write, forge
from tests.exchange.sites import Site, join, make_site, meet, pass_on
from tests.exchange.test_conflicts_of_months import put_slice
from tests.studio import Shot, Studio, settle

TODAY = date(2026, 11, 22)
NAMES = (
    ("2710010001", "示例：江东机械集团有限公司"),
    ("2710010002", "示例：江东市第一人民医院"),
    ("2710010003", "示例：云帆物流股份有限公司"),
    ("2710010004", "示例：东湖职业技术学院"),
    ("2710010005", "示例：江东国际会展中心有限责任公司"),
)


@cache
def stage() -> dict[str, Site]:
    """An office and three laptops of two managers, enrolled, with every kind of thing to decide."""
    folder = Path(tempfile.mkdtemp(prefix="exchange-pictures-"))
    office = make_site(folder, "示例办公室", "O1", "office")
    laptops = [make_site(folder, name, number) for name, number in (("示例甲", "M1001"), ("示例乙", "M1002"))]
    for place, (code, name) in enumerate(NAMES):
        laptops[place % 2].add_customer(code, name)
    for laptop in laptops:
        join(office, laptop)
    meet(office, *laptops)
    _conflicts(office, laptops[0])
    _held(office, laptops[0])
    office.sql("UPDATE customer SET manager_no = 'M1002', manager_name = '示例乙' WHERE group_code = ?", NAMES[0][0])
    with office.database.write("Cover") as session:
        cover_customers(session, [NAMES[2][0]], "M1002", TODAY, date(2026, 12, 6), TODAY)
    person = office.add_contact(natural_id("customer", NAMES[3][0]), "示例丁", mobile="15400001234", interests="书法")
    office.add_contact(natural_id("customer", NAMES[1][0]), "示例戊", mobile="15400005678", title="信息科科长")
    office.add_visit(natural_id("customer", NAMES[1][0]), "示例戊 说年底前要定专线方案")
    office.sql(
        "INSERT INTO site (id, dossier_id, customer_id, name, contact_name) VALUES (?, ?, ?, '总部', '示例戊')",
        new_id(), *[natural_id("customer", NAMES[1][0])] * 2,
    )  # fmt: skip
    with office.database.write() as session:
        erase_row(session, "contact", person, "本人书面提出")
    return {"office": office, "laptop": laptops[0]}


def _conflicts(office: Site, laptop: Site) -> None:
    """Two edits, an edit against a delete, and two sets of figures of one month."""
    customer = natural_id("customer", NAMES[0][0])
    visits = [laptop.add_visit(customer, "设备采购计划下周会议确认") for _n in range(2)]
    put_slice(laptop, 202609, 100, customer)
    meet(office, laptop)
    office.sql("UPDATE visit SET note = '采购会议改到周五，请带书面割接窗口' WHERE id = ?", visits[0])
    laptop.sql("UPDATE visit SET note = '采购会议照旧，主任要看报价分摊表' WHERE id = ?", visits[0])
    office.sql("DELETE FROM visit WHERE id = ?", visits[1])
    laptop.sql("UPDATE visit SET outcome = '同意试点' WHERE id = ?", visits[1])
    office.sql("UPDATE customer SET address = '江东市东湖路 18 号', region = '东区' WHERE id = ?", customer)
    laptop.sql("UPDATE customer SET address = '江东市东湖路 18 号 3 号楼' WHERE id = ?", customer)
    put_slice(laptop, 202610, 12_800_00, customer)
    put_slice(office, 202610, 12_950_00, customer)
    meet(office, laptop)


def _held(office: Site, laptop: Site) -> None:
    """A visit in a colleague's customer, a file that deletes a lot, and one cut short."""
    strange = natural_id("customer", NAMES[1][0])
    line = a_write(laptop, strange, "visit", new_id(), {"customer_id": strange, "note": "代同事拜访"})
    office.take(forge(laptop, office, [line], "MB1-3f21c0-7a90be-20261122T013000Z-5be0c1d2.mbx"))
    broken = office.folder / "MB1-3f21c0-7a90be-20261122T020000Z-77aa01f3.mbx"
    broken.write_bytes(b"age-encryption.org/v1\n")
    office.take(broken)
    own = natural_id("customer", NAMES[2][0])
    for number in range(25):
        laptop.add_visit(own, f"第 {number + 1} 次拜访")
    meet(office, laptop)
    laptop.sql("DELETE FROM visit WHERE dossier_id = ?", own)
    pass_on(laptop, office, "office")


def _window(studio: Studio, who: str) -> ExchangePage:
    """The exchange page in the window on one of the stage's stores."""
    site = stage()[who]
    size = studio.window.size()
    studio.shell.leave()
    studio.window = studio.shell.enter(site.database)
    studio.window.resize(size)
    context = studio.window.context
    context.preferences.keep_layout("exchange", {"out": str(site.folder / "out" / "last")})
    studio.page("exchange")
    settle(60)
    page = studio.window.page()
    assert isinstance(page, ExchangePage)
    return page


def _sheet(who: str, sheet: str) -> Callable[[Studio], QWidget]:
    def show(studio: Studio) -> QWidget:
        page = _window(studio, who)
        page.tabs.show_sheet(sheet)
        return studio.window

    return show


def _last_dialog(studio: Studio) -> QWidget:
    settle(60)
    return studio.window.findChildren(QDialog)[-1]


def _conflict(kind: str) -> Callable[[Studio], QWidget]:
    def show(studio: Studio) -> QWidget:
        page = _window(studio, "laptop")
        row = next(row for row in page._conflicts.values() if (row.kind, row.entity) == tuple(kind.split("/")))
        dialog = page.open_conflict(row.id)
        assert dialog is not None
        if kind == "edit/customer":
            dialog.write()
        return dialog

    return show


def _file(state: str) -> Callable[[Studio], QWidget]:
    def show(studio: Studio) -> QWidget:
        journal = _window(studio, "office").journal
        with stage()["office"].database.read() as session:
            row = next(row for row in list_files(session) if row.state == state)
        dialog = journal.open_file(str(row.no))
        assert dialog is not None
        return dialog

    return show


def _words(studio: Studio) -> QWidget:
    page = _window(studio, "laptop")
    with stage()["laptop"].database.read() as session:
        words = fingerprint(session.connection())
    said = (_("Give {file} to the office: on a stick, in a mail or in a shared folder.").format(file="enrolment.mbe"),)
    dialog = WordsDialog(page, _("Your words"), words or "", said, Path())
    dialog.open()
    return dialog


def _held_dialog(studio: Studio) -> QWidget:
    page = _window(studio, "office")
    page.held.look(next(held for held in page.held.table.shown_ids() if held.startswith("dossier")))
    settle(400)
    return _last_dialog(studio)


def _assign(studio: Studio) -> QWidget:
    page = _window(studio, "office")
    assert page.assignments is not None
    dialog = page.assignments.hand_over((NAMES[0][0], NAMES[2][0]))
    assert dialog is not None
    dialog.manager.set_value("M1002")
    return dialog


def _cover(studio: Studio) -> QWidget:
    page = _window(studio, "office")
    assert page.assignments is not None
    page.assignments.table.select(NAMES[0][0])
    dialog = page.assignments.cover()
    assert dialog is not None
    return dialog


def _follow(studio: Studio) -> QWidget:
    page = _window(studio, "office")
    assert page.assignments is not None
    return page.assignments.follow()


def _erase(studio: Studio) -> QWidget:
    dialog = _window(studio, "office").erased.ask()
    dialog.customer.set_value(natural_id("customer", NAMES[1][0]))
    dialog.person.box.setCurrentIndex(1)
    return dialog


def _preview(studio: Studio) -> QWidget:
    from gui.exchange.receiving import PreviewDialog

    page = _window(studio, "office")
    files = stage()["laptop"].send("office")
    report = import_files(stage()["office"].database, files, preview=True)
    dialog = PreviewDialog(page, page.context, files, report)
    dialog.show()
    return dialog


def _outbox(studio: Studio) -> QWidget:
    site = stage()["office"]
    page = _window(studio, "office")
    from model.exchange.sending import export

    folder = site.folder / "out" / "last"
    export(site.database, folder)
    page.context.preferences.keep_layout("exchange", {"out": str(folder)})
    page.refresh()
    page.tabs.show_sheet("outbox")
    return studio.window


SHOTS = (
    Shot("exchange-laptop", _sheet("laptop", "files")),
    Shot("exchange-conflicts", _sheet("laptop", "conflicts")),
    Shot("exchange-conflict", _conflict("edit/customer")),
    Shot("exchange-conflict-note", _conflict("edit/visit")),
    Shot("exchange-conflict-delete", _conflict("delete/visit")),
    Shot("exchange-conflict-month", _conflict("slice/member_month")),
    Shot("exchange-office", _sheet("office", "files")),
    Shot("exchange-file", _file("applied")),
    Shot("exchange-file-refused", _file("refused")),
    Shot("exchange-words", _words),
    Shot("exchange-outbox", _outbox),
    Shot("exchange-held", _sheet("office", "held")),
    Shot("exchange-held-one", _held_dialog),
    Shot("exchange-devices", _sheet("office", "devices")),
    Shot("exchange-assignments", _sheet("office", "assignments")),
    Shot("exchange-assign", _assign),
    Shot("exchange-cover", _cover),
    Shot("exchange-follow", _follow),
    Shot("exchange-erased", _sheet("office", "erased")),
    Shot("exchange-erase", _erase),
    Shot("exchange-preview", _preview),
)
