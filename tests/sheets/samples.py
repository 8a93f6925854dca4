"""Sample days of the traffic log; every person, firm and number is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from showroom.forms.field import Option
from showroom.forms.traffic_log import Signature, TrafficLogDay, TrafficLogRow
from showroom.rules.traffic import TrafficTotals, TrafficType, Visit
from showroom.sheets.stamp import Stamp

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 11, 22)
STAMP = Stamp(datetime(2025, 11, 22, 18, 42, tzinfo=ZONE), "李娜", "E251122-041")

STAFF = ("李娜", "孙丽华", "王建国", "周晓彤", "欧阳振华", "马俊", "古丽娜尔·阿不都")
# fmt: off
MODELS = (
    "岚峰X5 1.5T", "星澜 EV", "岚峰X7 2.0T 四驱尊享", "星澜 620 Pro ×3",
    "岚悦 轿车 1.4T", "岚峰X5", "岚悦 轿车", "岚峰X7",
)
# fmt: on
LI, SUN, WANG, ZHOU, OUYANG, MA, GULI = range(1, 8)


def _numbered(words: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(str(number), word) for number, word in enumerate(words, 1))


LISTS = {
    "staff": _numbered(STAFF),
    "car_model": _numbered(MODELS),
    "sex": (Option("male", "男", "Mr"), Option("female", "女", "Ms")),
    "purpose": (
        Option("look_at_cars", "看车", "Look at cars"),
        Option("enquiry", "咨询", "Enquiry"),
        Option("collection", "提车"),
        Option("payment", "交款手续"),
        Option("service", "维修保养"),
        Option("other", "其他"),
    ),
    "source": (
        Option("1", "户外广告"), Option("2", "老客户介绍"), Option("3", "互联网"), Option("4", "车展"),
        Option("5", "路过"), Option("6", "大客户"), Option("7", "汽车网站"), Option("8", "短信"),
        Option("9", "朋友介绍"), Option("10", "电台"),
    ),
    "area": (),
    "level": (),
}  # fmt: skip

LONG_NOTE = (
    "已谈条件，差金融审批；下次商谈 11-24 上午，请销售经理到场；旧车评估 6.8 万，客户期望 7.5 万，"
    "兄弟二人共同决定，另要求加装行李架与全车贴膜，赠送首年保养，合同须写明交车日期与违约责任，周一前给书面答复"
)
FIRM = "云川市鑫源汽车租赁服务有限责任公司（刘经理）"
FIRST, REPEAT, CALL = Visit.FIRST, Visit.REPEAT, TrafficType.CALL_IN


def _row(number: int, times: str, guest: str = "", phones: str = "", **more: object) -> TrafficLogRow:
    arrived, _, left = times.partition("-")
    row = TrafficLogRow(
        entry=number, revision=1, number=number, arrived=time.fromisoformat(arrived),
        left=time.fromisoformat(left) if left else None, guest_name=guest,
        phones=tuple(filter(None, phones.split("/"))), visit=FIRST, received_by=LI,
    )  # fmt: skip
    return replace(row, **more)


ROWS = (
    _row(1, "08:42-09:31", "赵志远", "13800001234", area="云川·城东", head_count=2, level="A", sex="male",
         level_reconfirmed="H", test_drive=True, assigned=WANG, model_of_interest=1, colour="白", source="2",
         note="首次看车，老客户介绍，关注后排空间与七座布局，已约周六带家人再来试驾，需准备竞品对比资料"),
    _row(2, "09:05-09:12", "陈女士", "13900005678", area="城西", purpose="enquiry", level="C", sex="female",
         level_reconfirmed="C", traffic_type=CALL, assigned=ZHOU, model_of_interest=2, source="3",
         note="问价格与购置税，发短信地址"),
    _row(3, "09:20-10:05", "阿卜杜拉·买买提", "13700002468/0991-0000 888", area="外地·吐鲁番", head_count=4,
         level="H", level_reconfirmed="A", test_drive=True, sex="male", assigned=OUYANG, model_of_interest=3,
         colour="黑", source="4", note=LONG_NOTE),
    _row(4, "09:48", head_count=3, source="5", assigned=OUYANG, note="不愿留电话，看后备厢后离开"),
    _row(5, "10:02-11:20", FIRM, "13600001357/0991-0000 123 转 806", area="高新区", purpose="payment",
         head_count=2, level="O", level_reconfirmed="O", visit=REPEAT, received_by=SUN, assigned=WANG,
         model_of_interest=4, colour="灰", source="6",
         note="三台集团采购，付首批订金 60,000 元，开票资料已收"),
    _row(6, "10:30-10:41", "吴建民", "13500009753", area="城北", purpose="service", visit=None, sex="male",
         received_by=SUN, assigned=ZHOU, note="首保，顺便看新款"),
    _row(7, "11:15-11:58", "黄思琪", "15000001122", area="开发区", level="B", level_reconfirmed="B",
         sex="female", test_drive=True, assigned=MA, model_of_interest=5, colour="红", source="7",
         note="预算 15 万以内，对比翼途 C7"),
    _row(8, "12:40-13:22", "周 凯", "15100003344", area="城南", head_count=2, level="A", sex="male",
         level_reconfirmed="H", visit=REPEAT, received_by=MA, test_drive=True, assigned=GULI,
         model_of_interest=1, colour="白", source="8", note="再度来看展示车，要求协助处理旧车"),
    _row(9, "13:30-13:36", "郑国强", "15200005566", area="城东", purpose="other", level="A", sex="male",
         level_reconfirmed="A", traffic_type=CALL, visit=REPEAT, assigned=WANG, model_of_interest=6,
         note="改约试驾到周日上午"),
    _row(10, "14:05", "司马相宜", "15800007788", area="云川·新城", purpose="collection", head_count=5,
         level="O", level_reconfirmed="O", visit=REPEAT, sex="female", assigned=ZHOU, model_of_interest=2,
         colour="白", source="9", note="交车仪式 15:00"),
    _row(11, "14:50-15:30", "林", "15900009900", head_count=2, level="C", received_by=SUN, sex="male",
         assigned=MA, model_of_interest=7, source="1"),
    _row(12, "15:42-16:40", "尉迟明哲", "18600002211", area="城西", head_count=3, level="B", sex="male",
         level_reconfirmed="A", test_drive=True, assigned=OUYANG, model_of_interest=8, source="10",
         note="公司用车，付款人为单位，决策人为总经理"),
)  # fmt: skip

SIGNED = datetime(2025, 11, 22, 18, 40, tzinfo=ZONE)
SAMPLE = TrafficLogDay(
    day=DAY,
    dealer="云川市锦程汽车销售服务有限公司",
    dealer_short="云川锦程",
    weather="小雪 -4 ℃",
    receptionists=("李娜", "孙丽华"),
    compiled_by="李娜",
    business_hours="08:30–18:30",
    on_duty=("王建国", "马俊"),
    rows=ROWS,
    totals=TrafficTotals(
        parties=10, calls=2, first=7, repeat=5, filed=11, not_filed=1, test_drives=5, heads=25
    ),
    lists=LISTS,
    signatures=(Signature("李娜", SIGNED), Signature("欧阳振华", SIGNED), None),
)


def plain_row(number: int, **changes: object) -> TrafficLogRow:
    """A row with every field filled shortly."""
    return replace(ROWS[0], **{"entry": number, "number": number, "note": "看车", **changes})


def day_of(rows: int) -> TrafficLogDay:
    """The sample day with so many plain rows."""
    return replace(SAMPLE, rows=tuple(plain_row(number) for number in range(1, rows + 1)))
