"""The lists that do not change from shop to shop: words for the codes of the rules."""

from __future__ import annotations

from typing import Final

from showroom.forms.field import Option
from showroom.rules import appointments
from showroom.rules.calendar import DayKind
from showroom.rules.consent import GivenHow, Subject
from showroom.rules.contacts import Activity, Method, Purpose, Result
from showroom.rules.criteria import PurchaseTime
from showroom.rules.duties import Role
from showroom.rules.identity_numbers import IdKind
from showroom.rules.level import LOG_LEVELS, Level
from showroom.rules.lost import RequestKind, RequestState, Stage
from showroom.rules.orders import PaymentMethod, Step
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
# What somebody may judge; O comes with an order and goes with it.
CARD_LEVELS: Final = tuple(one for one in LEVELS if one.code != Level.ORDERED)
SOURCE_CATEGORIES: Final = (
    Option("network", "来源网络", "source network"),
    Option("media", "媒体", "media"),
    Option("other", "其他", "other"),
)
LOST_CATEGORIES: Final = (
    Option("same_brand_elsewhere", "同品牌他店", "same brand elsewhere"),
    Option("competitor", "竞品", "competitor"),
    Option("plan_cancelled", "购车计划取消", "plan cancelled"),
    Option("no_contact", "无法联系", "no contact"),
    Option("service", "服务", "service"),
    Option("price", "价格", "price"),
    Option("unclear", "不明", "unclear"),
)
LOST_KINDS: Final = (
    Option(RequestKind.LOST, "战败", "lost"),
    Option(RequestKind.DORMANT, "休眠", "dormant"),
)
REQUEST_STATES: Final = (
    Option(RequestState.PENDING, "待审核", "to be decided"),
    Option(RequestState.APPROVED, "已批准", "approved"),
    Option(RequestState.REJECTED, "已驳回", "rejected"),
    Option(RequestState.WITHDRAWN, "已撤回", "taken back"),
)
LOST_STAGES: Final = (
    Option(Stage.RECORDED, "仅留档", "only recorded"),
    Option(Stage.FOLLOWED_UP, "已跟进", "followed up"),
    Option(Stage.CAME, "已到店", "came to the showroom"),
    Option(Stage.TEST_DRIVEN, "已试驾", "drove the car"),
    Option(Stage.QUOTED, "已报价", "was quoted a price"),
    Option(Stage.ORDERED, "已订车", "had ordered"),
)
CAMPAIGN_KINDS: Final = (
    Option("display_event", "展示会", "display event", ("外展", "车展", "巡展")),
    Option("advertising", "广告", "advertising"),
    Option("flyer", "传单", "flyers", ("派单", "夹报")),
    Option("screening", "特定筛选", "specific screening"),
    Option("online", "网络推广", "online", ("网络", "线上")),
    Option("store_event", "店头活动", "store event", ("店头促销", "团购会")),
    Option("other", "其他", "other"),
)
DAY_KINDS: Final = (
    Option(DayKind.CLOSED, "休息", "closed"),
    Option(DayKind.OTHER_HOURS, "营业时间变更", "other hours"),
    Option(DayKind.NOTE, "备注", "note"),
)
ROLES: Final = (
    Option(Role.RECEPTIONIST, "前台", "Reception"),
    Option(Role.SALES_CONSULTANT, "销售顾问", "Sales consultant"),
    Option(Role.SHOWROOM_MANAGER, "展厅经理", "Showroom manager"),
    Option(Role.CUSTOMER_SERVICE_CLERK, "客服专员", "Customer service"),
    Option(Role.ADMINISTRATOR, "管理员", "Administrator"),
)

