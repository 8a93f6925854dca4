"""The kinds of field: each pairs reading what was typed with showing what is stored."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any, Final

from showroom.errors import Unreadable
from showroom.forms.field import Kind, Option
from showroom.language import mark
from showroom.rules import birthdays, dates, hours, identity_numbers, money, phones, plates, text, vin

HEADS_AT_MOST: Final = 99
NUMBER_DIGITS: Final = 6
# Between the entries of a field that takes several.
SEVERAL_PARTED: Final = "、"

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_POSTCODE: Final = re.compile(r"[0-9]{6}", re.ASCII)

Options = tuple[Option, ...]


def find_option(typed: str, options: Options) -> Option | None:
    """The entry one of whose words was typed, case and width set aside; active ones first."""
    wanted = text.key(typed)
    matching = [option for option in options if wanted in map(text.key, option.words())]
    return min(matching, key=lambda option: not option.active, default=None)


def _chosen(typed: str, options: Options) -> Option | None:
    typed = text.clean(typed).text
    if not typed:
        return None
    option = find_option(typed, options)
    if option is None:
        raise Unreadable(
            mark("“{typed}” is not on the list. Choose one of its entries."), typed=text.quoted(typed)
        )
    return option


def _read_choice(typed: str, options: Options) -> str:
    option = _chosen(typed, options)
    return option.code if option else ""


def _show_choice(value: Any, options: Options) -> str:
    return next((option.label for option in options if option.code == str(value)), str(value or ""))


def _read_record(typed: str, options: Options) -> int | None:
    option = _chosen(typed, options)
    return int(option.code) if option else None


def _show_record(value: int | None, options: Options) -> str:
    return next((option.label for option in options if option.code == str(value)), "")


def _read_short(typed: str, options: Options) -> str:
    cleaned = text.limited(typed, text.SHORT_AT_MOST)
    option = find_option(cleaned, options) if cleaned else None
    return option.chinese if option else cleaned


def _show_short(value: str, options: Options) -> str:
    """A word of the list in the language of the screen; any other text as it was written."""
    return next((option.label for option in options if option.chinese == value), value or "")


def _read_name(typed: str, _options: Options) -> str:
    return text.limited(typed, text.NAME_AT_MOST)


def _read_note(typed: str, _options: Options) -> str:
    return text.limited(typed, text.NOTE_AT_MOST, lines=True)


def _read_reason(typed: str, _options: Options) -> str:
    return text.limited(typed, text.REASON_AT_MOST)


def _show_text(value: Any, _options: Options) -> str:
    return "" if value is None else str(value)


def _read_phones(typed: str, _options: Options) -> str:
    # Measured first: nobody has so many numbers, and looking for them in a pasted page costs time.
    whole = text.limited(typed, text.PHONES_AT_MOST, lines=True)
    return phones.SEPARATOR.join(phone.typed for phone in phones.read(whole))


def _show_phones(value: str, _options: Options) -> str:
    return phones.SEPARATOR.join(map(phones.show, value.split(phones.SEPARATOR))) if value else ""


def _read_time(typed: str, _options: Options) -> time | None:
    digits = text.clean(typed).text.replace("：", ":").replace(".", ":")
    if not digits:
        return None
    if ":" not in digits and digits.isdigit() and len(digits) in (3, 4):
        digits = f"{digits[:-2]}:{digits[-2:]}"
    hour, colon, minute = digits.partition(":")
    if not (colon and hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        raise Unreadable(
            mark("“{typed}” is not a time. Write it like 09:40 or 940."), typed=text.quoted(typed)
        )
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise Unreadable(
            mark("“{typed}” is not a time. Write it like 09:40 or 940."), typed=text.quoted(typed)
        ) from None


def _show_time(value: time | None, _options: Options) -> str:
    return value.strftime("%H:%M") if value else ""


def _read_count(typed: str, _options: Options) -> int:
    digits = text.clean(typed).text.removesuffix("人").strip()
    if not digits:
        return 1
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= HEADS_AT_MOST):
        raise Unreadable(
            mark("“{typed}” is not a head count. Write a number from 1 to {most}."),
            typed=text.quoted(typed),
            most=HEADS_AT_MOST,
        )
    return int(digits)


def _read_date(typed: str, _options: Options) -> date | None:
    """Full dates only: a kind knows no clock; the field's editor makes them of 明天 or 4.1 (rules.dates)."""
    return dates.read_full(typed)


def _show_date(value: date | None, _options: Options) -> str:
    return value.isoformat() if value else ""


def _read_money(typed: str, _options: Options) -> int | None:
    return money.read_money(typed)


def _show_money(value: int | None, _options: Options) -> str:
    return money.show_money(value)


_YES = frozenset(map(text.key, ("√", "✓", "是", "有", "1", "y", "yes", "x")))
_NO = frozenset(map(text.key, ("", "否", "无", "0", "n", "no", "-", "–")))


def _read_tick(typed: str, _options: Options) -> bool:
    word = text.key(text.clean(typed).text)
    if word in _YES or word in _NO:
        return word in _YES
    raise Unreadable(
        mark("“{typed}” is neither yes nor no. Write √ or leave it empty."), typed=text.quoted(typed)
    )


