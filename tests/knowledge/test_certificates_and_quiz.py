"""The certificate of the self-test and the product quiz."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.context import Context
from gui.knowledge.certificate import certificate_menu, paper_of_certificate
from gui.knowledge.quiz_tab import QuizTab
from model.catalogue.queries import OfferingRow
from model.catalogue.records import ProductOffering
from model.errors import UserError
from model.knowledge.actions import AnswerDraft, answer_question
from model.knowledge.certificates import WHOLE, certificate_of, left_in
from model.knowledge.questions import QUESTIONS
from model.knowledge.quiz import LEAST_OPTIONS, last_missed, list_rounds, quiz_of, save_round, start_quiz
from model.knowledge.records import QuizRound
from model.knowledge.self_test import list_questions
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, new_id
from model.store.undo import undo
from tests.builders import TODAY
from tests.windows import on_screen

PRODUCTS = ("集团彩铃", "企业一卡通", "数据专线", "移动办公", "定位之星")
LAYERS = ("basic", "application", "industry", "integration")


def answer_all(database: Database, group: str) -> None:
    with database.write() as session:
        for question in QUESTIONS:
            if group in (WHOLE, question.group):
                answer_question(session, AnswerDraft(question.code, "yes"), TODAY)


def fill_catalogue(database: Database) -> None:
    with database.write() as session:
        for place, name in enumerate(PRODUCTS):
            session.add(
                ProductOffering(
                    id=new_id(), dossier_id=OFFICE_DOSSIER, code=f"P{place}", name=name, monthly_fen=1000 * (place + 1),
                    product_layer=LAYERS[place % 4], buying_point=f"省事之{place}",
                )
            )  # fmt: skip


def test_a_certificate_waits_until_every_question_is_passed(store: Database) -> None:
    with store.read() as session:
        with pytest.raises(UserError, match="5"):
            certificate_of(session, "self", TODAY)
        assert left_in(list_questions(session, TODAY), WHOLE) == 45
    answer_all(store, "self")
    with store.read() as session:
        certificate = certificate_of(session, "self", TODAY)
        assert len(certificate.rows) == 5
        assert certificate.counted == 0
        with pytest.raises(UserError, match="40"):
            certificate_of(session, WHOLE, TODAY)


def test_the_menu_offers_what_is_earned_and_the_paper_says_on_what_it_rests(qtbot: QtBot, context: Context) -> None:
    fill_catalogue(context.database)
    answer_all(context.database, WHOLE)
    with context.read() as session:
        rows = list_questions(session, TODAY)
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = certificate_menu(parent, context, rows)
    assert [action.isEnabled() for action in menu.actions()] == [True] * 5
    pdf = paper_of_certificate(context, WHOLE).pdf
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for words in ("5 / 5 目录产品", "本人回答", "决策链与关系", "区县负责人"):
        assert words in text


offerings = st.lists(
    st.builds(
        OfferingRow,
        id=st.uuids().map(str), code=st.uuids().map(str), name=st.text("甲乙丙丁戊", min_size=1, max_size=4),
        product_layer=st.sampled_from(("", *LAYERS)), product_function=st.sampled_from(("", "office", "marketing")),
        brand_line=st.just(""), bundle=st.just(False), unit=st.just(""),
        monthly_fen=st.none() | st.integers(0, 5), one_off_fen=st.none(), cost_fen=st.none(), floor_fen=st.none(),
        industries=st.just(""), selling_point=st.just(""), buying_point=st.sampled_from(("", "省", "快")),
        sla=st.just(""), cards=st.just(0),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=40)
@given(offerings, st.text(max_size=5))
def test_every_question_has_one_right_answer_and_others_that_differ(catalogue: list[OfferingRow], seed: str) -> None:
    made = quiz_of(catalogue, seed)
    assert made == quiz_of(catalogue, seed)
    assert len({one.code for one in made}) == len(made)
    products = {one.code: one for one in catalogue}
    for one in made:
        assert LEAST_OPTIONS <= len(one.options) == len(set(one.options))
        right, product = one.options[one.right], products[one.code]
        if one.kind == "buying_point":
            assert right == product.name
            fitting = {other.name for other in catalogue if other.buying_point == product.buying_point}
            assert [option for option in one.options if option in fitting] == [right]
        elif one.kind == "price":
            assert right == str(product.monthly_fen)
        else:
            assert right == getattr(product, f"product_{one.kind}")


def test_what_was_missed_comes_first_next_time_and_a_round_is_taken_back(store: Database) -> None:
    with store.read() as session, pytest.raises(UserError):
        start_quiz(session, TODAY)
    fill_catalogue(store)
    with store.write("round") as session:
        save_round(session, 5, ["P3", "P3", "P1"], TODAY)
    with store.read() as session:
        assert {one.code for one in start_quiz(session, TODAY)[:2]} == {"P1", "P3"}
        assert [(row.asked, row.right_count, row.missed) for row in list_rounds(session, TODAY)] == [
            (5, 3, "移动办公、企业一卡通")
        ]
    undo(store)
    with store.read() as session:
        assert list_rounds(session, TODAY) == []
    for asked, missed in ((0, []), (1, ["P1", "P2"])):
        with pytest.raises(UserError), store.write() as session:
            save_round(session, asked, missed, TODAY)


def test_a_round_that_another_store_wrote_otherwise_names_nothing(store: Database) -> None:
    with store.write() as session:
        for text in ("nonsense", '{"a": 1}'):
            session.add(QuizRound(id=new_id(), dossier_id=OFFICE_DOSSIER, taken_on=TODAY, asked=0, missed=text))
    with store.read() as session:
        assert [(row.share, row.missed) for row in list_rounds(session, TODAY)] == [(0.0, ""), (0.0, "")]
        assert last_missed(session) == frozenset()


def test_a_round_is_played_with_the_keyboard_and_kept(qtbot: QtBot, context: Context) -> None:
    fill_catalogue(context.database)
    tab = on_screen(qtbot, QuizTab(context))
    tab.begin()
    asked = 0
    with qtbot.waitSignal(tab.card.ended) as ended:
        while asked < len(PRODUCTS):
            qtbot.keyClick(tab.card, Qt.Key.Key_1)
            qtbot.keyClick(tab.card, Qt.Key.Key_2)
            assert tab.card.told.text()
            qtbot.keyClick(tab.card, Qt.Key.Key_Return)
            asked += 1
    with context.read() as session:
        rounds = list_rounds(session, TODAY)
    assert ended.args is not None
    assert [(row.asked, row.asked - row.right_count) for row in rounds] == [(5, len(ended.args[1]))]
