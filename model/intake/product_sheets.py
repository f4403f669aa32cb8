"""The sheets about products, members, months, targets and pay."""

from dataclasses import replace
from typing import Final

from model.intake.kinds import (
    CODE,
    COUNT,
    DATE,
    FIGURE,
    FLAG,
    MONEY,
    MONTH,
    NAME,
    PHONE,
    TEXT,
    USAGE,
    choice_of,
    choices_of,
    money_in,
)
from model.intake.sheets import GROUP_CODE, Sheet, column
from model.intake.words import words_of

PRODUCT_CODE = "产品编码|product_code|产品代码|offering_code|code"
SUBSCRIBER = column("subscriber_code", CODE, "用户编码|subscriber_code|用户ID|用户编号|用户标识")
MEMBERS_GROUP_CODE = replace(GROUP_CODE, required=False)
"""A member's month may leave the group code out: the member's own customer is meant."""
MSISDN = column("msisdn", PHONE, "手机号|msisdn|手机号码|手机|用户号码|号码")

INSTALLED_PRODUCTS: Final = Sheet(
    entity="installed_product",
    names=("产品订购", "installed_products", "在用产品", "产品订购清单", "订购", "installed_product"),
    identity=(("group_code",), ("offering_code", "offering_name"), ("operator",), ("agreement_number",)),
    needed=2,
    numbered=True,
    columns=(
        GROUP_CODE,
        column("offering_code", CODE, PRODUCT_CODE),
        column("offering_name", NAME, "产品名称|product_name|产品|offering_name|name"),
        column("operator", choice_of(words_of("operator"), "other"), "运营商|operator|归属运营商"),
        column("quantity", FIGURE, "数量|quantity|订购数量"),
        column("monthly_fee_fen", MONEY, "月费(元)|monthly_fee|月费|月租|月租费"),
        column("monthly_usage", FIGURE, "月用量|monthly_usage|月使用量"),
        column("channel", choice_of(words_of("channel")), "办理渠道|channel|渠道|受理渠道", lenient=True),
        column("start_date", DATE, "生效日期|start|start_date|开通日期|生效时间|开始日期"),
        column("bundle_end", DATE, "捆绑到期|bundle_end|捆绑到期日|捆绑到期日期|到期日期"),
        column("agreement_number", CODE, "合同编号|agreement_number|合同号|协议编号"),
    ),
)

BILLING_MONTHS: Final = Sheet(
    entity="billing_month",
    names=("月度收入", "billing_months", "月账单", "账单", "收入", "集团收入", "月收入", "billing_month"),
    identity=(("group_code",), ("month",)),
    needed=2,
    fact=True,
    columns=(
        GROUP_CODE,
        column("month", MONTH, "账期(YYYYMM)|month|账期|月份|账务月|统计月份", required=True),
        column("voice_fen", MONEY, "语音收入|voice|语音收入(元)|voice_revenue"),
        column("data_fen", MONEY, "数据收入|data|流量收入|data_revenue"),
        column("new_business_fen", MONEY, "信息化收入|new_business|新业务收入|new_business_revenue"),
        column("other_fen", MONEY, "其他收入|other|其它收入|other_revenue"),
        column("cost_fen", MONEY, "成本|cost"),
        column("minutes", USAGE, "通话分钟|minutes|通话时长|通话分钟数|计费时长"),
        column("registered_members", COUNT, "成员数|registered_members|集团成员数|members"),
        column("real_members", COUNT, "真实成员数|real_members"),
        column("on_network_members", COUNT, "本网成员数|on_network_members|我网成员数"),
        column("arrears_fen", MONEY, "欠费|arrears|欠费金额"),
    ),
)

