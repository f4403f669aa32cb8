"""Pay in a real store: counted, priced by month, frozen, reconciled, pasted, undone; May outlives June's price."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from model.decision_maps.judging import give_role
from model.errors import UserError
from model.needs.promise_actions import PromiseDraft, add_promise
from model.pay.actions import (
    PieceDraft,
    add_deduction,
    add_piece,
    change_piece,
    delete_deduction,
    delete_piece,
    freeze_month,
    set_mark,
    set_rate,
    set_scheme,
    thaw_month,
)
from model.pay.behind import find_entry, list_key_people, list_process, list_proofs
from model.pay.queries import (
    find_doubles,
    find_reconciliation,
    find_statement,
    has_scheme,
    list_entries,
    list_rate_rows,
    list_statements,
    months_with_sheet,
)
from model.pay.reconciling import Finding
from model.pay.records import OfficialPay, PieceEntry, PieceRate
from model.pay.rules import DEFAULT_SCHEME
from model.pay.statements import PARTS
from model.staff.records import Staff
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, new_id, person_id
from model.store.undo import undo
from model.visits.actions import VisitDraft, add_visit
from tests.builders import OWNER, TODAY, add_contact
from tests.pay.world import LINE, MONTH, SCHEME, count, pay_sheet, trace


def test_a_price_from_june_leaves_mays_statement_equal_to_the_byte(store: Database, customer: str) -> None:
    count(store, date(2026, 5, 12), quantity=3, customer_id=customer)
    count(store, date(2026, 6, 12), quantity=3, customer_id=customer)
    may, june = trace(store, 202605), trace(store, 202606)
    with store.write("Price") as session:
        set_rate(session, replace(LINE, unit_price_fen=20_000, valid_from=202606), date(2026, 6, 5))
    assert trace(store, 202605) == may
    assert trace(store, 202606) != june
    with store.read() as session:
        assert find_statement(session, 202605, TODAY).sum_of("piecework") == 54_000
        assert find_statement(session, 202606, TODAY).sum_of("piecework") == 60_000


def test_a_price_in_a_past_month_is_refused_and_what_cannot_be_meant_too(store: Database, customer: str) -> None:
    wrong = [
        replace(LINE, valid_from=202610),
        replace(LINE, valid_from=None),
        replace(LINE, item_code=" "),
        replace(LINE, category="gold"),
        replace(LINE, unit_price_fen=None),
        replace(LINE, valid_from=202612, valid_to=202611),
    ]
    for draft in wrong:
        with pytest.raises(UserError), store.write("Price") as session:
            set_rate(session, draft, TODAY)
    with store.read() as session:
        rows = list_rate_rows(session, MONTH)
    assert [(row.rate.unit_price_fen, row.unit, row.proof, row.in_force) for row in rows] == [
        (18_000, "条", "开通单", True),
        (400, "", "", True),
    ]


def test_a_scheme_is_versioned_by_month_and_no_past_month_changes(store: Database, customer: str) -> None:
    may = trace(store, 202605)
    with store.write("Scheme") as session:
        set_scheme(session, replace(SCHEME, valid_from=MONTH, base_fen=400_000), TODAY)
    assert trace(store, 202605) == may
    with store.read() as session:
        assert has_scheme(session)
        assert find_statement(session, MONTH, TODAY).sum_of("base") == 400_000
    wrong = [
        replace(SCHEME, valid_from=202610),
        replace(SCHEME, valid_from=MONTH, base_fen=-1),
        replace(SCHEME, valid_from=MONTH, result_weight=0, retention_weight=0, process_weight=0),
        replace(SCHEME, valid_from=MONTH, least_points=130),
    ]
    for scheme in wrong:
        with pytest.raises(UserError), store.write("Scheme") as session:
            set_scheme(session, scheme, TODAY)


def test_without_a_scheme_only_pieces_count(store: Database) -> None:
    with store.write("Price") as session:
        set_rate(session, LINE, TODAY)
    count(store)
    with store.read() as session:
        statement = find_statement(session, MONTH, TODAY)
        assert not has_scheme(session)
    assert [statement.sum_of(part) for part in PARTS] == [0, 0, 18_000, 0, 0]
    assert DEFAULT_SCHEME.base_fen == 0


def test_an_entry_keeps_the_customers_code_and_name_and_its_price(store: Database, customer: str) -> None:
    entry = count(store, customer_id=customer, evidence="受理单 1", number="15400001234", quantity=2)
    with store.read() as session:
        row = list_entries(session, MONTH)[0]
    assert (row.id, row.group_code, row.customer_name, row.item) == (entry, "G001", "临江示例机械有限公司", "专线新装")
    assert (row.unit_price_fen, row.amount_fen, row.number, row.proved) == (18_000, 36_000, "154****1234", True)


@pytest.mark.parametrize(
    "draft",
    [
        PieceDraft(None, "JJ02", 1),
        PieceDraft(TODAY, " ", 1),
        PieceDraft(TODAY, "JJ02", 0),
        PieceDraft(TODAY, "x", 10**9),
    ],
)
def test_a_piece_that_cannot_be_meant_is_refused(store: Database, customer: str, draft: PieceDraft) -> None:
    with pytest.raises(UserError), store.write("Count") as session:
        add_piece(session, draft)


def test_entries_are_corrected_deleted_and_brought_back(store: Database, customer: str) -> None:
    entry = count(store, customer_id=customer)
    with store.write("Correct") as session:
        change_piece(session, entry, PieceDraft(TODAY, "JJ12", 5, customer, evidence=" 受理单 7 "))
    with store.read() as session:
        row = list_entries(session, MONTH)[0]
        assert find_entry(session, entry) is not None
    assert (row.item_code, row.quantity, row.amount_fen, row.evidence) == ("JJ12", 5, 2_000, "受理单 7")
    with store.write("Delete") as session:
        delete_piece(session, entry)
    with pytest.raises(UserError), store.write("Delete") as session:
        delete_piece(session, entry)
    undo(store)
    with store.read() as session:
        assert [row.id for row in list_entries(session, MONTH)] == [entry]


def test_what_has_neither_words_nor_a_record_is_without_evidence(store: Database, customer: str) -> None:
    with store.write("Visit") as session:
        visit = add_visit(session, VisitDraft(customer, TODAY, purpose="谈专线", outcome="同意"), "示例经理")
    count(store, customer_id=customer)
    count(store, customer_id=customer, evidence="  ")
    count(store, customer_id=customer, source_entity="visit", source_id=visit)
    count(store, customer_id=customer, evidence="单")
    count(store, date(2026, 10, 1))
    with store.read() as session:
        assert [row.proved for row in list_entries(session, MONTH)].count(False) == 2
        proofs = list_proofs(session, customer)
    assert [(proof.entity, proof.id, proof.words) for proof in proofs] == [("visit", visit, "谈专线")]


def test_a_piece_counted_in_two_months_is_pointed_out_in_the_later_one(store: Database, customer: str) -> None:
    first = count(store, date(2026, 10, 30), customer_id=customer, evidence="受理单 9")
    second = count(store, date(2026, 11, 2), customer_id=customer, evidence="受理单９")
    count(store, date(2026, 11, 2), code="JJ12", customer_id=customer, evidence="受理单 9")
    with store.read() as session:
        assert find_doubles(session, 202610) == {}
        found = find_doubles(session, MONTH)
    assert {key: (double.first_id, double.by) for key, double in found.items()} == {second: (first, "evidence")}


def test_the_sheet_is_laid_beside_the_pieces(store: Database, customer: str) -> None:
    for evidence in ("a", "b", "b"):
        count(store, customer_id=customer, evidence=evidence)
    count(store, code="JJ12", quantity=5)
    pay_sheet(store, MONTH, ("JJ02", 2, 36_000), ("JJ99", 1, 500))
    with store.read() as session:
        found = find_reconciliation(session, MONTH)
        assert months_with_sheet(session) == [MONTH]
        assert not find_reconciliation(session, 202610).has_sheet
    assert {row.item_code: row.finding for row in found.rows} == {
        "JJ02": Finding.DOUBLE,
        "JJ12": Finding.MISSING,
        "JJ99": Finding.EXTRA,
    }
    assert (found.our_fen, found.paid_fen, found.difference_fen) == (56_000, 36_500, -19_500)


def test_somebody_elses_pieces_and_sheet_do_not_count(store: Database, customer: str) -> None:
    with store.write("Other") as session:
        session.add(
            PieceEntry(id=new_id(), dossier_id=person_id("S999"), entry_date=TODAY, item_code="JJ02", quantity=9)
        )
        session.add(
            OfficialPay(id=new_id(), dossier_id=person_id("S999"), employee_no="S999", month=MONTH, item_code="JJ02")
        )
    with store.read() as session:
        assert list_entries(session, MONTH) == []
        assert find_statement(session, MONTH, TODAY).sum_of("piecework") == 0
        assert months_with_sheet(session) == []


def test_a_frozen_month_stays_whatever_becomes_of_its_records(store: Database, customer: str) -> None:
    entry = count(store, customer_id=customer)
    before = trace(store, MONTH)
    with store.write("Freeze") as session:
        freeze_month(session, MONTH, TODAY)
    with store.write("Change") as session:
        change_piece(session, entry, PieceDraft(TODAY, "JJ02", 9, customer))
        set_rate(session, replace(LINE, unit_price_fen=1, valid_from=MONTH), TODAY)
    assert trace(store, MONTH) == before
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).frozen_on == TODAY
    with pytest.raises(UserError), store.write("Freeze") as session:
        freeze_month(session, MONTH, TODAY)
    with store.write("Open") as session:
        thaw_month(session, MONTH)
    assert trace(store, MONTH) != before
    with pytest.raises(UserError), store.write("Open") as session:
        thaw_month(session, MONTH)
    with store.write("Freeze") as session:
        freeze_month(session, MONTH, TODAY)
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).sum_of("piecework") == 9


def test_a_month_to_come_and_one_with_unpriced_pieces_are_not_frozen(store: Database, customer: str) -> None:
    with pytest.raises(UserError), store.write("Freeze") as session:
        freeze_month(session, 202612, TODAY)
    count(store, code="JJ77")
    with pytest.raises(UserError), store.write("Freeze") as session:
        freeze_month(session, MONTH, TODAY)


def test_points_of_the_appraisal_outrank_the_data_and_can_be_taken_back(store: Database, customer: str) -> None:
    with store.write("Points") as session:
        set_mark(session, MONTH, "process", 88.5, "区县评分（示例）")
    with store.read() as session:
        statement = find_statement(session, MONTH, TODAY)
    assert [(mark.part, mark.points, mark.given) for mark in statement.marks] == [("process", 8_850, True)]
    assert statement.sum_of("performance") == 212_400
    with store.write("Points") as session:
        set_mark(session, MONTH, "process", None, "")
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).marks == ()
    for part, points, reason in (("luck", 1.0, "x"), ("process", 900.0, "x"), ("process", 90.0, " ")):
        with pytest.raises(UserError), store.write("Points") as session:
            set_mark(session, MONTH, part, points, reason)


def test_a_breach_takes_the_bonuses_until_it_is_taken_back(store: Database, customer: str) -> None:
    with store.write("Points") as session:
        set_mark(session, MONTH, "result", 100, "示例")
        add_deduction(session, MONTH, "deduction", 5_000, "迟交日志（示例）", TODAY)
        breach = add_deduction(session, MONTH, "zero_tolerance", 9, "虚报业务（示例）", TODAY)
    with store.read() as session:
        statement = find_statement(session, MONTH, TODAY)
    assert (statement.breach, statement.sum_of("performance"), statement.sum_of("deduction")) == (
        "虚报业务（示例）",
        0,
        5_000,
    )
    with store.write("Back") as session:
        delete_deduction(session, breach)
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).sum_of("performance") == 240_000
    with pytest.raises(UserError), store.write("Back") as session:
        delete_deduction(session, breach)
    for kind, amount, reason in (("fine", 1, "x"), ("deduction", 1, ""), ("deduction", None, "x")):
        with pytest.raises(UserError), store.write("Deduct") as session:
            add_deduction(session, MONTH, kind, amount, reason, TODAY)


def test_whoever_joined_this_autumn_is_a_newcomer(store: Database, customer: str) -> None:
    with store.write("Staff") as session:
        session.add(
            Staff(
                id=person_id("S001"),
                dossier_id=OFFICE_DOSSIER,
                employee_no="S001",
                name="示例经理",
                joined=date(2026, 9, 20),
            )
        )
        set_mark(session, MONTH, "result", 100, "示例")
        set_mark(session, 202612, "result", 100, "示例")
    with store.read() as session:
        assert find_statement(session, MONTH, TODAY).sum_of("performance") == 0
        assert find_statement(session, 202612, TODAY).sum_of("performance") == 240_000


def test_key_people_and_process_work_open_the_list_behind_them(store: Database, customer: str) -> None:
    stays = add_contact(store, customer, "周总监（示例）")
    gone = add_contact(store, customer, "李主任（示例）", status="left", status_since=date(2026, 11, 3))
    with store.write("Judge") as session:
        for contact in (stays, gone):
            give_role(session, contact, "decider", date(2026, 10, 1))
        add_visit(session, VisitDraft(customer, TODAY, purpose="谈续约", outcome="同意"), "示例经理")
        add_visit(session, VisitDraft(customer, TODAY, "planned", purpose="回访"), "示例经理")
        add_visit(session, VisitDraft(customer, date(2026, 11, 28), "planned", purpose="以后"), "示例经理")
        add_promise(session, PromiseDraft(customer, "书面方案", TODAY), TODAY)
    with store.read() as session:
        people, work = list_key_people(session, MONTH), list_process(session, MONTH, TODAY)
        october = list_key_people(session, 202610)
        lines = find_statement(session, MONTH, TODAY).lines_of("retention")
    assert [(row.name, row.kept) for row in people] == [("李主任（示例）", False), ("周总监（示例）", True)]
    assert all(row.kept for row in october)
    assert [(row.what, row.counted) for row in work] == [("回访", False), ("谈续约", True)]
    assert {line.key: (line.measures, line.amount_fen) for line in lines} == {
        "key_person": (((1, 2),), 20_000),
        "snapshot_member": ((), 0),
        "process": (((1, 2),), 15_000),
    }


def test_six_months_stand_side_by_side(store: Database, customer: str) -> None:
    with store.read() as session:
        months = [statement.month for statement in list_statements(session, 202602, 4, TODAY)]
    assert months == [202511, 202512, 202601, 202602]


def test_the_rates_of_the_office_stand_in_its_dossier_and_pay_in_the_persons(store: Database, customer: str) -> None:
    count(store, customer_id=customer)
    with store.read() as session:
        assert set(session.scalars(select(PieceRate.dossier_id))) == {OFFICE_DOSSIER}
        assert set(session.scalars(select(PieceEntry.dossier_id))) == {person_id(OWNER.employee_no)}