METHODS: Final = (
    Option(Method.PHONE, "电话", "phone", ("call", "tel")),
    Option(Method.WECHAT, "微信", "WeChat"),
    Option(Method.VISIT, "到店", "visit", ("展厅接待", "来店")),
    Option(Method.OUTSIDE_VISIT, "拜访", "call on them", ("外出拜访",)),
    Option(Method.TEXT_MESSAGE, "短信", "text", ("text message", "sms")),
    Option(Method.EMAIL, "邮件", "e-mail", ("email",)),
    Option(Method.POST, "邮寄资料", "post"),
    Option(Method.OTHER, "其他", "other", ("其它",)),
)
ACTIVITIES: Final = (
    Option(Activity.PROSPECTING, "开拓", "prospecting"),
    Option(Activity.ADVANCE, "促进", "advance"),
    Option(Activity.AFTER_SALES_CALLBACK, "售后回访", "after-sales callback"),
    Option(Activity.PAPERWORK, "手续", "paperwork"),
    Option(Activity.UPKEEP, "管理", "upkeep", ("基盘维系",)),
)
CONTACT_PURPOSES: Final = (
    Option(Purpose.CLOSE_DEAL, "促进成交", "close the deal"),
    Option(Purpose.RAISE_CERTAINTY, "提升确度", "raise certainty"),
    Option(Purpose.COLLECT_NEEDS, "收集购车信息", "collect needs"),
    Option(Purpose.MAKE_FRIENDS, "交朋友", "make friends"),
)
RESULTS: Final = (
    Option(Result.GO_ON, "继续跟进", "go on"),
    Option(Result.NO_ANSWER, "未接通", "no answer", ("无人接听",)),
    Option(Result.WRONG_NUMBER, "信息不准", "wrong number", ("空号", "错号")),
    Option(Result.POSTPONED, "延期", "postponed"),
    Option(Result.DEAL, "成交", "deal"),
    Option(Result.GAVE_UP, "放弃", "gave up"),
)
CRITERION_LEVELS: Final = tuple(
    Option(level, f"{level}级", f"level {level}", (level,)) for level in (Level.H, Level.A, Level.B, Level.C)
)
PURCHASE_TIMES: Final = (
    Option(PurchaseTime.WITHIN_7, "7日内", "within 7 days", ("0-7天",)),
    Option(PurchaseTime.WITHIN_15, "7–15日", "7–15 days", ("7-15",)),
    Option(PurchaseTime.WITHIN_30, "15–30日", "15–30 days", ("15-30",)),
    Option(PurchaseTime.WITHIN_90, "30–90日", "30–90 days", ("30-90",)),
    Option(PurchaseTime.BEYOND_90, "90日以上", "beyond 90 days", ("90+",)),
)
APPOINTMENT_KINDS: Final = (
    Option(appointments.Kind.VISIT, "来店", "visit", ("到店", "看车")),
    Option(appointments.Kind.TEST_DRIVE, "试驾", "test drive", ("试乘试驾",)),
)
PURCHASE_KINDS: Final = (
    Option("first", "首购", "first car", ("首次购车",)),
    Option("replacement", "换购", "replacement", ("置换",)),
    Option("additional", "增购", "additional car"),
)
USAGES: Final = (
    Option("business", "商务", "business"),
    Option("family", "家用", "family"),
    Option("leisure", "休闲", "leisure"),
    Option("official", "公务", "official"),
    Option("taxi", "出租", "taxi"),
    Option("rental", "租赁", "rental"),
    Option("military", "军用", "military"),
    Option("other", "其他", "other", ("其它",)),
)
PAYMENT_METHODS: Final = (
    Option(PaymentMethod.FULL, "全款", "in full", ("一次性",)),
    Option(PaymentMethod.INSTALMENT, "分期", "by instalments", ("贷款", "按揭")),
)
BUYING_CONCERNS: Final = (
    Option("brand", "品牌", "brand"),
    Option("looks", "外形", "looks", ("外观",)),
    Option("power", "动力", "power"),
    Option("handling", "操控", "handling"),
    Option("comfort", "舒适", "comfort"),
    Option("space", "空间", "space"),
    Option("safety", "安全", "safety"),
    Option("price", "价格", "price"),
    Option("other", "其他", "other", ("其它",)),
)
TRADE_INS: Final = (
    Option("yes", "置换", "trade in", ("是",)),
    Option("no", "不置换", "no trade-in", ("否",)),
    Option("open", "待定", "open"),
)
CARD_STATES: Final = (
    Option("open", "在跟", "open"),
    Option("dormant", "休眠", "asleep"),
    Option("delivered", "已交车", "delivered"),
    Option("lost", "战败", "lost"),
    Option("withdrawn", "已撤销", "withdrawn"),
)
CUSTOMER_KINDS: Final = (
    Option("person", "个人", "person"),
    Option("firm", "单位", "firm", ("公司", "company")),
)
AGE_GROUPS: Final = (
    Option("to_25", "25岁以下", "to 25"),
    Option("26_35", "26–35岁", "26–35", ("26-35",)),
    Option("36_45", "36–45岁", "36–45", ("36-45",)),
    Option("46_55", "46–55岁", "46–55", ("46-55",)),
    Option("from_56", "56岁以上", "from 56"),
)
ID_KINDS: Final = (
    Option(IdKind.RESIDENT_ID, "身份证", "resident ID"),
    Option(IdKind.PASSPORT, "护照", "passport"),
    Option(IdKind.HONG_KONG_MACAU_PERMIT, "港澳通行证", "Hong Kong and Macau permit"),
    Option(IdKind.TAIWAN_PERMIT, "台胞证", "Taiwan permit"),
    Option(IdKind.OFFICER_ID, "军官证", "officer's ID"),
    Option(IdKind.DRIVING_LICENCE, "驾照", "driving licence"),
    Option(IdKind.CREDIT_CODE, "统一社会信用代码", "credit code of a firm", ("执照", "营业执照")),
)
EDUCATIONS: Final = (
    Option("middle_school", "初中及以下", "middle school or less"),
    Option("high_school", "高中/中专", "high school", ("高中", "中专")),
    Option("college", "大专", "college"),
    Option("bachelor", "本科", "bachelor"),
    Option("master", "硕士及以上", "master or more", ("硕士", "博士")),
)
MARITAL_STATUSES: Final = (
    Option("married", "已婚", "married", ("已",)),
    Option("single", "未婚", "single", ("未",)),
)
HOUSEHOLD_INCOMES: Final = (
    Option("to_5000", "5千以下", "to 5,000"),
    Option("to_10000", "5千–1万", "5,000–10,000", ("5千-1万",)),
    Option("to_20000", "1–2万", "10,000–20,000", ("1-2万",)),
    Option("to_30000", "2–3万", "20,000–30,000", ("2-3万",)),
    Option("to_50000", "3–5万", "30,000–50,000", ("3-5万",)),
    Option("from_50000", "5万以上", "from 50,000"),
)
FAMILY_RELATIONS: Final = (
    Option("spouse", "配偶", "spouse", ("妻子", "丈夫", "先生", "太太")),
    Option("son", "儿子", "son"),
    Option("daughter", "女儿", "daughter"),
    Option("father", "父亲", "father", ("爸爸",)),
    Option("mother", "母亲", "mother", ("妈妈",)),
    Option("sibling", "兄弟姐妹", "brother or sister"),
    Option("other", "其他", "other", ("其它",)),
)
CONSENT_SUBJECTS: Final = (
    Option(Subject.ID_NUMBER, "证件号码", "number of the ID"),
    Option(Subject.HOUSEHOLD_INCOME, "家庭月收入", "household income"),
    Option(Subject.CHILD, "未满14周岁子女的信息", "facts of a child under 14"),
)
ORDER_STEPS: Final = (
    Option(Step.SIGNING, "签约", "signing", ("签订合同",)),
    Option(Step.PAYMENT, "付款", "payment", ("收款",)),
    Option(Step.LOAN, "贷款", "loan", ("按揭",)),
    Option(Step.PLATE, "上牌", "plate"),
    Option(Step.INSURANCE, "保险", "insurance"),
    Option(Step.ACCESSORIES, "装潢", "accessories", ("精品", "加装")),
    Option(Step.DELIVERY, "交车", "delivery"),
)
CONSENTS_GIVEN: Final = (
    Option(GivenHow.SIGNED, "签字", "signed"),
    Option(GivenHow.SPOKEN, "口头", "spoken"),
    Option(GivenHow.MESSAGE, "微信或短信", "by message"),
    Option(GivenHow.GUARDIAN_SIGNED, "监护人签字", "signed by the guardian"),
    Option(GivenHow.GUARDIAN_SPOKEN, "监护人口头", "spoken by the guardian"),
)

