"""The facts of this showroom: its name as printed, address, business hours, idle lock, logo."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from showroom.errors import Invalid, Problem, Unreadable
from showroom.language import mark
from showroom.models.base import Compiled
from showroom.models.picture import Picture
from showroom.models.setting import Setting
from showroom.rules import hours, phones, pictures, text
from showroom.rules.duties import Duty
from showroom.rules.level import Level, is_at
from showroom.services.desk import Desk
from showroom.services.work import Work

ADDRESS_AT_MOST: Final = 100
IDLE_MINUTES: Final = range(1, 31)
LATE_DAYS: Final = range(1, 61)
# From which level a card is opened (forms 2, step 4).
CARD_THRESHOLDS: Final = (Level.H, Level.A, Level.B, Level.C)
_LOGO: Final = "logo"


class CardWhen(StrEnum):
    """When a card is opened for a guest: with his number, or once he stands at the threshold or nearer."""

    PHONE_LEFT = "phone_left"
    THRESHOLD = "threshold"


@dataclass(frozen=True)
class Facts:
    """What is printed on every sheet's head, and how the showroom works.

    `copies_folder` is where copies of the store go; "" is beside it. After `idle_minutes` the screen locks
    (R10). A `demo_password` marks a store of fictional people. A card that is overdue for `late_after_days`
    is late; after `escalate_after_days` it stands on the manager's list too, and after `reassign_after_days`
    it is proposed to give it to somebody else.
    """

    dealer: str = ""
    dealer_short: str = ""
    dealer_english: str = ""
    business_hours: str = ""
    demo_password: str = ""
    address: str = ""
    phone: str = ""
    copies_folder: str = ""
    idle_minutes: int = 10
    card_threshold: str = Level.B
    card_when: str = CardWhen.PHONE_LEFT
    due_on_workdays: bool = False
    late_after_days: int = 1
    escalate_after_days: int = 3
    reassign_after_days: int = 7


@dataclass(frozen=True)
class Logo:
    """The showroom's logo: its media type and the file's bytes."""

    media_type: str
    content: bytes


def facts() -> Facts:
    """The facts as stored; defaults for what was never set."""
    known = {field.name for field in fields(Facts)}
    return Facts(**{key: json.loads(value) for key, value in _kept.rows() if key in known})


_kept: Final = Compiled(
    lambda: Setting.select(Setting.key, Setting.value).where(Setting.removed_at.is_null())
)
_card_rule: Final = Compiled(
    lambda: Setting.select(Setting.key, Setting.value).where(
        Setting.key.in_(("card_when", "card_threshold")), Setting.removed_at.is_null()
    )
)


def opens_card(level: str) -> bool:
    """Whether a guest who left a number gets a card at this level (forms 2, step 4)."""
    kept = {key: json.loads(value) for key, value in _card_rule.rows()}
    if kept.get("card_when", Facts.card_when) == CardWhen.PHONE_LEFT:
        return True
    return is_at(level, kept.get("card_threshold", Facts.card_threshold))


def keep(desk: Desk, new: Facts, seen: Facts | None = None) -> None:
    """Store changed facts. Raises Denied, Invalid.

    With `seen`, what the page was showing, only what differs from it is written: two who change different
    facts do not undo each other's.
    """
    with desk.work(Duty.KEEP_SETTINGS) as work:
        write(work, new if seen is None else replace(facts(), **_differing(new, seen)))


def write(work: Work, new: Facts) -> None:
    """Store the facts that changed, within an open work. Raises Invalid with every problem at once."""
    changed = _read(_differing(new, facts()))
    if changed.keys() & set(_STEPS_OF_LATENESS):
        _refuse_falling(new)
    for key, value in changed.items():
        write_value(work, key, value)


def check(new: Facts) -> None:
    """Raise Invalid, with every problem at once, for facts that could not be stored; nothing is written."""
    _read(_differing(new, Facts()))


def _differing(new: Facts, old: Facts) -> dict[str, Any]:
    return {key: value for key, value in asdict(new).items() if value != getattr(old, key)}


def write_value(work: Work, key: str, value: object) -> None:
    """Store one value under its name within an open work."""
    row = Setting.get_or_none(Setting.key == key)
    stored = json.dumps(value, ensure_ascii=False)
    if row is None:
        work.add(Setting, key=key, value=stored)
    else:
        work.edit(Setting, row.id, row.revision, value=stored)


def _read(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they may be stored."""
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        try:
            read[key] = _READINGS[key](value)
        except Unreadable as problem:
            problems.append(Problem(key, problem.message, problem.values))
    if problems:
        raise Invalid(*problems)
    return read


