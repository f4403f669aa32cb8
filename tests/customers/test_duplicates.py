"""Customers that may be one twice: names taken apart, verdicts, pairs in a store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.customers.duplicates import block_keys, find_duplicates, keep_separate
from model.customers.names import Identity, Reason, Verdict, company_name, likeness
from model.customers.places import bare_place
from model.store.database import Database
from tests.builders import add_contact, add_customer


@pytest.mark.parametrize(
    "name",
    [
        "示例科技有限公司",
        "示例科技有限责任公司",
        "示例科技股份有限公司",
        "示例科技集团有限公司",
        "示例科技",
        "（示例科技）",
        "示例科技（中国）有限公司",
        "示例 科技　有限公司",
        "重庆示例科技有限公司",
        "重庆市示例科技有限公司",
        "示例科技（重庆）有限公司",
        "江苏省苏州市示例科技有限公司",
        "示例科技有限公司（示例）",
    ],
)
def test_one_company_s_name_has_one_core_however_it_is_written(name: str) -> None:
    assert company_name(name).core == "示例科技"


@pytest.mark.parametrize(
    ("name", "core", "place", "branch"),
    [
        ("示例科技有限公司重庆分公司", "示例科技", "", "重庆分公司"),
        ("示例银行股份有限公司江北支行", "示例银行", "", "江北支行"),
        ("示例机械有限公司二厂", "示例机械", "", "二厂"),
        ("示例公司工会", "示例", "", "工会"),
        ("示例银行江北支行", "示例银行", "", "江北支行"),
        ("示例通信集团重庆有限公司", "示例通信集团", "重庆", ""),
        ("临江县示例机械厂", "示例机械", "临江", ""),
        ("重庆市第一医院", "重庆市第一医院", "", ""),
        ("苏州银行股份有限公司", "苏州银行", "", ""),
        ("重庆小区物业有限公司", "小区物业", "重庆", ""),
        ("示例办事处", "示例", "", "分支"),
        ("ＡＢＣ示例（苏州）Ｃｏ．", "abc示例co", "苏州", ""),
        ("上海", "上海", "", ""),
        ("公司", "公司", "", ""),
        ("（）", "", "", ""),
    ],
)
def test_place_and_branch_are_set_aside(name: str, core: str, place: str, branch: str) -> None:
    parts = company_name(name)
    assert (parts.core, parts.place, parts.branch) == (core, place, branch)


def test_a_place_is_the_same_with_and_without_its_rank() -> None:
    assert {bare_place(place) for place in ("重庆", "重庆市")} == {"重庆"}
    assert bare_place("广西壮族自治区") == "广西"


@pytest.mark.parametrize(
    ("first", "second", "verdict", "reason"),
    [
        (Identity("示例甲"), Identity("示例甲有限公司"), Verdict.SAME, Reason.NAME),
        (Identity("示例甲"), Identity("重庆示例甲公司"), Verdict.SAME, Reason.NAME),
        (Identity("重庆示例甲公司"), Identity("成都示例甲公司"), Verdict.MAYBE, Reason.OTHER_PLACE),
        (Identity("示例甲公司"), Identity("示例甲有限公司成都分公司"), Verdict.MAYBE, Reason.BRANCH),
        (Identity("A", credit_code="91x"), Identity("B", credit_code=" 91X"), Verdict.SAME, Reason.CREDIT_CODE),
        (Identity("A", group_code="280"), Identity("B", group_code="280"), Verdict.SAME, Reason.GROUP_CODE),
        (Identity("示例", credit_code="1"), Identity("示例", credit_code="2"), Verdict.MAYBE, Reason.OTHER_CREDIT_CODE),
        (Identity("示例新", former_names=("示例老公司",)), Identity("示例老"), Verdict.SAME, Reason.FORMER_NAME),
        (Identity("示例老"), Identity("示例新", former_names=("示例老公司",)), Verdict.SAME, Reason.FORMER_NAME),
        (
            Identity("示例新", former_names=("重庆示例老公司",)),
            Identity("成都示例老公司"),
            Verdict.NO,
            Reason.DIFFERENT,
        ),
        (Identity("示例精密机械制造"), Identity("示例精密机械制作"), Verdict.MAYBE, Reason.ALIKE),
        (Identity("示例明帆家居用品公司"), Identity("示例鸣帆家居用品公司"), Verdict.MAYBE, Reason.ALIKE),
        (Identity("明帆精密机械制造"), Identity("明远精密机械制造"), Verdict.NO, Reason.DIFFERENT),
        (Identity("示例第一机械厂"), Identity("示例第二机械厂"), Verdict.NO, Reason.DIFFERENT),
        (Identity("重庆市第一医院"), Identity("成都市第一医院"), Verdict.NO, Reason.DIFFERENT),
        (Identity("苏州银行"), Identity("无锡银行"), Verdict.NO, Reason.DIFFERENT),
        (Identity("重庆示例精密机械"), Identity("成都示例精密机器"), Verdict.NO, Reason.DIFFERENT),
        (
            Identity("示例贸易", phones=frozenset({"13800000000"})),
            Identity("示例商贸", phones=frozenset({"13800000000"})),
            Verdict.MAYBE,
            Reason.PHONE,
        ),
        (Identity("示例贸易"), Identity("示例商贸"), Verdict.NO, Reason.DIFFERENT),
        (Identity("甲"), Identity("乙"), Verdict.NO, Reason.DIFFERENT),
    ],
)
def test_codes_outweigh_names_and_places_branches_and_numbers_tell_apart(
    first: Identity, second: Identity, verdict: Verdict, reason: Reason
) -> None:
    found = likeness(first, second)
    assert (found.verdict, found.reason) == (verdict, reason)


names = st.text(alphabet="示例重庆成都市区（）科技有限公司分行银一二A1 ", max_size=12)
identities = st.builds(
    Identity,
    name=names,
    group_code=st.sampled_from(["", "280", "281"]),
    credit_code=st.sampled_from(["", "91A", "91B"]),
    former_names=st.lists(names, max_size=1).map(tuple),
    phones=st.frozensets(st.sampled_from(["138", "139"])),
)


@given(identities, identities)
def test_likeness_does_not_depend_on_the_order(first: Identity, second: Identity) -> None:
    assert likeness(first, second) == likeness(second, first)


@given(identities)
def test_a_customer_is_the_same_as_itself_unless_two_codes_could_tell(identity: Identity) -> None:
    assert likeness(identity, identity).verdict is Verdict.SAME


@given(identities, identities)
def test_whatever_is_the_same_shares_a_key_to_be_compared_by(first: Identity, second: Identity) -> None:
    if likeness(first, second).verdict is Verdict.SAME:
        assert set(block_keys(first)) & set(block_keys(second))


def test_pairs_are_found_and_kept_separate_ones_stay_away(store: Database) -> None:
    first = add_customer(store, "G001", "示例精密机械有限公司")
    second = add_customer(store, "G002", "重庆示例精密机械有限责任公司")
    third = add_customer(store, "G003", "示例精密机器有限公司")
    add_customer(store, "G004", "完全不同的示例")
    with store.read() as session:
        pairs = find_duplicates(session)
    assert [(pair.verdict, {pair.first_id, pair.second_id}) for pair in pairs] == [(Verdict.SAME, {first, second})]
    assert third not in {pairs[0].first_id, pairs[0].second_id}
    with store.write("Keep separate") as session:
        assert keep_separate(session, second, first) == keep_separate(session, first, second)
    with store.read() as session:
        assert find_duplicates(session) == []


def test_a_shared_number_brings_two_customers_together(store: Database) -> None:
    first = add_customer(store, "G001", "示例贸易")
    second = add_customer(store, "G002", "示例商贸")
    add_contact(store, first, "王经理（示例）", mobile="13800000000")
    add_contact(store, second, "王主任（示例）", mobile="13800000000")
    with store.read() as session:
        (pair,) = find_duplicates(session)
    assert (pair.verdict, pair.reason) == (Verdict.MAYBE, Reason.PHONE)


def test_merged_customers_are_not_compared(store: Database) -> None:
    first = add_customer(store, "G001", "示例精密机械")
    add_customer(store, "G002", "示例精密机械公司", merged_into=first)
    with store.read() as session:
        assert find_duplicates(session) == []


def test_sure_pairs_stand_before_doubtful_ones(store: Database) -> None:
    add_customer(store, "G001", "示例精密机械制造")
    add_customer(store, "G002", "示例精密机械制作")
    add_customer(store, "G003", "示例贸易有限公司")
    add_customer(store, "G004", "示例贸易公司")
    with store.read() as session:
        assert [pair.verdict for pair in find_duplicates(session)] == [Verdict.SAME, Verdict.MAYBE]
        assert len(find_duplicates(session, limit=1)) == 1