FIXED: Final = {
    "traffic_type": TRAFFIC_TYPES,
    "visit": VISITS,
    "sex": SEXES,
    "level": LEVELS,
    "card_level": CARD_LEVELS,
    "source_category": SOURCE_CATEGORIES,
    "lost_reason_category": LOST_CATEGORIES,
    "lost_kind": LOST_KINDS,
    "request_state": REQUEST_STATES,
    "lost_stage": LOST_STAGES,
    "campaign_kind": CAMPAIGN_KINDS,
    "day_kind": DAY_KINDS,
    "role": ROLES,
    "contact_method": METHODS,
    "activity": ACTIVITIES,
    "contact_purpose": CONTACT_PURPOSES,
    "contact_result": RESULTS,
    "criterion_category": CRITERION_LEVELS,
    "purchase_time": PURCHASE_TIMES,
    "appointment_kind": APPOINTMENT_KINDS,
    "purchase_kind": PURCHASE_KINDS,
    "usage": USAGES,
    "payment_method": PAYMENT_METHODS,
    "buying_concern": BUYING_CONCERNS,
    "trade_in": TRADE_INS,
    "card_state": CARD_STATES,
    "customer_kind": CUSTOMER_KINDS,
    "age_group": AGE_GROUPS,
    "id_kind": ID_KINDS,
    "education": EDUCATIONS,
    "marital_status": MARITAL_STATUSES,
    "household_income": HOUSEHOLD_INCOMES,
    "family_relation": FAMILY_RELATIONS,
    "consent_subject": CONSENT_SUBJECTS,
    "consent_given": CONSENTS_GIVEN,
    "order_step": ORDER_STEPS,
}
