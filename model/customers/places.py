"""Places that stand before or inside company names: provinces, cities, and what any place name ends with."""

import re
from typing import Final

_PROVINCES: Final = (
    "北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
    "贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)
_CITIES: Final = (
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 "
    "临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 "
    "朝阳 葫芦岛 长春 四平 通化 白山 松原 哈尔滨 齐齐哈尔 牡丹江 佳木斯 大庆 南京 无锡 徐州 常州 苏州 南通 "
    "连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 "
    "淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 "
    "宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 "
    "威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 "
    "商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 长沙 株洲 湘潭 衡阳 邵阳 "
    "岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 "
    "河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 钦州 玉林 海口 三亚 成都 自贡 攀枝花 泸州 "
    "德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 遵义 安顺 毕节 铜仁 昆明 曲靖 "
    "玉溪 大理 拉萨 西安 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 兰州 嘉峪关 天水 酒泉 西宁 银川 石嘴山 吴忠 乌鲁木齐 "
    "克拉玛依"
)
_NAMES: Final = sorted(f"{_PROVINCES} {_CITIES}".split(), key=len, reverse=True)

LEADING_PLACE: Final = re.compile(
    f"(?:(?:{'|'.join(_NAMES)})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?"
    "|[\u4e00-\u9fff]{2,3}?(?:省|市|县|自治区|新区|开发区|高新区|(?<=.[^市场小社])区))"
)
"""One place at the start of a name: a known province or city with or without its rank, or anything with a rank."""

TRAILING_PLACE: Final = re.compile(f"(?<=集团)(?:{'|'.join(_NAMES)})(?:省|市)?$")
"""The place a group's company is for: 示例集团重庆有限公司."""


def bare_place(place: str) -> str:
    """The place without its rank, so that 重庆 and 重庆市 are one."""
    return re.sub("(?:省|市|县|区|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", place)
