"""The search box over a real store: what is found, in which order, whatever is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.catalogue.records import InstalledProduct, ProductOffering
from model.needs.records import Need, Promise
from model.search.hits import Hit, matched_range
from model.search.queries import find
from model.search.rules import Tier
from model.store.database import Database
from model.store.ids import OFFICE_DOSSIER, natural_id
from model.visits.records import Visit
from tests.builders import add_contact, add_customer, make_store

NAMES = {
    "2800001": "示例重庆长江银行股份有限公司",
    "2800002": "示例移动科技有限公司",
    "2800003": "移动示例",
    "2800004": "移动",
    "2800005": "北京移动示例物流有限责任公司",
    "2800006": "示例ABC Tech 5G（中国）有限公司",
    "2800007": "玉示",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A store with seven customers and something of everything that is searched."""
    folder: Path = tmp_path_factory.mktemp("search")
    database = make_store(folder)
    ids = {code: add_customer(database, code, name) for code, name in NAMES.items()}
    first = ids["2800002"]
    add_contact(database, first, "张明（示例）", title="财务总监", mobile="13812345678")
    add_contact(database, first, "单雪（示例）", mobile="13987654321")
    add_contact(database, ids["2800005"], "张华（示例）", phone="010-88991234")
    with database.write("Fill") as session:
        hanging = {"dossier_id": first, "customer_id": first}
        session.add(
            Visit(
                id=natural_id("visit", "1"), purpose="季度走访", note="客户抱怨专线 经常中断，要求三天内解决", **hanging
            )
        )
        session.add(Need(id=natural_id("need", "1"), statement="分支机构之间需要视频会议", **hanging))
        session.add(Promise(id=natural_id("promise", "1"), text="月底前开通备用链路", **hanging))
        session.add(
            InstalledProduct(id=natural_id("in", "1"), offering_code="P003", offering_name="数据专线", **hanging)
        )
        session.add(ProductOffering(id=natural_id("po", "1"), dossier_id=OFFICE_DOSSIER, code="P003", name="数据专线"))
    yield database
    database.close()


def hits(database: Database, text: str, limit: int = 20) -> list[Hit]:
    with database.read() as session:
        return find(session, text, limit)


def titles(database: Database, text: str) -> list[str]:
    return [hit.title for hit in hits(database, text)]


def test_exact_stands_before_prefix_and_prefix_before_inside(filled: Database) -> None:
    assert titles(filled, "移动")[:4] == ["移动", "移动示例", "示例移动科技有限公司", "北京移动示例物流有限责任公司"]


@pytest.mark.parametrize(
    "typed", ["sl", "slc", "cq", "slcq", "slcqcjyh", "slzqcjyh", "重", "长江银", "chang", "shilichongqing", "重庆cj"]
)
def test_a_bank_is_found_by_initials_sound_and_parts_with_every_plausible_reading(filled: Database, typed: str) -> None:
    assert "示例重庆长江银行股份有限公司" in titles(filled, typed)


@pytest.mark.parametrize("typed", ["2800001", "28000", "0001", "２８００００１"])
def test_a_code_is_found_whole_from_its_start_and_inside(filled: Database, typed: str) -> None:
    assert titles(filled, typed)[0] == "示例重庆长江银行股份有限公司"


@pytest.mark.parametrize("typed", ["13812345678", "138", "1381", "5678", "3456"])
def test_a_person_is_found_by_any_digits_of_the_number_which_stays_masked(filled: Database, typed: str) -> None:
    hit = hits(filled, typed)[0]
    assert (hit.title, hit.detail) == ("张明（示例）", "138****5678")
    assert hit.customer == "示例移动科技有限公司"


@pytest.mark.parametrize("typed", ["单雪", "shanxue", "sx", "danxue", "dx", "单"])
def test_a_person_is_found_by_the_surname_s_reading_and_by_the_common_one(filled: Database, typed: str) -> None:
    assert "单雪（示例）" in titles(filled, typed)


