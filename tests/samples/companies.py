"""The invented companies of the sample month: named after the patterns of real ones, marked, none real."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.samples.tables import table

MARK: Final = "（示例）"
MANAGER: Final = ("271612", "示例经理")
COLLEAGUE: Final = ("271618", "示例同事")

_ROWS = table("""
临江精密|临江精密机械有限公司|企业|制造/精密机械|民营|重要客户|高新区|G12|112|186|2|6800|2008-03-18|统付|AAA|A||falling_new_business|2026-12-20
示例市一院|示例市第一医院|事业单位|医疗/综合医院|其他|战略客户|城东区|G03|96|640|1|12000|2005-06-01|混合|AAA|A||steady|2026-12-31
云帆软件|高新区云帆软件股份有限公司|企业|通信/软件服务|民营|重要客户|高新区|G12|84|210|3|5000|2014-09-12|统付|AA|A|B|growing|2027-01-05
南岭物流|南岭物流集团有限责任公司|企业|物流/公路货运|地方国有企业|产业链客户|高新区|G12|90|420|6|20000|2009-11-30|混合|AA|A||steady|2026-12-08
示例职院|示例职业技术学院|事业单位|教育/高等职业教育|其他|战略客户|城西区|G21|72|380|2|3000|2010-02-28|个付|AAA|A||steady|2027-01-18
青禾农业|青禾农业科技有限公司|企业|农业/农业综合|民营|经济大客户|临江县|G33|44|96|4|2600|2012-07-08|统付|AA|B||growing|2026-12-15
东澜装备|东澜装备制造有限公司|企业|制造/专用机械|民营|产业链客户|高新区|G11|56|150|1|8000|2011-04-19|统付|A|B||falling|2026-12-30
开发区法院|开发区人民法院|政府|公检法/法院|其他|重要客户|高新区|G11|38|90|0||2007-10-10|统付|AAA|B||steady|2027-01-10
长亭建筑|长亭建筑工程有限公司|企业|建筑/建筑工程|民营|经济大客户|城西区|G22|62|240|3|10080|2013-05-06|混合|A|B|A|losing_members|2026-12-28
百洄商贸|百洄商贸有限公司|企业|商贸/百货|民营|经济大客户|城东区|G03|40|118|5|1200|2015-12-01|统付|AA|B||steady|2026-12-19
星河通信设备|星河通信设备股份有限公司|企业|通信/通信设备|合资|战略客户|高新区|G12|48|132|2|15000|2012-03-22|统付|AAA|B|C|growing|2027-01-02
城东供热|城东供热有限责任公司|企业|能源/供气供热|地方国有企业|重要客户|城东区|G04|36|160|2|9000|2006-08-15|统付|AA|B||steady|2026-12-11
示例晚报|示例晚报社|事业单位|新闻/出版业|其他|重要客户|城东区|G03|34|88|1||2008-01-20|混合|AA|B||falling|2026-12-25
启茗医药|启茗医药连锁有限公司|企业|医疗/医药商业|民营|产业链客户|城西区|G21|42|175|18|2000|2016-06-16|统付|A|B||growing|2026-12-22
西陵纺织|西陵纺织有限公司|企业|制造/纺织|集体|经济大客户|南岭县|G41|46|260|1|3200|2010-10-10|个付|BBB|B||falling|2027-01-15
示例政务中心|示例市政务服务中心|政府|政务/行政服务|其他|战略客户|城东区|G04|40|125|5||2011-12-12|统付|AAA|A||steady|2026-12-05
示例公交|示例市公交集团有限公司|企业|交通/城市公交|地方国有企业|战略客户|城西区|G22|66|480|7|30000|2007-03-03|统付|AAA|B||steady|2027-02-10
示例农商银行|示例农村商业银行股份有限公司|企业|金融/银行|地方国有企业|战略客户|城东区|G03|58|310|12|80000|2009-09-09|统付|AAA|A||growing|2027-02-26
示例铁路货运|示例铁路货运中心|企业|铁路/货运|中央企业|战略客户|城西区|G23|36|140|3|0|2010-05-20|混合|AAA|B||steady|2027-01-31
梅岭线缆|梅岭线缆有限公司|企业|制造/电气设备|民营|经济大客户|高新区|G11|32|110|1|5080|2014-04-14|统付|A|C||steady|2026-12-02
白沙食品|白沙食品有限公司|企业|制造/食品|民营|经济大客户|临江县|G33|28|95|2|1500|2015-08-18|个付|A|C||growing|2027-01-20
松岗电子|松岗电子科技有限公司|企业|制造/元器件|外资|产业链客户|高新区|G12|34|130|0|6000|2016-11-11|统付|AA|C||steady|2027-02-15
石桥建材|石桥建材有限责任公司|企业|建筑/水泥|民营|经济大客户|南岭县|G41|22|84|1|2800|2012-12-25|个付|BB|C||arrears|2026-11-30
云溪酒店|云溪酒店管理有限公司|企业|商贸/酒店餐饮|民营|经济大客户|城东区|G04|20|76|3|800|2017-07-17|统付|A|C||usage_stopped|2026-12-18
湖湾汽配|湖湾汽车零部件有限公司|企业|制造/汽车配件|民营|产业链客户|高新区|G11|30|105|1|4200|2013-09-01|统付|A|C||falling|2027-01-08
竹园幼儿园|竹园实验幼儿园|非营利组织|教育/学前教育|其他|经济大客户|城西区|G21|14|32|0||2018-03-01|个付|A|D||steady|2027-02-28
柳湾养老|柳湾养老服务中心|非营利组织|医疗/养老服务|其他|经济大客户|临江县|G34|12|40|1||2019-05-05|个付|BBB|D||steady|
金洌矿业|金洌矿业有限公司|企业|能源/小金属|民营|经济大客户|南岭县|G42|26|180|2|12000|2011-06-30|混合|BB|C||costly|2026-12-27
平川新能|平川光伏新能源股份有限公司|企业|能源/新型电力|合资|战略客户|高新区|G12|30|88|2|26000|2018-08-08|统付|AA|C||growing|2027-02-20
启汀船配|启汀船舶配件有限公司|企业|制造/运输设备|民营|经济大客户|临江县|G33|18|60|0|900|2016-02-29|个付|A|C||steady|2026-12-09
锦禾制衣|锦禾制衣有限公司|企业|制造/服饰|民营|经济大客户|南岭县|G41|24|140|2|600|2015-10-15|个付|BBB|C||steady|2027-01-25
示例疾控|示例区疾病预防控制中心|事业单位|医疗/公共卫生|其他|重要客户|城东区|G03|22|64|0||2010-03-15|统付|AAA|C||steady|2026-12-16
示例检察院|示例区人民检察院|政府|公检法/检察院|其他|重要客户|城东区|G04|20|58|0||2008-12-01|统付|AAA|C||steady|2027-02-05
翠坪环境|翠坪环境工程有限公司|企业|建筑/环境保护|民营|经济大客户|城西区|G22|16|52|0|1000|2019-09-19|统付|A|D||growing|2027-01-12
虹栈路桥|虹栈路桥工程有限公司|企业|交通/路桥|地方国有企业|重要客户|城西区|G23|28|120|3|18000|2009-02-14|混合|AA|C||steady|2026-12-29
汀洲港务|汀洲港务有限公司|企业|交通/港口|地方国有企业|重要客户|临江县|G34|24|98|1|16000|2012-01-06|统付|AA|C|B|falling|2027-02-01
蓝芷家居|蓝芷家居用品有限公司|企业|制造/家居用品|民营|经济大客户|城西区|G22|14|48|2|500|2020-04-20|个付|BBB|D||steady|2026-12-23
启陌汽服|启陌汽车服务有限公司|企业|商贸/汽车服务|民营|经济大客户|高新区|G11|10|35|1|300|2026-10-28|统付||D|new|steady|
丰苜饲料|丰苜饲料有限公司|企业|农业/饲料|民营|经济大客户|临江县|G33|12|45|0|780|2017-11-08|个付|A|D|moved|steady|2027-01-28
云苓茶业|云苓茶业专业合作社|企业|农业/种植业|集体|经济大客户|南岭县|G42|8|26|0|120|2026-11-02|个付||D|new|steady|
湾塘印务|湾塘印务有限公司|企业|商贸/广告包装|民营|经济大客户|城西区|G21|10|30|0|200|2018-06-06|个付|BBB|D|moved|steady|2026-12-13
旧渡塑料|旧渡塑料制品有限公司|企业|制造/塑料|民营|经济大客户|城东区|G04|9|38|0|350|2014-01-10|个付|BB|D|gone|falling|2026-12-31
""")


@dataclass(frozen=True)
class Company:
    """One invented company; `story` names what happens to it in the sample, capital is in 万元."""

    code: str
    short: str
    name: str
    category: str
    industry: str
    enterprise_type: str
    key_type: str
    region: str
    grid: str
    members: int
    employees: int
    branches: int
    capital: int | None
    since: date
    payer: str
    credit: str
    grade: str
    grade_before: str
    change: str
    story: str
    next_end: date | None

    @property
    def trade(self) -> str:
        """The first level of its industry."""
        return self.industry.partition("/")[0]

    def in_month(self, newest: bool) -> bool:
        """Whether it stands in the newest list (or in the one of the month before)."""
        return self.change != ("gone" if newest else "new")

    def manager(self, newest: bool) -> tuple[str, str]:
        """Employee number and name of its account manager in the newest list or the one before."""
        return COLLEAGUE if self.change == "moved" and not newest else MANAGER


def credit_code(number: int) -> str:
    """A unified social credit code with a good check character (GB 32100) in region 000000, which no firm can have."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"91000000MA{number:05d}YX"
    total = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + signs[(31 - total % 31) % 31]


def _company(number: int, row: tuple[str, ...]) -> Company:
    short, name, category, industry, enterprise, key, region, grid = row[:8]
    members, employees, branches, capital, since, payer, credit, grade, before, story, end = row[8:]
    return Company(
        code=str(2_710_010_000 + number),
        short=short,
        name=name if name.startswith("示例") else name + MARK,
        category=category,
        industry=industry,
        enterprise_type=enterprise,
        key_type=key,
        region=region,
        grid=grid,
        members=int(members),
        employees=int(employees),
        branches=int(branches),
        capital=int(capital) if capital else None,
        since=date.fromisoformat(since),
        payer=payer,
        credit=credit,
        grade=grade,
        grade_before=before if before in "ABCD" else "",
        change=before if before not in "ABCD" else "",
        story=story,
        next_end=date.fromisoformat(end) if end else None,
    )


COMPANIES: Final = tuple(_company(number, row) for number, row in enumerate(_ROWS, 1))
