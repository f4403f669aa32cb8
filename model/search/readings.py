"""Where Chinese characters sound otherwise in names than the dictionary's first reading says: tables, no code."""

from typing import Final


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """`"长 chang/zhang …"` → character or word → its readings."""
    words = text.split()
    return {word: tuple(heard.split("/")) for word, heard in zip(words[::2], words[1::2], strict=True)}


# Characters that people read in more than one way inside names, the likeliest reading first, and those whose first
# reading in the dictionary is not the common one.
CHARACTERS: Final = _table(
    "长 chang/zhang 晟 sheng/cheng 厦 sha/xia 阿 a/e 调 diao/tiao 单 dan/shan/chan 重 zhong/chong 行 xing/hang "
    "都 du/dou 参 can/shen/cen 藏 cang/zang 泊 bo/po 鹄 hu/gu 莞 guan/wan 番 fan/pan 铺 pu 阚 kan/han 覃 qin/tan "
    "柏 bai/bo 朝 chao/zhao 薄 bo/bao 率 lv/shuai 色 se/shai 埔 pu/bu 堡 bao/pu/bu 六 liu/lu 吕 lv/lu 绿 lv/lu "
    "会 hui/kuai 乐 le/yue/lao 传 chuan/zhuan 种 zhong/chong 系 xi/ji 曾 zeng/ceng 解 jie/xie 查 cha/zha 仇 qiu/chou "
    "区 qu/ou 盛 sheng/cheng 洞 dong/tong 宿 su/xiu 尉 wei/yu 便 bian/pian 给 gei/ji 模 mo/mu 弹 dan/tan 奇 qi/ji "
    "万 wan/mo 折 zhe/she 角 jiao/jue 塞 sai/se 卡 ka/qia 壳 ke/qiao 粘 zhan/nian 仔 zai/zi 咖 ka/ga 还 hai/huan "
    "和 he/huo 降 jiang/xiang 强 qiang/jiang 校 xiao/jiao 血 xue/xie 熟 shu/shou 露 lu/lou 落 luo/la 圈 quan/juan "
    "屏 ping/bing 朴 pu/piao 贾 jia/gu 翟 zhai/di 牟 mou/mu 缪 miao/mou 隗 wei/kui 郇 xun/huan 员 yuan/yun 蔚 wei/yu "
    "祭 ji/zhai 盖 gai/ge 秘 mi/bi 召 zhao/shao 洗 xi/xian 句 ju/gou 茄 qie/jia 伽 jia/qie 拓 tuo/ta 沈 shen/chen "
    "禅 chan/shan 蚌 bang/beng 铅 qian/yan 陂 pi/bei 枞 zong/cong 涡 wo/guo 泌 mi/bi 柞 zuo/zha 浒 hu/xu 荥 xing/ying "
    "夹 jia/ga 颉 jie/xie 棱 leng/ling 桔 ju/jie 扎 zha/za 巷 xiang/hang 识 shi/zhi 氏 shi/zhi 莎 sha/suo 茜 qian/xi "
    "娜 na/nuo 蔓 man/wan 石 shi/dan 车 che/ju 大 da/dai 称 cheng/chen 创 chuang 畜 chu/xu 藉 ji/jie 廷 ting 俞 yu/shu "
    "燕 yan 那 na 黑 hei/he 何 he 过 guo 重 zhong/chong 繁 fan/po 能 neng/nai 逄 pang 晁 chao 谌 chen/shen 令 ling "
    "曲 qu 应 ying 适 shi/kuo 於 yu 佴 nai/er 臧 zang 郗 xi/chi 亓 qi 少 shao 了 le/liao 着 zhe/zhuo 地 di/de 得 de/dei"
)

# Surnames that sound otherwise than the character does in other words; some have two characters.
SURNAMES: Final = _table(
    "单 shan 仇 qiu 查 zha 区 ou 曾 zeng 解 xie 任 ren 盖 ge 华 hua 燕 yan 宁 ning 朴 piao 翟 zhai 乐 yue 覃 qin "
    "员 yun 缪 miao 秘 bi 洗 xian 繁 po 折 she 黑 he 召 shao 种 chong 句 gou 祭 zhai 阚 kan 郇 xun 隗 wei 过 guo "
    "长 zhang 重 chong 柏 bai 郗 xi 牟 mu 薄 bo 贾 jia 那 na 万 wan 车 che 石 shi 尉 wei 谌 chen 令 ling 臧 zang "
    "逄 pang 晁 chao 应 ying 纪 ji 尉迟 yu/chi 万俟 mo/qi 单于 chan/yu 长孙 zhang/sun 澹台 tan/tai 令狐 ling/hu "
    "夏侯 xia/hou 皇甫 huang/fu 亓官 qi/guan 乐正 yue/zheng"
)

# Words inside names that fix the reading of one of their characters: character, reading, words.
_FIXED: Final = (
    ("行", "hang", "银行 农行 工行 建行 招行 交行 央行 投行 商行 支行 分行 总行 车行 琴行 洋行 米行 粮行 药行 花行"),
    ("行", "hang", "金行 茶行 表行 行业 行家 行情 行长"),
    ("重", "chong", "重庆 重百 重药 重啤 重阳 重叠 重组"),
    ("长", "zhang", "增长 成长 生长 校长 院长 会长 部长 局长 处长 行长 店长 队长 村长 首长 市长 县长 家长 科长 所长"),
    ("长", "zhang", "站长 长子 长治"),
    ("厦", "xia", "厦门 厦工 厦钨 厦大 华厦"),
    ("藏", "zang", "西藏 宝藏 藏族 藏药 藏医"),
    ("乐", "yue", "音乐 声乐 民乐 器乐 弦乐 乐器 乐清 乐队 乐团"),
    ("阿", "e", "东阿 阿胶"),
    ("参", "shen", "人参 海参 党参 参茸"),
    ("调", "tiao", "空调 协调 调味 调料"),
    ("会", "kuai", "会计"),
    ("番", "pan", "番禺"),
    ("蚌", "beng", "蚌埠"),
    ("六", "lu", "六安"),
    ("单", "shan", "单县"),
    ("洞", "tong", "洪洞"),
    ("铅", "yan", "铅山"),
    ("陉", "xing", "井陉"),
    ("荥", "xing", "荥阳"),
    ("尉", "yu", "尉犁"),
    ("便", "pian", "便宜"),
    ("模", "mu", "模具 模板 模样"),
    ("给", "ji", "供给 补给 给水 给排"),
    ("传", "zhuan", "传记 自传"),
)
IN_WORDS: Final = {(character, word): heard for character, heard, words in _FIXED for word in words.split()}

# Every syllable of Mandarin without tones, ü as v.
_SYLLABLES: Final = (
    "a ai an ang ao ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu ca cai can cang cao ce cen "
    "ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong "
    "cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui "
    "dun duo e ei en eng er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua "
    "guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji "
    "jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke kei ken keng kong kou ku kua "
    "kuai kuan kuang kui kun kuo la lai lan lang lao le lei len leng li lia lian liang liao lie lin ling liu long "
    "lou lu luan lun luo lv lve ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu na nai "
    "nan nang nao ne nei nen neng ni nia nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve o ou pa pai "
    "pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing qiong qiu qu "
    "quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se sen seng sha shai "
    "shan shang shao she shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun "
    "suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa wai wan wang wei wen "
    "weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yo "
    "yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhen zheng zhi zhong "
    "zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo "
)
SYLLABLES: Final = frozenset(_SYLLABLES.split())
