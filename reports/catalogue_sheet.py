"""The catalogue as the office's workbook: the sheets and headings that an import knows, whatever the language."""

from pathlib import Path

from model.catalogue.content import CatalogueContent, OfferingContent
from model.intake.words import WORDS
from reports.excel import Column, Kind, Sheet, Value, write_workbook


def write_catalogue(path: Path, content: CatalogueContent) -> None:
    """Write the three sheets; imported again they change nothing. Raises `UserError` when it cannot be written."""
    write_workbook(path, [_offerings(content), _cards(content), _parts(content)])


def _offerings(content: CatalogueContent) -> Sheet:
    columns = [
        Column("产品编码"), Column("产品名称"), Column("层次"), Column("功能类"), Column("品牌线"),
        Column("一次性价", Kind.MONEY), Column("月价", Kind.MONEY), Column("单位"), Column("成本", Kind.MONEY),
        Column("底价", Kind.MONEY), Column("适用行业"), Column("卖点"), Column("买点"), Column("服务等级"),
        Column("资费结构"), Column("办理渠道"), Column("可配置"),
    ]  # fmt: skip
    return Sheet("产品目录", columns, [_offering(row) for row in content.offerings])


def _offering(row: OfferingContent) -> list[Value]:
    return [
        row.code, row.name, _word("product_layer", row.product_layer), _word("product_function", row.product_function),
        _word("brand_line", row.brand_line), row.one_off_fen, row.monthly_fen, row.unit, row.cost_fen, row.floor_fen,
        row.industries, row.selling_point, row.buying_point, row.sla, _word("tariff_structure", row.tariff_structure),
        "、".join(_word("channel", code) for code in row.channels.split(",") if code), _flag(row.configurable),
    ]  # fmt: skip


def _cards(content: CatalogueContent) -> Sheet:
    columns = [
        Column("产品编码"), Column("细分客户群"), Column("一次性价", Kind.MONEY), Column("月价", Kind.MONEY),
        Column("生效", Kind.DATE), Column("失效", Kind.DATE),
    ]  # fmt: skip
    rows = [
        [one.offering_code, one.segment, one.one_off_fen, one.monthly_fen, one.valid_from, one.valid_to]
        for one in content.cards
    ]
    return Sheet("价格卡", columns, rows)


def _parts(content: CatalogueContent) -> Sheet:
    columns = [
        Column("捆绑编码"), Column("产品编码"), Column("必选"), Column("最少", Kind.INTEGER),
        Column("最多", Kind.INTEGER),
    ]  # fmt: skip
    rows = [
        [one.bundle_code, one.offering_code, _flag(one.required), one.minimum, one.maximum] for one in content.parts
    ]
    return Sheet("捆绑组成", columns, rows)


def _word(enumeration: str, code: str) -> str:
    """The office's word for a code; a code it has none for stands as it is."""
    return WORDS[enumeration].get(code, code).split()[0] if code else ""


def _flag(value: bool) -> str:
    return "是" if value else "否"
