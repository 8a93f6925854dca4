"""What happened on a card in words, for the time line and the blocks of the sheet."""

from __future__ import annotations

from datetime import date
from typing import Final

from showroom.forms import choices, day_words
from showroom.forms.card_record import Order
from showroom.forms.customer_card import CustomerCard, Event, Happened
from showroom.forms.field import Lists, Option
from showroom.language import _, mark
from showroom.rules.card_moves import Move
from showroom.rules.level import Level
from showroom.rules.money import show_money

_PARTED: Final = "　"
_MOVES: Final = {
    Move.LEVEL: mark("level judged"),
    Move.ORDERED: mark("order"),
    Move.ORDER_CANCELLED: mark("order cancelled"),
    Move.DELIVERED: mark("delivery"),
    Move.LOST: mark("lost"),
    Move.DORMANT: mark("put to sleep"),
    Move.RETURNED: mark("opened again"),
    Move.HANDED_OVER: mark("handed over"),
    Move.WITHDRAWN: mark("withdrawn"),
}


def head(event: Event) -> str:
    """What a line of the time line is: 来电, 报价, 建卡."""
    if event.kind is Happened.CONTACT:
        return _word(choices.METHODS, event.how)
    if event.kind is Happened.VISIT:
        return _word(choices.TRAFFIC_TYPES, event.how)
    if event.kind is Happened.MOVE:
        return _(_MOVES[Move(event.how)])
    return {
        Happened.DRIVE: _("test drive"),
        Happened.QUOTE: _("quote"),
        Happened.VALUATION: _("trade-in valuation"),
        Happened.ORDER: _("order"),
        Happened.OPENED: _("card opened"),
        Happened.REVIEW: _("manager's review"),
    }[event.kind]


def said(event: Event, lists: Lists) -> str:
    """The words below: what was said, driven, named or ordered."""
    parts = [_word(lists["car_model"], str(event.model or "")), _word(lists["colour"], event.colour)]
    if event.kilometres is not None:
        parts.append(_("{count} km", count=event.kilometres))
    if event.amount is not None:
        money = _("{amount} yuan", amount=show_money(event.amount))
        parts.append(_("deposit {amount}", amount=money) if event.kind is Happened.ORDER else money)
    if event.number is not None and not event.said:
        parts.append(_("row {number} of the traffic log", number=event.number))
    if event.kind is Happened.OPENED:
        parts.append(_("first level {level}", level=event.level_after or "N"))
    if event.owner_after:
        parts.append(f"{event.owner_before or '–'} → {event.owner_after}")
    if not event.reached:
        parts.append(_("nobody was reached"))
    return _PARTED.join(part for part in (*parts, event.said) if part)


def change(event: Event, lists: Lists) -> str:
    """The change of level it brought, with the facts and the reason: A → H　依据：…; "" where none."""
    if event.kind is Happened.OPENED or (event.level_before == event.level_after and not event.criteria):
        return event.reason if event.kind is Happened.MOVE else ""
    levels = f"{event.level_before or '–'} → {event.level_after or '–'}"
    if event.level_before == event.level_after:
        levels = event.level_after
    reason = "" if event.reason == event.said else event.reason
    facts = "、".join(_word(lists["criterion"], code) for code in event.criteria)
    parts = [levels, _("on: {facts}", facts=facts) if facts else "", reason]
    return _PARTED.join(part for part in parts if part)


def drive(event: Event, lists: Lists) -> str:
    """2月26日　朗逸　12 公里　陪同 陈涛."""
    by = _("with {name}", name=event.by) if event.by else ""
    return _PARTED.join(part for part in (day_words.month_day(event.day), said(event, lists), by) if part)


def priced(event: Event, lists: Lists) -> str:
    """3月1日　朗逸 白　118,900 元　含装饰."""
    return _PARTED.join((day_words.month_day(event.day), said(event, lists)))


def order_facts(order: Order | None, lists: Lists) -> dict[str, str]:
    """The cells of the order block by key; empty ones where there is no order."""
    if order is None:
        return dict.fromkeys(("ordered_on", "deposit", "model", "delivery", "vin", "plate"), "")
    model = _word(lists["car_model"], str(order.model or ""))
    delivered = _day(order.delivered_on)
    expected = _("planned {day}", day=_day(order.expected_delivery)) if order.expected_delivery else ""
    ordered = _day(order.ordered_on)
    if order.cancelled_on:
        ordered = _("{day}, cancelled {cancelled}", day=ordered, cancelled=_day(order.cancelled_on))
    return {
        "ordered_on": ordered,
        "deposit": _("{amount} yuan", amount=show_money(order.deposit)) if order.deposit else "",
        "model": _PARTED.join(part for part in (model, _word(lists["colour"], order.colour)) if part),
        "delivery": delivered or expected,
        "vin": order.vin,
        "plate": order.plate,
    }


def model_and_colour(model: int | None, colour: str, lists: Lists) -> str:
    """朗逸 1.5　白; "" where nothing is chosen."""
    words = (_word(lists["car_model"], str(model or "")), _word(lists["colour"], colour))
    return _PARTED.join(word for word in words if word)


def money(fen: int | None) -> str:
    """118,900 元; "" where none is named."""
    return "" if fen is None else _("{amount} yuan", amount=show_money(fen))


def step(kind: str) -> str:
    """签约, 付款, 上牌 …"""
    return _word(choices.ORDER_STEPS, kind)


def payment(method: str) -> str:
    """全款, 分期; "" where none is chosen."""
    return _word(choices.PAYMENT_METHODS, method)


def judged(card: CustomerCard) -> str:
    """判定 3月3日　H　预计 3月10日 前成交: the day the level or its facts changed last."""
    parts = []
    if card.criteria_on is not None:
        turned = (event.day for event in card.events if event.level_before != event.level_after)
        parts.append(_("judged {day}", day=day_words.with_year(max(card.criteria_on, *turned))))
    parts.append(card.level or _word(choices.CARD_STATES, card.state))
    if card.level_until is not None:
        parts.append(_("a deal until {day}", day=day_words.month_day(card.level_until)))
    return _PARTED.join(parts)


def disagreement(level: str, proposed: str, by_time: str) -> str:
    """What speaks for another level than the one that stands; "" where nothing does (req 34).

    An order is no estimate: O is what it is until it is cancelled or the car handed over.
    """
    if level == Level.ORDERED:
        return ""
    parts = []
    if proposed and proposed != level:
        parts.append(_("The facts ticked speak for {level}.", level=proposed))
    if by_time and by_time != level:
        parts.append(_("The stated time of purchase means {level}.", level=by_time))
    return " ".join(parts)


def state(code: str) -> str:
    """在跟, 休眠, 战败 …"""
    return _word(choices.CARD_STATES, code)


def _word(options: tuple[Option, ...], code: str) -> str:
    return next((option.label for option in options if option.code == code), code)


def _day(day: date | None) -> str:
    return day_words.with_year(day) if day is not None else ""
