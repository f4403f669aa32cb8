"""The sheets about customers and their people: customers, staff, sites, contacts, agreements, moves, requests."""

import re
from typing import Final

from model.customers.person_rules import is_placeholder_name
from model.intake.cells import Value
from model.intake.kinds import BIRTHDAY, CODE, COUNT, DATE, FLAG, NAME, PHONE, TEXT, choice_of, choices_of, money_in
from model.intake.sheets import GROUP_CODE, Sheet, column
from model.intake.words import words_of

_LEVELS = re.compile(r"\s*[/／>＞→-]\s*")


def part_industry(values: dict[str, list[Value]]) -> None:
    """An industry written in two levels (商贸/百货) fills both fields, unless the file has a column for the second."""
    industries = values.get("industry")
    if industries is None or "industry_detail" in values:
        return
    if not any(_LEVELS.search(str(word)) for word in set(industries)):
        values["industry_detail"] = [None] * len(industries)
        return
    parts = [_LEVELS.split(word, maxsplit=1) if isinstance(word, str) else [word] for word in industries]
    values["industry"] = [pair[0] for pair in parts]
    values["industry_detail"] = [pair[1] if len(pair) > 1 else None for pair in parts]


def mark_placeholders(values: dict[str, list[Value]]) -> None:
    """A name with a question mark (技术负责人?) is of someone not known yet; any other name says nothing of that."""
    names = values.get("name", [])
    values["placeholder"] = [True if isinstance(name, str) and is_placeholder_name(name) else None for name in names]


CUSTOMERS: Final = Sheet(
    entity="customer",
    complete=part_industry,
    names=("集团客户", "customers", "集团", "集团客户清单", "集团客户资料", "客户资料", "客户清单", "客户", "customer"),
    identity=(("group_code",),),
    columns=(
        GROUP_CODE,
        column("name", NAME, "集团名称|name|集团客户名称|客户名称|单位名称|集团全称|customer name", required=True),
        column("short_name", NAME, "简称|short_name|集团简称|客户简称"),
        column("former_names", NAME, "曾用名|former_names|原名称"),
        column("credit_code", CODE, "统一社会信用代码|credit_code|社会信用代码|信用代码|统一信用代码"),
        column(
            "customer_category",
            choice_of(words_of("customer_category")),
            "客户类别|customer_category|客户类型|集团类别",
            lenient=True,
        ),
        column("industry", NAME, "行业|industry|所属行业|行业类别|行业大类"),
        column("industry_detail", NAME, "行业细分|industry_detail|行业小类|二级行业"),
        column(
            "enterprise_type",
            choice_of(words_of("enterprise_type"), "other"),
            "企业类型|enterprise_type|企业性质|单位性质",
        ),
        column(
            "key_account_type",
            choice_of(words_of("key_account_type")),
            "大客户类型|key_account_type|大客户类别",
            lenient=True,
        ),
        column("region", NAME, "区域|region|归属区域|区县|所属区县|归属区县"),
        column("grid", NAME, "网格|grid|所属网格|网格名称"),
        column("address", TEXT, "地址|address|单位地址|集团地址|客户地址"),
        column("employee_count", COUNT, "员工数|employee_count|员工人数|职工人数|职工数|单位人数"),
        column("branch_count", COUNT, "分支机构数|branch_count|分支数|分支机构数量"),
        column("registered_capital_fen", money_in(10_000), "注册资本(万元)|registered_capital|注册资本|注册资金"),
        column("network_since", DATE, "建网日期|network_since|入网日期|建网时间|建档日期"),
        column(
            "monthly_telecom_spend_fen",
            money_in(1),
            "月通信支出(元)|monthly_telecom_spend|月通信支出|月通信费|月均通信支出",
        ),
        column("payer_type", choice_of(words_of("payer_type")), "付费方式|payer_type|缴费方式|付费类型", lenient=True),
        column("credit_rating", CODE, "信用等级|credit_rating|信用级别"),
        column("company_grade", CODE, "集团等级|company_grade|集团级别|客户等级|等级"),
        column("manager_no", CODE, "客户经理工号|manager_no|经理工号|employee_no"),
        column("manager_name", NAME, "客户经理|manager_name|客户经理姓名|责任客户经理|account manager"),
        column("status", choice_of(words_of("customer_status")), "状态|status|客户状态|集团状态", lenient=True),
        column("remarks", TEXT, "备注|remarks|说明"),
    ),
)

STAFF: Final = Sheet(
    entity="staff",
    names=("客户经理", "staff", "客户经理清单", "人员", "员工", "经理清单"),
    identity=(("employee_no",),),
    columns=(
        column("employee_no", CODE, "工号|employee_no|客户经理工号|员工编号|employee number", required=True),
        column("name", NAME, "姓名|name|客户经理|客户经理姓名", required=True),
        column("district", NAME, "区域|district|区县|归属区县|所属区县"),
        column("role", choice_of(words_of("staff_role")), "岗位|role|职位|角色", lenient=True),
        column("joined", DATE, "入职日期|joined|入职时间|到岗日期"),
    ),
)

