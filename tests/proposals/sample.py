"""A proposal like those a manager makes: eight lines of today, four of ours, needs, terms, published tariffs."""

from datetime import date

from model.proposals.drafts import ItemDraft, PresentDraft, QuoteDraft
from model.proposals.queries import RivalPriceRow
from reports.proposal import NeedLine, ProposalPaper
from tests.builders import TODAY

CUSTOMER = "临江示例精密机械有限公司"
DRAFT = QuoteDraft(
    customer_id="x",
    title="两厂区通信与信息化整合方案",
    items=(
        ItemDraft("JC02", "语音专线 整合", 1, "条", 480_000, 1_200_000, 0, 200_000, 400_000),
        ItemDraft("JC03", "数据专线 200M", 1, "条", 790_000, 0, 0, 300_000, 600_000),
        ItemDraft("JC01", "集团虚拟网", 412, "户", 400, 0, 2_500, 100, 200, "412 人"),
        ItemDraft("JY07", "集团短彩信", 1, "包", 80_000, 0, 0, 30_000, 50_000, "含 2 万条"),
    ),
    presents=(
        PresentDraft("语音专线（两厂区各一）", 620_000, 0),
        PresentDraft("宽带接入 100M × 3", 540_000, 1),
        PresentDraft("数据专线 50M", 440_000, 1),
        PresentDraft("集团虚拟网 412 人", 206_000, 2),
        PresentDraft("集团短彩信", 153_600, 3),
    ),
    valid_for=date(2026, 12, 31),
    pricing_stance="defensive",
    concessions="两厂区一张账单、按部门分摊\n专属客户经理与 7×24 小时响应",
    benefits="财务部：一张账单，次月 3 日前送达电子明细\n信息中心：双路由专线，扩容不停工",
    terms="故障 4 小时内恢复。期满前 60 天书面提示。第 13 个月起可按阶梯退出。",
    reason="内部原因甲",
)
NEEDS = (
    NeedLine("两厂区账单分开，月底对不上", "统付一张账单，按 14 个部门分摊，电子明细次月 3 日前送达", date(2027, 1, 1)),
    NeedLine("带宽不足，视频会议卡顿", "200M 对称专线，双路由，可用率 99.9%", None),
    NeedLine("割接怕影响夜班", "周日 2:00–5:00 窗口割接，失败 30 分钟内退回", date(2026, 12, 6)),
)
RIVALS = (
    RivalPriceRow("r1", "JC03", "数据专线", "telecom", "云专线 200M", 860_000, "营业厅公示", date(2026, 10, 8)),
    RivalPriceRow("r2", "JC02", "语音专线", "unicom", "中继", None, "官网", date(2026, 9, 1)),
)
PAPER = ProposalPaper(CUSTOMER, "20261122-KQXAB-4", 1, TODAY, DRAFT, NEEDS, RIVALS, "示例市分公司 · 集团客户部")
