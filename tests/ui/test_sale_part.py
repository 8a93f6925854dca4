"""On a card from the test drive to the keys: forms, refusals, the question before cancelling, drafts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from showroom import language
from showroom.language import _
from showroom.models.act import Act
from showroom.models.car import Vehicle
from showroom.models.prospect import DELIVERED, OPEN, Prospect
from showroom.models.sale import Drive, OrderStep, Quote, SalesOrder, TradeIn
from showroom.services import card_opening, drive, quote, sales_order, trade_in
from showroom.services.desk import Changed
from showroom.services.drafts import Draft
from showroom.ui.look.buttons import Button
from showroom.ui.look.dialog import Dialog
from showroom.ui.window import Window
from tests.journeys.at_the_card import (
    begins,
    card_page,
    fills,
    gives,
    lends_a_car,
    opens_card,
    sale_of,
    step_named,
    ticks,
)
from tests.journeys.at_the_window import (
    click,
    comes_anew,
    everything_in,
    hear,
    labels,
    pen,
    press,
    settle,
    shell,
    tab_to,
    toast,
    when_a_dialog_opens,
)
from tests.journeys.conftest import OpenWindow
from tests.people import CLERK, CONSULTANT, MANAGER, PASSWORD, RECEPTIONIST, THURSDAY, Showroom
from tests.sales import KEYS, delivers, places

VIN = "LSVAA4182E2000001"


@pytest.fixture
def card(morning: Showroom) -> int:
    """王丽's card, 陈涛's, at A."""
    return int(Prospect.get().id)


@pytest.fixture
def ordered(morning: Showroom, card: int) -> int:
    """She ordered this morning; the order."""
    return places(morning.consultant, card)


def stands(card: int) -> tuple[str, str]:
    found = Prospect.get_by_id(card)
    return found.level, found.state


def answers_cancel(window: Window, *, sure: bool) -> list[QWidget]:
    """The question before an order is cancelled is answered so; who was asked."""
    asked: list[QWidget] = []

    def answer(parent: QWidget) -> bool:
        asked.append(parent)
        return sure

    sale_of(window).sure = answer
    return asked


# -- driven, named, valued ----------------------------------------------------------------------------


def test_the_pen_is_where_something_is_still_to_be_said(open_window: OpenWindow, card: int) -> None:
    """The day and the model of a quote stand there already; its price does not."""
    window = open_window()
    opens_card(window, card)
    begins(window, "quote")
    hear("112000")
    gives(window)
    assert Quote.get().price == 11_200_000


def test_a_quote_is_named_and_the_older_ones_fold(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    cell = opens_card(window, card).form.sales.quotes
    for price in ("112000", "11.3万"):
        begins(window, "quote")
        fills(window, model="朗逸", price=price)
        gives(window)
    assert [row.price for row in Quote.select().order_by(Quote.id)] == [112_000_00, 113_000_00]
    assert "113,000" in cell.text()
    assert "112,000" not in cell.text(), "the newest alone"
    assert cell.more.text() == "+1"
    click(cell.more)
    assert cell.text().index("113,000") < cell.text().index("112,000")
    click(cell.more)
    assert "112,000" not in cell.text()


def test_one_quote_has_nothing_to_unfold(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    quote.add(morning.consultant, card, {"price": 112_000_00})
    assert not opens_card(open_window(), card).form.sales.quotes.more.isVisible()


def test_a_drive_and_a_valuation(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    lends_a_car(morning)
    window = open_window()
    page = opens_card(window, card)
    begins(window, "drive")
    fills(window, car="朗逸试驾车", kilometres="8", impression="起步顺")
    gives(window)
    driven = Drive.get()
    assert (driven.day, driven.kilometres, driven.impression) == (THURSDAY, 8, "起步顺")
    assert driven.accompanied_by.name == "陈涛", "whoever writes it sat beside, unless told otherwise"
    begins(window, "trade_in")
    fills(window, vehicle="宝来", value="28000")
    gives(window)
    assert TradeIn.get().value == 28_000_00
    assert "28,000" in page.form.sales.valuations.text()


# -- written anew -------------------------------------------------------------------------------------


def named(morning: Showroom, card: int) -> tuple[int, int]:
    """Two quotes on the card: of yesterday and of today."""
    desk = morning.consultant
    older = quote.add(desk, card, {"day": THURSDAY - timedelta(days=1), "price": 112_000_00})
    return older, quote.add(desk, card, {"price": 113_000_00, "included": "含脚垫"})


def test_a_quote_is_opened_by_a_press_and_written_anew(
    open_window: OpenWindow, card: int, morning: Showroom
) -> None:
    _older, newest = named(morning, card)
    window = open_window()
    cell = opens_card(window, card).form.sales.quotes
    click(cell.lines[0])
    form = sale_of(window).panel.form
    assert (form.editors["price"].text(), form.editors["included"].text()) == ("113,000", "含脚垫")
    fills(window, price="113500")
    gives(window)
    assert (Quote.get_by_id(newest).price, Quote.get_by_id(newest).included) == (113_500_00, "含脚垫")
    assert "113,500" in cell.text()
    assert _("The quote is corrected") in toast(window)
    press("Ctrl+Z")
    assert Quote.get_by_id(newest).price == 113_000_00
    assert "113,000" in cell.text()


def test_a_folded_quote_is_opened_by_enter(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    older, _newest = named(morning, card)
    window = open_window()
    cell = opens_card(window, card).form.sales.quotes
    click(cell.more)
    cell.more.setFocus()
    press("Tab")
    assert pen() is cell.lines[1], "the older one comes after what unfolded it"
    press("Return")
    fills(window, price="111000")
    press("Ctrl+Return")
    assert Quote.get_by_id(older).price == 111_000_00
    assert pen() is cell.lines[1], "back where it came from"


def test_the_menu_of_a_line_corrects_and_copies(
    open_window: OpenWindow, card: int, morning: Showroom
) -> None:
    trade_in.value(morning.consultant, card, {"vehicle": "宝来", "value": 28_000_00})
    window = open_window()
    line = opens_card(window, card).form.sales.valuations.lines[0]
    correct, copy = line.menu().actions()
    copy.trigger()
    assert QApplication.clipboard().text() == line.words
    correct.trigger()
    settle()
    fills(window, value="27000", year="2015")
    gives(window)
    row = TradeIn.get()
    assert (row.vehicle, row.year, row.value) == ("宝来", 2015, 27_000_00)


def test_a_licence_nobody_touched_keeps_its_number(
    open_window: OpenWindow, card: int, morning: Showroom
) -> None:
    car = lends_a_car(morning)
    drive.record(morning.consultant, card, {"car": car, "licence": "330105199105180022"})
    stored = Drive.get().licence
    window = open_window()
    click(opens_card(window, card).form.sales.drives.lines[0])
    form = sale_of(window).panel.form
    assert form.editors["licence"].text() == "330105********0022"
    assert form.editors["car"].text() == "朗逸试驾车"
    fills(window, kilometres="9")
    gives(window)
    assert (Drive.get().kilometres, Drive.get().licence) == (9, stored)


def test_nothing_changed_is_no_act(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    named(morning, card)
    window = open_window()
    click(opens_card(window, card).form.sales.quotes.lines[0])
    before = Act.select().count()
    gives(window)
    assert Act.select().count() == before
    assert not sale_of(window).panel.isVisible()


def test_somebody_else_corrected_it_meanwhile(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    """Both values are said; given once more, what stands here takes its place."""
    _older, newest = named(morning, card)
    window = open_window()
    click(opens_card(window, card).form.sales.quotes.lines[0])
    fills(window, price="113500")
    quote.correct(morning.manager, newest, 1, {"price": 114_000_00, "colour": "white"})
    gives(window)
    panel = sale_of(window).panel
    assert panel.isVisible()
    assert "114,000" in panel.problem.text()
    gives(window)
    row = Quote.get_by_id(newest)
    assert (row.price, row.colour) == (113_500_00, "white"), "what nobody touched here stays theirs"


def test_what_was_typed_into_a_correction_comes_back(
    open_window: OpenWindow, card: int, morning: Showroom
) -> None:
    older, newest = named(morning, card)
    window = open_window()
    cell = opens_card(window, card).form.sales.quotes
    click(cell.lines[0])
    fills(window, included="含脚垫和贴膜")
    press("Esc")
    click(cell.more)
    click(cell.lines[1])
    assert sale_of(window).panel.form.editors["included"].text() == "", "another row, another form"
    press("Esc")
    click(cell.lines[0])
    settle()
    assert sale_of(window).panel.form.editors["included"].text() == "含脚垫和贴膜"
    gives(window)
    assert Quote.get_by_id(newest).included == "含脚垫和贴膜"
    assert Quote.get_by_id(older).included == ""


def test_who_only_reads_the_card_opens_nothing(open_window: OpenWindow, card: int, morning: Showroom) -> None:
    named(morning, card)
    window = open_window()
    page = opens_card(window, card, CLERK)
    line = page.form.sales.quotes.lines[0]
    assert "113,000" in line.words
    click(line)
    assert not sale_of(window).panel.isVisible()
    assert line.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert [one.text() for one in line.menu().actions()] == [_("Copy")]


def test_what_cannot_be_taken_is_said_at_its_field(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "quote")
    gives(window)
    form = sale_of(window).panel.form
    assert form.sentences().keys() == {"price"}
    assert pen() is form.editors["price"].widget
    assert not Quote.select().exists()


def test_an_order_begins_with_what_was_named_last(
    open_window: OpenWindow, card: int, morning: Showroom
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    editors = sale_of(window).panel.form.editors
    assert editors["price"].text() == "", "the control: no price was named"
    press("Esc")
    named(morning, card)
    opens_card(window, card)
    begins(window, "order")
    assert sale_of(window).panel.form.editors["price"].text() == "113,000"


# -- the order ----------------------------------------------------------------------------------------


def test_a_deposit_of_999_is_refused_and_of_1000_is_an_order(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    fills(window, model="朗逸", price="118900", deposit="999", expected_delivery="3-25")
    gives(window)
    panel = sale_of(window).panel
    assert panel.form.sentences().keys() == {"deposit"}
    assert pen() is panel.form.editors["deposit"].widget
    assert (stands(card), SalesOrder.select().count()) == (("A", OPEN), 0)
    fills(window, deposit="1000")
    gives(window)
    assert SalesOrder.get().deposit == 1_000_00
    assert stands(card) == ("O", OPEN)
    assert sale_of(window).order.isVisible(), "the steps are there to go on with"
    assert not panel.isVisible()


@pytest.mark.parametrize(("size", "percent"), [((1440, 900), 100), ((853, 480), 150)])
def test_the_field_in_hand_and_the_button_are_in_view(
    open_window: OpenWindow, card: int, size: tuple[int, int], percent: int
) -> None:
    window = open_window(size=size)
    opens_card(window, card)
    window._use_text(percent)
    comes_anew()
    begins(window, "order")
    gives(window)
    panel = sale_of(window).panel
    inside = panel._scroll.viewport()
    stops = [pen()]
    while panel.form.isAncestorOf(stops[-1]):
        top = pen().mapTo(inside, pen().rect().topLeft()).y()
        assert top >= 0, pen().accessibleName()
        assert top + pen().height() <= inside.height() + 1, pen().accessibleName()
        below = panel.give.mapTo(panel, panel.give.rect().bottomLeft()).y()
        assert below < panel.height()
        assert panel.give.isVisible()
        press("Tab")
        stops.append(pen())
    assert len(stops) > 4
    window._use_text(100)
    comes_anew()


def test_steps_are_ticked_and_what_was_paid_counts(open_window: OpenWindow, card: int, ordered: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    assert pen() is step_named(window, "签约"), "the first that is left"
    press("Space")
    assert OrderStep.get(OrderStep.kind == "signing").done_on == THURSDAY
    assert pen() is step_named(window, "签约"), "the keyboard stays"
    ticks(window, "付款")
    assert "118,900 元" in labels(sale_of(window).order), "deposit and payment together"
    ticks(window, "付款")
    assert OrderStep.get(OrderStep.kind == "payment").done_on is None


def test_a_step_is_added_and_changed_and_the_order_comes_back(
    open_window: OpenWindow, card: int, ordered: int
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    click(sale_of(window).order.add)
    fills(window, kind="付款", amount="20000", note="尾款")
    gives(window)
    assert step_named(window, "付款　20,000")
    more = next(
        one
        for one in sale_of(window).order.findChildren(Button)
        if "20,000" in one.accessibleName() and one.isVisible()
    )
    click(more)
    assert "付款" in labels(sale_of(window).panel), "which step it is"
    fills(window, due_on="3-20")
    gives(window)
    added = OrderStep.select().order_by(OrderStep.id.desc()).get()
    assert (added.amount, added.due_on) == (20_000_00, THURSDAY + timedelta(15))
    assert sale_of(window).order.isVisible()


def test_somebody_else_changed_it_and_giving_again_takes_its_place(
    open_window: OpenWindow, card: int, ordered: int, morning: Showroom
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    click(sale_of(window).order.change)
    fills(window, equipment="舒适版")
    # Another desk: this window has not heard of it.
    morning.manager.listeners.clear()
    sales_order.change(morning.manager, ordered, 1, {"equipment": "豪华版"})
    gives(window)
    assert sale_of(window).panel.problem.isVisible()
    assert SalesOrder.get().equipment == "豪华版"
    gives(window)
    assert SalesOrder.get().equipment == "舒适版"


# -- cancelled ----------------------------------------------------------------------------------------


def test_cancelling_asks_first_then_why(open_window: OpenWindow, card: int, ordered: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    assert answers_cancel(window, sure=False) is not None
    click(sale_of(window).order.cancel)
    assert not sale_of(window).panel.isVisible(), "thought better of it"
    assert len(answers_cancel(window, sure=True)) == 0
    click(sale_of(window).order.cancel)
    gives(window)
    assert sale_of(window).panel.form.sentences().keys() == {"reason"}
    fills(window, reason="贷款未批", deposit_returned=" ")
    gives(window)
    over = SalesOrder.get_by_id(ordered)
    assert (over.cancelled_on, over.cancel_reason, over.deposit_returned) == (THURSDAY, "贷款未批", True)
    assert stands(card) == ("A", OPEN)

    # Once more: the form says what became of the first, and it stands below the second.
    begins(window, "order")
    assert "贷款未批" in sale_of(window).panel.preface.text()
    fills(window, deposit="5000")
    gives(window)
    assert stands(card) == ("O", OPEN)
    assert any("贷款未批" in words for words in labels(sale_of(window).order))


def test_keeping_the_order_is_the_safe_answer(open_window: OpenWindow, card: int, ordered: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    seen: list[tuple[str, bool]] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, Dialog)
        default = next(one for one in dialog.findChildren(Button) if one.isDefault())
        seen.append((default.text(), default.hasFocus()))
        press("Return")

    when_a_dialog_opens(look)
    click(sale_of(window).order.cancel)
    assert seen == [("保留订单", True)]
    assert not sale_of(window).panel.isVisible()
    assert SalesOrder.get_by_id(ordered).cancelled_on is None


def test_enter_in_the_last_field_does_not_cancel(open_window: OpenWindow, card: int, ordered: int) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    answers_cancel(window, sure=True)
    click(sale_of(window).order.cancel)
    fills(window, reason="贷款未批")
    sale_of(window).panel.form.submitted.emit()
    assert pen() is sale_of(window).panel.give
    assert SalesOrder.get_by_id(ordered).cancelled_on is None
    press("Return")
    assert SalesOrder.get_by_id(ordered).cancelled_on == THURSDAY


# -- the keys -----------------------------------------------------------------------------------------


def test_the_tick_of_the_delivery_hands_over_the_car(
    open_window: OpenWindow, card: int, ordered: int
) -> None:
    window = open_window()
    page = opens_card(window, card)
    begins(window, "order")
    ticks(window, "交车")
    panel = sale_of(window).panel
    assert panel.isVisible()
    assert "上牌" in panel.preface.text(), "what is still open is named"
    assert stands(card) == ("O", OPEN), "nothing is done yet"
    fills(window, plate="浙A12345", vin=VIN[:-1], why_us="讲得细")
    assert "17" in panel.form.sentences()["vin"], "a doubt, no refusal"
    fills(window, vin=VIN)
    gives(window)
    assert stands(card) == ("O", DELIVERED)
    assert Vehicle.get().vin == VIN

    # His own consultant sees it still, and ticks what came later.
    assert not page.form.deeds["quote"].isVisible()
    begins(window, "order")
    order = sale_of(window).order
    assert VIN in labels(order)
    assert not step_named(window, "交车").isEnabled()
    assert not any(button.isVisible() for button in (order.change, order.cancel, order.deliver))
    ticks(window, "上牌")
    assert OrderStep.get(OrderStep.kind == "plate").done_on == THURSDAY
    press("Esc")
    press("Ctrl+Z", "Ctrl+Z")
    assert stands(card) == ("O", OPEN), "the tick, then the keys are taken back"


def test_a_car_that_was_handed_over_before_is_noticed_in_words(
    open_window: OpenWindow, card: int, ordered: int, morning: Showroom
) -> None:
    other = card_opening.open_card(morning.consultant, {"name": "单雄信", "phone": "13700007777"}).prospect
    delivers(morning.consultant, places(morning.consultant, other))
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    click(sale_of(window).order.deliver)
    fills(window, vin=KEYS["vin"])
    beside = sale_of(window).panel.form.sentences()["vin"]
    assert "2026年3月5日" in beside
    assert "单雄信" not in beside, "whose it is only his own card tells"
    gives(window)
    assert stands(card) == ("O", DELIVERED), "noticed, not refused"
    assert "2026年3月5日" in toast(window)


def test_ones_own_car_is_noticed_by_nobody(
    open_window: OpenWindow, card: int, ordered: int, morning: Showroom
) -> None:
    """The control: the same VIN, never handed over."""
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    click(sale_of(window).order.deliver)
    fills(window, vin=KEYS["vin"])
    assert "2026年3月5日" not in sale_of(window).panel.form.sentences().get("vin", "")


# -- what was typed -----------------------------------------------------------------------------------


def typed(window: Window) -> str:
    return sale_of(window).panel.form.editors["included"].text()


def begins_to_type(window: Window, card: int) -> None:
    opens_card(window, card)
    begins(window, "quote")
    fills(window, included="含购置税")


def test_words_of_a_form_that_was_closed_come_back(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    begins_to_type(window, card)
    press("Esc")
    begins(window, "trade_in")
    press("Esc")
    begins(window, "quote")
    assert typed(window) == "含购置税"
    fills(window, price="112000")
    gives(window)
    begins(window, "quote")
    assert typed(window) == "", "given is given"


def test_they_outlive_locking(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    begins_to_type(window, card)
    shell(window).lock_wanted.emit()
    settle()
    assert window.shell is None
    opens_card(window, card)
    begins(window, "quote")
    assert typed(window) == "含购置税"


def test_they_outlive_another_language(open_window: OpenWindow, card: int) -> None:
    window = open_window()
    begins_to_type(window, card)
    window._use_language("en")
    comes_anew()
    begins(window, "quote")
    assert typed(window) == "含购置税"


def test_a_draft_that_comes_late_takes_nothing_away(open_window: OpenWindow, card: int) -> None:
    """The disk answers when somebody writes already, or has gone to another form."""
    window = open_window()
    begins_to_type(window, card)
    part = sale_of(window)
    late = Draft({"included": "送脚垫", "equipment": "舒适版"}, str(card))
    part._put_back(part._begun._replace(deed="order"), late)
    assert part.panel.form.texts()["equipment"] == ""
    part._put_back(part._begun, late)
    assert (typed(window), part.panel.form.texts()["equipment"]) == ("含购置税", "舒适版")


# -- for whom, and how --------------------------------------------------------------------------------


@pytest.mark.parametrize("user", [RECEPTIONIST, CLERK])
def test_who_may_not_write_reads(open_window: OpenWindow, card: int, ordered: int, user: str) -> None:
    window = open_window()
    page = opens_card(window, card, user)
    shown = {key for key, button in page.form.deeds.items() if button.isVisible()}
    assert shown == {"order"}
    begins(window, "order")
    order = sale_of(window).order
    assert order.isVisible()
    assert not any(tick.isEnabled() for tick in order.steps)
    offered = {one.text() for one in order.findChildren(Button) if one.isVisible() and one.text()}
    assert offered == set()


def test_the_manager_writes_on_every_card(open_window: OpenWindow, card: int, ordered: int) -> None:
    window = open_window()
    opens_card(window, card, MANAGER)
    begins(window, "order")
    ticks(window, "签约")
    assert OrderStep.get(OrderStep.kind == "signing").done_by.name == "刘建国"


@pytest.fixture(params=["zh_CN", "en"])
def in_both_languages(request: pytest.FixtureRequest, look: object) -> str:
    """`look` gives Chinese back."""
    code = str(request.param)
    language.use(code)
    return code


@pytest.mark.parametrize(("typed", "fen", "doubted"), [("19.8", 19_80, True), ("19.8万", 198_000_00, False)])
def test_a_price_that_was_meant_in_ten_thousands_is_doubted(
    open_window: OpenWindow, card: int, typed: str, fen: int, doubted: bool
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "quote")
    fills(window, price=typed)
    gives(window)
    assert Quote.get().price == fen, "it is taken as it was written"
    assert ("不到 1 万元" in toast(window)) == doubted


def test_without_a_mouse(open_window: OpenWindow, card: int, in_both_languages: str) -> None:
    window = open_window()
    window.sign_in(CONSULTANT, PASSWORD)
    page = opens_card(window, card)
    tab_to(Button, _("Quote"), most=120)
    press("Space")
    panel = sale_of(window).panel
    assert pen() is panel.form.editors["price"].widget, "the day stands there already"
    press("Shift+Tab", "Tab")
    hear("118900")
    tab_to(Button, _("Record the quote"))
    press("Return")
    assert Quote.get().price == 118_900_00
    assert pen() is page.form.deeds["quote"], "back where it was begun"
    tab_to(Button, _("Order and steps"))
    press("Space")
    while pen() is not panel.form.editors["deposit"].widget:
        press("Tab")
    hear("5000")
    tab_to(Button, _("Place the order"))
    press("Return", "Space")
    assert OrderStep.get(OrderStep.kind == "signing").done_on == THURSDAY
    for button in (sale_of(window).order.deliver, panel.give):
        while pen() is not button:
            press("Tab")
        press("Return")
    assert stands(card) == ("O", DELIVERED)


def test_a_step_that_is_held_down_while_news_come_is_ticked(
    open_window: OpenWindow, card: int, ordered: int
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    tick = sale_of(window).order.first_stop()
    assert tick is pen()
    QTest.keyPress(tick, Qt.Key.Key_Space)
    shell(window).news.changed.emit(Changed(frozenset({"sales_order", "order_step", "prospect"})))
    settle()
    assert pen() is tick, "it was read again, and it is as it was"
    QTest.keyRelease(pen(), Qt.Key.Key_Space)
    settle()
    assert OrderStep.get(OrderStep.kind == "signing").done_on == THURSDAY


def test_one_s_own_acts_are_no_news_a_second_later(
    open_window: OpenWindow, card: int, ordered: int, morning: Showroom
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    news = shell(window).news
    news.watch.timeout.emit()
    news.watch.timeout.emit()
    heard: list[object] = []
    ticks(window, "签约")
    news.changed.connect(heard.append)
    news.watch.timeout.emit()
    assert heard == []
    quote.add(morning.manager, card, {"day": THURSDAY, "price": 118_000_00})
    news.watch.timeout.emit()
    assert heard == [Changed(frozenset({"quote"}))]
    news.watch.timeout.emit()
    assert len(heard) == 1


def test_every_stop_of_the_order_has_a_name_and_is_reached(
    open_window: OpenWindow, card: int, ordered: int
) -> None:
    window = open_window()
    opens_card(window, card)
    begins(window, "order")
    order = sale_of(window).order
    stops = {
        one
        for one in everything_in(order)
        if one is not order
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached = set()
    for _stop in range(len(stops) + 1):
        press("Tab")
        reached.add(QApplication.focusWidget())
    assert reached >= stops
    assert all(one.accessibleName() for one in stops)
    assert card_page(window).isVisible()
