"""The lists that do not change from shop to shop: words for the codes of the rules."""

from __future__ import annotations

from typing import Final

from showroom.forms.field import Option
from showroom.rules.calendar import DayKind
from showroom.rules.duties import Role
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

FIXED: Final = {
    "traffic_type": TRAFFIC_TYPES,
    "visit": VISITS,
    "sex": SEXES,
    "level": LEVELS,
    "source_category": SOURCE_CATEGORIES,
    "lost_reason_category": LOST_CATEGORIES,
    "campaign_kind": CAMPAIGN_KINDS,
    "day_kind": DAY_KINDS,
    "role": ROLES,
}
