"""Fictional people for the demonstration showroom: staff, names, numbers, words. Nobody here exists."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, Final

from showroom.forms.field import Option
from showroom.rules.duties import Role

STAFF: Final = (
    ("zhoumin", "周敏", "Zhou Min", (Role.RECEPTIONIST,)),
    ("heyun", "何芸", "He Yun", (Role.RECEPTIONIST,)),
    ("chentao", "陈涛", "Chen Tao", (Role.SALES_CONSULTANT,)),
    ("lina", "李娜", "Li Na", (Role.SALES_CONSULTANT,)),
    ("wanglei", "王磊", "Wang Lei", (Role.SALES_CONSULTANT,)),
    ("zhaoxue", "赵雪", "Zhao Xue", (Role.SALES_CONSULTANT,)),
    ("sunhao", "孙浩", "Sun Hao", (Role.SALES_CONSULTANT,)),
    ("liujianguo", "刘建国", "Liu Jianguo", (Role.SHOWROOM_MANAGER,)),
    ("hejie", "何洁", "He Jie", (Role.CUSTOMER_SERVICE_CLERK,)),
    ("guoyu", "郭宇", "Guo Yu", (Role.ADMINISTRATOR,)),
)
MORE_CONSULTANTS: Final = (
    ("wuting", "吴婷", "Wu Ting", (Role.SALES_CONSULTANT,)),
    ("xuchao", "徐超", "Xu Chao", (Role.SALES_CONSULTANT,)),
    ("malin", "马琳", "Ma Lin", (Role.SALES_CONSULTANT,)),
    ("dengkai", "邓凯", "Deng Kai", (Role.SALES_CONSULTANT,)),
    ("ouyangzhen", "欧阳振华", "Ouyang Zhenhua", (Role.SALES_CONSULTANT,)),
)
CAR_MODELS: Final = (
    ("朗逸", "Lavida", ""),
    ("途观L", "Tiguan L", "途观"),
    ("帕萨特", "Passat", ""),
    ("途岳", "Tharu", ""),
    ("途昂", "Teramont", ""),
    ("ID.3", "ID.3", "ID3"),
    ("凌渡", "Lamando", ""),
)
# What each costs, in yuan, before anybody has talked about it.
PRICES: Final = {
    "朗逸": 118_900,
    "途观L": 218_600,
    "帕萨特": 189_900,
    "途岳": 158_900,
    "途昂": 288_900,
    "ID.3": 129_900,
    "凌渡": 139_900,
}
DEMO_CARS: Final = (
    ("朗逸试驾车", "朗逸", "浙A0S001"),
    ("途观L试驾车", "途观L", "浙A0S002"),
    ("帕萨特试驾车", "帕萨特", "浙A0S003"),
    ("ID.3试驾车", "ID.3", "浙AD00004"),
)
AREAS: Final = (
    Option("binjiang", "滨江", "Binjiang"),
    Option("xihu", "西湖", "Xihu"),
    Option("xiaoshan", "萧山", "Xiaoshan"),
    Option("xiasha", "下沙", "Xiasha"),
    Option("yuhang", "余杭", "Yuhang"),
    Option("gongshu", "拱墅", "Gongshu"),
    Option("shangcheng", "上城", "Shangcheng"),
    Option("fuyang", "富阳", "Fuyang"),
)


def campaigns(start: date) -> tuple[dict[str, Any], ...]:
    """Two campaigns of the demo's first weeks, as their form gives them."""
    return (
        {
            "kind": "display_event",
            "chinese": "萧山商圈外展",
            "english": "Xiaoshan display",
            "place": "萧山万象广场",
            "starts_on": start,
            "ends_on": start + timedelta(days=2),
            "cost": 12_000_00,
        },
        {
            "kind": "store_event",
            "chinese": "置换购车节",
            "english": "Trade-in days",
            "place": "本店",
            "starts_on": start + timedelta(days=9),
            "ends_on": start + timedelta(days=15),
            "cost": 8_600_00,
        },
    )


