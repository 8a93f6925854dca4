"""What the demo's consultants write down: on calls, drives, quotes, orders and on those who did not come."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from showroom.rules.criteria import Criterion
from showroom.rules.level import Level

# {model} is the car, {colour} its colour, {rival} what the guest compares it with, {who} of his family.
RIVALS: Final = (
    "轩逸",
    "卡罗拉",
    "思域",
    "CR-V",
    "RAV4荣放",
    "凯美瑞",
    "雅阁",
    "汉兰达",
    "秦PLUS",
    "宋PLUS",
    "海豚",
    "星瑞",
    "哈弗H6",
    "奇骏",
)
_WHO: Final = {
    "male": ("太太", "太太", "父亲", "岳父", "女儿", "朋友"),
    "female": ("先生", "先生", "父亲", "母亲", "儿子", "闺蜜"),
}

CALLBACK: Final = (
    "回访：对接待满意，{who}也看中{model}，想等周末一起来。",
    "回访核对了信息，主要看{model}，还在比{rival}。",
    "客户说顾问讲得很细，配置表收到了，先和{who}商量。",
    "回访：对{model}的空间满意，嫌油耗，发了实测油耗给他看。",
    "回访确认近期会买，问现车颜色，答应发{colour}色实拍。",
    "客户在开会，简单说了两句，晚上再微信聊。",
    "回访：试乘感觉底盘扎实，就是价格还要再谈谈。",
    "信息核对无误，说是替{who}看车，决定权在{who}。",
    "回访：停车位还没落实，先不急，愿意收活动信息。",
)
SAID: Final = {
    Level.UNRATED: (
        "先加了微信，发了{model}的配置表，人很客气。",
        "客户说只是先了解，预算没定，约好有活动通知他。",
        "问清楚是给{who}买代步车，让他先看看{model}。",
        "在外地出差，下周回来再聊。",
    ),
    Level.C: (
        "聊了近况，三个月内没有买车打算，年底看奖金。",
        "给客户发了{model}新款资料，暂时观望。",
        "客户等牌照摇号结果，没中之前不考虑。",
        "房子在装修，车的事放一放，愿意收店里活动信息。",
        "节前问候，顺便提了置换补贴，客户说知道了。",
        "客户还在比{rival}，不急，想等降价。",
        "朋友圈点了赞，聊了几句孩子上学，没谈车。",
    ),
    Level.B: (
        "客户在{model}和{rival}之间犹豫，发了对比表。",
        "{who}觉得{rival}便宜，讲了保养费用和保值率。",
        "问贷款两年免息还有没有，发了金融方案。",
        "预算15万左右，介绍了{model}中配，够用。",
        "客户想要{colour}色，告知现车情况，下周给答复。",
        "说上周去看了{rival}，感觉座椅不如{model}。",
        "问旧车能抵多少，请他有空开过来评估。",
        "客户等发年终奖，月底前能定。",
        "发了{model}车主用车视频，客户说后排可以。",
        "问置换补贴到几号，提醒他月底截止。",
    ),
    Level.A: (
        "报价客户基本认可，要求再送一套脚垫和贴膜。",
        "{who}想再试一次车，重点体验高速。",
        "客户问什么时候能提车，{colour}色要等一周。",
        "首付和月供都算过了，等{who}点头。",
        "客户拿{rival}的报价来压价，请示经理后再回复。",
        "旧车评估价差三千，客户在考虑。",
        "想赶在月底订，问定金交多少。",
        "谈了保险和上牌费用，客户要一张总价单。",
        "客户比较爽快，车型颜色都定了，就差价格。",
        "电话里谈到一半有事，晚上微信继续，诚意很足。",
    ),
    Level.H: (
        "价格已经谈到位，约他带身份证来签合同。",
        "客户问刷卡限额和定金，明后天过来。",
        "最后差一千元装饰，申请经理支持。",
        "{who}同意了，只等下班过来订车。",
        "客户催现车，已请内勤锁定一台{colour}色。",
        "贷款预审通过，告诉客户随时可以签。",
    ),
    Level.ORDERED: (
        "告知车辆已发运，预计按时到店。",
        "提醒客户准备身份证和居住证上牌。",
        "确认尾款金额和付款方式，客户刷卡。",
        "贷款资料还差收入证明，客户明天补。",
        "客户问贴膜颜色，按合同做前挡。",
        "保险按客户要求加三者200万，已出单。",
        "交车时间和客户对过了，{who}一起来。",
    ),
}
FACTS: Final = {
    Level.H: (
        (Criterion.MODEL_CHOSEN, "车型颜色都定了：{model}，{colour}色，近日来订。"),
        (Criterion.PAYMENT_AND_DELIVERY_GIVEN, "定了全款，要求两周内交车。"),
        (Criterion.INSTALMENT_RUNNING, "贷款资料已交，银行在审。"),
        (Criterion.USED_CAR_HANDLED, "旧车已经挂出去，有人约看。"),
    ),
    Level.A: (
        (Criterion.CONDITIONS_NEGOTIATED, "开始谈价，问总价包不包上牌。"),
        (Criterion.PURCHASE_TIME_FIXED, "说定了本月买，只在{model}里挑配置。"),
        (Criterion.NEXT_TALK_FIXED, "约好周末再来谈价格。"),
        (Criterion.CAME_AGAIN, "再次来店，{who}一起看的。"),
        (Criterion.HELP_WITH_OLD_CAR, "请我们帮忙处理旧车，想置换{model}。"),
    ),
    Level.B: (
        (Criterion.INTENT_SHOWN, "表示今年要换车，{model}在考虑范围。"),
        (Criterion.DECIDING_MODEL, "正在选车型，{model}排第一。"),
        (Criterion.WAVERING, "在{model}和{rival}之间犹豫。"),
        (Criterion.ABLE_TO_BUY, "自己做生意，付款没有问题。"),
    ),
}
NEARER: Final = "再次来店，{who}一起看的{model}，问了总价。"
DOWN: Final = (
    "{who}不同意现在买，往后推一推。",
    "要先还房贷，购车计划往后延。",
    "觉得优惠不够，想等下个月的活动。",
    "单位项目没结款，暂时不定。",
    "又去看了{rival}，没那么急了。",
)
NO_ANSWER: Final = (
    "",
    "",
    "无人接听。",
    "响了几声挂断，稍后再打。",
    "关机，改天再联系。",
    "占线，下午再试。",
)
WRITTEN_INSTEAD: Final = ("电话没接，微信留言，发了{model}的活动海报。", "未接通，发短信说明来意。")
WRONG_NUMBER: Final = ("号码是空号，请前台核对登记。", "接电话的不是本人，说打错了。")


@dataclass(frozen=True)
class Reason:
    """Why a card is asked to be closed or to sleep: a code of the list, how it was told, what was bought."""

    code: str
    words: str
    bought: str = ""

    def told_of(self, rival: str) -> Reason:
        """The same of one car of another make."""
        return Reason(self.code, self.words.format(rival=rival), self.bought.format(rival=rival))


LOST: Final = (
    Reason("competitor_price", "已在他店订了{rival}，说那边现车优惠大。", "{rival}"),
    Reason("competitor_price", "嫌价格高，买了{rival}。", "{rival}"),
    Reason("plan_dropped", "家里有变故，今年不买车了。"),
    Reason("plan_used_car", "改买二手车，已成交。", "二手车"),
    Reason("plan_no_loan", "贷款没批下来，放弃购买。"),
    Reason("trade_in_value", "旧车估价谈不拢，不换了。"),
    Reason("other", "不愿说原因，只说不用再联系。"),
)
NEVER_ANSWERS: Final = Reason("never_answers", "多次无人接听，微信不回。")
ASLEEP: Final = (
    Reason("not_now", "近期没有购车打算，过完年再联系。"),
    Reason("needs_plate", "等牌照指标，下一期摇号后再联系。"),
    Reason("away", "外派半年，回来再看。"),
    Reason("not_now", "孩子刚出生，半年后再考虑。"),
)
# What the manager writes: to what is let go, mostly nothing; and where a card goes on.
OPINIONS: Final = ("", "", "同意。", "同意，保持微信联系。", "同意，节日问候即可。")
INSTRUCTIONS: Final = (
    "把置换补贴方案发给客户，再约来店谈一次。",
    "问清对方报价，我来跟客户通电话。",
    "邀约周末到店试驾{model}，我陪同谈价。",
    "换个时间再联系，先问近况，不急着谈价。",
)
AGAIN: Final = (
    "客户主动来电，原来看中的车没买成。",
    "微信问到新的优惠政策，愿意再谈。",
    "对方店交车一拖再拖，客户回头找我们。",
)
AWAKE: Final = "休眠到期联系：购车计划重新提上来了，想看{model}。"
WITHDRAWN: Final = "登记重复，客户已有一张卡。"
INVITED: Final = (
    "约{when}来店看{model}，{who}同来。",
    "邀约{when}到店谈价格，客户答应了。",
    "店里周末有活动，请客户{when}过来，已留座。",
)
TO_DRIVE: Final = ("约{when}试驾{model}，提醒带驾照。", "客户想试高速，约{when}来试{model}。")
STAYED_AWAY: Final = (
    "客户改期",
    "临时有事",
    "联系不上",
    "临时加班，改下周。",
    "孩子生病，来不了。",
    "下雨不想出门，另约。",
    "已去{rival}店看车，要再争取。",
    "忘了，道歉后重新约。",
)
IMPRESSIONS: Final = (
    "起步顺，低速没有顿挫，很满意。",
    "底盘扎实，过减速带舒服。",
    "方向偏轻，适应一下就好。",
    "后排{who}坐着不挤。",
    "隔音比现在的车好很多。",
    "嫌座椅偏硬，其他都好。",
    "加速比{rival}有劲。",
)
INCLUDED: Final = (
    "含购置税、上牌、交强险",
    "含全险和上牌，送脚垫贴膜",
    "裸车价，保险另计",
    "含置换补贴6000元",
    "",
)
EQUIPMENT: Final = ("舒适版", "豪华版", "舒适版，加倒车影像", "尊贵版", "旗舰版，全景天窗", "")
OLD_CARS: Final = ("宝来", "捷达", "福克斯", "凯越", "科鲁兹", "悦动", "飞度", "速腾", "帝豪", "H6")
VALUATION: Final = (
    "左前门有补漆，内饰干净",
    "里程真实，轮胎要换",
    "有小事故，结构件无损",
    "车况好，可收",
    "",
)
CANCELLED: Final = (
    "贷款未批，退订。",
    "{who}坚决反对，只好退。",
    "等车时间太长，改订{rival}。",
    "家里急用钱，先不买了。",
)
WHY_US: Final = (
    "顾问讲得细，不催人",
    "离家近，保养方便",
    "试驾体验好，价格透明",
    "朋友在这里买的，推荐来的",
    "置换手续一站办完",
    "现车，提车快",
)
SUGGESTIONS: Final = (
    "等候区可以多备几种茶",
    "周末停车不方便",
    "希望上牌能更快",
    "试驾路线再长一点",
    "",
    "",
    "",
)
OCCUPATIONS: Final = (
    "教师",
    "个体经营",
    "公司职员",
    "医护人员",
    "程序员",
    "公务员",
    "工程师",
    "会计",
    "司机",
    "装修工程",
)
HOBBIES: Final = ("钓鱼", "自驾游", "羽毛球", "摄影", "露营", "跑步", "看球", "")
GOOD_TIMES: Final = ("晚上七点以后", "工作日午休", "周末上午", "下班路上可以接电话", "")
BUDGETS: Final = ("12万以内", "15万左右", "15–18万", "20万以内", "25万左右", "")
FIRMS: Final = ("滨江恒达物流", "杭州云启科技", "萧山宏泰建材", "钱江通达租赁")


def said(random: Random, words: str, sex: str, model: str, colour: str = "", when: str = "") -> str:
    """One sentence with its blanks filled, as it is said of a man or a woman."""
    return words.format(
        model=model,
        colour=colour or "白",
        rival=random.choice(RIVALS),
        who=random.choice(_WHO.get(sex, _WHO["male"])),
        when=when,
    )