def _refuse_falling(new: Facts) -> None:
    """Who is late is late first, then the manager's, then perhaps somebody else's: no step comes before the
    one below it. Raises Invalid."""
    days = [getattr(new, key) for key in _STEPS_OF_LATENESS]
    falling = [
        Problem(key, mark("Not before the step above it: at least {days} days."), {"days": before})
        for key, before, after in zip(_STEPS_OF_LATENESS[1:], days, days[1:], strict=False)
        if after < before
    ]
    if falling:
        raise Invalid(*falling)


def _name(typed: str) -> str:
    return text.limited(typed, text.NAME_AT_MOST)


def _address(typed: str) -> str:
    return text.limited(typed, ADDRESS_AT_MOST)


def _phone(typed: str) -> str:
    whole = text.limited(typed, text.PHONES_AT_MOST, lines=True)
    return phones.SEPARATOR.join(phone.typed for phone in phones.read(whole))


def _folder(typed: str) -> str:
    folder = text.clean(typed).text
    if folder and not _is_folder(Path(folder)):
        raise Unreadable(
            mark("There is no folder “{folder}”. Choose one that is there."), folder=text.quoted(folder)
        )
    return folder


def _is_folder(path: Path) -> bool:
    try:
        return path.is_absolute() and path.is_dir()
    except OSError:
        # Longer than any name a disk can hold.
        return False


def _idle(minutes: int) -> int:
    if minutes not in IDLE_MINUTES:
        raise Unreadable(
            mark("The screen can lock after {least} to {most} minutes."),
            least=IDLE_MINUTES.start,
            most=IDLE_MINUTES.stop - 1,
        )
    return minutes


def _threshold(level: str) -> str:
    if level not in CARD_THRESHOLDS:
        raise Unreadable(mark("Choose one of the levels H, A, B, C."))
    return str(level)


def _card_when(code: str) -> str:
    if code not in list(CardWhen):
        raise Unreadable(mark("Choose when a card is opened."))
    return str(code)


def _late_days(days: int) -> int:
    if days not in LATE_DAYS:
        raise Unreadable(
            mark("Enter {least} to {most} days."), least=LATE_DAYS.start, most=LATE_DAYS.stop - 1
        )
    return days


_STEPS_OF_LATENESS: Final = ("late_after_days", "escalate_after_days", "reassign_after_days")
_READINGS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "dealer": _name,
    "dealer_short": _name,
    "dealer_english": _name,
    "business_hours": hours.read_hours,
    "demo_password": str,
    "address": _address,
    "phone": _phone,
    "copies_folder": _folder,
    "idle_minutes": _idle,
    "card_threshold": _threshold,
    "card_when": _card_when,
    "due_on_workdays": bool,
    "late_after_days": _late_days,
    "escalate_after_days": _late_days,
    "reassign_after_days": _late_days,
}


def logo() -> Logo | None:
    """The logo; None when there is none."""
    row = Picture.get_or_none(Picture.name == _LOGO, Picture.removed_at.is_null())
    return Logo(row.media_type, base64.b64decode(row.content)) if row else None


def keep_logo(desk: Desk, content: bytes) -> None:
    """Store a PNG or JPEG of at most 512 KB as the logo. Raises Denied, Invalid."""
    with desk.work(Duty.KEEP_SETTINGS) as work:
        try:
            media_type = pictures.media_type(content)
        except Unreadable as problem:
            raise Invalid(Problem(_LOGO, problem.message, problem.values)) from None
        values = {"media_type": media_type, "content": base64.b64encode(content).decode("ascii")}
        row = Picture.get_or_none(Picture.name == _LOGO)
        if row is None:
            work.add(Picture, name=_LOGO, **values)
        else:
            work.edit(Picture, row.id, row.revision, removed_at=None, **values)


def clear_logo(desk: Desk) -> None:
    """Do without a logo. Raises Denied."""
    with desk.work(Duty.KEEP_SETTINGS) as work:
        row = Picture.get_or_none(Picture.name == _LOGO, Picture.removed_at.is_null())
        if row is not None:
            work.remove(Picture, row.id, row.revision)