@pytest.mark.parametrize("typed", ["移动科技 张", "张 移动科技", "ydkj zhang", "移动　张明", "slyd zm"])
def test_a_person_is_found_with_the_customer_s_name_in_any_order(filled: Database, typed: str) -> None:
    found = hits(filled, typed)
    assert found[0].title == "张明（示例）"
    assert all(hit.title != "张华（示例）" for hit in found) or "移动科技" not in typed


@pytest.mark.parametrize(
    ("typed", "entity", "title"),
    [
        ("三天内", "visit", "季度走访"),
        ("视频会", "need", "分支机构之间需要视频会议"),
        ("备用", "promise", "月底前开通备用链路"),
        ("财务总监", "contact", "张明（示例）"),
        ("sjzx", "product_offering", "数据专线"),
        ("示例移动 专线", "installed_product", "数据专线"),
    ],
)
def test_notes_needs_promises_and_products_are_found(filled: Database, typed: str, entity: str, title: str) -> None:
    assert (entity, title) in [(hit.entity, hit.title) for hit in hits(filled, typed)]


def test_a_text_that_only_holds_the_pieces_apart_is_not_found(filled: Database) -> None:
    assert hits(filled, "抱怨三天") == []


def test_a_note_is_shown_around_the_words_that_were_met(filled: Database) -> None:
    (hit,) = [hit for hit in hits(filled, "中断") if hit.entity == "visit"]
    assert "中断" in hit.detail
    assert hit.tier is Tier.TEXT


def test_mixed_writing_and_full_width_find_the_same(filled: Database) -> None:
    for typed in ("abctech", "ABC tech", "ＡＢＣ", "5g", "５Ｇ（中国", "示例abc"):
        assert "示例ABC Tech 5G（中国）有限公司" in titles(filled, typed), typed


def test_the_met_letters_are_marked_in_the_title_as_it_is_written(filled: Database) -> None:
    (hit,) = [hit for hit in hits(filled, "5g中国") if hit.entity == "customer"]
    assert hit.matched is not None
    assert hit.title[slice(*hit.matched)] == "5G（中国"
    assert matched_range("示例（ＡＢ）", "ab") == (3, 5)
    assert matched_range("示例", "没有") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        "'",
        "*",
        "NEAR(a b)",
        "a OR b",
        "^",
        "%",
        "_",
        "\x00",
        "😀",
        "😀移动",
        "-移动",
        "a" * 200,
        "移" * 200,
        "()",
        ":",
    ],
)
def test_nothing_that_is_typed_breaks_the_search(filled: Database, typed: str) -> None:
    assert all(hit.title for hit in hits(filled, typed))


@given(st.text(max_size=30) | st.text(alphabet="移动示例slyd张1 \"*'()", max_size=20))
@settings(deadline=None, max_examples=60)
def test_any_text_is_welcome(filled: Database, typed: str) -> None:
    assert len(hits(filled, typed, 5)) <= 5


@given(st.sampled_from(sorted(NAMES.values())), st.data())
@settings(deadline=None, max_examples=60)
def test_every_part_of_a_name_finds_the_name(filled: Database, name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 2))
    end = data.draw(st.integers(start + 2, len(name)))
    if not any(character.isalnum() for character in name[start:end]):
        return
    if len([character for character in name[start:end] if character.isalnum()]) > 1:
        assert name in titles(filled, name[start:end])


def test_hits_can_be_of_one_entity_only(filled: Database) -> None:
    with filled.read() as session:
        for typed in ("示例", "sl", "专线", "示例移动 专线"):
            for entity in ("contact", "visit", "customer", "product_offering"):
                assert {hit.entity for hit in find(session, typed, entity=entity)} <= {entity}
        assert [hit.entity for hit in find(session, "专线", entity="visit")] == ["visit"]
