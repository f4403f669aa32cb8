"""The sheets of the sample workbook: name, title above the headings, and each column with how its cells are typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.samples import billing, catalogue, field_work, installed, members, people
from tests.samples.dirt import Hand, amount, code, count, day, flag, month, phone, plain, words

Column = tuple[str, Hand]


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: its rows are asked for with True for the newest month, False for the one before."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[bool], list[list[object]]]


def _columns(text: str, hands: dict[str, Hand]) -> tuple[Column, ...]:
    """The columns named in a text; a heading not in `hands` holds words."""
    return tuple((heading, hands.get(heading, words)) for heading in text.split())


_CODE: Final = {"集团编码": code}

PLANS: Final = (
    SheetPlan(
        "集团客户",
        "示例市分公司集团客户清单",
        _columns(
            "集团编码 集团名称 简称 统一社会信用代码 客户类别 行业 企业类型 大客户类型 区域 网格 地址 "
            "员工数 分支机构数 注册资本(万元) 建网日期 月通信支出(元) 付费方式 信用等级 "
            "集团等级 客户经理工号 客户经理 状态 楼宇类别",
            {
                **_CODE,
                "员工数": count,
                "分支机构数": count,
                "注册资本(万元)": amount,
                "建网日期": day,
                "月通信支出(元)": amount,
                "客户经理工号": code,
            },
        ),
        field_work.customer_rows,
    ),
    SheetPlan(
        "客户经理",
        "",
        _columns("工号 姓名 区域 岗位 入职日期", {"工号": code, "入职日期": day}),
        lambda _newest: field_work.staff_rows(),
    ),
    SheetPlan(
        "分支机构",
        "",
        _columns("集团编码 机构名称 总部 地址 联系人 电话", {**_CODE, "总部": flag, "电话": phone}),
        field_work.site_rows,
    ),
    SheetPlan(
        "联系人",
        "关键联系人登记表",
        _columns(
            "集团编码 姓名 性别 部门 职务 手机 生日 历法 购买角色 态度 影响力 汇报对象",
            {**_CODE, "姓名": plain, "汇报对象": plain, "手机": phone, "生日": day},
        ),
        people.contact_rows,
    ),
    SheetPlan(
        "产品订购",
        "集团产品订购明细",
        _columns(
            "集团编码 产品编码 产品名称 运营商 数量 月费(元) 月用量 办理渠道 生效日期 捆绑到期 合同编号",
            {
                **_CODE,
                "产品编码": plain,
                "合同编号": plain,
                "数量": count,
                "月费(元)": amount,
                "月用量": count,
                "生效日期": day,
                "捆绑到期": day,
            },
        ),
        installed.product_rows,
    ),
    SheetPlan(
        "月账单",
        "集团月度收入（单位：元）",
        _columns(
            "集团编码 账期 语音收入 数据收入 信息化收入 其他收入 成本 通话分钟 成员数 真实成员数 我网成员数 欠费",
            {
                **_CODE,
                "账期": month,
                "语音收入": amount,
                "数据收入": amount,
                "信息化收入": amount,
                "其他收入": amount,
                "成本": amount,
                "欠费": amount,
                "通话分钟": count,
                "成员数": count,
                "真实成员数": count,
                "我网成员数": count,
            },
        ),
        billing.bill_rows,
    ),
    SheetPlan(
        "集团成员",
        "",
        _columns(
            "集团编码 用户编码 手机号 短号 姓名 套餐 月收入 真实成员 中高端 入网日期 捆绑到期 状态 状态日期 离网去向",
            {
                **_CODE,
                "用户编码": code,
                "手机号": phone,
                "短号": code,
                "月收入": amount,
                "真实成员": flag,
                "中高端": flag,
                "入网日期": day,
                "捆绑到期": day,
                "状态日期": day,
            },
        ),
        members.member_rows,
    ),
    SheetPlan(
        "成员月账",
        "",
        _columns(
            "用户编码 手机号 集团编码 账期 收入(元) 通话分钟 流量(MB) 状态",
            {
                **_CODE,
                "用户编码": code,
                "手机号": phone,
                "账期": month,
                "收入(元)": amount,
                "通话分钟": count,
                "流量(MB)": count,
            },
        ),
        members.member_month_rows,
    ),
    SheetPlan(
        "拍照清单",
        "拍照成员基准清单",
        _columns(
            "名称 基准月 用户编码 手机号 集团编码 基准收入(元) 基准分钟 真实成员 中高端",
            {
                **_CODE,
                "名称": plain,
                "基准月": month,
                "用户编码": code,
                "手机号": phone,
                "基准收入(元)": amount,
                "基准分钟": count,
                "真实成员": flag,
                "中高端": flag,
            },
        ),
        members.snapshot_rows,
    ),
    SheetPlan(
        "产品目录",
        "",
        _columns(
            "产品编码 产品名称 层次 功能类 品牌线 一次性价 月价 单位 成本 底价 适用行业 卖点 买点",
            {"产品编码": plain, "一次性价": amount, "月价": amount, "成本": amount, "底价": amount},
        ),
        lambda _newest: catalogue.offering_rows(),
    ),
    SheetPlan(
        "价格卡",
        "",
        _columns(
            "产品编码 细分客户群 一次性价 月价 生效 失效",
            {"产品编码": plain, "一次性价": amount, "月价": amount, "生效": day, "失效": day},
        ),
        lambda _newest: catalogue.price_card_rows(),
    ),
    SheetPlan(
        "捆绑组成",
        "",
        _columns(
            "捆绑编码 产品编码 必选 最少 最多", {"捆绑编码": plain, "产品编码": plain, "最少": count, "最多": count}
        ),
        lambda _newest: catalogue.bundle_item_rows(),
    ),
    SheetPlan(
        "合同",
        "集团合同台账",
        _columns(
            "集团编码 合同编号 类型 签订日期 生效 到期 涉及产品",
            {**_CODE, "合同编号": plain, "签订日期": day, "生效": day, "到期": day},
        ),
        installed.agreement_rows,
    ),
    SheetPlan(
        "竞争情况",
        "",
        _columns(
            "集团编码 运营商 战类型 手法 发现日期 影响人数 来源 说明", {**_CODE, "发现日期": day, "影响人数": count}
        ),
        lambda _newest: field_work.move_rows(),
    ),
    SheetPlan(
        "指标",
        "",
        _columns(
            "考核层级 考核对象 月份 指标 目标 完成 权重",
            {"考核对象": plain, "月份": month, "目标": plain, "完成": plain},
        ),
        field_work.target_rows,
    ),
    SheetPlan(
        "计件单价",
        "",
        _columns(
            "项目编码 项目 类别 单价 生效月 失效月",
            {"项目编码": plain, "单价": amount, "生效月": month, "失效月": month},
        ),
        lambda _newest: field_work.rate_rows(),
    ),
    SheetPlan(
        "工单",
        "",
        _columns(
            "集团编码 工单号 类型 内容 受理 时限 环节 等待谁", {**_CODE, "工单号": plain, "受理": day, "时限": day}
        ),
        lambda _newest: field_work.request_rows(),
    ),
    SheetPlan(
        "酬金核对",
        "",
        _columns(
            "工号 月份 项目编码 数量 金额",
            {"工号": code, "月份": month, "项目编码": plain, "数量": count, "金额": amount},
        ),
        field_work.pay_rows,
    ),
)
