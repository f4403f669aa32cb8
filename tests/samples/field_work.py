"""The smaller sheets of the sample month: customers, sites, staff, rivals, targets, rates, requests, pay."""

import random
from datetime import date
from typing import Final

from tests.samples.billing import months_until
from tests.samples.companies import COLLEAGUE, COMPANIES, MANAGER, Company, credit_code
from tests.samples.people import people_of
from tests.samples.tables import table

STAFF: Final = table(f"""
{MANAGER[0]}|{MANAGER[1]}|高新区|客户经理|2024-07-01
{COLLEAGUE[0]}|{COLLEAGUE[1]}|城西区|客户经理|2026-09-01
271601|示例首代|高新区|首席客户代表|2016-03-15
271630|示例行业经理|高新区|行业经理|2018-05-02
271641|示例支撑|高新区|支撑经理|2020-08-20
271600|示例主管|高新区|区县负责人|2012-01-09
""")

# short name | operator | war | tactic | seen on | people affected | source | remark
MOVES: Final = table("""
临江精密|电信|终端战|赠机给关键人|2026-11-15|60|采购部经理|提出赠机换整体转网
长亭建筑|电信|资费战|预存赠机|2026-11-06|40|工地驻点|预存满三百送机，已带走三人
百洄商贸|联通|产品战|专线宽带打折捆绑|2026-10-22|12|门店店长|宽带加固话打七折
东澜装备|电信|产品战|专线宽带打折捆绑|2026-11-11|0|信息中心主任|第二条专线报价2980元
西陵纺织|电信|关系战|福利发放|2026-10-30|85|办公室主任|节前给车间发放食用油
示例公交|电信|产品战|资源互换|2026-09-18|0|公开招标公告|以车身广告位换物联卡
湖湾汽配|电信|资费战|专线宽带打折捆绑|2026-11-19|20|网管工程师|口头报价，未见书面
示例农商银行|联通|产品战|楼宇投资换整体转网|2026-08-27|150|办公室主任|新办公楼免费布线
汀洲港务|广电|资费战|大众市场蚕食|2026-10-12|9|港区小卖部|职工自购低价卡
松岗电子|联通|终端战|赠机给关键人|2026-11-03|5|业务科来电|给主管送手机
""")

RATES: Final = table("""
JJ01|集团虚拟网新增成员|集团基础类|6|202601|
JJ02|专线新装|集团基础类|180|202601|202612
JJ03|宽带新装|集团基础类|60|202601|
JJ04|集团建档|集团基础类|20|202601|
JJ11|移动办公新增用户|集团信息化产品|12|202601|
JJ12|企业一卡通发卡|集团信息化产品|4|202601|202606
JJ12|企业一卡通发卡|集团信息化产品|5|202607|
JJ13|MAS签约|集团信息化产品|300|202601|
JJ14|移动400签约|集团信息化产品|200|202601|
JJ15|M2M物联卡|集团信息化产品|2|202601|
JJ21|新增移动号码|个人业务类|15|202601|
JJ22|套餐升档|个人业务类|8|202604|
""")

# short name | number | kind | content | received | due | stage | waiting for
REQUESTS: Final = table("""
南岭物流|GD2026110301|开通|新仓库数据专线200M|2026-11-03|2026-11-24|管线施工|工程部
临江精密|GD2026111202|故障|二厂区人员定位掉线|2026-11-12|2026-11-20|现场排查|设备厂家
云帆软件|GD2026110905|开通|专线扩容至500M|2026-11-09|2026-11-27|资源核查|网络部
示例市一院|GD2026111603|计费|统付分摊口径不一致|2026-11-16|2026-11-25|账务复核|计费中心
百洄商贸|GD2026110207|投诉|宽带中断两次未提前告知|2026-11-02|2026-11-09|已回复|客户确认
示例职院|GD2026102806|开通|新校区企业一卡通|2026-10-28|2026-12-15|方案评审|支撑经理
城东供热|GD2026111101|开通|换热站物联卡300张|2026-11-11|2026-11-30|制卡|卡品部
石桥建材|GD2026110508|计费|两个月欠费申请分期|2026-11-05|2026-11-15|审批|财务部
云溪酒店|GD2026111802|投诉|集团彩铃未生效|2026-11-18|2026-11-23|处理中|平台维护
开发区法院|GD2026111405|开通|执行指挥系统语音专线|2026-11-14|2026-12-04|勘察|网络部
示例公交|GD2026110104|故障|车卫士离线12台|2026-11-01|2026-11-06|已恢复|
星河通信设备|GD2026111906|开通|机柜增租一架|2026-11-19|2026-12-10|受理|机房
""")

