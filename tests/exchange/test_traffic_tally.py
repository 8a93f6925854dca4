"""The Excel copy of the tally holds the figures of the tally."""

from __future__ import annotations

from datetime import date

from showroom import language
from showroom.exchange.exporting import export_tally_of_day, export_tally_of_month
from showroom.exchange.traffic_tally import table_of_day, table_of_month
from showroom.exchange.workbook import build
from tests.people import THURSDAY, Showroom, last_act, lines_of, register_call, register_walk_in
from tests.sheets.tally_samples import DAY_TALLY, MONTH_TALLY, month_of

from .reading import days, formulas, opened, values
from .test_workbook import MADE


def test_the_figures_of_a_day() -> None:
    rows = values(build(table_of_day(DAY_TALLY), "E1", MADE))
    assert rows[2] == ["时段", "首次", "再次", "来电", "非购车来店", "合计"]
    assert rows[3] == ["09–10", 3, 1, 2, 1, 7]
    assert rows[13] == ["其他时段", 0, 1, 0, 0, 1]
    assert rows[14] == ["合计", 53, 15, 11, 4, 83]
    assert dict(zip(rows[-2], rows[-1], strict=True)) == {
        "有效来电": 8, "留档": 37, "建卡": 24, "试驾": 12, "再回展厅": 15, "订单": 4, "留档率": 0.58,
        "建卡率": 0.45, "O": 4, "H": 6, "A": 11, "B": 9, "C": 7, "N": 2,
    }  # fmt: skip


def test_the_figures_of_a_month() -> None:
    rows = values(build(table_of_month(MONTH_TALLY), "E1", MADE))
    first = MONTH_TALLY.rows[0].tally
    assert first is not None
    assert rows[2][:6] == ["日", "星期", "首次", "再次", "非购车", "来电"]
    assert days([row[0] for row in rows[3:33]]) == [date(2025, 11, day) for day in range(1, 31)]
    assert rows[3][1:4] == ["星期六", first.first, first.repeat]
    assert len(rows[3:]) == 30 + 1 + 1 + 2, "the days of the month, the totals, and the means below"
    assert rows[32][1:] == ["星期日"], "days to come are empty"
    totals = MONTH_TALLY.totals
    assert rows[33][:3] == ["合计", None, totals.first]
    assert rows[33][-6:] == list(totals.levels)
    assert rows[-1] == list(MONTH_TALLY.weekday_means)


def test_what_nobody_knows_is_empty(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "王丽", "13812345678", arrived="0912")
    rows = values(export_tally_of_day(showroom.reception, THURSDAY))
    figures = dict(zip(rows[-2], rows[-1], strict=True))
    assert (figures["建卡"], figures["订单"], figures["建卡率"]) == (None, None, None)
    assert (figures["留档"], figures["留档率"]) == (1, 1)


def test_a_month_through_the_store(showroom: Showroom) -> None:
    register_walk_in(showroom.reception, "=1+1", "13812345678")
    register_call(showroom.reception, "赵先生")
    content = export_tally_of_month(showroom.reception, 2026, 3)
    rows = values(content)
    assert days(rows[7][:1]) == [THURSDAY]
    assert rows[7][1:6] == ["星期四", 1, 0, 0, 1]
    assert "2026-03" in opened(content).title
    assert formulas(content) == []
    (line,) = lines_of(last_act())
    assert (last_act().duty, line.table_name, line.row_id) == (
        "export_traffic_tally",
        "traffic_tally",
        202603,
    )


def test_the_words_are_those_of_the_screen() -> None:
    language.use(language.ENGLISH)
    rows = values(build(table_of_month(month_of(date(2026, 2, 1), 28, 3)), "E1", MADE))
    assert rows[2][:3] == ["Day", "Weekday", "First"]
    assert rows[3][1] == "Sunday"
    assert rows[-2][0] == "Monday"


def test_several_names_are_joined_as_the_language_does() -> None:
    def head() -> str:
        return str(values(build(table_of_day(DAY_TALLY), "E1", MADE))[1][0])

    assert "前台 李娜、孙丽华" in head()
    language.use(language.ENGLISH)
    assert "Front desk 李娜, 孙丽华" in head()
