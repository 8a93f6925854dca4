"""A sample tracking sheet; every person, firm, number and word is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from showroom.forms import choices, first_lists
from showroom.forms.tracking_sheet import Ending, TrackedContact, TrackingRow, TrackingSheet

from .samples import FIRM, LISTS

FIRST, LAST = date(2025, 11, 1), date(2025, 11, 22)
KNOWN = {**choices.FIXED, **first_lists.FIRST, "car_model": LISTS["car_model"]}


def contact(ordinal: int, day: int, said: str, after: str, method: str = "phone") -> TrackedContact:
    return TrackedContact(ordinal, date(2025, 11, day), method, said, level_after=after)


def card(number: int, name: str, **changes: object) -> TrackingRow:
    plain = TrackingRow(
        prospect=number,
        opened_on=date(2025, 10, 3),
        customer=number,
        name=name,
        sex="male",
        phones=("138 0000 1234",),
        source="showroom",
        model=1,
        colour="白",
        area="",
        level="A",
        state="open",
        owner=7,
        owner_name="欧阳振华",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


THREE = (
    contact(5, 16, "金融资料已寄，差收入证明", "A"),
    contact(6, 19, "到公司送合同样本，确定交车日 12-01 前", "H", "outside_visit"),
    contact(7, 21, "条件谈妥，差金融审批结果，审批下来当天签约；要求赠送脚垫与首年保养", "H", "visit"),
)
ROWS = (
    card(871, "赵志远", contacts=(contact(1, 8, "首次看车，关注空间与油耗", "B", "visit"),)),
    card(
        874, "阿卜杜拉·买买提", contacts=THREE, more=4, level="H", phones=("137 0000 2468", "0991-0000 888")
    ),
    card(880, FIRM, level="O", delivery_on=date(2025, 12, 1)),
    card(885, "司马相宜", level="D", state="delivered", ending=Ending(date(2025, 11, 22))),
    card(
        890,
        "周 凯",
        level="F1",
        state="lost",
        contacts=THREE[:2],
        ending=Ending(
            date(2025, 11, 21),
            "elsewhere_price",
            "对方让价并送保险，我店审批晚一天，建议旧车评估当天报价" * 2,
            "同款",
            8_000_00,
        ),
    ),
    card(893, "郑国强", pending="lost"),
    card(897, "林 海", level="C", overdue_days=3),
)
SHEET = TrackingSheet(
    FIRST,
    LAST,
    7,
    "欧阳振华",
    "云川市锦程汽车销售服务有限公司",
    "锦程主展厅",
    rows=ROWS,
    lists=KNOWN,
)


def sheet_of(rows: int) -> TrackingSheet:
    """The sheet of so many cards."""
    return replace(
        SHEET, rows=tuple(card(number, f"客户{number}", contacts=THREE) for number in range(1, rows + 1))
    )
