"""The facts of this showroom: its name as printed, its business hours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from showroom.models.setting import Setting
from showroom.rules.duties import Duty
from showroom.services.desk import Desk
from showroom.services.work import Work


@dataclass(frozen=True)
class Facts:
    """What is printed on every sheet's head. A `demo_password` marks a store of fictional people."""

    dealer: str = ""
    dealer_short: str = ""
    dealer_english: str = ""
    business_hours: str = ""
    demo_password: str = ""


def facts() -> Facts:
    """The facts as stored; defaults for what was never set."""
    known = {field.name for field in fields(Facts)}
    rows = Setting.select().where(Setting.removed_at.is_null())
    return Facts(**{row.key: json.loads(row.value) for row in rows if row.key in known})


def keep(desk: Desk, new: Facts) -> None:
    """Store changed facts. Raises Denied."""
    with desk.work(Duty.KEEP_SETTINGS) as work:
        write(work, new)


def write(work: Work, new: Facts) -> None:
    """Store changed facts within an open work."""
    present = {row.key: row for row in Setting.select().where(Setting.removed_at.is_null())}
    for key, value in asdict(new).items():
        row = present.get(key)
        if row is None:
            work.add(Setting, key=key, value=json.dumps(value, ensure_ascii=False))
        else:
            work.edit(Setting, row.id, row.revision, value=json.dumps(value, ensure_ascii=False))