def _show_tick(value: bool, _options: Options) -> str:
    return "√" if value else ""


def _read_number(typed: str, _options: Options) -> int | None:
    digits = text.half_width(text.clean(typed).text).removesuffix("天").removesuffix("分钟").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= NUMBER_DIGITS):
        raise Unreadable(
            mark("“{typed}” is not a whole number. Write digits only."), typed=text.quoted(typed)
        )
    return int(digits)


def _read_hours(typed: str, _options: Options) -> str:
    return hours.read_hours(typed)


def _read_line(typed: str, _options: Options) -> str:
    """A line of any length; whoever stores it says how long it may be."""
    return text.clean(typed).text


def _read_password(typed: str, _options: Options) -> str:
    """As it was typed: a space may be meant."""
    return typed


def _show_password(_value: Any, _options: Options) -> str:
    return ""


def _read_several(typed: str, options: Options) -> tuple[str, ...]:
    parts = typed.split(SEVERAL_PARTED)
    codes: list[str] = []
    while parts:
        # A word may have the parting mark in itself: the longest run of parts that is one entry is taken.
        runs = ((end, SEVERAL_PARTED.join(parts[:end])) for end in range(len(parts), 0, -1))
        known = ((end, find_option(text.clean(run).text, options)) for end, run in runs if run.strip())
        end, option = next(((end, one) for end, one in known if one), (1, None))
        if option is None:
            option = _chosen(parts[0], options)
        codes += [option.code] if option else []
        del parts[:end]
    return tuple(codes)


def _show_several(value: tuple[str, ...], options: Options) -> str:
    return SEVERAL_PARTED.join(option.label for option in options if option.code in (value or ()))


def _read_birthday(typed: str, _options: Options) -> str:
    return birthdays.read_birthday(typed)


def _show_birthday(value: str, _options: Options) -> str:
    return birthdays.show_birthday(value)


def _read_identity(typed: str, _options: Options) -> str:
    """Any number of a paper; what its kind says of it, only the form knows (rules.identity_numbers)."""
    return identity_numbers.plain(typed)


def _read_plate(typed: str, _options: Options) -> str:
    return plates.read_plate(typed)


def _show_plate(value: str, _options: Options) -> str:
    return plates.show_plate(value)


def _plate_doubts(typed: str) -> tuple[str, ...]:
    return plates.doubts(plates.read_plate(typed))


def _read_vin(typed: str, _options: Options) -> str:
    return vin.read_vin(typed)


def _vin_doubts(typed: str) -> tuple[str, ...]:
    return vin.doubts(vin.read_vin(typed))


def _read_email(typed: str, _options: Options) -> str:
    written = text.half_width(text.limited(typed, text.NAME_AT_MOST * 2))
    if written and not _EMAIL.fullmatch(written):
        raise Unreadable(
            mark("“{typed}” is not an e-mail address. Write it like wang@example.com."),
            typed=text.quoted(typed),
        )
    return written


def _read_postcode(typed: str, _options: Options) -> str:
    digits = text.half_width(text.clean(typed).text)
    if digits and not _POSTCODE.fullmatch(digits):
        raise Unreadable(mark("“{typed}” is not a postcode. Write its six digits."), typed=text.quoted(typed))
    return digits


NAME: Final = Kind("name", _read_name, _show_text, text.notices)
SHORT: Final = Kind("short", _read_short, _show_short, text.notices)
NOTE: Final = Kind("note", _read_note, _show_text, text.notices)
REASON: Final = Kind("reason", _read_reason, _show_text, text.notices)
PHONES: Final = Kind("phones", _read_phones, _show_phones, phones.notices)
TIME: Final = Kind("time", _read_time, _show_time)
DATE: Final = Kind("date", _read_date, _show_date)
MONEY: Final = Kind("money", _read_money, _show_money)
PRICE: Final = Kind("money", _read_money, _show_money, money.price_notices)
COUNT: Final = Kind("count", _read_count, _show_text)
CHOICE: Final = Kind("choice", _read_choice, _show_choice)
RECORD: Final = Kind("record", _read_record, _show_record)
TICK: Final = Kind("tick", _read_tick, _show_tick)
NUMBER: Final = Kind("number", _read_number, _show_text)
HOURS: Final = Kind("hours", _read_hours, _show_text)
LINE: Final = Kind("line", _read_line, _show_text, text.notices)
PASSWORD: Final = Kind("password", _read_password, _show_password)
SEVERAL: Final = Kind("several", _read_several, _show_several)
BIRTHDAY: Final = Kind("birthday", _read_birthday, _show_birthday)
IDENTITY: Final = Kind("identity", _read_identity, _show_text)
PLATE: Final = Kind("plate", _read_plate, _show_plate, _plate_doubts)
VIN: Final = Kind("vin", _read_vin, _show_text, _vin_doubts)
EMAIL: Final = Kind("email", _read_email, _show_text)
POSTCODE: Final = Kind("postcode", _read_postcode, _show_text)
