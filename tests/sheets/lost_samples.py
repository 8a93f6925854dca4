"""Sample lost analyses; every person, firm and number is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from showroom.forms import choices, first_lists
from showroom.forms.field import Option
from showroom.forms.lost_analysis import Loss, Losses, LostAnalysis

LISTS = {
    "lost_reason": first_lists.FIRST_LOST_REASONS,
    "lost_reason_category": choices.LOST_CATEGORIES,
    "car_model": tuple(
        Option(str(number), word)
        for number, word in enumerate(("岚峰X5 1.5T", "星澜 620 Pro", "岚悦 1.4T", "岚峰X7", "岚悦"), 1)
    ),
}
FIRM = "云川市第三建筑工程有限公司（司马长风）"
LONG = (
    "第三排头部空间；客户身高 190，试坐后放弃。建议下次首访即问身高与常坐人数，有异议当场带看展车第三排并"
    "演示座椅滑动；同时请厂家提供加高坐垫的资料，下月例会讨论话术"
)


def _lost(
    day: int,
    owner: str,
    name: str,
    phone: str,
    model: int,
    level: str,
    group: str,
    reason: str,
    **more: object,
) -> Loss:
    loss = Loss(
        prospect=day,
        number=f"P25-{day:05}",
        day=date(2025, 11, day),
        owner=day,
        owner_name=owner,
        name=name,
        sex="",
        phones=tuple(phone.split("\n")),
        model=model,
        level=level,
        group=group,
        reason=reason,
        stage="came",
        decided_by="陈志明",
    )
    return replace(loss, **more)  # type: ignore[arg-type]


# fmt: off
ROWS = (
    _lost(21, "欧阳振华", "周凯", "151 0000 3344", 1, "A", "same_brand_elsewhere", "elsewhere_price",
          bought="岚峰X5（同城他店）", price_gap=8_000_00, analysis="送保险；我店旧车评估审批晚一天",
          contacts=6, drives=1, last_contact=date(2025, 11, 21), opinion="评估当日出价"),
    _lost(19, "马俊", FIRM, "135 0000 9753\n0991-0000 456", 2, "H", "competitor", "competitor_equipment",
          bought="翼途 E9 商务", analysis="公务采购指定座椅通风，我车无此配置；报价已到底",
          contacts=8, drives=2, last_contact=date(2025, 11, 18), opinion="同意，报厂家"),
    _lost(17, "古丽娜尔·阿不都", "热依汗古丽·艾合买提", "177 0000 8899", 3, "C", "plan_cancelled",
          "plan_dropped", analysis="家里先还房贷，明年再看", contacts=3, last_contact=date(2025, 11, 17)),
    _lost(15, "周晓彤", "高伟", "189 0000 6677", 4, "B", "competitor", "competitor_design", bought="山海 L9",
          analysis=LONG, contacts=5, drives=1, last_contact=date(2025, 11, 14), late_days=3),
    _lost(12, "王建国", "艾力", "138 0000 7070", 5, "C", "no_contact", "never_answers",
          analysis="电话停机，微信不回", contacts=4, last_contact=date(2025, 11, 12), decided_by=""),
)
# fmt: on
MONTH = (date(2025, 11, 1), date(2025, 11, 30))
ANALYSIS = LostAnalysis(
    Losses(*MONTH, ROWS, cards=56, requests=17, clear=16, rejected=1),
    "云川市锦程汽车销售服务有限公司",
    "锦程主展厅",
    compiled_by="陈志明",
    lists=LISTS,
)
NOBODY_LOST = replace(ANALYSIS, losses=Losses(*MONTH, ()))
MANY_LOST = replace(ANALYSIS, losses=replace(ANALYSIS.losses, rows=ROWS * 7))