SITES: Final = Sheet(
    entity="site",
    names=("分支机构", "sites", "分支", "机构", "site"),
    identity=(("group_code",), ("name",)),
    needed=2,
    numbered=True,
    columns=(
        GROUP_CODE,
        column("name", NAME, "机构名称|site_name|分支名称|分支机构名称|名称|name|site name", required=True),
        column("head_office", FLAG, "总部|head_office|是否总部|总部标志"),
        column("address", TEXT, "地址|address|机构地址"),
        column("contact_name", NAME, "联系人|contact|联系人姓名|contact_name"),
        column("phone", PHONE, "电话|phone|联系电话|联系人电话"),
    ),
)

CONTACTS: Final = Sheet(
    entity="contact",
    complete=mark_placeholders,
    names=("联系人", "contacts", "集团联系人", "关键人", "关键联系人", "contact"),
    identity=(("group_code",), ("name",)),
    needed=2,
    numbered=True,
    columns=(
        GROUP_CODE,
        column("name", NAME, "姓名|name|联系人|联系人姓名|关键人姓名", required=True),
        column("gender", choice_of(words_of("gender")), "性别|gender", lenient=True),
        column("department", NAME, "部门|department|所在部门"),
        column("title", NAME, "职务|title|职位|岗位"),
        column("mobile", PHONE, "手机|mobile|手机号|手机号码|联系电话|移动电话"),
        column("phone", PHONE, "电话|phone|固定电话|办公电话|座机"),
        column("email", CODE, "邮箱|email|电子邮箱|e-mail|电子邮件"),
        column("birthday", BIRTHDAY, "生日|birthday|出生日期"),
        column(
            "birthday_calendar",
            choice_of(words_of("calendar")),
            "历法(公历/农历)|calendar|历法|生日类型|birthday_calendar",
            lenient=True,
        ),
        column(
            "buying_role",
            choices_of(words_of("buying_role")),
            "购买角色|buying_role|角色|决策角色",
            side=True,
            lenient=True,
        ),
        column("attitude", choice_of(words_of("attitude")), "态度|attitude|支持态度", side=True, lenient=True),
        column("influence", choice_of(words_of("influence")), "影响力|influence|影响层级", side=True, lenient=True),
        column("reports_to", NAME, "汇报对象|reports_to|上级|汇报给|直接上级", side=True),
    ),
)

AGREEMENTS: Final = Sheet(
    entity="agreement",
    names=("合同", "agreements", "合同清单", "协议", "agreement"),
    identity=(("group_code",), ("number",)),
    needed=2,
    columns=(
        GROUP_CODE,
        column("number", CODE, "合同编号|agreement_number|合同号|协议编号|number", required=True),
        column("agreement_type", NAME, "类型|type|合同类型|协议类型|agreement_type"),
        column("signed_on", DATE, "签订日期|signed_on|签约日期|签订时间"),
        column("valid_from", DATE, "生效|valid_from|生效日期|开始日期"),
        column("valid_to", DATE, "到期|valid_to|到期日期|失效日期|结束日期|失效"),
        column("items", TEXT, "涉及产品|items|产品|合同产品"),
    ),
)

COMPETITOR_MOVES: Final = Sheet(
    entity="competitor_move",
    names=("竞争情况", "competitor_moves", "竞争动向", "竞争情报", "竞争", "competitor_move"),
    identity=(("group_code",), ("seen_on",), ("operator",), ("tactic",)),
    needed=1,
    numbered=True,
    columns=(
        GROUP_CODE,
        column("operator", choice_of(words_of("operator"), "other"), "运营商|operator|竞争对手|对手"),
        column("war", choice_of(words_of("competitor_war")), "战类型|war|竞争类型", lenient=True),
        column("tactic", choice_of(words_of("competitor_tactic")), "手法|tactic|竞争手法|竞争手段", lenient=True),
        column("seen_on", DATE, "发现日期|seen_on|发现时间|日期"),
        column("members_affected", COUNT, "影响人数|members_affected|涉及人数|影响成员数"),
        column("source", TEXT, "来源|source|信息来源"),
        column("remarks", TEXT, "说明|note|remarks|备注|描述|情况说明"),
    ),
)

SERVICE_REQUESTS: Final = Sheet(
    entity="service_request",
    names=("工单", "service_requests", "工单清单", "服务工单", "service_request"),
    identity=(("group_code",), ("number",)),
    needed=2,
    columns=(
        GROUP_CODE,
        column("number", CODE, "工单号|number|工单编号|request_number", required=True),
        column("kind", choice_of(words_of("service_request_kind")), "类型|kind|工单类型|type", lenient=True),
        column("content", TEXT, "内容|content|工单内容|描述"),
        column("accepted_on", DATE, "受理|accepted_on|受理日期|受理时间"),
        column("deadline", DATE, "时限|deadline|完成时限|截止日期"),
        column("stage", NAME, "环节|stage|当前环节"),
        column("waiting_on", NAME, "等待谁|waiting_on|等待|当前处理人"),
    ),
)