MEMBERS: Final = Sheet(
    entity="member",
    names=("集团成员", "members", "成员", "成员清单", "集团成员清单", "member"),
    identity=(("group_code",), ("subscriber_code", "msisdn")),
    needed=2,
    columns=(
        GROUP_CODE,
        SUBSCRIBER,
        MSISDN,
        column("short_number", CODE, "短号|short_number|集团短号"),
        column("name", NAME, "姓名|name|成员姓名|用户姓名|机主姓名"),
        column("plan", NAME, "套餐|plan|资费套餐|套餐名称"),
        column("monthly_revenue_fen", MONEY, "月收入|monthly_revenue|月收入(元)|月均收入|arpu"),
        column("real_member", FLAG, "真实成员|real_member|是否真实成员|真实成员标志"),
        column("high_value", FLAG, "中高端|high_value|是否中高端|中高端标志"),
        column("joined", DATE, "入网日期|joined|入网时间|加入日期"),
        column("bundle_end", DATE, "捆绑到期|bundle_end|捆绑到期日|捆绑到期日期"),
        column("status", choice_of(words_of("member_status")), "状态|status|用户状态|成员状态", lenient=True),
        column("status_since", DATE, "状态日期|status_date|状态时间|status_since"),
        column("left_to", NAME, "离网去向|left_to|去向"),
    ),
)

MEMBER_MONTHS: Final = Sheet(
    entity="member_month",
    names=("成员月账", "member_months", "成员账单", "成员收入", "member_month"),
    identity=(("group_code",), ("month",), ("subscriber_code", "msisdn")),
    needed=3,
    fact=True,
    columns=(
        SUBSCRIBER,
        MSISDN,
        MEMBERS_GROUP_CODE,
        column("month", MONTH, "账期|month|月份|账务月|统计月份|账期(YYYYMM)", required=True),
        column("revenue_fen", MONEY, "收入(元)|revenue|收入|月收入"),
        column("minutes", USAGE, "通话分钟|minutes|通话时长|通话分钟数"),
        column("data_mb", FIGURE, "流量(MB)|data_mb|流量|流量mb"),
        column("status", choice_of(words_of("member_status")), "状态|status|用户状态", lenient=True),
    ),
)

SNAPSHOT_MEMBERS: Final = Sheet(
    entity="snapshot_member",
    names=("拍照清单", "snapshot_members", "拍照", "拍照成员", "拍照集团成员", "snapshot_member"),
    identity=(("snapshot_name",), ("month",), ("group_code",), ("subscriber_code", "msisdn")),
    needed=4,
    fact=True,
    columns=(
        column("snapshot_name", NAME, "名称|snapshot|拍照名称|清单名称|snapshot_name", required=True),
        column("month", MONTH, "基准月|base_month|拍照月|基准账期|month", required=True),
        SUBSCRIBER,
        MSISDN,
        MEMBERS_GROUP_CODE,
        column("revenue_fen", MONEY, "基准收入(元)|base_revenue|基准收入|拍照收入"),
        column("minutes", USAGE, "基准分钟|base_minutes|基准话务|拍照话务"),
        column("real_member", FLAG, "真实成员|real_member|是否真实成员"),
        column("high_value", FLAG, "中高端|high_value|是否中高端"),
    ),
)

PRODUCT_OFFERINGS: Final = Sheet(
    entity="product_offering",
    names=("产品目录", "product_offerings", "产品", "产品清单", "目录", "product_offering"),
    identity=(("code",),),
    columns=(
        column("code", CODE, PRODUCT_CODE, required=True),
        column("name", NAME, "产品名称|product_name|名称|name", required=True),
        column(
            "product_layer", choice_of(words_of("product_layer")), "层次|layer|产品层次|product_layer", lenient=True
        ),
        column(
            "product_function",
            choice_of(words_of("product_function")),
            "功能类|function|功能类别|product_function",
            lenient=True,
        ),
        column("brand_line", choice_of(words_of("brand_line")), "品牌线|brand_line|品牌", lenient=True),
        column("one_off_fen", MONEY, "一次性价|one_off|一次性价(元)|一次性费用|one_off_price"),
        column("monthly_fen", MONEY, "月价|monthly|月价(元)|月费|monthly_price"),
        column("unit", NAME, "单位|unit|计价单位"),
        column("cost_fen", MONEY, "成本|cost|成本(元)"),
        column("floor_fen", MONEY, "底价|floor|底价(元)|floor_price"),
        column("industries", TEXT, "适用行业|industries|行业"),
        column("selling_point", TEXT, "卖点|selling_point"),
        column("buying_point", TEXT, "买点|buying_point"),
        column("sla", TEXT, "服务等级|sla|服务水平"),
        column("tariff_structure", choice_of(words_of("tariff_structure")), "资费结构|tariff_structure", lenient=True),
        column("channels", choices_of(words_of("channel")), "办理渠道|channels|订购渠道", lenient=True),
        column("configurable", FLAG, "可配置|configurable|是否可配置"),
    ),
)

