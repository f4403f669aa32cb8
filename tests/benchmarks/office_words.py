"""The words of the big office workbook: headings, and invented names put together by number."""

from typing import Final

from tests.samples.tables import words

CUSTOMER_HEADINGS: Final = words(
    "集团编码 集团名称 简称 统一社会信用代码 客户类别 行业 企业类型 大客户类型 区域 网格 地址 员工数 "
    "分支机构数 注册资本(万元) 建网日期 月通信支出(元) 付费方式 信用等级 集团等级 客户经理工号 "
    "客户经理 状态"
)
CONTACT_HEADINGS: Final = words("集团编码 姓名 性别 部门 职务 手机 生日 历法 购买角色 态度 影响力 汇报对象")
INSTALLED_HEADINGS: Final = words(
    "集团编码 产品编码 产品名称 运营商 数量 月费(元) 月用量 办理渠道 生效日期 捆绑到期 合同编号"
)
BILL_HEADINGS: Final = words(
    "集团编码 账期 语音收入 数据收入 信息化收入 其他收入 成本 通话分钟 成员数 真实成员数 本网成员数 欠费"
)

CATEGORIES: Final = ("企业", "政府", "事业单位", "非营利组织")
INDUSTRIES: Final = words("政务 交通 物流 金融 铁路 农业 教育 医疗 公检法 新闻 制造 建筑 商贸 能源 通信 其他")
ENTERPRISE_TYPES: Final = ("民营", "地方国有企业", "中央企业", "合资", "外资", "集体", "其他")
KEY_TYPES: Final = ("经济大客户", "重要客户", "产业链客户", "战略客户")
REGIONS: Final = ("高新区", "城东区", "城西区", "临江县", "南岭县")
PAYERS: Final = ("统付", "个付", "混合")
DEPARTMENTS: Final = ("总经办", "信息中心", "财务部", "采购部", "办公室", "生产部", "销售部")
TITLES: Final = ("总经理", "副总经理", "主任", "经理", "工程师", "主管", "专员")
ROLES: Final = ("使用者", "影响者", "决策者", "批准者", "采购者", "信息控制者")
ATTITUDES: Final = ("坚定支持", "支持", "中立", "不支持", "反对")
INFLUENCES: Final = ("核心层", "影响层", "外围")
CHANNELS: Final = ("客户经理", "电话销售", "营业厅", "网站/自助", "代理")
PRODUCTS: Final = tuple(
    (f"P{number:03d}", name)
    for number, name in enumerate(
        words(
            "集团虚拟网 语音专线 数据专线 宽带接入 IDC 集团通讯助手 移动办公 企业一卡通 集团彩铃 "
            "移动400 集团短彩信 定位之星 人员定位 车卫士 MAS ADC M2M"
        ),
        1,
    )
)

_PLACES = words("临江 南岭 东港 西陵 长汀 青石 白沙 云溪 金河 石桥 柳湾 梅岭 松岗 竹园 湖口 平川")
_FIRST = "明宏启汇恒瑞安泰和顺达远盛嘉祥凯百千万星云青蓝金银玉华中新正"
_SECOND = "帆禾川海峰林泉石阳辉光源通成业信诚德方圆景天地创科联合众一鼎"
_TRADES = words(
    "精密机械 软件 物流 农业科技 装备制造 建筑工程 商贸 通信设备 医药连锁 纺织 食品 塑料 电气 "
    "汽车配件 环境工程 包装 家居用品 信息技术 仓储 化工"
)
_FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "有限公司分公司")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜"
_GIVEN = "明远志强建国晓燕丽华思源子涵文博海涛雪梅春生立新一鸣"


def code(n: int) -> str:
    """The group code of the n-th customer: ten digits, kept as text."""
    return str(2_710_000_000 + n)


def company(n: int) -> tuple[str, str]:
    """Name and short name of the n-th customer; all differ up to 48,000 and are marked as samples."""
    short = _FIRST[n % 30] + _SECOND[n // 30 % 30]
    place = _PLACES[n // 900 % 16]
    trade = _TRADES[(n + n // 7) % 20]
    serial = "" if n < 14_400 else "二三四五"[n // 14_400 - 1] + "厂"
    return f"{place}{short}{trade}{_FORMS[n % 5]}{serial}（示例）", f"{place}{short}{serial}"


def person(n: int) -> str:
    """The name of the n-th contact, marked as a sample."""
    return f"{_SURNAMES[n % 30]}{_GIVEN[n // 30 % 26]}{_GIVEN[(n // 780 + n) % 26]}（示例）"
