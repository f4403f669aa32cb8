"""The sample catalogue: what we sell, its price cards, and what the two bundles hold."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.samples.tables import table

# code | name | layer | function | brand line | one-off | monthly | unit | cost | floor | industries | selling | buying
OFFERINGS: Final = table("""
JC01|集团虚拟网|基础通信|基础通信|通信动力|0|5|户|1.5|3|制造、建筑、政务|短号互拨，网内免费|同事之间拨短号，话费看得见地降
JC02|语音专线|基础通信|基础通信|通信动力|500|1200|条|480|900|政务、金融、医疗|中继数字接入，不占线|总机不再打不进来
JC03|数据专线|基础通信|基础通信|通信动力|1000|3200|条|1300|2400|金融、制造、通信|双路由，带宽随时可调|两厂区系统不断线，扩容不停工
JC04|宽带接入|基础通信|基础通信|通信动力|200|399|条|160|299|商贸、教育、其他|光纤到楼，当日装机|上网快，坏了有人上门
JC05|IDC|基础通信|基础通信|通信动力|2000|4800|机柜|2600|3900|金融、通信、政务|双路供电，七乘二十四值守|不用自建机房
JY01|集团通讯助手|集团应用|办公管理|办公动力|0|8|户|2|5|政务、教育|通讯录统一下发|换人不换通讯录
JY02|移动办公|集团应用|办公管理|办公动力|1000|25|户|9|18|政务、通信、建筑|手机审批，与现有系统对接|出差也能批文件
JY03|企业一卡通|集团应用|办公管理|办公动力|3000|6|卡|2.2|4|教育、制造、医疗|门禁、考勤、食堂一张卡|一张卡管进出和吃饭
JY04|集团彩铃|集团应用|营销服务|营销动力|0|3|户|0.6|2|商贸、金融|来电先听企业介绍|每个来电都是一次宣传
JY05|移动400|集团应用|营销服务|营销动力|600|800|号|330|600|商贸、医疗、物流|全国一号，按坐席分流|客户只记一个号码
JY06|APK工厂|集团应用|营销服务|营销动力|3000|1500|套|700|1200|商贸、新闻|模板生成客户端|不养开发也有自己的应用
JY07|集团短彩信|集团应用|营销服务|营销动力|0|300|包|120|220|金融、教育、医疗|实名端口，送达可查|通知发得到、查得着
HY01|定位之星|行业解决方案|生产控制|办公动力|0|15|户|6|11|物流、建筑|基站加卫星双重定位|外勤在哪一看便知
HY02|人员定位|行业解决方案|生产控制|办公动力|5000|20|户|8|15|制造、能源、公检法|室内信标，越界报警|车间里的人找得到、管得住
HY03|车卫士|行业解决方案|生产控制|办公动力|300|60|车|24|45|物流、交通|轨迹、油耗、围栏|跑冒滴漏一张表说清
HY04|MAS|行业解决方案|营销服务|营销动力|2000|1200|套|500|900|政务、金融|接入自有系统发短信|系统里一键通知
HY05|ADC|行业解决方案|办公管理|办公动力|0|600|套|220|450|商贸、教育|平台托管，按月租用|先用后扩，不压本钱
HY06|M2M|行业解决方案|生产控制|办公动力|10|8|卡|3|6|能源、交通、农业|物联专网，流量池共享|表计、灯杆、大棚全在线
TC01|企业畅联套餐|集团应用|办公管理|办公动力|0|618|套|260|480|商贸、建筑|虚拟网、宽带、通讯助手一起办|一张账单、一个客户经理
TC02|连锁门店套餐|集团应用|营销服务|营销动力|300|1080|套|450|860|商贸、医疗|宽带、移动400、集团彩铃一起办|每家门店一个样
""")

PRICE_CARDS: Final = table("""
JC03|全部客户|1000|3400|2025-01-01|2025-12-31
JC03|全部客户|1000|3200|2026-01-01|2026-12-31
JC03|制造业|500|2900|2026-07-01|2026-12-31
JC04|全部客户|200|399|2026-01-01|2026-12-31
JC04|中小企业|0|339|2026-09-01|2027-02-28
JC05|全部客户|2000|4800|2026-01-01|
JY02|全部客户|1000|25|2026-01-01|2026-12-31
JY02|政务|0|22|2026-01-01|2026-12-31
JY03|教育|1000|5|2026-08-01|2027-07-31
HY02|制造业|3000|18|2026-10-01|2027-03-31
HY06|全部客户|10|8|2026-01-01|
TC01|中小企业|0|568|2026-10-01|2026-12-31
""")

# bundle | offering | required | at least | at most
BUNDLE_ITEMS: Final = table("""
TC01|JC01|是|5|200
TC01|JC04|是|1|2
TC01|JY01|否|0|200
TC02|JC04|是|1|1
TC02|JY05|是|1|1
TC02|JY04|否|0|20
""")


@dataclass(frozen=True)
class Offering:
    """What billing and installed products need of an offering; prices are yuan a month and unit."""

    code: str
    name: str
    function: str
    monthly: float
    unit: str
    industries: tuple[str, ...]

    @property
    def pays_into(self) -> str:
        """The part of the bill its fee belongs to: voice, data or new_business."""
        if self.code in {"JC01", "JC02"}:
            return "voice"
        return "data" if self.code.startswith("JC") else "new_business"


SOLD: Final = tuple(
    Offering(row[0], row[1], row[3], float(row[6]), row[7], tuple(row[10].split("、"))) for row in OFFERINGS
)


def offering_rows() -> list[list[object]]:
    """The rows of the sheet 产品目录, prices as numbers."""
    return [
        [*row[:5], float(row[5]), float(row[6]), row[7], float(row[8]), float(row[9]), *row[10:]] for row in OFFERINGS
    ]


def price_card_rows() -> list[list[object]]:
    """The rows of the sheet 价格卡; an open end is empty."""
    return [
        [
            code,
            segment,
            float(one_off),
            float(monthly),
            date.fromisoformat(begin),
            date.fromisoformat(end) if end else None,
        ]
        for code, segment, one_off, monthly, begin, end in PRICE_CARDS
    ]


def bundle_item_rows() -> list[list[object]]:
    """The rows of the sheet 捆绑组成."""
    return [[bundle, code, need, int(least), int(most)] for bundle, code, need, least, most in BUNDLE_ITEMS]
