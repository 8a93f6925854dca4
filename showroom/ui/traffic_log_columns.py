"""The columns of the traffic log on screen: what a cell shows, what its editor holds, what it writes.

Some cells of the paper hold two fields (time of arrival and leaving, name and sex, model and colour);
this is where they are joined and parted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from showroom.forms import traffic_log as form
from showroom.forms.field import Field, Lists, show
from showroom.forms.kinds import find_option
from showroom.forms.traffic_log import TrafficLogRow
from showroom.language import _, mark
from showroom.rules.titles import SEX_OF_TITLE, part
from showroom.rules.traffic import TrafficType
from showroom.ui.cells import Run

Texts = dict[str, str]

_DASHES = "–—－~～"


@dataclass(frozen=True)
class Column:
    """One column: its key and head, its width as drawn and at least (px), its fields, how it aligns."""

    key: str
    head: str
    share: int
    least: int
    fields: tuple[Field, ...] = ()
    centred: bool = False
    right: bool = False
    # No rule between this column and the next: two blanks of one cell on the paper.
    open_right: bool = False
    badge: bool = False

    @property
    def list_name(self) -> str:
        """The list its editor offers, if it holds one choice."""
        return self.fields[0].options if len(self.fields) == 1 else ""


NUMBER = Column("number", mark("No."), 36, 30, centred=True)
TIME = Column("time", mark("Time"), 96, 92, (form.ARRIVED, form.LEFT, form.TRAFFIC_TYPE))
GUEST = Column("guest", mark("Customer"), 90, 68, (form.GUEST, form.SEX))
PHONE = Column("phone", mark("Phone"), 112, 106, (form.PHONE,))
AREA = Column("area", mark("Area"), 68, 46, (form.AREA,))
PURPOSE = Column("purpose", mark("Purpose"), 82, 66, (form.PURPOSE,))
HEADS = Column("head_count", mark("Party"), 42, 38, (form.HEAD_COUNT,), centred=True)
RECEIVED = Column("received_by", mark("Received"), 72, 54, (form.RECEIVED_BY,))
LEVEL = Column("level", mark("Level\nH/A/B/C"), 70, 66, (form.LEVEL,), centred=True, badge=True)
NOTE = Column("note", mark("Note / consultant"), 126, 54, (form.NOTE,), open_right=True)
NOTE_AND_MODEL = replace(NOTE, key="note_and_model")
ASSIGNED = Column("assigned", "", 66, 50, (form.ASSIGNED,), right=True)

TYPE = Column("traffic_type", mark("Walk-in\nCall-in"), 52, 42, (form.TRAFFIC_TYPE,), centred=True)
VISIT = Column("visit", mark("First\nRepeat"), 52, 42, (form.VISIT,), centred=True)
MODEL = Column("model", mark("Model of interest"), 82, 66, (form.MODEL, form.COLOUR))
SOURCE = Column("source", mark("Source"), 80, 62, (form.SOURCE,))
RECONFIRMED = Column(
    "level_reconfirmed", mark("Second\nlevel"), 52, 42, (form.LEVEL_RECONFIRMED,), centred=True, badge=True
)
TEST_DRIVE = Column("test_drive", mark("Test\ndrive"), 44, 36, (form.TEST_DRIVE,), centred=True)
FILED = Column("filed", mark("File\nkept"), 44, 32, centred=True)

TEN = (NUMBER, TIME, GUEST, PHONE, AREA, PURPOSE, HEADS, RECEIVED, LEVEL, NOTE_AND_MODEL, ASSIGNED)
EXTENDED = (
    NUMBER,
    TIME,
    TYPE,
    VISIT,
    GUEST,
    PHONE,
    AREA,
    PURPOSE,
    HEADS,
    RECEIVED,
    MODEL,
    SOURCE,
    LEVEL,
    RECONFIRMED,
    TEST_DRIVE,
    FILED,
    NOTE,
    ASSIGNED,
)


def texts_of(row: TrafficLogRow, lists: Lists) -> Texts:
    """Every field of a row as it would be typed."""
    values: dict[str, Any] = {
        field.key: getattr(row, field.key, None) for field in (*form.FIELDS, form.VISIT)
    }
    values["phone"] = "/".join(row.phones)
    return {
        field.key: show(field, values[field.key], lists) if values[field.key] not in (None, "") else ""
        for field in (*form.FIELDS, form.VISIT)
    }


def _join_time(texts: Mapping[str, str], lists: Lists) -> tuple[Run, ...]:
    arrived, left = texts.get("arrived", ""), texts.get("left", "")
    option = find_option(texts.get("traffic_type", ""), lists["traffic_type"])
    called = option is not None and option.code == TrafficType.CALL_IN
    if called:
        return (Run(arrived), Run(f" {option.label if option else ''}", "t2"))
    return (Run(arrived), Run(f"–{left}", "t2")) if arrived else ()


def _join_guest(texts: Mapping[str, str], lists: Lists) -> tuple[Run, ...]:
    name, sex = texts.get("guest_name", ""), texts.get("sex", "")
    option = find_option(sex, lists.get("sex", ()))
    # A title tells the sex, unless somebody wrote another one beside it.
    told = option is not None and SEX_OF_TITLE.get(part(name)[0]) == option.code
    return (Run(name, medium=True), *((Run(f" {sex}", "t2"),) if name and sex and not told else ()))


def _join_model(texts: Mapping[str, str], _lists: Lists) -> tuple[Run, ...]:
    colour = texts.get("colour", "")
    return (Run(texts.get("model_of_interest", "")), *((Run(f" {colour}", "t2"),) if colour else ()))


def _join_note(texts: Mapping[str, str], lists: Lists) -> tuple[Run, ...]:
    """Ten columns have no model of their own: it stands before the words, as staff write it."""
    model = "".join(run.text for run in _join_model(texts, lists))
    note = texts.get("note", "").replace("\n", " ")
    return (Run(model), Run((_(", ") if model else "") + note if note else "", "t2"))


_JOINED: dict[str, Callable[[Mapping[str, str], Lists], tuple[Run, ...]]] = {
    TIME.key: _join_time,
    GUEST.key: _join_guest,
    MODEL.key: _join_model,
    NOTE_AND_MODEL.key: _join_note,
}
_TONES = {NOTE.key: "t2"}


def runs(column: Column, texts: Mapping[str, str], lists: Lists) -> tuple[Run, ...]:
    """What a cell shows of the typed texts of a row."""
    joined = _JOINED.get(column.key)
    if joined is not None:
        return tuple(run for run in joined(texts, lists) if run.text)
    text = texts.get(column.key, "").replace("\n", " ")
    return (Run(text, _TONES.get(column.key, "t1")),) if text else ()


def editor_text(column: Column, texts: Mapping[str, str], lists: Lists) -> str:
    """What the editor of a cell starts with."""
    if column.key == TIME.key:
        left = texts.get("left", "")
        return texts.get("arrived", "") + (f"–{left}" if left else "")
    if column.key in (GUEST.key, MODEL.key):
        return "".join(run.text for run in runs(column, texts, lists))
    return texts.get(column.fields[0].key, "") if column.fields else ""


def entered(column: Column, typed: str, lists: Lists) -> Texts:
    """The field texts that typing this into the cell means."""
    if column.key == TIME.key:
        return _part_time(typed, lists)
    if column.key == GUEST.key:
        return _part_guest(typed, lists)
    if column.key == MODEL.key:
        return _part_model(typed, lists)
    return {column.fields[0].key: typed}


def _part_time(typed: str, lists: Lists) -> Texts:
    """09:12–10:04; 0912; 09:26 来电."""
    plain = typed
    for dash in _DASHES:
        plain = plain.replace(dash, "-")
    texts: Texts = {}
    for word in plain.split():
        option = find_option(word, lists["traffic_type"])
        if option is not None:
            texts["traffic_type"] = option.label
            plain = plain.replace(word, "")
    arrived, _dash, left = plain.partition("-")
    return texts | {"arrived": arrived.strip(), "left": left.strip()}


def _part_guest(typed: str, lists: Lists) -> Texts:
    """张伟 男; 王女士; Ms Wang."""
    words = typed.split()
    if len(words) > 1 and (option := find_option(words[-1], lists["sex"])):
        return {"guest_name": typed.rstrip().removesuffix(words[-1]).rstrip(), "sex": option.label}
    for option in lists["sex"]:
        titles = [word for word in option.words() if len(word) > 1]
        if typed.endswith(tuple(titles)) or (words and words[0] in titles):
            return {"guest_name": typed, "sex": option.label}
    return {"guest_name": typed, "sex": ""}


def _part_model(typed: str, lists: Lists) -> Texts:
    words = typed.rsplit(maxsplit=1)
    if len(words) > 1 and (option := find_option(words[1], lists["colour"])):
        return {"model_of_interest": words[0], "colour": option.label}
    return {"model_of_interest": typed, "colour": ""}
