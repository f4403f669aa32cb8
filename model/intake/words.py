"""The words of office workbooks for each enumeration: Chinese labels and the usual other ways of writing them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from model.enumerations import ENUMERATIONS
from model.intake.cells import narrow

WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "customer_status": {
            "potential": "潜在 潜在客户 意向",
            "existing": "存量 现有 在网 正常 有效 existing_customer 在用 激活 在册",
            "lost": "流失 离网 注销 已流失 已离网 销户",
        },
        "customer_category": {
            "enterprise": "企业 企业单位 公司 企业客户",
            "government": "政府 机关 政府机关 党政机关 党政军 政企 行政机关",
            "public_institution": "事业单位 事业",
            "non_profit": "非营利组织 非营利 社会团体 社团 民办非企业",
            "military": "军队 部队 军警",
        },
        "enterprise_type": {
            "central_soe": "中央企业 央企 中央国有企业",
            "local_soe": "地方国有企业 地方国企 国企 国有企业 国有",
            "joint_venture": "合资 合资企业 中外合资",
            "private": "民营 民营企业 私营 私营企业 个体",
            "foreign": "外资 外资企业 外商独资 外商投资",
            "collective": "集体 集体企业",
            "other": "其他 其它",
        },
        "key_account_type": {
            "economic": "经济大客户 经济",
            "important": "重要客户 重要",
            "chain": "产业链客户 产业链 链主",
            "strategic": "战略客户 战略",
        },
        "payer_type": {
            "unified": "统付 集团统付 单位统付",
            "individual": "个付 个人付费 个人支付 自付",
            "mixed": "混合 混合付费 部分统付",
        },
        "buying_role": {
            "user": "使用者 使用人",
            "influencer": "影响者 影响人",
            "decider": "决策者 决策人 拍板人",
            "approver": "批准者 审批者 审批人 批准人",
            "buyer": "采购者 出钱者 采购者/出钱者 采购人 购买者 采购",
            "gatekeeper": "信息控制者 控制者 把关者 守门人",
        },
        "attitude": {
            "champion": "坚定支持 坚定支持者",
            "supporter": "支持 支持者",
            "neutral": "中立 中立者",
            "non_supporter": "不支持 不支持者",
            "opponent": "反对 反对者",
        },
        "influence": {
            "inner_circle": "核心层 核心 高",
            "inside": "影响层 中",
            "outside": "外围 外围层 低",
        },
        "gender": {"male": "男 先生 m", "female": "女 女士 f"},
        "calendar": {"solar": "公历 阳历 新历 国历", "lunar": "农历 阴历 旧历"},
        "member_status": {
            "active": "在网 正常 开通 在用 激活 有效",
            "suspended": "停机 暂停 单停 双停 欠费停机 报停 申请停机 欠停",
            "left": "离网 销户 注销 已离网 拆机 转网 携出",
        },
        "operator": {
            "mobile": "移动 中国移动 我网 本网 我方 cmcc",
            "telecom": "电信 中国电信 ctcc",
            "unicom": "联通 中国联通 cucc",
            "broadnet": "广电 中国广电 cbn",
            "other": "其他 其它 其他运营商",
        },
        "product_layer": {
            "basic": "基础通信 基础",
            "application": "集团应用 应用",
            "industry": "行业解决方案 行业",
            "integration": "集成服务 集成",
        },
        "product_function": {
            "basic_communication": "基础通信 通信 通信服务",
            "office": "办公管理 办公",
            "marketing": "营销服务 营销",
            "production": "生产控制 生产",
        },
        "brand_line": {
            "communication": "通信动力",
            "marketing": "营销动力",
            "office": "办公动力",
        },
        "competitor_war": {
            "device": "终端战 终端",
            "tariff": "资费战 资费 价格战",
            "product": "产品战 产品",
            "relation": "关系战 关系",
        },
        "competitor_tactic": {
            "gift_phones": "赠机给关键人 赠机 关键人赠机",
            "welfare_issue": "福利发放 福利",
            "prepaid_gift": "预存赠机 预存送机 预存话费赠机",
            "building_wiring": "楼宇投资换整体转网 楼宇投资 楼宇",
            "barter": "资源互换 互换",
            "discount_bundle": "专线宽带打折捆绑 打折捆绑 捆绑打折 捆绑",
            "erosion": "大众市场蚕食 蚕食",
        },
        "tariff_structure": {"flat": "统一费率 统一 固定", "floating": "浮动 浮动费率"},
        "channel": {
            "direct": "客户经理 直销 客户经理办理",
            "telesales": "电话销售 电销 外呼",
            "agent": "代理(sa) 代理 sa 代理商",
            "distributor": "分销商 分销",
            "hall": "营业厅 厅店 自有厅",
            "web": "网站/自助 网站 自助 网上营业厅 网厅 app 掌厅",
            "partner": "si伙伴 si 合作伙伴 集成商",
        },
        "piece_category": {
            "basic_group": "集团基础类 基础类 集团基础",
            "informatization": "集团信息化产品 信息化 信息化产品 集团信息化",
            "personal": "个人业务类 个人业务 个人类",
        },
        "staff_role": {
            "chief": "首席客户代表 首席",
            "industry": "行业经理",
            "manager": "客户经理",
            "support": "支撑经理 支撑",
            "head": "区县负责人 区县主任 负责人 主任",
        },
        "kpi_scope": {"district": "区县 区域 分局 县区", "manager": "客户经理 个人 经理"},
        "service_request_kind": {
            "provisioning": "开通 开通单 业务开通",
            "assurance": "故障 故障单 保障 报障",
            "billing": "计费 计费单 账务 资费",
            "complaint": "投诉 投诉单",
        },
    }
)
"""Enumeration → code → its words, parted by blanks."""


@cache
def words_of(enumeration: str) -> Mapping[str, str]:
    """Every word, in lower case, → code: the code itself, the English label, and the words of office workbooks."""
    found: dict[str, str] = {}
    for code, label in ENUMERATIONS[enumeration].items():
        found |= {code: code, code.replace("_", " "): code, label.casefold(): code}
        found |= {narrow(word).casefold(): code for word in WORDS[enumeration][code].split()}
    return MappingProxyType(found)
