"""Sample cards for the paper; every person, firm and number is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from showroom.forms import choices, first_lists
from showroom.forms.card_record import (
    CardRecord,
    CardSheet,
    Closing,
    Confirmed,
    Driven,
    Order,
    Quoted,
    Review,
    Valued,
)
from showroom.forms.customer_file import FamilyMember
from showroom.forms.follow_up import Contact
from showroom.forms.quote_sheet import QuoteSheet

from .samples import LISTS as LOG_LISTS

LISTS = {
    **first_lists.FIRST,
    **choices.FIXED,
    **{name: LOG_LISTS[name] for name in ("staff", "car_model")},
}
LONG = (
    "条件谈妥，含脚垫与首年保养；等金融审批，批下当天签约；客户要求写明交车日期与违约责任，"
    "周日上午与妻子、岳父一同来店，请准备好合同样本、保险报价与上牌费用清单，并安排地库停车位"
)


def contacts(number: int) -> tuple[Contact, ...]:
    """So many contacts, a day apart; the second one rises from C to A, the third is a row of the log."""
    found = []
    for place in range(1, number + 1):
        day = date(2025, 11, 1) + timedelta(place - 1)
        talk = Contact(
            place, day, time(9, 40), "phone", "欧阳振华", f"第 {place} 次电话，资料属实", True,
            follow_up=place, purpose="collect_needs", result="go_on", level_before="A", level_after="A",
            agreed_on=day + timedelta(2), next_method="wechat",
        )  # fmt: skip
        if place == 2:
            talk = replace(talk, level_before="C")
        if place == 3:
            talk = replace(talk, follow_up=None, entry=7, method="walk_in", by="李娜", said="看车")
        found.append(talk)
    return tuple(found)


def quoted(number: int) -> Quoted:
    return Quoted(number, date(2025, 11, 10 + number), 3, "black", "豪华版", 28_360_000, "含脚垫", "欧阳振华")


def driven(number: int) -> Driven:
    return Driven(date(2025, 11, 5 + number), 3, 10 + number, "6501****0018", "马俊")


CLOSING = Closing(
    "lost", "approved", date(2025, 11, 20), "欧阳振华", "competitor_price", "客户在对面店签了合同", "翼途 C7",
    500_000, None, "陈志明", date(2025, 11, 21), "下次先问价格",
)  # fmt: skip
RECORD = CardRecord(
    first_level="A",
    contacts=contacts(7),
    drives=(driven(1), driven(2)),
    quotes=(quoted(1), quoted(2)),
    valuation=Valued(date(2025, 11, 16), 6_800_000, "马俊"),
    order=Order(
        "欧阳振华", date(2025, 11, 22), 3, "black", 28_360_000, 1_000_000, date(2025, 12, 1), None, None,
        "LSVAA4182E2123456", "云A00X88",
    ),
    confirmed=Confirmed("H", date(2025, 11, 21), "欧阳振华"),
    reviews=(Review(date(2025, 11, 4), "陈志明", "旧车可到 7 万，须成交", follow_up=4),),
)  # fmt: skip
VALUES = {
    "name": "阿卜杜拉·买买提", "sex": "male", "kind": "person", "birthday": "1984-05-12",
    "id_kind": "resident_id", "id_number": "650104**********18", "mobile": "137 0000 2468",
    "home_phone": "0991-0000 888", "office_phone": "0991-0000 123 转 806", "wechat": "abdulla-mmt",
    "email": "abdulla.maimaiti.1984@example.com", "fax": "", "home_postcode": "838000",
    "home_address": "云川市天河区葡萄沟路218号金色家园二期14栋3单元1602室",
    "workplace": "西部瓜果进出口贸易有限责任公司云川分公司（高新区创业大厦B座9层902–905）",
    "workplace_postcode": "838001", "area": "外地·吐鲁番", "occupation": "business_owner",
    "industry": "trade", "job_title": "总经理", "age_group": "36_45", "education": "college",
    "marital_status": "married", "household_income": "to_50000", "hobbies": "越野、摄影、足球",
    "character": "爽快、重信用", "favourite_colours": "黑、白", "good_time": "周二、周四下午·公司",
    "referrer_relation": "表兄", "payer": "本人", "decision_maker": "本人与妻子", "main_user": "本人、司机",
    "first_contact": "walk_in", "source": "display", "model_of_interest": 3, "colour": "black",
    "equipment": "七座、拖钩、行李架", "purchase_time": "within_7", "purchase_kind": "replacement",
    "usage": ("business", "family"), "budget": "26–30万", "payment_method": "instalment",
    "finance_terms": "厂家金融36期，首付40%", "buying_concerns": ("power", "safety", "price"),
    "current_vehicle": "山海 L6 2015款 2.4", "current_plate": "云A00X88", "current_age": "9年",
    "current_mileage": 146_000, "trade_in": "yes", "competitor_model": "翼途 C7 / 山海 L9",
    "competitor_reason": "价格低1.2万，但后排与质保不如", "criteria": ("model_chosen", "came_again"),
}  # fmt: skip
CARD = CardSheet(
    prospect=874, number="P25-00874", name="阿卜杜拉·买买提", phone="137 0000 2468",
    opened_on=date(2025, 11, 1), age=21, owner_name="欧阳振华", level="H", state="open",
    criteria_on=date(2025, 11, 19), values=VALUES, referrer_name="买买提·热合曼",
    family=(FamilyMember(1, 1, "spouse", "", "", ""), FamilyMember(2, 1, "son", "小军", "", "")),
    record=RECORD, dealer="云川市锦程汽车销售服务有限公司", dealer_short="云川锦程", lists=LISTS,
)  # fmt: skip
# As much as fits nowhere: every text long, four drives, four quotes, 45 contacts.
FULL = replace(
    CARD,
    name="云川市鑫源汽车租赁服务有限责任公司（刘经理）",
    values={
        key: LONG if isinstance(value, str) and not value.isascii() else value
        for key, value in VALUES.items()
    },
    record=replace(
        RECORD,
        contacts=tuple(replace(one, said=LONG * 2, by="古丽娜尔·阿不都") for one in contacts(45)),
        drives=tuple(map(driven, range(1, 5))),
        quotes=tuple(replace(quoted(one), included=LONG) for one in range(1, 5)),
        closing=replace(CLOSING, analysis=LONG, instruction=LONG, bought=LONG),
        handed_over=True,
    ),
)
EMPTY = replace(
    CARD,
    values={key: () if isinstance(value, tuple) else None if isinstance(value, int) else ""
            for key, value in VALUES.items()},
    referrer_name="", family=(), criteria_on=None, record=CardRecord(first_level="C"),
)  # fmt: skip
QUOTE = QuoteSheet(
    874, "P25-00874", "阿卜杜拉·买买提", "137 0000 2468", "欧阳振华", quoted(1),
    "云川市锦程汽车销售服务有限公司", "云川锦程", "云川市天河区汽车城1号", "0991-0000 000", LISTS,
)  # fmt: skip