NOTES: Final = {
    "look_at_cars": (
        "首次看车，关注后排空间",
        "对比同级车型，约周末再来",
        "看白色现车，问优惠",
        "谈分期，已给报价单",
        "带家人来，试坐后备箱",
        "预算 15 万以内",
        "想试驾，等先生一起",
        "问置换补贴，旧车 6 年",
        "公司用车，要两台",
        "路过进店，先了解",
        "",
    ),
    "enquiry": ("问现车和价格", "问购置税与上牌", "问店址和营业时间", "问贷款利率，已发资料"),
    "paperwork": ("来补签合同", "办按揭手续，材料已齐"),
    "payment": ("交定金，订单已签", "付尾款"),
    "collection": ("提车，10:30 交付", "提车仪式，家人同来"),
    "service": ("首保，顺便看新款", "来做 2 万公里保养"),
    "other": ("来取遗落的雨伞", "给朋友带资料"),
}
# Of somebody who comes for the second time or by appointment.
NOTES_AGAIN: Final = (
    "再次看车，带家人",
    "按约到店，谈价格",
    "来比较两款配置",
    "复看白色现车",
    "试驾后商量",
    "问月底优惠",
    "带旧车来评估",
    "确认贷款方案",
    "",
)
NO_FILE_REASONS: Final = ("只看了两分钟", "不愿留电话", "等人，顺便看看", "已在别店订车", "同行来看")
# The demo's morning: a new guest, one who leaves nothing, a call; and who comes next.
MORNING: Final = (
    "沈女士 13800990123 朗逸 白 2人 来店 李娜 首次看车，对比轩逸",
    "3人 西湖 看车",
    "贺先生 13900880456 来电 咨询 帕萨特 问现车和价格",
)
AT_THE_COUNTER: Final = "王女士 13812345678 途观L 2人 来店 王磊"
# What a receptionist mistypes: a number that ends too early.
NUMBER_CUT_SHORT: Final = "王女士 1381234 2人"
_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_MALE: Final = "伟强磊军勇杰涛斌浩明辉鹏波宇凯健峰俊翔志建国文华海龙飞刚鑫博然晨宏毅"
_FEMALE: Final = "芳娜敏静丽艳娟霞婷雪慧莹琳倩洁颖燕玲萍红欣怡思佳梅蕾薇妍晓雨"
_COMPOUND: Final = ("欧阳", "司马", "上官", "尉迟")
_PREFIXES: Final = (
    "130",
    "133",
    "135",
    "136",
    "137",
    "138",
    "139",
    "150",
    "151",
    "152",
    "158",
    "159",
    "177",
    "180",
    "186",
    "187",
    "188",
    "189",
    "191",
    "199",
)


def name(random: Random, sex: str = "") -> tuple[str, str]:
    """A full name and the sex that goes with it."""
    sex = sex or random.choice(("male", "female"))
    surname = random.choice(_COMPOUND) if random.random() < 0.01 else random.choice(_SURNAMES)
    letters = _MALE if sex == "male" else _FEMALE
    given = "".join(random.choice(letters) for _ in range(random.choice((1, 2, 2))))
    return surname + given, sex


def titled(full: str, sex: str) -> str:
    """Only the surname and a title: what a guest in a hurry gives."""
    surname = full[:2] if full[:2] in _COMPOUND else full[0]
    return surname + ("先生" if sex == "male" else "女士")


def mobile(serial: int) -> str:
    """A number that belongs to nobody: the middle block starts with 00. Distinct for 20 million serials."""
    # Neighbours differ in prefix and tail; a stride without common factor with a million spreads the tails.
    round_, place = divmod(serial, 1_000_000)
    prefix = _PREFIXES[(round_ + place) % len(_PREFIXES)]
    return f"{prefix}00{place * 617_189 % 1_000_000:06d}"
