"""A sample daily report, that of the design's picture; every person, firm and number is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from showroom.forms import choices, first_lists
from showroom.forms.daily_report import Adjusted, DailyReport, ReportRow, totals_of
from showroom.forms.figures import CHOICES, FIGURE, PANEL, Panel, PanelLine, Value
from showroom.rules.contacts import Activity
from showroom.rules.daily_report import ReportState

from .samples import FIRM, LISTS, LONG_NOTE

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2025, 11, 22)
KNOWN = {**choices.FIXED, **first_lists.FIRST, "car_model": LISTS["car_model"]}
ADVANCE, PAPERS = Activity.ADVANCE, Activity.PAPERWORK
OWN, CARE, NEW = Activity.AFTER_SALES_CALLBACK, Activity.UPKEEP, Activity.PROSPECTING


def row(number: int, name: str, tick: Activity | None, levels: str, said: str, **more: object) -> ReportRow:
    before, _, after = levels.partition(">")
    plain = ReportRow(
        number=number,
        prospect=number,
        customer=number,
        name=name,
        sex="male",
        model=number % 8 + 1,
        phones=(f"138 0000 {number:04}",),
        area="城东",
        source="friend",
        activities=frozenset({tick} if tick else ()),
        level_before=before,
        level_after=after,
        by_visit=bool(after),
        said=said,
        planned=True,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


ROWS = (
    row(1, "赵志远", ADVANCE, "B>A", "带家人到店试驾，满意；比较翼途 C7，约 24 日再谈价格"),
    row(2, "阿卜杜拉·买买提", ADVANCE, "H>H", LONG_NOTE, area="吐鲁番", source="roadshow"),
    row(3, FIRM, PAPERS, "H>O", "付订金 60,000 元，开票资料已收", words="下周提车"),
    row(4, "黄思琪", ADVANCE, "C>B", "首次来店，预算 15 万以内", area="开发区", source="internet"),
    row(5, "司马相宜", PAPERS, "O>D", "交车完成，手续齐"),
    row(6, "尉迟明哲", ADVANCE, "B>A", "公司用车，决策人总经理", by_visit=False, by_phone=True),
    row(7, "周 凯", ADVANCE, "A>F1", "已在他店订同款", by_visit=False, by_phone=True),
    row(8, "林 海", NEW, ">C", "陌生来店，留电话", area="", planned=False),
    row(9, "欧阳文静", ADVANCE, "B>", "", tried_in_vain=True, words="明日再打"),
    row(10, "热依汗古丽·艾合买提", OWN, "M>M", "首保后回访，空调有异响", prospect=None, source="B"),
    row(11, "韩立新", CARE, "M>M", "生日问候，提续保", prospect=None, model=None, phones=()),
)
FIGURES = (41, 18, 28, 13, 22, 12, 5, 4, 3, 2)
TARGETS = (60, 25, 40, 16, 28, 16, 9, 8, None, None)
PANEL_OF_DAY = Panel(
    day=DAY,
    consultant=7,
    lines=tuple(
        PanelLine(key, FIGURE[key].label, 1 + prior % 3, prior + 1 + prior % 3, target)
        for key, prior, target in zip(PANEL, FIGURES, TARGETS, strict=True)
    ),
    rates=tuple(
        Value(FIGURE[keys[0]], over, under)
        for keys, over, under in zip(CHOICES.values(), (25, 13, 9, 6, 0), (31, 31, 15, 31, 0), strict=True)
    ),
    on_hand={"H": 2, "A": 5, "B": 9, "C": 7},
    owners_own=128,
    owners_other=17,
    won_carried=4,
    won_new=2,
    visited_day=12,
    visited_month=168,
)


def at(hour: int, minute: int, day: int = 22) -> datetime:
    return datetime(2025, 11, day, hour, minute, tzinfo=ZONE)


REPORT = DailyReport(
    report=1,
    consultant=7,
    consultant_name="欧阳振华",
    day=DAY,
    team="展厅一组",
    weather="小雪 -4 ℃",
    dealer="云川市锦程汽车销售服务有限公司",
    dealer_short="锦程主展厅",
    state=ReportState.SEALED,
    submitted_at=at(18, 35),
    submitted_by="欧阳振华",
    reviewed_at=at(18, 40),
    reviewed_by="陈志明",
    sealed_at=at(18, 42),
    sealed_by="李娜",
    export="E251122-041",
    content_hash="7f3a91c2" + "0" * 56,
    rows=ROWS,
    totals=totals_of(ROWS),
    panel=PANEL_OF_DAY,
    instruction="买买提先生我来催金融审批，周日我在场定价。周凯战败请写明差价，明早晨会讲。",
    lists=KNOWN,
)
ADJUSTED = replace(
    REPORT,
    adjustments=(
        Adjusted(date(2025, 11, 20), "row", "赵志远", "A", "B"),
        Adjusted(date(2025, 11, 20), "drives", "", "3", "2"),
    ),
)
INSTRUCTED = replace(
    REPORT, rows=(replace(ROWS[0], instruction="价格底线问我"), *ROWS[1:]), instruction=LONG_NOTE
)


def report_of(rows: int) -> DailyReport:
    """The report of so many rows."""
    made = tuple(row(number, f"客户{number}", ADVANCE, "B>A", "再约") for number in range(1, rows + 1))
    return replace(REPORT, rows=made, totals=totals_of(made))
