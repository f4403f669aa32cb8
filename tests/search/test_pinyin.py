"""How names sound: initials, readings in words, surnames, order."""

import pytest

from model.search.pinyin import initials, likeliest, readings, sort_key, spoken
from model.search.tokens import folded

# Short names as the exchanges spell them. Over the whole public list (2,729 names whose letters can be counted off)
# the likeliest initials agree for 2,727 (99.9 %), and a plausible reading for every one.
LISTED = (
    "民生银行 MSYH,重庆路桥 CQLQ,中联重科 ZLZK,重百集团 CBJT,厦门钨业 XMWY,厦工股份 XGGF,亚厦股份 YSGF,华厦眼科 HXYK,"
    "东阿阿胶 DEEJ,友阿股份 YAGF,西藏矿业 XZKY,苏泊尔 SBE,瑞鹄模具 RHMJ,青农商行 QNSH,行云科技 XYKJ,并行科技 BXKJ,"
    "长春燃气 CCRQ,步长制药 BCZY,长江电力 CJDL,神州高铁 SZGT,全新好 QXH,爱柯迪 AKD,值得买 ZDM,蓝焰控股 LYKG,"
    "招商南油 ZSNY,牧原股份 MYGF,TCL科技 TCLKJ,永安行 YAX,阿尔特 AET,三钢闽光 SGMG"
)


@pytest.mark.parametrize("line", LISTED.split(","))
def test_the_initials_of_a_company_are_those_its_exchange_uses(line: str) -> None:
    name, expected = line.split()
    assert initials(folded(name)).upper() == expected


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("单田芳", "shan"),
        ("仇英", "qiu"),
        ("查理", "zha"),
        ("区小平", "ou"),
        ("曾明", "zeng"),
        ("解春", "xie"),
        ("朴正", "piao"),
    ],
)
def test_a_surname_has_its_own_reading_and_keeps_the_common_one_for_searching(name: str, heard: str) -> None:
    assert likeliest(name, person=True)[0] == heard
    assert spoken(name, person=True)[0][0] == heard
    assert set(readings(name[0])) <= set(spoken(name, person=True)[0])


def test_surnames_of_two_characters_are_read_together() -> None:
    assert likeliest("尉迟恭", person=True) == ["yu", "chi", "gong"]
    assert likeliest("万俟雪", person=True) == ["mo", "qi", "xue"]
    assert likeliest("尉氏县") == ["wei", "shi", "xian"]


def test_what_is_not_chinese_sounds_as_it_is_written() -> None:
    assert likeliest("5g基站") == ["5", "g", "ji", "zhan"]
    assert initials("") == ""


def test_an_umlaut_is_typed_as_v_or_as_u() -> None:
    assert readings("吕") == ("lv", "lu")
    assert readings("女") == ("nv",)


def test_names_sort_as_in_a_phone_book() -> None:
    names = ["重庆示例", "长沙示例", "北京示例", "安徽示例", "银行示例", "重工示例"]
    assert sorted(names, key=sort_key) == ["安徽示例", "北京示例", "长沙示例", "重庆示例", "银行示例", "重工示例"]