PRICE_CARDS: Final = Sheet(
    entity="price_card",
    names=("价格卡", "price_cards", "价格", "price_card"),
    identity=(("offering_code",), ("segment",), ("valid_from",)),
    columns=(
        column("offering_code", CODE, PRODUCT_CODE, required=True),
        column("segment", NAME, "细分客户群|segment|客户群"),
        column("one_off_fen", MONEY, "一次性价|one_off|一次性价(元)|one_off_price"),
        column("monthly_fen", MONEY, "月价|monthly|月价(元)|monthly_price"),
        column("valid_from", DATE, "生效|valid_from|生效日期"),
        column("valid_to", DATE, "失效|valid_to|失效日期"),
    ),
)

BUNDLE_ITEMS: Final = Sheet(
    entity="bundle_item",
    names=("捆绑组成", "bundle_items", "捆绑", "bundle_item"),
    identity=(("bundle_code",), ("offering_code",)),
    needed=2,
    columns=(
        column("bundle_code", CODE, "捆绑编码|bundle_code|捆绑代码|捆绑包编码", required=True),
        column("offering_code", CODE, PRODUCT_CODE, required=True),
        column("required", FLAG, "必选|required|是否必选"),
        column("minimum", COUNT, "最少|minimum|最少数量"),
        column("maximum", COUNT, "最多|maximum|最多数量"),
    ),
)

KPI_TARGETS: Final = Sheet(
    entity="kpi_target",
    names=("指标", "kpi_targets", "考核指标", "kpi", "kpi_target"),
    identity=(("scope",), ("subject",), ("month",), ("item",)),
    needed=4,
    columns=(
        column("scope", choice_of(words_of("kpi_scope")), "考核层级(区县/客户经理)|scope|考核层级|层级", required=True),
        column("subject", CODE, "考核对象|subject|对象|appraised", required=True),
        column("month", MONTH, "月份|month|账期|考核月", required=True),
        column("item", NAME, "指标|item|指标名称|kpi", required=True),
        column("target", FIGURE, "目标|target|目标值"),
        column("actual", FIGURE, "完成|actual|完成值|实际"),
        column("weight", FIGURE, "权重|weight"),
    ),
)

PIECE_RATES: Final = Sheet(
    entity="piece_rate",
    names=("计件单价", "piece_rates", "计件", "单价", "piece_rate"),
    identity=(("item_code",), ("valid_from",)),
    columns=(
        column("item_code", CODE, "项目编码|item_code|项目代码", required=True),
        column("item", NAME, "项目|item|项目名称"),
        column("category", choice_of(words_of("piece_category")), "类别|category|项目类别", lenient=True),
        column("unit_price_fen", MONEY, "单价|unit_price|单价(元)|计件单价"),
        column("valid_from", MONTH, "生效月|valid_from|生效|生效月份"),
        column("valid_to", MONTH, "失效月|valid_to|失效|失效月份"),
    ),
)

OFFICIAL_PAY: Final = Sheet(
    entity="official_pay",
    names=("酬金核对", "official_pay", "酬金", "酬金清单"),
    identity=(("employee_no",), ("month",), ("item_code",)),
    needed=3,
    columns=(
        column("employee_no", CODE, "工号|employee_no|客户经理工号", required=True),
        column("month", MONTH, "月份|month|账期", required=True),
        column("item_code", CODE, "项目编码|item_code|项目代码", required=True),
        column("quantity", FIGURE, "数量|quantity"),
        column("amount_fen", money_in(1), "金额|amount|金额(元)|酬金"),
    ),
)
