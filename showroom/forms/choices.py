"""The lists that do not change from shop to shop: the codes are in the rules, the words are here."""

from __future__ import annotations

from typing import Final

from showroom.forms.field import Option
from showroom.rules.level import LOG_LEVELS
from showroom.rules.traffic import TrafficType, Visit

TRAFFIC_TYPES: Final = (
    Option(TrafficType.WALK_IN, "来店", "walk-in", ("到店", "进店", "walkin")),
    Option(TrafficType.CALL_IN, "来电", "call", ("电话", "call-in")),
    Option(TrafficType.INVITED_VISIT, "邀约", "invited", ("邀约到店", "预约到店", "invited visit")),
    Option(
        TrafficType.OUTSIDE_PROSPECTING, "外拓", "outside", ("特定外拓", "特定开拓", "outside prospecting")
    ),
    Option(TrafficType.COLD_VISIT, "陌拜", "cold visit", ("陌生拜访",)),
    Option(TrafficType.OTHER, "其他方式", "other way", ("其它方式",)),
)
VISITS: Final = (
    Option(Visit.FIRST, "首次", "first", ("首", "初次")),
    Option(Visit.REPEAT, "再次", "be-back", ("再", "二次来店", "再次来店", "beback", "repeat")),
)
SEXES: Final = (
    Option("male", "男", "Mr", ("先生", "m")),
    Option("female", "女", "Ms", ("女士", "小姐", "f")),
)
LEVELS: Final = tuple(Option(level, level, level, (f"{level}级",)) for level in LOG_LEVELS)
COLOURS: Final = (
    Option("white", "白", "white", ("白色",)),
    Option("black", "黑", "black", ("黑色",)),
    Option("silver", "银", "silver", ("银色",)),
    Option("grey", "灰", "grey", ("灰色", "gray")),
    Option("red", "红", "red", ("红色",)),
    Option("blue", "蓝", "blue", ("蓝色",)),
    Option("green", "绿", "green", ("绿色",)),
    Option("brown", "棕", "brown", ("棕色",)),
    Option("gold", "金", "gold", ("金色", "香槟金")),
)

FIXED: Final = {
    "traffic_type": TRAFFIC_TYPES,
    "visit": VISITS,
    "sex": SEXES,
    "level": LEVELS,
    "colour": COLOURS,
}

# What a new store starts with; the shop changes these (S004 p17, P1, P4).
FIRST_PURPOSES: Final = (
    Option("look_at_cars", "看车", "look at car", ("看新车", "look at cars", "looking")),
    Option("enquiry", "咨询", "enquiry", ("咨询新车", "询价")),
    Option("paperwork", "手续", "paperwork", ("办手续", "交款手续")),
    Option("payment", "交款", "payment", ("付款", "交定金")),
    Option("collection", "提车", "collect car", ("取车", "collect", "collection")),
    Option("service", "维修保养", "service", ("维修", "保养", "首保")),
    Option("other", "其他", "other", ("其它",)),
)
FIRST_SOURCES: Final = (
    Option("vip", "R VIP推荐", "R VIP"),
    Option("base", "B 保有", "B owner base"),
    Option("showroom", "S 来店来电", "S walk-in, call-in"),
    Option("intelligence", "I 内部情报", "I internal intelligence"),
    Option("employee", "E 员工购车", "E employee"),
    Option("display", "P 展示会", "P display event"),
    Option("billboard", "户外广告", "billboard"),
    Option("roadshow", "巡展活动", "roadshow"),
    Option("newspaper", "报纸", "newspaper"),
    Option("radio", "电台", "radio"),
    Option("television", "电视", "television"),
    Option("internet", "互联网", "internet"),
    Option("magazine", "杂志", "magazine"),
    Option("text_message", "手机短信", "text message"),
    Option("promotion", "店头促销", "store promotion"),
    Option("leaflet", "街头传单", "leaflet"),
    Option("friend", "朋友介绍", "friend"),
    Option("salesperson", "销售员拜访", "salesperson's visit"),
    Option("passing", "偶然光顾", "passing by", ("路过",)),
    Option("intercepted", "竞品拦截", "from a competitor"),
    Option("other", "其他", "other"),
)