_INDICATORS: Final = (
    ("信息化收入", 42_300, 30),
    ("拍照收入保有率", 97, 30),
    ("集团成员净增", 60, 20),
    ("拜访覆盖率", 90, 20),
)


def customer_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 集团客户, and at the end a column of the office's own that Meiban does not know."""
    rows: list[list[object]] = []
    for number, company in enumerate(COMPANIES, 1):
        if not company.in_month(newest):
            continue
        grade = company.grade_before if company.grade_before and not newest else company.grade
        chance = random.Random(f"customer {company.code}")
        spend = company.members * chance.randrange(110, 420)
        row = [company.code, company.name, company.short, credit_code(number), company.category, company.industry]
        row += [company.enterprise_type, company.key_type, company.region, company.grid, _address(company)]
        counts: list[object] = [company.employees, company.branches, company.capital or None, company.since, spend]
        office = [company.payer, company.credit, grade, *company.manager(newest), "现有"]
        rows.append([*row, *counts, *office, f"{'甲乙丙'[number % 3]}类楼宇"])
    return rows


def site_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 分支机构: the head office and at most three branches of each company."""
    rows: list[list[object]] = []
    for number, company in enumerate(COMPANIES):
        if not company.in_month(newest):
            continue
        first = people_of(company, number)[0]
        rows.append([company.code, f"{company.short}总部", True, _address(company), first.name, first.mobile])
        for place in range(min(3, company.branches)):
            where = ("城西区", "临江县", "南岭县")[place]
            name = f"{company.short}{('一', '二', '三')[place]}分部"
            rows.append([company.code, name, False, f"示例市{where}示例大道{place * 7 + 3}号", "", ""])
    return rows


def staff_rows() -> list[list[object]]:
    """The rows of the sheet 客户经理."""
    return [[*row[:4], date.fromisoformat(row[4])] for row in STAFF]


def move_rows() -> list[list[object]]:
    """The rows of the sheet 竞争情况."""
    return [[_code(short), operator, war, tactic, date.fromisoformat(seen), int(people), source, remark]
            for short, operator, war, tactic, seen, people, source, remark in MOVES]  # fmt: skip


def target_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 指标: three months of the manager and of the district; rates are in per cent."""
    rows: list[list[object]] = []
    for month in months_until(202611 if newest else 202610, 3):
        for name, target, weight in _INDICATORS:
            chance = random.Random(f"target {month} {name}")
            rate = name.endswith("率")
            reached = target * ((0.96 + 0.05 * chance.random()) if rate else (0.7 + 0.35 * chance.random()))
            reached, whole = (round(min(reached, 100.0), 1), 1) if rate else (float(int(reached)), 12)
            rows.append(["客户经理", MANAGER[0], month, name, target, reached, weight])
            rows.append(["区县", "高新区", month, name, target * whole, round(reached * whole * 0.98, 1), weight])
    return rows


def rate_rows() -> list[list[object]]:
    """The rows of the sheet 计件单价; an open end is empty."""
    return [[code, item, kind, float(price), int(begin), int(end) if end else None]
            for code, item, kind, price, begin, end in RATES]  # fmt: skip


def request_rows() -> list[list[object]]:
    """The rows of the sheet 工单."""
    return [[_code(short), number, kind, what, date.fromisoformat(came), date.fromisoformat(due), stage, waiting]
            for short, number, kind, what, came, due, stage, waiting in REQUESTS]  # fmt: skip


def pay_rows(newest: bool) -> list[list[object]]:
    """The rows of the sheet 酬金核对: what the office says it paid the manager for, month by month."""
    rows: list[list[object]] = []
    for month in months_until(202610 if newest else 202609, 3):
        for code, _item, _kind, price, begin, end in RATES:
            count = random.Random(f"pay {month} {code}").randrange(0, 9)
            if count and int(begin) <= month <= int(end or 999912):
                rows.append([MANAGER[0], month, code, count, round(count * float(price), 2)])
    return rows


def _address(company: Company) -> str:
    return f"示例市{company.region}示例路{int(company.code[-3:]) * 6}号"


def _code(short: str) -> str:
    return next(company.code for company in COMPANIES if company.short == short)
