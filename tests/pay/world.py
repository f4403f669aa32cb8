"""What the tests of pay build on: two items with prices, a scheme, pieces counted, a pay sheet."""

from datetime import date

from model.pay.actions import PieceDraft, RateDraft, add_piece
from model.pay.queries import find_statement
from model.pay.records import OfficialPay
from model.pay.rules import Scheme
from model.pay.statements import trace_of
from model.store.database import Database
from model.store.ids import new_id, person_id
from tests.builders import OWNER, TODAY

MONTH = 202611
SCHEME = Scheme(202601, 380_000, 240_000, 40_000, 80_000, 30_000)
LINE = RateDraft("JJ02", "专线新装", "basic_group", 18_000, 202601, unit="条", proof="开通单")
CARD = RateDraft("JJ12", "企业一卡通发卡", "informatization", 400, 202601)


def count(store: Database, day: date = TODAY, code: str = "JJ02", quantity: int = 1, **fields: object) -> str:
    with store.write("Count") as session:
        return add_piece(session, PieceDraft(day, code, quantity, **fields))  # type: ignore[arg-type]


def pay_sheet(store: Database, month: int, *rows: tuple[str, float, int]) -> None:
    with store.write("Sheet") as session:
        for code, quantity, amount in rows:
            session.add(
                OfficialPay(
                    id=new_id(), dossier_id=person_id(OWNER.employee_no), employee_no=OWNER.employee_no, month=month,
                    item_code=code, quantity=quantity, amount_fen=amount,
                )
            )  # fmt: skip


def trace(store: Database, month: int, today: date = TODAY) -> bytes:
    with store.read() as session:
        return trace_of(find_statement(session, month, today)).encode()
