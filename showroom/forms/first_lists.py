"""What the kept lists hold until a showroom changes them (S004 p17, P1, P2, P4; forms 2.1, 2.6).

Codes are stable: an entry may get better words here, but its code is never given to another.
"""

from __future__ import annotations

from typing import Final

from showroom.forms.field import Option
from showroom.rules.criteria import USUAL_LEVELS, Criterion

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
    Option("vip", "R VIP推荐", "R VIP", category="network"),
    Option("base", "B 保有", "B owner base", category="network"),
    Option("showroom", "S 来店来电", "S walk-in, call-in", category="network"),
    Option("intelligence", "I 内部情报", "I internal intelligence", category="network"),
    Option("employee", "E 员工购车", "E employee", category="network"),
    Option("display", "P 展示会", "P display event", category="network"),
    Option("billboard", "户外广告", "billboard", category="media"),
    Option("roadshow", "巡展活动", "roadshow", category="media"),
    Option("newspaper", "报纸", "newspaper", category="media"),
    Option("radio", "电台", "radio", category="media"),
    Option("television", "电视", "television", category="media"),
    Option("internet", "互联网", "internet", category="media"),
    Option("magazine", "杂志", "magazine", category="media"),
    Option("text_message", "手机短信", "text message", category="media"),
    Option("promotion", "店头促销", "store promotion", category="media"),
    Option("leaflet", "街头传单", "leaflet", category="media"),
    Option("friend", "朋友介绍", "friend", category="media"),
    Option("salesperson", "销售员拜访", "salesperson's visit", category="media"),
    Option("passing", "偶然光顾", "passing by", ("路过",), category="media"),
    Option("intercepted", "竞品拦截", "from a competitor", category="media"),
    Option("other", "其他", "other", category="media"),
)
FIRST_COLOURS: Final = (
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

FIRST_LOST_REASONS: Final = (
    Option(
        "elsewhere_price",
        "同品牌他店价格更低",
        "same brand, cheaper elsewhere",
        category="same_brand_elsewhere",
    ),
    Option(
        "elsewhere_stock",
        "同品牌他店有现车",
        "same brand, in stock elsewhere",
        category="same_brand_elsewhere",
    ),
    Option(
        "elsewhere_friend",
        "同品牌他店有熟人",
        "same brand, knows somebody there",
        category="same_brand_elsewhere",
    ),
    Option("competitor_price", "竞品价格优惠", "competitor's price", category="competitor"),
    Option("competitor_equipment", "竞品装备配置", "competitor's equipment", category="competitor"),
    Option("competitor_design", "竞品内外设计", "competitor's design", category="competitor"),
    Option("competitor_brand", "偏好竞品品牌", "prefers another make", category="competitor"),
    Option("plan_dropped", "取消购车计划", "no longer buying", category="plan_cancelled"),
    Option("plan_used_car", "改买二手车", "buys a used car", category="plan_cancelled"),
    Option("plan_no_plate", "未取得车牌指标", "no licence plate quota", category="plan_cancelled"),
    Option("plan_no_loan", "贷款未获批", "loan refused", category="plan_cancelled"),
    Option("wrong_number", "空号错号", "wrong number", category="no_contact"),
    Option("never_answers", "多次无人接听", "never answers", category="no_contact"),
    Option("moved_away", "外地客户", "lives elsewhere", category="no_contact"),
    Option("service_experience", "对接待服务不满", "unhappy with our service", category="service"),
    Option("delivery_time", "交车时间太长", "waits too long for delivery", category="service"),
    Option("follow_up_late", "跟进不及时", "not followed up in time", category="service"),
    Option("budget", "预算不足", "beyond the budget", category="price"),
    Option("finance", "金融方案不合适", "finance terms", category="price"),
    Option("trade_in_value", "旧车置换价格不满意", "trade-in value", category="price"),
    Option("other", "其他", "other", ("其它",), category="unclear"),
)
FIRST_DORMANT_REASONS: Final = (
    Option("not_now", "近期无购车意向", "not buying soon"),
    Option("needs_plate", "需拍车牌", "waits for a licence plate"),
    Option("needs_money", "资金未到位", "waits for money"),
    Option("away", "客户外出", "away for some time"),
    Option("waits_for_model", "等新车型上市", "waits for a new model"),
    Option("other", "其他", "other", ("其它",)),
)
FIRST_COMPETITORS: Final = (
    Option("volkswagen", "大众", "Volkswagen", ("VW",)),
    Option("toyota", "丰田", "Toyota"),
    Option("honda", "本田", "Honda"),
    Option("nissan", "日产", "Nissan"),
    Option("mazda", "马自达", "Mazda"),
    Option("hyundai", "现代", "Hyundai"),
    Option("kia", "起亚", "Kia"),
    Option("buick", "别克", "Buick"),
    Option("chevrolet", "雪佛兰", "Chevrolet"),
    Option("cadillac", "凯迪拉克", "Cadillac"),
    Option("ford", "福特", "Ford"),
    Option("peugeot", "标致", "Peugeot"),
    Option("citroen", "雪铁龙", "Citroën"),
    Option("skoda", "斯柯达", "Škoda"),
    Option("audi", "奥迪", "Audi"),
    Option("bmw", "宝马", "BMW"),
    Option("mercedes", "奔驰", "Mercedes-Benz", ("Mercedes",)),
    Option("volvo", "沃尔沃", "Volvo"),
    Option("lexus", "雷克萨斯", "Lexus"),
    Option("tesla", "特斯拉", "Tesla"),
    Option("byd", "比亚迪", "BYD"),
    Option("geely", "吉利", "Geely"),
    Option("changan", "长安", "Changan"),
    Option("chery", "奇瑞", "Chery"),
    Option("great_wall", "长城", "Great Wall", ("哈弗", "Haval")),
    Option("roewe", "荣威", "Roewe"),
    Option("mg", "名爵", "MG"),
    Option("trumpchi", "传祺", "Trumpchi"),
    Option("aion", "埃安", "Aion"),
    Option("wuling", "五菱", "Wuling", ("宝骏",)),
    Option("hongqi", "红旗", "Hongqi"),
    Option("lynk", "领克", "Lynk & Co"),
    Option("nio", "蔚来", "NIO"),
    Option("xpeng", "小鹏", "XPeng"),
    Option("li_auto", "理想", "Li Auto"),
    Option("leapmotor", "零跑", "Leapmotor"),
    Option("aito", "问界", "AITO"),
    Option("xiaomi", "小米", "Xiaomi"),
    Option("other", "其他", "other", ("其它",)),
)
FIRST_NO_SHOW_REASONS: Final = (
    Option("postponed", "客户改期", "the customer put it off"),
    Option("no_time", "临时有事", "something came up"),
    Option("forgot", "忘记预约", "forgot about it"),
    Option("unreachable", "联系不上", "cannot be reached"),
    Option("weather", "天气原因", "the weather"),
    Option("bought_elsewhere", "已在他处购车", "bought elsewhere"),
    Option("no_longer_interested", "暂不考虑购车", "no longer interested"),
)

FIRST_CRITERIA: Final = tuple(
    Option(code, chinese, english, category=USUAL_LEVELS[code])
    for code, chinese, english in (
        (Criterion.MODEL_CHOSEN, "车型、颜色已选定", "model and colour chosen"),
        (
            Criterion.PAYMENT_AND_DELIVERY_GIVEN,
            "付款方式、交车日期已给定",
            "payment and delivery date given",
        ),
        (Criterion.INSTALMENT_RUNNING, "分期手续办理中", "instalment papers running"),
        (Criterion.USED_CAR_HANDLED, "旧车处理中", "old car being handled"),
        (Criterion.CONDITIONS_NEGOTIATED, "购车条件商谈中", "conditions negotiated"),
        (Criterion.PURCHASE_TIME_FIXED, "购车时间已定", "purchase time fixed"),
        (Criterion.NEXT_TALK_FIXED, "下次商谈日期已定", "next talk fixed"),
        (Criterion.CAME_AGAIN, "再度来店看车", "came again to see the car"),
        (Criterion.HELP_WITH_OLD_CAR, "要求协助处理旧车", "asked for help with the old car"),
        (Criterion.INTENT_SHOWN, "已表示购车意愿", "purchase intent shown"),
        (Criterion.DECIDING_MODEL, "正在决定车型", "deciding on the model"),
        (Criterion.WAVERING, "在车型间犹豫", "wavering between models"),
        (Criterion.ABLE_TO_BUY, "经判断有购买能力", "judged able to buy"),
    )
)

FIRST_OCCUPATIONS: Final = (
    Option("business_owner", "私营业主", "business owner", ("老板",)),
    Option("self_employed", "个体经营", "self-employed", ("个体户",)),
    Option("manager", "企业管理人员", "manager"),
    Option("employee", "公司职员", "employee", ("职员",)),
    Option("civil_servant", "公务员", "civil servant"),
    Option("teacher", "教师", "teacher", ("老师",)),
    Option("medical", "医护人员", "doctor or nurse", ("医生", "护士")),
    Option("professional", "专业技术人员", "professional", ("工程师", "律师")),
    Option("worker", "工人", "worker"),
    Option("driver", "司机", "driver"),
    Option("farmer", "务农", "farmer", ("农民",)),
    Option("soldier", "军人", "soldier"),
    Option("freelance", "自由职业", "freelance"),
    Option("student", "学生", "student"),
    Option("retired", "退休", "retired"),
    Option("other", "其他", "other", ("其它",)),
)
FIRST_INDUSTRIES: Final = (
    Option("manufacturing", "制造业", "manufacturing"),
    Option("construction", "建筑房地产", "construction, real estate", ("建筑", "房地产")),
    Option("trade", "批发零售", "trade", ("贸易", "零售")),
    Option("transport", "交通物流", "transport", ("物流",)),
    Option("catering", "餐饮住宿", "catering, hotels", ("餐饮",)),
    Option("information", "信息技术", "information technology", ("互联网", "IT")),
    Option("finance", "金融保险", "finance, insurance", ("金融", "保险")),
    Option("education", "教育", "education"),
    Option("health", "医疗卫生", "health", ("医疗",)),
    Option("government", "政府事业单位", "government", ("政府", "事业单位")),
    Option("agriculture", "农林牧渔", "agriculture", ("农业",)),
    Option("media", "文化传媒", "culture, media"),
    Option("other", "其他", "other", ("其它",)),
)
FIRST_TAGS: Final = (
    Option("price_first", "看重价格", "price first"),
    Option("space_first", "看重空间", "space first"),
    Option("in_a_hurry", "急用车", "in a hurry"),
    Option("brings_friends", "常介绍朋友", "brings friends"),
)

# Every kept list by name, in the order of the settings; areas are the showroom's own.
FIRST: Final = {
    "source": FIRST_SOURCES,
    "purpose": FIRST_PURPOSES,
    "area": (),
    "lost_reason": FIRST_LOST_REASONS,
    "dormant_reason": FIRST_DORMANT_REASONS,
    "competitor": FIRST_COMPETITORS,
    "colour": FIRST_COLOURS,
    "criterion": FIRST_CRITERIA,
    "no_show_reason": FIRST_NO_SHOW_REASONS,
    "occupation": FIRST_OCCUPATIONS,
    "industry": FIRST_INDUSTRIES,
    "tag": FIRST_TAGS,
}
