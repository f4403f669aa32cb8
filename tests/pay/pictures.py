"""What the pictures show of pay and targets."""

from typing import Any

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from gui.pay.page import PayPage
from gui.targets.page import TargetsPage
from model.pay.inputs import own_dossier
from model.pay.queries import has_scheme, list_entries
from model.pay.records import KpiTarget, OfficialPay
from model.practice.actions import SAMPLE_OWNER
from model.practice.pay import add_sample_pay
from model.retention.records import RetentionTask
from model.settings.queries import find_owner
from model.store.ids import OFFICE_DOSSIER, natural_id, new_id
from tests.builders import TODAY
from tests.studio import Shot, Show, Studio

TARGETS = (
    ("信息化收入", 42_300, 33_108, 30),
    ("拍照收入保有率", 97, 95.7, 30),
    ("集团成员净增", 60, 48, 20),
    ("拜访覆盖率", 90, 89.5, 20),
)
PASTED = (
    ("日期", "项目", "数量", "客户", "受理单", "手机号"),
    ("2026-11-18", "宽带新装", "2", "2710010001", "受理单 77（示例）", ""),
    ("11月19日", "JJ21", "1", "2710010003", "受理单 78（示例）", "15400008888"),
    ("2026-11-19", "没有的项目", "1", "2710010003", "", ""),
    ("2026-11-20", "JJ11", "多", "不存在的客户", "", ""),
)


def ready(studio: Studio) -> None:
    """Give the owner what the sample manager has: the office's sheet and targets, pieces, a scheme."""
    with studio.database.read() as session:
        if has_scheme(session):
            return
    with studio.database.write() as session:
        number, person = find_owner(session).employee_no, own_dossier(session)
        for place, code in enumerate(("JJ01", "JJ02", "JJ03", "JJ04", "JJ11", "JJ13", "JJ21", "JJ22")):
            price = (600, 18_000, 6_000, 2_000, 1_200, 30_000, 1_500, 800)[place]
            for month in (202608, 202609, 202610):
                count = (place * 3 + month) % 7 + 1
                session.add(
                    OfficialPay(
                        id=new_id(), dossier_id=person, employee_no=number, month=month, item_code=code,
                        quantity=count, amount_fen=count * price,
                    )
                )  # fmt: skip
        for month in (202608, 202609, 202610, 202611):
            for item, target, actual, weight in TARGETS:
                share = 1 if month == 202611 else 0.9 + month % 5 / 20
                session.add(
                    KpiTarget(
                        id=natural_id("kpi_target", "manager", number, month, item), dossier_id=OFFICE_DOSSIER,
                        scope="manager", subject=number, month=month, item=item, target=target,
                        actual=round(actual * share, 1), weight=weight,
                    )
                )  # fmt: skip
    with studio.database.write() as session:
        add_sample_pay(session, TODAY)
        tasks = session.scalars(
            select(RetentionTask).where(RetentionTask.due <= TODAY).order_by(RetentionTask.id)
        ).all()
        for task in tasks[: len(tasks) * 9 // 10]:
            task.status = "done"


def _pay(studio: Studio, sheet: str = "estimate", month: int = 202611) -> PayPage:
    ready(studio)
    page = studio.opened(PayPage, "pay", sheet)
    page.month.set_month(month)
    page.refresh()
    return page


def _shot(sheet: str, month: int = 202611) -> Show:
    def show(studio: Studio) -> QWidget:
        _pay(studio, sheet, month)
        return studio.window

    return show


def _piece(studio: Studio) -> QWidget:
    page = _pay(studio, "pieces")
    with studio.database.read() as session:
        entry = next(row for row in list_entries(session, 202611) if row.number)
    page.show_target(entry.id)
    return studio.dialog()


def _paste(studio: Studio) -> QWidget:
    page = _pay(studio, "pieces")
    page.pieces.paste(PASTED)
    return studio.dialog()


def _opened(part: str, key: str, record: str = "") -> Show:
    def show(studio: Studio) -> QWidget:
        page = _pay(studio)
        page.estimate.opened.emit(part, key, record)
        return studio.dialog()

    return show


def _deduction(studio: Studio) -> QWidget:
    _pay(studio).estimate.deduction_wanted.emit()
    return studio.dialog()


def _rate(studio: Studio) -> QWidget:
    page = _pay(studio, "rates")
    page.rates.table.opened.emit(page.rates.table.shown_ids()[0])
    return studio.dialog()


def _targets(studio: Studio) -> TargetsPage:
    ready(studio)
    return studio.opened(TargetsPage, "targets")


def _targets_shot(studio: Studio) -> QWidget:
    page = _targets(studio)
    sample = next(row for row in page.rows() if row.subject == SAMPLE_OWNER.employee_no)
    page.table.select(sample.id)
    return studio.window


def _step(place: int) -> Show:
    def show(studio: Studio) -> QWidget:
        wizard = _targets(studio).plan()
        wizard.process.form.set_values({"name": "2027 年一季度考核（示例）"})
        wizard.indicators.list.set_value(("信息化收入", "目标市场保有率", "拜访覆盖率"))
        for at in range(place):
            wizard.next()
            if at == 2:
                _type_standards(wizard.standards.fields)
        return wizard

    return show


def _type_standards(fields: Any) -> None:
    for (item, row), target in zip(fields.items(), (42_000.0, 98.0, 90.0), strict=True):
        row["target"].set_value(target)
        if item != "拜访覆盖率":
            row["bonus_at"].set_value(100)
            row["bonus_fen"].set_value(30_000)
            row["penalty_below"].set_value(85)
            row["penalty_fen"].set_value(10_000)


SHOTS = (
    Shot("pay-estimate", _shot("estimate")),
    Shot("pay-last-month", _shot("estimate", 202610)),
    Shot("pay-pieces", _shot("pieces")),
    Shot("pay-reconcile", _shot("reconcile", 202610)),
    Shot("pay-no-sheet", _shot("reconcile")),
    Shot("pay-rates", _shot("rates")),
    Shot("pay-piece", _piece),
    Shot("pay-paste", _paste),
    Shot("pay-scheme", _opened("base", "base")),
    Shot("pay-points", _opened("performance", "mark", "process")),
    Shot("pay-key-people", _opened("retention", "key_person")),
    Shot("pay-process", _opened("retention", "process")),
    Shot("pay-deduction", _deduction),
    Shot("pay-rate", _rate),
    Shot("targets-month", _targets_shot),
    Shot("targets-plan-1", _step(0)),
    Shot("targets-plan-2", _step(1)),
    Shot("targets-plan-3", _step(2)),
    Shot("targets-plan-4", _step(3)),
    Shot("targets-plan-5", _step(4)),
)
